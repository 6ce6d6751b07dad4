"""Voting on paper: at the counter, by the two who read it, by whose paper it is, and out of the box."""

import re

import pytest

from tests.browser.house import days_on
from tests.browser.walk import Device, Walk

HERE = "/rietkade/voorstellen/"
PARTY = "Waar gaat het geld van het zomerfeest heen?"
HOST = "Hanna is dit jaar gastvrouw van de inloop"


@pytest.mark.ways(2)
def test_two_read_a_paper_and_whose_it_is_votes_otherwise(walk: Walk) -> None:
    gerrit = papers(walk.as_("Gerrit"), PARTY).shot("1-papers")
    gerrit.fill("A part of the name", "sjaan").press("Look it up").shot("2-found")
    reads(gerrit.press("Sjaan Poelma"), "Verf").sees("You read it, somebody else not yet")
    fenna = papers(walk.as_("Fenna"), PARTY).sees("Somebody read these. Read them too")
    fenna.shot("3-second").press("Sjaan Poelma").press("This is what stands there")
    fenna.sees("Choose something, or say that you pass.").shot("4-nothing-ticked")
    reads(fenna, "Boeken").sees("Here you read something else than the other").shot("5-differ")
    fenna.press("Sjaan Poelma").page.get_by_label(re.compile("Boeken")).uncheck()
    reads(fenna, "Verf").misses(fenna.words("Here you read something else than the other"))
    sjaan = to_vote(walk.as_("Sjaan"), PARTY)
    sjaan.reads("Gerrit Wolbers", "Fenna Oortwijn").shot("6-whose-paper-it-is")
    sjaan.press("Change it").page.get_by_label(re.compile("Boeken")).check()
    sjaan.press("Vote").sees("Your voice is in. You can change it until the vote closes.")
    gerrit.go(gerrit.path).fill("A part of the name", "sjaan").press("Look it up").sees(
        "voted without paper"
    )


@pytest.mark.ways(2)
def test_papers_of_a_secret_vote_lie_in_a_box(walk: Walk) -> None:
    fenna = papers(walk.as_("Fenna"), HOST).sees("The box with papers").shot("1-box")
    fenna.fill("A part of the name", "idris").press("Look it up").press("Lies in the box")
    fenna.reads("Idris Bekkaoui").shot("2-in-the-box")
    idris = to_vote(walk.as_("Idris"), HOST)
    idris.sees("Your paper lies in the box. It is counted when the vote is over.").shot("3-mine")
    walk.turn_to(days_on(20))
    to_vote(walk.device(), HOST).sees(
        "The vote is over. Papers lie in the box: two people count them, "
        "and then we know what came of it."
    ).shot("4-visitor")
    for name in ("Fenna", "Gerrit"):
        counts = to_vote(walk.as_(name), HOST).press("To the box").press("Say what lies in it")
        counts.fill("What stands on the papers?", "voor").press("This is what lies in it")
        counts.sees(
            "Line %(line)s is not clear: “%(words)s”. Write numbers that stand above.",
            line=1,
            words="voor",
        ).shot(f"5-{name}-wrong")
        counts.fill("What stands on the papers?", "1").press("This is what lies in it")
        counts.shot(f"6-{name}-counted")
    walk.tick(days_on(20))
    to_vote(walk.device(), HOST).sees("Count it yourself").shot("7-came-of-it")


@pytest.mark.ways(2)
def test_anybody_prints_an_empty_paper(walk: Walk) -> None:
    visitor = to_vote(walk.device(), PARTY).press("Rather on paper").shot("1-open")
    visitor.sees("My name:").reads("Verf")
    visitor = to_vote(walk.device(), HOST).press("Rather on paper").shot("2-secret")
    visitor.misses(visitor.words("My name:"))


def to_vote(device: Device, title: str) -> Device:
    """To the vote about a proposal, from the page of all."""
    device.go(HERE).press(title).page.locator('main a[href*="/stemming/"]').first.click()
    return device.arrive()


def papers(device: Device, title: str) -> Device:
    """To the voices on paper of that vote."""
    return to_vote(device, title).press("Voices on paper")


def reads(device: Device, idea: str) -> Device:
    """Tick what stands on the paper."""
    device.page.get_by_label(re.compile(idea)).check()
    return device.press("This is what stands there")
