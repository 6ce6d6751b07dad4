"""What is on: put up by a member, read and told on by a passer-by, taken away; and large letters."""

from tests.browser.house import days_on
from tests.browser.walk import Device, Walk


def test_something_is_put_up_and_told_on(walk: Walk) -> None:
    idris = walk.as_("Idris").go("/rietkade/agenda/").shot("1-agenda")
    idris.press("Put something in the agenda")
    idris.fill("What is on?", "Soep in het portiek").fill("Where?", "Sluisflat 3, beneden")
    idris.fill("Which day?", days_on(5).date().isoformat())
    idris.fill("From what time?", "17:30").fill("Until what time?", "19:00").shot("2-put-up")
    idris.press("Put it in the agenda").reads("Soep in het portiek", "Sluisflat 3, beneden")
    here = idris.path
    somebody = walk.device(360).go("/rietkade/").sees("What is on")
    somebody.press("The whole agenda, and the notice board").press("Soep in het portiek")
    somebody.shot("3-posting").press("Tell it on")
    text = somebody.page.locator("textarea").input_value()
    assert text.splitlines()[0] == "Soep in het portiek"
    assert text.splitlines()[-1].endswith(here)
    somebody.shot("4-share")
    idris.press("Take it away").press("Take it away").misses("Soep in het portiek")
    somebody.go(here, status=404)
    walk.tick(days_on(12, hour=12))
    somebody.go("/rietkade/agenda/").misses("Repareren wat stuk is").reads("Vraag het de huisarts")


def test_a_notice_and_large_letters(walk: Walk) -> None:
    idris = walk.as_("Idris").go("/rietkade/agenda/briefje/").shot("1-notice")
    idris.fill("What do you ask or offer?", "Wie heeft er een naaimachine?")
    idris.choose("The cooperative: my name does not stand beside it.").press("Hang it up")
    idris.reads("De Rietkade").misses("Idris Bekkaoui")
    somebody = walk.device(360).go("/rietkade/agenda/").reads("Wie heeft er een naaimachine?")
    usual = size_of(somebody)
    somebody.press("Large letters").sees("Usual letters").shot("2-large")
    assert size_of(somebody) > usual * 1.3
    somebody.go("/kaart/").shot("3-large-card").go("/rietkade/vertel/").shot("4-large-tell")
    somebody.press("Usual letters")
    assert size_of(somebody) == usual


def size_of(device: Device) -> float:
    """How large the letters of a page are."""
    return float(device.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
