"""A newcomer begins a second cooperative in a house, brings the list, lets somebody in, and is asked."""

import os
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import GRID
from tests.browser.house import House, opened
from tests.browser.steps import OWN_WORD, WORDS, card_of, open_card, say_yes_and_send
from tests.browser.test_list import bring, press_take_in
from tests.browser.test_paper import on_paper
from tests.browser.test_ways_in import begin, can_make_passkeys, code_now, sign
from tests.browser.walk import Device, Walk, Way

IS_FULL = os.environ.get("TUSSENRUIMTE_FULL") == "1"
TWO = [Way("sqlite", "nl", 360, True), Way("postgres", "en", 1280, True)]
WAYS = [way for way in GRID if way.script] if IS_FULL else TWO

TITLES = "Lidnr;Voornaam;Tussenvoegsel;Achternaam;Telefoon;E-mail;Soort lid;Lid sinds;IBAN"
ROWS = (
    "1;Gülsen;;Özdemir;06-12345601;gulsen@voorbeeld.example;bewoner;1-3-2019;NL00BANK0123456789",
    "2;Piet;van der;Schaaf;;;bewoner;15-9-2020;",
    "3;Renée;;Citroën;06 12 34 56 03;;bewoner;;",
    "4;Gülsen;;Özdemir;0612345601;;bewoner;;",
    "5;;;;0612345605;;bewoner;;",
)
MENDED = "5;Wout;de;Haas;0612345605;;bewoner;;"


def a_list(*rows: str) -> dict[str, object]:
    """As the program of an association writes it: semicolons, in the letters of an old Windows."""
    text = "\r\n".join((TITLES, *rows, ""))
    return {"name": "ledenlijst.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_newcomer(way: Way, prepare: Callable[[str], House], chromium: Browser) -> None:
    with opened(prepare(way.kind), is_demo=False) as house, house.fresh() as database:
        walk = Walk("newcomer", way, house, database, chromium)
        first = founds(walk)
        opens_a_room(first)
        brings(first)
        piet = comes_in(walk, invited_on_paper(first))
        code = asks(walk)
        answers(walk, first, code)
        stays_apart(walk, first, piet)
        walk.close()


def founds(walk: Walk) -> Device:
    """Beside those that are there: with one more code, a second code for herself, and her weeks."""
    first = begin(walk, "--another")
    assert first.path == "/mijn-toegang/app/"
    first.shot("1-second-code")
    first.fill("The six figures from the app", code_now(first))
    first.press("From now on with this code").shot("2-codes-on-paper").press("I have kept them")
    assert first.path == "/de-kade/vandaag/"
    first.sees("Nothing waits for you.").shot("3-today")
    first.press("Who has the duty").sees("You have the duty today.").shot("4-duty")
    first.page.locator("[name=weeks]").first.check()
    first.press("Yes, I have the duty then").shot("5-weeks")
    return first


def opens_a_room(first: Device) -> None:
    """What is begun is small; the agenda opens when they want it."""
    first.go("/de-kade/agenda/", status=404).go("/de-kade/termijnen/")
    first.press("Open a room, or shut one").shot("rooms")
    first.page.locator("[name=rooms][value=agenda]").check()
    first.press("So it is from now on").sees("So it is from now on.").shot("agenda-open")
    first.go("/de-kade/agenda/").go("/de-kade/voorstellen/", status=404)
    first.go("/de-kade/ledenvergadering/")


def brings(first: Device) -> None:
    """The list as it is; what is wrong is mended in the list itself, and then it comes in."""
    first.go("/de-kade/vandaag/").press("Let somebody in").press("Bring it here").shot("6-bring")
    bring(first, a_list(*ROWS)).reads("Gülsen Özdemir", "Piet van der Schaaf", "Renée Citroën")
    first.sees("This person stands in your list twice. We take the first row.")
    first.sees("No name stands here.").sees(
        "No number and no mail address. Nobody can reach them yet."
    )
    first.reads("IBAN").misses("NL00BANK").shot("7-looked-at").press("Another file")
    bring(first, a_list(*ROWS[:3], MENDED)).reads("Wout de Haas")
    first.misses(first.words("Who stays out, and why")).shot("8-mended")
    press_take_in(first)
    first.reads("4 ").shot("9-in")


def invited_on_paper(first: Device) -> str:
    """Piet has no mail address, so the sheet goes along; gives what stands behind the square."""
    first.press("Let somebody in").press("Invite somebody")
    first.fill("Whom do you invite?", "Piet van der Schaaf").shot("10-invite").press("Invite them")
    first.sees("Come in, %(name)s", name="Piet").shot("11-sheet")
    code = "".join(first.page.locator("p.code").inner_text().split())
    size = first.page.viewport_size
    assert on_paper(first, f"newcomer-{first.walk.way.language}") == 1
    first.reads(first.page.locator("p.code").inner_text(), "/de-kade/uitnodiging/")
    assert not first.find("They have it").count()
    first.page.emulate_media(media="screen")
    first.page.set_viewport_size(size)
    first.press("They have it").reads("Piet van der Schaaf").shot("12-invited")
    return f"/de-kade/uitnodiging/{code}/"


def comes_in(walk: Walk, whole: str) -> Device:
    """With his own telephone, its camera over the square, and his finger."""
    piet = can_make_passkeys(walk.device(360)).go(whole).shot("13-door").press("Go on")
    piet.sees("Welcome, %(name)s.", name="Piet").shot("14-how")
    sign(piet, "Make a passkey", "/de-kade/vandaag/").shot("15-his-day")
    return piet.go("/de-kade/").reads("De Kade").shot("16-front")


def asks(walk: Walk) -> str:
    """Somebody from the street tells what is needed; gives the code of their card."""
    bram = walk.device().go("/de-kade/").shot("17-from-the-street").go("/de-kade/vertel/")
    bram.fill("What is needed?", WORDS).fill("What may we call you?", "Bram").shot("18-tell")
    say_yes_and_send(bram)
    bram.reads("Nour Haddad").shot("19-card")
    return card_of(bram)


def answers(walk: Walk, first: Device, code: str) -> None:
    """Whoever has the duty finds it on her day, and reads it; so it stands on the card."""
    first.go("/de-kade/vandaag/").reads("Bram").misses(WORDS).shot("20-asked")
    first.press("Read what %(who)s told", who="Bram").reads(WORDS).shot("21-read")
    card = open_card(walk.device(), code, OWN_WORD).reads(WORDS, "Nour")
    card.press("The whole list").reads("Nour Haddad").shot("22-who-read")


def stays_apart(walk: Walk, first: Device, piet: Device) -> None:
    """What she holds on to is not there for Piet, and nothing of one cooperative is in the other."""
    need = re.search(r"/de-kade/vragen/\w+/", first.path)
    assert need is not None
    piet.go(need[0], status=404).misses(WORDS, "Bram")
    first.go("/rietkade/vandaag/", status=404).misses("Amina")
    walk.device().go("/").reads("De Kade", "De Rietkade").shot("23-house")
