"""Who may see what: whoever has nothing to do with it finds nothing."""

import re

import pytest

from tests.browser.test_pages import LINKS, NOT_A_PAGE, page_type
from tests.browser.walk import Device, Walk

PEOPLE = ["Ruben", "Selam", "Yara", "Wim Rietveld", "Truus", "Oudkerk", "Brandsema", "Johan"]


def need_of(device: Device, name: str) -> str:
    """The address of somebody's question, for whoever holds on to it."""
    device.go("/rietkade/vragen/")
    return str(device.page.get_by_role("link", name=re.compile(name)).first.get_attribute("href"))


def test_somebody_elses_question_is_not_there(walk: Walk) -> None:
    need = need_of(walk.as_("Amina"), "Ruben")
    fenna = walk.as_("Fenna").go(need, status=404).misses("Ruben").shot("not-there")
    fenna.page.locator("a.head__me").wait_for()
    visitor = walk.device().go(need)
    assert page_type(visitor.page.url) == "account_login"
    visitor.misses("Ruben").shot("sign-in")


def test_a_council_member_sees_figures_and_no_people(walk: Walk) -> None:
    tine = walk.as_("Tine")
    ahead, seen = [tine.page.url], set[str]()
    while ahead:
        address = ahead.pop().partition("#")[0]
        if address in seen or not tine.is_ours(address):
            continue
        if page_type(address) in {"", *NOT_A_PAGE}:
            continue
        if "/heideveen/" in address or len(seen) > 25:
            continue
        seen.add(address)
        is_shut = page_type(address) == "belonging:members"
        tine.go(address, 403 if is_shut else 200).misses(*PEOPLE)
        ahead += tine.page.evaluate(LINKS)
    assert len(seen) > 5


@pytest.mark.ways(1)
def test_nobody_finds_the_door_of_another_cooperative(walk: Walk) -> None:
    need = need_of(walk.as_("Amina"), "Ruben")
    wiepkje = walk.device().come_in("Wiepkje", "heideveen")
    wiepkje.go(need, status=404).misses("Ruben")
    wiepkje.go(need.replace("rietkade", "heideveen"), status=404).misses("Ruben")
