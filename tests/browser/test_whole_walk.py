"""The whole walk: somebody tells what is needed, and it is seen through to its end."""

import pytest

from tests.browser.house import days_on
from tests.browser.steps import (
    WORDS,
    open_card,
    speak_and_promise,
    tell,
    to_question,
)
from tests.browser.walk import Walk

DONE = "Amina belt de verhuurder"


@pytest.mark.ways(5)
def test_from_telling_to_looking_back(walk: Walk) -> None:
    phone = walk.device(360)
    code = tell(phone)
    phone.sees("Your question is with %(holder)s, %(name)s.", holder="Amina", name="Bram")
    phone.shot("1-told")
    open_card(walk.device(), code).reads(WORDS).shot("2-card")
    climbs(walk, code)
    need = holds_a_conversation(walk)
    hands_over(walk, code, need)
    weighs_an_exception(walk, need)
    closes(walk, code)


def climbs(walk: Walk, code: str) -> None:
    """Nobody called: first the person sees it, then who stands around it."""
    walk.tick(days_on(7))
    late = open_card(walk.device(), code)
    late.sees("Late — this has not happened yet.").sees("Who knows it now").shot("3-late")
    amina = walk.as_("Amina").unfold_all()
    amina.sees(
        "%(who)s told what is needed, and still waits for your first call.", who="Bram"
    ).shot("4-today")


def holds_a_conversation(walk: Walk) -> str:
    """Amina calls after all, writes it down, and what was agreed is a promise."""
    amina = walk.as_("Amina")
    need = to_question(amina, "Bram")
    amina.reads(WORDS).shot("5-need")
    speak_and_promise(amina, "Bram", what=DONE, when=days_on(9).date().isoformat())
    amina.reads(DONE).shot("6-conversation")
    amina.go(need).press("Yes, that was said")
    return need


def hands_over(walk: Walk, code: str, need: str) -> None:
    """To Sjaan: with her yes, and with his."""
    amina = walk.as_("Amina").go(need).press("Hand over to somebody else")
    amina.box("Whom do you ask?").select_option(label="Sjaan Poelma")
    amina.fill("Why them?", "Jij kent het huis.").press("Ask it")
    amina.sees("Until then nothing changes.")
    sjaan = walk.as_("Sjaan").press("Read why").press("Yes, I hold on")
    card = open_card(walk.device(), code).shot("7-may-she")
    card.press("Yes, that is fine").reads("Sjaan").shot("8-handed-over")
    sjaan.go(need).reads(WORDS, DONE)


def weighs_an_exception(walk: Walk, need: str) -> None:
    """Sjaan does what the rule does not say, and somebody looks along."""
    sjaan = walk.as_("Sjaan").go(need).press("How I weighed it")
    sjaan.fill("1. What did you see?", "Een baby in een koud huis.")
    sjaan.fill("2. What did you do, and why?", "Een kacheltje uit het buurthuis geleend.")
    sjaan.box("3. Who looks along?").select_option(label="Amina Telgenhof")
    sjaan.fill("Do you have an interest of your own in it?", "Geen.")
    sjaan.choose("I made an exception to a rule").fill(
        "Which rule?", "niets uitlenen zonder formulier"
    )
    sjaan.press("This is how I weighed it").sees("This is how you weighed it").shot("9-weighed")


def closes(walk: Walk, code: str) -> None:
    """Only the person says that it is done, and looks back."""
    card = open_card(walk.device(), code).unfold_all().reads("Een baby in een koud huis.")
    card.press("For me it is done").press("For me it is done").shot("10-closed")
    card.press("Look back: how was it?").fill("Did you feel known?", "Ja, door Sjaan.")
    card.press("This is how it was").reads("Ja, door Sjaan.").shot("11-looked-back")
