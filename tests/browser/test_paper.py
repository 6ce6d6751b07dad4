"""On paper: one sheet to hand over."""

import re

import pytest

from tests.browser.steps import tell
from tests.browser.test_who_may import need_of
from tests.browser.walk import SCREENS, Device, Walk, picture

A4 = {"width": 794, "height": 1123}
SHEETS = re.compile(rb"/Type\s*/Page\b(?!s)")


def on_paper(device: Device, name: str) -> int:
    """Keep what it looks like, and count the sheets."""
    device.page.set_viewport_size(A4)
    device.page.emulate_media(media="print")
    picture(device.page, SCREENS / f"paper-{name}.png")
    sheets = device.page.pdf(format="A4", print_background=True)
    SCREENS.mkdir(parents=True, exist_ok=True)
    (SCREENS / f"paper-{name}.pdf").write_bytes(sheets)
    return len(SHEETS.findall(sheets))


@pytest.mark.ways(1)
def test_a_card_is_one_sheet(walk: Walk) -> None:
    phone = walk.device()
    tell(phone)
    assert on_paper(phone, "card") == 1
    phone.misses("localhost:0")


@pytest.mark.ways(1)
def test_a_question_is_at_most_two_sheets(walk: Walk) -> None:
    amina = walk.as_("Amina")
    amina.go(need_of(amina, "Selam"))
    assert on_paper(amina, "need") <= 2


@pytest.mark.ways(1)
def test_promised_and_done_is_at_most_two_sheets(walk: Walk) -> None:
    visitor = walk.device().go("/rietkade/beloofd-en-gedaan/")
    assert on_paper(visitor, "promised-and-done") <= 2
