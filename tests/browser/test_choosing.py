"""A choice out of several, from opening to result: in every way of choosing, and at wrong moments too."""

import re

import pytest
from django.utils import translation
from django.utils.formats import date_format

from tests.browser.house import days_on
from tests.browser.walk import Device, Walk

HERE = "/rietkade/voorstellen/"
OPTIONS = "Een bankje\nEen boom\nEen fietsenrek"
APPROVAL = "Everything that they agree with, out of several options"
RANKED = "Several options, in the order of what they like best"


@pytest.mark.ways(2)
def test_members_tick_all_that_they_agree_with(walk: Walk) -> None:
    idris, there = opens(walk, APPROVAL)
    idris.shot("1-open").press("Vote").press("Vote").sees("Choose something, or say that you pass.")
    for name, likes in (("Idris", "boom|rek"), ("Gerrit", "boom"), ("Fenna", "bankje")):
        device = walk.as_(name).go(there).press("Vote")
        for box in device.page.get_by_label(re.compile(likes)).all():
            box.check()
        device.shot("2-chooses").press("Vote").sees("Your voice is in")
    is_over(walk, there, "Een boom")


@pytest.mark.ways(2)
def test_members_put_them_in_order(walk: Walk) -> None:
    _idris, there = opens(walk, RANKED)
    for name, order in (("Idris", "boom bankje"), ("Gerrit", "boom rek"), ("Fenna", "rek boom")):
        device = walk.as_(name).go(there).press("Vote")
        for place, option in enumerate(order.split(), start=1):
            device.page.get_by_label(re.compile(option)).select_option(str(place))
        device.shot("2-chooses").press("Vote").sees("Your voice is in")
    is_over(walk, there, "Een boom")


def opens(walk: Walk, method: str) -> tuple[Device, str]:
    """Idris leads it: he proposes, people say what they find, and he asks them to choose."""
    idris = walk.as_("Idris").go(HERE).press("Make a proposal").press("A decision")
    idris.fill("In one sentence: what do you propose?", "Iets bij de bushalte")
    idris.fill("What do you want, and why?", "Het is daar kaal.")
    idris.fill("What does it build on?", "De bankjes aan het water")
    idris.page.locator("[name=circle]").select_option(label="Inloop")
    idris.choose("No").fill("What can go wrong?", "Het gaat stuk.")
    idris.fill("Who bears that, and do we find that good?", "De kring, en dat is goed.")
    idris.press("Propose this").press("Open the first round: understand")
    idris.press("Open the second round: what people find")
    other_tab = idris.tab().go(idris.path)
    for device in (idris, other_tab):
        device.press("Hold a vote").choose(method).fill("Which options are there?", OPTIONS)
        device.page.locator("[name=closes_on]").fill(days_on(5).date().isoformat())
    idris.press("Open the vote")
    other_tab.press("Open the vote").sees("People are voting now. Wait until the vote is over.")
    return idris, idris.path


def is_over(walk: Walk, there: str, winner: str) -> None:
    """Whoever comes too late reads so in one sentence; everybody reads what came of it."""
    late = walk.as_("Amina").go(there).press("Vote")
    late.choose("I pass")
    walk.tick(days_on(7))
    with translation.override(walk.way.language):
        day = date_format(days_on(5), "j F Y")
    late.press("Vote").shot("3-too-late").sees(
        "This vote closed at the end of %(day)s. Your voice did not come in any more.", day=day
    )
    visitor = walk.device().go(there).sees("Adopted: %(winner)s.", winner=winner)
    visitor.sees("Count it yourself").misses("Gerrit").shot("4-result")
    walk.as_("Gerrit").go(there).sees("Who chose what").reads("Fenna")
