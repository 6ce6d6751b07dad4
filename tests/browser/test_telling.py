"""Telling: at the door, with two, twice by accident, in strange letters; and what two put aside."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.house import BEGIN, days_on
from tests.browser.steps import (
    OWN_WORD,
    WORDS,
    card_of,
    open_card,
    say_yes_and_send,
    tell,
    to_question,
)
from tests.browser.walk import Device, Walk

OTHER_WORD = "molen"
STRANGE = {
    "a script": "<script>document.title='x'</script><img src=x onerror=alert(1)>\"'><b>vet</b>",
    "turned letters": "\u202eneppird\u202c en \u0627\u0644\u0633\u0644\u0627\u0645 \u2067omgekeerd\u2069",
    "very long": "hulp" * 2_000 + " " + "en nog iets " * 170,
    "pictures": "Mijn 👩‍👩‍👧‍👦 zoekt 🏠 in 🇳🇱 \u0915\u094d\u0937 e\u0301\u0300\u0302",
}


def test_somebody_tells_it_at_the_door(walk: Walk) -> None:
    sjaan = walk.as_("Sjaan").go("/rietkade/vertel/?voor=iemand")
    sjaan.fill("What is needed?", WORDS)
    sjaan.fill("Why do you tell it, and not they themselves?", "Hij stond bij de fietsen.")
    sjaan.fill("What may we call them?", "Bram").fill("Let them choose an own word", OWN_WORD)
    sjaan.page.locator("[name=has_consent]").check()
    sjaan.choose("I hold on to it myself").shot("1-filled-in").press("Tell it")
    sjaan.sees("You hold on to the question of %(name)s.", name="Bram").shot("2-told")
    open_card(walk.device(360), card_of(sjaan)).reads(WORDS, "Sjaan").shot("3-card")
    sjaan.press("To the question of %(name)s", name="Bram").reads(WORDS).shot("4-need")


def test_two_tell_it_together(walk: Walk) -> None:
    phone = walk.device().go("/rietkade/vertel/")
    phone.fill("What is needed?", WORDS).fill("What may we call you?", "Bram")
    phone.unfold("We ask this together")
    phone.fill("With whom do you ask this?", "Els").fill("The own word of the other", OTHER_WORD)
    say_yes_and_send(phone)
    codes = [code.strip() for code in phone.page.locator(".paper .code").all_inner_texts()]
    phone.shot("1-two-cards")
    assert len(set(codes)) == 2
    for code, word, name in zip(codes, (OWN_WORD, OTHER_WORD), ("Bram", "Els"), strict=True):
        opened = open_card(walk.device(360), code, word).reads(WORDS)
        opened.sees("Hello %(name)s. This is how things stand.", name=name).shot(f"2-{name}")
    open_card(walk.device(), codes[0], OTHER_WORD)
    assert WORDS not in walk.devices[-1].text()


def test_who_guesses_a_word_has_to_wait(walk: Walk) -> None:
    code = tell(walk.device())
    guesser = walk.device()
    for minute in range(10):  # each a while after the last, so that it counts
        walk.turn_to(BEGIN + timedelta(minutes=minute))
        open_card(guesser, code, "wachtwoord").misses(WORDS)
    open_card(guesser, code).misses(WORDS)
    assert re.search(r"\d\d", guesser.page.locator('[role="alert"]').inner_text())
    guesser.shot("wait")
    walk.turn_to(days_on(0, hour=12))
    open_card(guesser, code).reads(WORDS)


@pytest.mark.ways(1, script=True)
def test_twice_pressed_is_told_once(walk: Walk) -> None:
    phone = walk.device().go("/rietkade/vertel/")
    phone.fill("What is needed?", WORDS).fill("What may we call you?", "Bram")
    phone.fill("Choose an own word", OWN_WORD)
    phone.page.locator("[name=has_consent]").check()
    phone.find("Ask it").dblclick()
    expect(phone.page).to_have_url(
        re.compile("/verteld/$")
    )  # the second click breaks off the first
    phone.arrive()
    amina = walk.as_("Amina").go("/rietkade/vragen/")
    assert amina.text().count("Bram") == 1


@pytest.mark.ways(1)
@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
def test_strange_letters_do_no_harm(walk: Walk, words: str, request: pytest.FixtureRequest) -> None:
    phone = walk.device(360)
    phone.page.on("dialog", lambda dialog: phone.wrongs.append(dialog.message))
    code = tell(phone, name=words[:80], words=words)
    card = open_card(walk.device(360), code).reads(" ".join(words.split())[:60])
    card.shot(request.node.callspec.id.split("-")[-1].replace(" ", "-"))
    amina = walk.as_("Amina").unfold_all()
    amina.go(f"/rietkade/vragen/{card.path.strip('/').rpartition('/')[2]}/")
    amina.reads(" ".join(words.split())[:60])
    assert amina.page.title() != "x"


def test_two_put_a_message_aside_and_bring_it_back(walk: Walk) -> None:
    tell(walk.device(), words="Test test, is dit een machine?")
    amina = walk.as_("Amina")
    need = to_question(amina, "Bram")
    amina.press("Put aside, the two of us")
    amina.page.locator("[name=reason]").first.check()
    amina.box("Who looks along?").select_option(label="Sjaan Poelma")
    amina.press("Ask somebody to look along").shot("1-asked")
    sjaan = walk.as_("Sjaan").go("/rietkade/vragen/").press("Read it").shot("2-look-along")
    sjaan.press("Yes, put it aside")
    amina.go("/rietkade/vragen/").shot("3-aside").press("Bring it back")
    amina.go(need).reads("Test test").find("Write down what you discussed").wait_for()


def at_the_door_in(device: Device, language: str) -> None:
    """The page says which language it is in."""
    assert device.page.locator("html").get_attribute("lang") == language


@pytest.mark.ways(1)
def test_the_language_is_one_button_away(walk: Walk) -> None:
    device = walk.device().go("/rietkade/vertel/")
    other = "en" if walk.way.language == "nl" else "nl"
    device.page.locator(f'button[name=language][value="{other}"]').click()
    device.page.wait_for_load_state()
    at_the_door_in(device, other)
    device.page.goto("/kaart/")
    at_the_door_in(device, other)
