"""How the house is run: who may hold, a new seat, how long things take, which rooms are open.

Without a mouse, on a telephone and on a screen; and somebody who may not finds one plain sentence.
"""

import pytest
from playwright.sync_api import Locator

from tests.browser.test_keyboard import MOST, tab_to_the_filled_button
from tests.browser.test_pages import is_for_everybody
from tests.browser.walk import Device, Walk

NOT_HERE = "The page does not exist, or it is not for you to read. That is not your fault."
ONLY_WHO_MAY = (
    "Only somebody who may hold on to questions can have the duty. "
    "Do you want that too? Talk about it with who has it now."
)
MAY_NOW = "%(name)s may hold on to questions now, and take weeks of duty."
SEAT, MANDATE = "Tolk in de wijk", "Komt mee naar een gesprek, en zegt wat er gezegd wordt."
AGENDA, WHOLE_AGENDA = "/rietkade/agenda/", "The whole agenda, and the notice board"


def look_at(device: Device, step: str) -> Device:
    """On a telephone and on a screen, for everybody."""
    for width in (1280, 360):
        device.width = width
        device.page.set_viewport_size({"width": width, "height": 800})
        device.arrive().shot(step)
        assert is_for_everybody(device.page, device.walk.way.language) == [], device.path
    return device


def tab_to(device: Device, box: Locator) -> None:
    """Press Tab until this has the focus."""
    for _times in range(MOST):
        if box.evaluate("box => box === document.activeElement"):
            return
        device.page.keyboard.press("Tab")
    pytest.fail(f"Tab does not come to {box} on {device.path}")


def write(device: Device, text: str, msgid: str, **values: object) -> None:
    """Tab to a box and write in it; what stood there goes."""
    tab_to(device, device.box(msgid, **values))
    device.page.keyboard.press("ControlOrMeta+A")
    device.page.keyboard.type(text)


def send(device: Device, status: int = 200) -> Device:
    """Tab to the one filled button, and press it."""
    tab_to_the_filled_button(device)
    with device.page.expect_navigation():
        device.page.keyboard.press("Enter")
    return device.arrive(status)


def is_shut_for(device: Device, *paths: str) -> None:
    """None of these is there, and one sentence says so."""
    for path in paths:
        device.go(path, status=404).sees(NOT_HERE)


@pytest.mark.ways(1, script=True)  # axe needs one
def test_the_board_lets_somebody_hold_on(walk: Walk) -> None:
    idris = walk.as_("Idris").go("/rietkade/wacht/").sees(ONLY_WHO_MAY)
    gerrit = walk.as_("Gerrit").go(
        "/rietkade/wacht/"
    )  # he holds on himself, and is not of the board
    assert not gerrit.find("Let somebody else do it too").count()
    is_shut_for(gerrit, "/rietkade/toegang/vasthouden/")
    gerrit.shot("1-not-here")
    fenna = walk.as_("Fenna").go("/rietkade/wacht/").press("Let somebody else do it too")
    look_at(fenna, "2-hold")
    write(fenna, "Idris Bekkaoui", "Who may hold on to questions from now on?")
    send(fenna).sees("First talk with them. They have to say yes themselves.")
    look_at(fenna, "3-first-talk")
    tab_to(fenna, fenna.box("We talked about it, and they said yes."))
    fenna.page.keyboard.press("Space")
    send(fenna).sees(MAY_NOW, name="Idris")
    look_at(fenna, "4-may-hold")
    idris.go("/rietkade/wacht/").misses(walk.words(ONLY_WHO_MAY))


@pytest.mark.ways(1, script=True)  # axe needs one
def test_the_board_makes_a_seat(walk: Walk) -> None:
    is_shut_for(walk.as_("Gerrit"), "/rietkade/stoelen/nieuw/")
    fenna = walk.as_("Fenna").go("/rietkade/stoelen/").press("Make a seat")
    look_at(fenna, "1-new")
    write(fenna, SEAT, "How is the seat called?")
    write(fenna, MANDATE, "What can somebody promise from this seat?")
    send(fenna).reads(SEAT, MANDATE).sees("Name who comes next")
    look_at(fenna, "2-seat")
    fenna.go("/rietkade/stoelen/nieuw/")
    write(fenna, SEAT, "How is the seat called?")
    write(fenna, MANDATE, "What can somebody promise from this seat?")
    send(fenna).sees("There is a seat with this name already.")
    look_at(fenna, "3-there-already")
    assert fenna.box("How is the seat called?").input_value() == SEAT
    walk.device().go("/rietkade/stoelen/").reads(SEAT)


@pytest.mark.ways(1, script=True)  # axe needs one
def test_the_board_writes_down_another_number(walk: Walk) -> None:
    visitor = walk.device().go("/rietkade/termijnen/").shot("1-everybody")
    is_shut_for(walk.as_("Gerrit"), "/rietkade/termijnen/silence/", "/rietkade/kamers/")
    fenna = look_at(walk.as_("Fenna").go("/rietkade/termijnen/"), "2-board")
    tab_to(fenna, fenna.page.locator('a[href$="/termijnen/silence/"]'))
    with fenna.page.expect_navigation():
        fenna.page.keyboard.press("Enter")
    how_many = {"msgid": "How many %(unit)s?", "unit": walk.words("days")}
    look_at(fenna.arrive(), "3-number")
    write(fenna, "0", **how_many)
    look_at(send(fenna), "4-out-of-bounds")
    assert fenna.box(**how_many).input_value() == "0"
    write(fenna, "10", **how_many)
    send(fenna).sees("Written down. It holds from now on.")
    visitor.go("/rietkade/termijnen/").sees("Decided here, %(day)s.", day=walk.words("today"))


@pytest.mark.ways(1, script=True)  # axe needs one
def test_a_room_in_which_something_hangs_stays_open(walk: Walk) -> None:
    visitor = walk.device().go("/rietkade/").sees(WHOLE_AGENDA)
    fenna = walk.as_("Fenna").go("/rietkade/termijnen/").press("Open a room, or shut one")
    look_at(fenna, "1-rooms")
    tab_to(fenna, fenna.page.locator("[name=rooms][value=agenda]"))
    fenna.page.keyboard.press("Space")
    send(fenna).sees("Something still hangs there. Wait until it is over, or have it taken away.")
    look_at(fenna, "2-stays-open")
    visitor.go(AGENDA).go("/rietkade/").sees(WHOLE_AGENDA)
