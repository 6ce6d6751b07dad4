"""Holding on: until two said yes, when somebody is lost, and with the same page open twice."""

import pytest

from tests.browser.house import days_on
from tests.browser.steps import WORDS, open_card, speak_and_promise, tell, to_question
from tests.browser.walk import Device, Walk

DONE = "Amina belt de verhuurder"


def held_by_amina(walk: Walk) -> tuple[str, str]:
    """A need that Amina holds on to, with a yes; gives the code of its card and its address."""
    code = tell(walk.device())
    amina = walk.as_("Amina")
    need = to_question(amina, "Bram")
    speak_and_promise(amina, "Bram", what=DONE, when=days_on(2).date().isoformat())
    amina.go(need).press("Yes, that was said")
    return code, need


def ask_sjaan(walk: Walk, need: str) -> Device:
    """Amina asks Sjaan to hold on."""
    amina = walk.as_("Amina").go(need).press("Hand over to somebody else")
    amina.box("Whom do you ask?").select_option(label="Sjaan Poelma")
    return amina.fill("Why them?", "Jij kent het huis.").press("Ask it")


def test_nobody_lets_go_before_two_said_yes(walk: Walk) -> None:
    code, need = held_by_amina(walk)
    amina = ask_sjaan(walk, need).sees("Until then nothing changes.").shot("1-asked")
    sjaan = walk.as_("Sjaan")
    sjaan.go(need, status=404)
    sjaan.go("/rietkade/vragen/").reads("Jij kent het huis.").misses(WORDS)
    sjaan.shot("2-asked-of-sjaan").press("Yes, I hold on").go(need, status=404)
    card = open_card(walk.device(), code).sees(
        "Nothing changes until you say yes, and they do too. If you say no, everything stays as it is."
    )
    card.press("No, rather not").shot("3-no")
    sjaan.go(need, status=404)
    amina.go(need).sees("You hold on to the question of %(name)s", name="Bram")
    ask_sjaan(walk, need)
    open_card(walk.device(), code).press("Yes, that is fine")
    amina.go(need).sees("You hold on to the question of %(name)s", name="Bram")
    sjaan.go("/rietkade/vragen/").press("Yes, I hold on").go(need).reads(WORDS).shot("4-held")


def test_whoever_holds_on_loses_somebody_and_finds_them(walk: Walk) -> None:
    code, need = held_by_amina(walk)
    amina = walk.as_("Amina").go(need)
    amina.press("%(name)s cannot be reached", name="Bram").press("We are looking")
    amina.sees("We lost %(name)s, and we are looking", name="Bram").shot("1-lost")
    open_card(walk.device(), code).sees(
        "We lost you, and %(holder)s is looking for you. Good that you are here.", holder="Amina"
    ).shot("2-card")
    amina.go(need).press("%(name)s is found", name="Bram")
    amina.fill("To be reached at", "via Sjaan, op woensdag").press("Write it down")
    amina.reads("via Sjaan, op woensdag").shot("3-found")


@pytest.mark.ways(3)
def test_the_same_page_twice_answers_once(walk: Walk) -> None:
    code, need = held_by_amina(walk)
    first = open_card(walk.device(), code).press("For me it is done")
    second = first.tab().go(first.path)
    first.press("For me it is done").shot("1-closed")
    second.press("For me it is done", status=409).shot("2-plain-sentence")
    amina = walk.as_("Amina").go(need)
    assert len(second.page.locator("main").inner_text()) < 400
    amina.shot("3-ended")


def test_a_promise_is_said_to_be_done_once(walk: Walk) -> None:
    held_by_amina(walk)
    first = walk.as_("Amina").go("/rietkade/afspraken/").press(DONE).press("It is done")
    second = first.tab().go(first.path)
    done = first.page.locator("main form .button").first.inner_text()
    first.page.locator("main form .button").first.click()
    first.arrive().shot("1-done")
    second.page.locator("main form .button", has_text=done).first.click()
    second.arrive(status=200).shot("2-plain-sentence")


@pytest.mark.ways(2)
def test_back_after_shutting_the_door_shows_nothing(walk: Walk) -> None:
    card = open_card(walk.device(), tell(walk.device())).reads(WORDS)
    card.press("Ready, shut the door").shot("shut")
    card.page.go_back()
    card.page.wait_for_load_state()
    assert WORDS not in card.text()


@pytest.mark.ways(2)
def test_back_is_a_new_reading(walk: Walk) -> None:
    _code, need = held_by_amina(walk)
    amina = walk.as_("Amina").go(need).go("/rietkade/vandaag/")
    before = len(amina.answers)
    amina.page.go_back()
    amina.arrive().reads(WORDS)
    assert [answer.url for answer in amina.answers[before:]] == [f"{walk.house.address}{need}"]
