"""Sharing less money, and electing people: as who leads it, as a member and as a visitor."""

import re

import pytest

from tests.browser.house import days_on
from tests.browser.walk import Device, Walk

VILLAGE = "/heideveen/voorstellen/"
LESS = "Wat houden we, nu er € 18.000 minder is?"
BOARD = "Wie zitten er de komende drie jaar in het bestuur?"
PARTY, KEYS = "Wat doen we met het geld van het feest?", "Wie heeft de sleutels?"


@pytest.mark.ways(2)
def test_a_visitor_reads_what_is_kept_and_who_was_elected(walk: Walk) -> None:
    visitor = walk.device().go(VILLAGE).press(LESS).shot("1-less-money")
    visitor.sees("We choose together what we keep and what we drop,")
    visitor.reads(*euros(visitor, 18_000, 64_000, 13_500))
    to_vote(visitor).shot("2-what-is-kept")
    visitor.reads(*euros(visitor, 45_800, 46_000))
    visitor.sees("What is not paid, and why").sees("How the money was shared")
    visitor.reads("--rule mes --utility cost --completion add1")
    visitor.misses(visitor.words("What your voice did"), visitor.words("Who chose what"))
    visitor.go(VILLAGE).press(BOARD).shot("3-election")
    to_vote(visitor).sees("How it was counted").shot("4-elected")
    visitor.sees("In the file each candidate has a letter, and no name.")
    visitor.reads("--method stv")


@pytest.mark.ways(2)
def test_members_share_money(walk: Walk) -> None:
    wiepkje = proposes(walk.as_("Wiepkje", "heideveen"), "Sharing money", PARTY)
    wiepkje.fill("How much money is there to share, in whole euros?", "300")
    wiepkje.press("Propose this")
    first = wiepkje.path
    for title, cost in (("Een bank", "200"), ("Bloemen", "100")):
        wiepkje.press("Bring an idea").fill("What is the idea?", title)
        wiepkje.fill("Why?", "Daar heeft iedereen iets aan.")
        wiepkje.fill("What does it cost, in whole euros?", cost)
        wiepkje.press("Put it with the others")
    wiepkje.shot("1-ideas")
    rounds(wiepkje).press("Let everybody choose ideas")
    wiepkje.fill("What is the last day?", days_on(5).date().isoformat())
    wiepkje.press("Open the vote").shot("2-open")
    sietske = walk.as_("Sietske", "heideveen").go(wiepkje.path).press("Vote")
    sietske.press("Vote").sees("Choose something, or say that you pass.")
    sietske.page.get_by_label(re.compile("Bloemen")).check()
    sietske.shot("3-chooses").press("Vote").sees("What people chose you see when the vote is over.")
    walk.tick(days_on(7))
    sietske.go(sietske.path).sees("What your voice did").shot("4-what-my-voice-did")
    sietske.sees("Only you see this.")
    visitor = walk.device().go(sietske.path).misses(sietske.words("What your voice did"))
    visitor.reads("Bloemen").go(first).reads("Een bank")


@pytest.mark.ways(2)
def test_members_elect_somebody_in_secret(walk: Walk) -> None:
    wiepkje = proposes(walk.as_("Wiepkje", "heideveen"), "An election", KEYS)
    wiepkje.fill("How many people are elected?", "1")
    wiepkje.page.locator("[name=fills]").select_option(label="Bestuur")
    wiepkje.shot("0-which-circle").press("Propose this")
    wiepkje.sees(
        "Whoever is elected sits in “%(circle)s” from the day of the result.", circle="Bestuur"
    )
    here = wiepkje.path
    rounds(wiepkje).press("Open the election")
    wiepkje.fill("What is the last day?", days_on(5).date().isoformat()).press("Open the vote")
    wiepkje.sees(
        "There have to be more candidates than seats. Else propose who it is as a decision."
    )
    for name in ("Sietske", "Jelle"):
        device = walk.as_(name, "heideveen").go(here).press("I want to be elected")
        device.press("I am a candidate").fill("Why do you want it?", f"{name} doet het graag.")
        device.press("I am a candidate").reads(f"{name} doet het graag.")
    device.shot("1-candidates")
    wiepkje.press("Open the vote").shot("2-open")
    jelle = walk.as_("Jelle", "heideveen").go(wiepkje.path).press("Vote")
    jelle.page.get_by_label(re.compile("Sietske")).select_option("1")
    jelle.shot("3-chooses").press("Vote").sees("Your voice is in").shot("4-code")
    walk.tick(days_on(7))
    visitor = walk.device().go(wiepkje.path).sees("How it was counted").shot("5-elected")
    assert re.search(r"[AB]\. Sietske", visitor.text())
    wiepkje.go(here).press("Who sits there now").reads("Sietske", "Bestuur").shot("6-sits-there")


def proposes(device: Device, kind: str, title: str) -> Device:
    """The form of a proposal by all members, filled in but for what is special to its kind."""
    device.go(VILLAGE).press("Make a proposal").press(kind)
    device.fill("In one sentence: what do you propose?", title)
    device.fill("What do you want, and why?", "Dat is van ons allemaal.")
    device.fill("What does it build on?", "Het feest van vorig jaar")
    device.page.locator("[name=circle]").select_option("all")
    device.choose("No").fill("What can go wrong?", "Er doen weinig mensen mee.")
    return device.fill("Who bears that, and do we find that good?", "Wij allemaal.")


def rounds(device: Device) -> Device:
    """First understand, then find."""
    device.press("Open the first round: understand")
    return device.press("Open the second round: what people find")


def to_vote(device: Device) -> Device:
    """From a proposal to its latest vote."""
    device.page.locator("h2[id^=vote-] a").first.click()
    return device.arrive()


def euros(device: Device, *amounts: int) -> list[str]:
    """Amounts as they are written in the language of the walk."""
    sign = "." if device.walk.way.language == "nl" else ","
    return [f"€ {amount:,}".replace(",", sign) for amount in amounts]
