"""Where it stops: the public page, one that is invoked and told, and a permission that is taken back."""

import re

import pytest

from tests.browser.house import days_on
from tests.browser.steps import WORDS, open_card, speak_and_promise, tell, to_question
from tests.browser.walk import Device, Walk

RULE = "Bij geweld of bedreiging"
INVOKER = "Sjaan Poelma"
STORY = "We belden meteen, en gingen er daarna samen heen."


def invoke_for_bram(walk: Walk) -> Device:
    """Sjaan, who has nothing to do with it, invokes one and tells Bram later."""
    sjaan = walk.as_("Sjaan").go("/rietkade/stopregels/")
    sjaan.page.get_by_role("link", name=RULE).click()
    sjaan.arrive().press("Invoke this stop-rule")
    sjaan.fill("Whose question is it?", "Bram")
    for label in ("de vertrouwenskring", "Veilig Thuis", "Veilig Thuis gebeld voor advies"):
        sjaan.page.get_by_label(label, exact=True).check()
    sjaan.choose("Not yet. I tell them as soon as it is safe.").shot("2-invoke")
    sjaan.fill("By which day do you tell them?", days_on(2).date().isoformat())
    return sjaan.press("Invoke it").sees("The person does not know yet").shot("3-in-force")


@pytest.mark.ways(3)
def test_it_is_invoked_told_and_ends_after_talking(walk: Walk) -> None:
    visitor = walk.device().go("/rietkade/stopregels/").sees("Here it stops")
    visitor.reads("112", "0800-2000", "113", RULE, "Wij komen niet ongevraagd binnen")
    visitor.shot("1-rules")
    code = tell(walk.device())
    sjaan = invoke_for_bram(walk)
    stop = sjaan.path
    open_card(walk.device(), code).misses(INVOKER)
    sjaan.press("To the question").reads(WORDS)
    need = sjaan.path
    when = days_on(3).date().isoformat()
    speak_and_promise(sjaan, "Bram", what="Sjaan belt morgen weer", when=when)
    sjaan.go(stop).press("I told them").sees("It can end today: we talked")
    card = open_card(walk.device(), code).reads(INVOKER, RULE).shot("4-told-on-the-card")
    sjaan.press("It can end today: we talked").shot("5-ended")
    card.go(card.path).sees("It has ended.")
    look_back(sjaan, stop)
    walk.as_("Gerrit").go(need, status=404)


def look_back(sjaan: Device, stop: str) -> None:
    """How it was; it can be taken back."""
    sjaan.go(stop).press("Look back on it").fill("Tell it in your own words", STORY).shot(
        "6-look-back"
    )
    sjaan.press("This is how it was").go(stop).press("Look back on it").reads(STORY)
    sjaan.press("Take this back").go(stop).press("Look back on it").misses(STORY)


def test_may_somebody_read_this_is_asked_answered_and_taken_back(walk: Walk) -> None:
    code = tell(walk.device())
    amina = walk.as_("Amina")
    need = to_question(amina, "Bram")
    amina.press("Ask whether somebody may read this")
    amina.fill("Whom do you look for?", "wethouder").press("Look")
    amina.page.get_by_label("Wethouder sociaal (Gemeente Waterhoven)", exact=True).check()
    amina.fill("For what?", "om mee te denken over de verhuurder").shot("1-asked")
    amina.press("Ask it").sees("There is no answer yet. Until then nothing changes.")
    joris = walk.as_("Joris").go(need, status=404)
    card = open_card(walk.device(), code).reads("om mee te denken over de verhuurder")
    card.shot("2-on-the-card").press("Yes, they may read it")
    joris.go(need).reads(WORDS)
    card.press("Who may read this").shot("3-who-may-read")
    card.page.get_by_role("button", name=re.compile(card.words("Take it back"))).first.click()
    card.arrive()
    joris.go(need, status=404)
    amina.go(need).misses("om mee te denken over de verhuurder")


def test_the_board_writes_down_what_was_decided(walk: Walk) -> None:
    fenna = walk.as_("Fenna").go("/rietkade/stopregels/")
    fenna.press("Write down what was decided: a new stop-rule")
    fenna.choose("protects people against interference")
    fenna.fill("What is it called?", "Wij vragen niet naar geloof")
    fenna.fill("What does it say?", "Niemand hoeft te zeggen wat hij gelooft.")
    fenna.fill("Whom does it protect?", "iedereen")
    fenna.choose("nobody has to: it holds always, for everybody").shot("1-form")
    fenna.press("Write it down")
    if fenna.path.endswith("/nieuw/"):  # it looks along with the words first, once
        fenna.page.locator("main form .button").first.click()
        fenna.arrive()
    fenna.reads("Wij vragen niet naar geloof").shot("2-written")
    walk.device().go("/rietkade/stopregels/").reads("Wij vragen niet naar geloof")
