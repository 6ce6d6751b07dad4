"""A list of members comes in as a neighbourhood has it: chosen, looked at, and taken in."""

from tests.browser.walk import Device, Walk
from tests.lists import spreadsheet

FILE = {
    "name": "Ledenlijst Rietkade (nieuw).xlsx",
    "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "buffer": spreadsheet(),
}
BSNS = "Naam;Kenmerk\nJan;123456782\nPiet;111222333\nKarin;987654321\n".encode("cp1252")
CAME_IN = {"nl": "Er kwamen 7 leden bij.", "en": "7 members came in."}
REFUSED = "Column %(letter)s has BSNs in it. We may not keep those, and neither may you. Take the whole column out."


def test_a_list_comes_in(walk: Walk) -> None:
    board = walk.device(360).come_in("Fenna").go("/rietkade/ledenlijst/").shot("1-bring")
    bring(board, {"name": "leden.csv", "mimeType": "text/csv", "buffer": BSNS})
    board.sees(REFUSED, letter="B").misses("123456782").shot("2-bsn")
    bring(board, FILE).reads("Willemien Kuipers-Vos", "06 12 34 56 71", "Opmerkingen")
    board.sees("Who stays out, and why").shot("3-look")
    press_take_in(board)
    board.reads(CAME_IN[walk.way.language]).shot("4-in")
    bring(board, FILE).sees("Nobody from this list can come in").shot("5-again")
    walk.as_("Gerrit").go("/rietkade/ledenlijst/", status=404)


def bring(device: Device, file: dict[str, object]) -> Device:
    """Choose a file and look at it."""
    device.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    return device.press("Look at the list")


def press_take_in(device: Device) -> Device:
    """The one button below the list."""
    device.page.locator("form:has([name=carried]) button").click()
    return device.arrive()
