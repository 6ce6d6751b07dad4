"""De wet zegt: with the yes of the person, from the day of the report, until whoever had to act has acted."""

import datetime as dt

import pytest

from tests.browser.house import BEGIN, days_on
from tests.browser.steps import WORDS, open_card, tell, to_question
from tests.browser.walk import Device, Walk

SEAT = "Wethouder sociaal (Gemeente Waterhoven)"
DEBTS = "Debts with an eviction, or no energy or water: the first conversation"
SAYS = "The law says: %(who)s talks with %(name)s about the debts, because it presses"
REPORTED_ON = BEGIN.date() - dt.timedelta(days=1)  # on Tuesday, so by Friday


@pytest.mark.ways(3)
def test_the_law_says_by_when(walk: Walk) -> None:
    code = tell(walk.device())
    amina = walk.as_("Amina")
    need = to_question(amina, "Bram")
    without_a_yes(walk, amina, need, code)
    ask_and_say_yes(walk, amina, need, code)
    say_it(amina, need)
    joris = with_the_seat(walk)
    open_card(walk.device(), code).sees(SAYS, who=SEAT, name="Bram").shot("5-card")
    walk.tick(days_on(3))
    told_when_it_passed(walk, joris, code)
    done_after_all(joris, walk, code)


def without_a_yes(walk: Walk, amina: Device, need: str, code: str) -> None:
    """The municipality sees nothing; she and Bram see by when, and where to ask stands beside it."""
    amina.go(need).press("What the law says, and by when").sees(
        "No seat of the municipality may read this. First ask %(name)s; until then only %(name)s and you see what the law says.",
        name="Bram",
    )
    amina.choose(DEBTS).fill("On which day?", REPORTED_ON.isoformat()).press("Let it run")
    amina.sees("It runs. What the law says stands with the question.")
    amina.sees("Only the person and whoever holds on see this.").shot("1-without-a-yes")
    card = open_card(walk.device(), code).sees("Only you and whoever holds on see this.")
    card.misses(SEAT).shot("1-card")


def ask_and_say_yes(walk: Walk, amina: Device, need: str, code: str) -> None:
    """Bram is asked, and says yes with his card."""
    amina.go(need).press("Ask whether somebody may read this")
    amina.fill("Whom do you look for?", "wethouder").press("Look")
    amina.page.get_by_label(SEAT, exact=True).check()
    amina.fill("For what?", "om de schuld samen te regelen").press("Ask it")
    card = open_card(walk.device(), code).reads("om de schuld samen te regelen").shot("2-asked")
    card.press("Yes, they may read it").misses("om de schuld samen te regelen")


def say_it(amina: Device, need: str) -> None:
    """With the yes of Bram the seat of the municipality sees it, for the day that was counted."""
    amina.go(need).press("What the law says, and by when").shot("3-say-it")
    amina.page.locator('button[name="seat"]').click()
    amina.arrive(200).sees("%(seat)s sees it now.", seat=SEAT)
    amina.go(need).sees(SAYS, who=SEAT, name="Bram").shot("4-runs")


def with_the_seat(walk: Walk) -> Device:
    """It stands among what the seat has to do; nobody says that it was promised."""
    joris = walk.as_("Joris").go("/rietkade/afspraken/")
    joris.press(SAYS, who=SEAT, name="Bram")
    joris.sees("What the law asks of %(maker)s, for %(receiver)s", maker=SEAT, receiver="Bram")
    return joris.misses(walk.words("Another day")).shot("6-seat")


def told_when_it_passed(walk: Walk, joris: Device, code: str) -> None:
    """Everybody sees that it is late, and no word of what it is about; the person sees who knows."""
    outside = walk.device().go("/rietkade/beloofd-en-gedaan/een-voor-een/")
    outside.sees("what the law asks, for a resident.").misses(WORDS, "Bram").shot("7-outside")
    joris.go(joris.path).sees("Late — this has not happened yet.").sees("The circle").shot("8-late")
    open_card(walk.device(), code).sees("Who knows it now").shot("9-ladder")
    walk.as_("Sjaan").go("/rietkade/afspraken/te-laat/").reads(SEAT).misses("Bram").shot(
        "10-circle"
    )


def done_after_all(joris: Device, walk: Walk, code: str) -> None:
    """Joris talked with him; Bram says that it is so."""
    joris.press("It is done").page.locator("main form .button").first.click()
    card = open_card(walk.device(), code).press("Yes, that is right").shot("11-done")
    card.misses(walk.words("Yes, that is right"))
    walk.device().go("/rietkade/beloofd-en-gedaan/een-voor-een/").misses("Bram").shot(
        "12-out-again"
    )
