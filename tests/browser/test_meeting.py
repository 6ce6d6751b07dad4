"""The members' meeting: asking for one, making its agenda, and reading what came of it."""

import pytest

from tests.browser.house import days_on
from tests.browser.walk import Device, Walk

HERE = "/rietkade/ledenvergadering/"
REASON = "Ik wil dat we met elkaar over de sleutels praten."


@pytest.mark.ways(2)
def test_what_came_of_a_meeting(walk: Walk) -> None:
    visitor = to(walk.device().go(HERE), "held")
    visitor.sees("Adopted.").misses("Karin Vlasblom").shot("1-visitor")
    amina = to(walk.as_("Amina").go(HERE), "held")
    amina.reads("Karin Vlasblom").shot("2-member")


@pytest.mark.ways(2)
def test_a_member_asks_and_another_joins_in(walk: Walk) -> None:
    idris = walk.as_("Idris").go(HERE).press("Ask for a members' meeting")
    idris.fill("What should the members meet about, and why?", REASON).shot("1-ask")
    idris.press("Ask for it").reads(REASON)
    gerrit = walk.as_("Gerrit").go(idris.path).press("I ask for it too").shot("2-joined")
    gerrit.sees("I do not ask for it any more")
    idris.go(idris.path).press("Withdraw it").sees("Whoever asked for it withdrew it.")


@pytest.mark.ways(2)
def test_the_board_makes_an_agenda_and_invites(walk: Walk) -> None:
    fenna = walk.as_("Fenna").go(HERE).press("Plan a meeting").shot("1-plan")
    fenna.page.locator("[name=day]").fill(days_on(30).date().isoformat())
    fenna.page.locator("[name=hour]").fill("19:30")
    fenna.fill("Where?", "Buurthuis De Steiger").press("Plan it")
    fenna.press("Put something on the agenda").press("Put it on the agenda")
    fenna.sees("Choose one thing, or write one.").shot("2-nothing")
    fenna.fill("Or something else, in one line", "Rondvraag").press("Put it on the agenda")
    fenna.shot("3-agenda").press("Invite all members").shot("4-invited")
    fenna.press("The papers, to print").sees("Somebody else votes for me").shot("5-papers")
    file = fenna.find("Take it along as a file (PDF)").get_attribute("href")
    answer = fenna.page.request.get(f"{walk.house.address}{file}")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def to(device: Device, section: str) -> Device:
    """To the first meeting in a part of the page of all."""
    device.page.locator(f"section[aria-labelledby={section}] a").first.click()
    return device.arrive()
