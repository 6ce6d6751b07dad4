"""Deciding together: an answer for whoever was overruled, and an objection that becomes version 2."""

import pytest

from tests.browser.walk import Device, Walk

HERE = "/rietkade/voorstellen/"
SUNDAY = "De inloop op zondag dicht, tot september"
COFFEE = "Koffie op dinsdag voor niets"
ANSWER = "Zondag blijft lang, dat weten we. Hanna belt je elke zondag."
OBJECTION = "Wie niets in de pot doet, durft niet meer te komen."


@pytest.mark.ways(2)
def test_who_is_overruled_gets_an_answer(walk: Walk) -> None:
    visitor = to(walk.device(), SUNDAY)
    visitor.sees("Two things stand here at the same time.")
    visitor.sees(
        "%(who)s advises: %(what)s", who="Jolanda Wieringa", what=visitor.words("do not do it")
    )
    visitor.misses(visitor.words("What can happen now")).shot("1-visitor")
    amina = to(walk.as_("Amina"), SUNDAY).shot("2-amina")
    amina.press("Write the answer").press("Give this answer")
    amina.fill("Why does it go otherwise?", ANSWER).shot("3-answer").press("Give this answer")
    amina.reads(ANSWER).misses(amina.words("An answer is still to be given")).shot("4-answered")
    visitor.go(visitor.path).reads(ANSWER)
    tine = walk.as_("Tine")
    tine.go(f"{amina.path}mijn-beurt/", 404)


@pytest.mark.ways(2)
def test_an_objection_becomes_the_second_version(walk: Walk) -> None:
    hanna = to(walk.as_("Hanna"), COFFEE).shot("1-my-turn")
    hanna.press("Say it")
    hanna.choose("No, I have a paramount objection. Below I write why.").press("Say it")
    hanna.sees("Write why. An objection without a reason cannot be looked at together.")
    hanna.fill("Why?", OBJECTION).shot("2-objection").press("Say it").misses(OBJECTION)
    idris = to(walk.as_("Idris"), COFFEE).misses(OBJECTION)
    agree(idris)
    sjaan = to(walk.as_("Sjaan"), COFFEE).misses(OBJECTION)
    agree(sjaan).reads(OBJECTION).shot("3-all-spoke")
    amina = to(walk.as_("Amina"), COFFEE).press("Write down that it is decided")
    amina.press("It is decided").sees(
        "There is a paramount objection. Look together for something better."
    )
    write_anew(amina)
    amina.press("Ask each once more").sees("Can you live with it?").shot("5-once-more")


@pytest.mark.ways(2)
def test_a_member_proposes(walk: Walk) -> None:
    idris = walk.as_("Idris").go(HERE).press("Make a proposal").shot("1-choose")
    idris.press("An experiment").press("Propose this")
    idris.sees("Say yes or no. This is never left open here.").shot("2-missing")
    idris.fill("In one sentence: what do you propose?", "Een bankje bij de bushalte")
    idris.fill("What do you want, and why?", "Wie slecht loopt, kan nu nergens zitten.")
    idris.fill("What does it build on?", "De bankjes aan het water")
    idris.page.locator("[name=circle]").select_option(index=1)
    idris.choose("No").fill("What can go wrong?", "Het bankje gaat stuk.")
    idris.fill("Who bears that, and do we find that good?", "De kring, en dat is goed.")
    idris.fill("When do you look back?", "2026-05-01").fill("When does it end?", "2026-06-01")
    idris.press("Propose this").sees("Your proposal stands. Everybody can read it now.")
    idris.shot("3-proposed").press("Open the first round: understand").shot("4-first-round")


@pytest.mark.ways(2)
def test_a_member_says_how_much_room_to_give(walk: Walk) -> None:
    link = "Grip or room: how much room do we give?"
    visitor = to(walk.device(), SUNDAY).press(link).sees("Where members stand").shot("1-visitor")
    visitor.reads(visitor.words("all members together").capitalize())
    idris = to(walk.as_("Idris"), SUNDAY).press(link).sees("Who said what").shot("2-member")
    to(idris, COFFEE).press(link).sees("Nobody said this yet.").press("Say it")
    idris.press("Say it").sees("Choose one of the five points, from grip to room.")
    idris.choose("room: try it, and look afterwards")
    idris.fill("Why? One sentence is enough.", "De pot kan altijd weer weg.").shot("3-say")
    idris.press("Say it").reads("De pot kan altijd weer weg.").shot("4-said")


def to(device: Device, title: str) -> Device:
    """To a proposal, from the page of all."""
    return device.go(HERE).press(title)


def agree(device: Device) -> Device:
    """In one's turn: can live with it."""
    device.press("Say it")
    device.choose("Yes, no paramount objection. It need not be my first choice.")
    return device.press("Say it")


def write_anew(device: Device) -> None:
    """A version that takes the objection away."""
    to(device, COFFEE).press("Write the proposal anew")
    device.fill("What changed, and why?", "Hanna had een groot bezwaar: niemand mag zich schamen.")
    device.fill("How could it go?", "De pot staat achter de bar, waar niemand hem ziet.")
    device.press("This is the new version").sees("Version %(n)s", n=2).shot("4-version-2")
