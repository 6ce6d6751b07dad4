"""Voting: what came of a vote for whoever passes by, a secret ballot with one button, and an order."""

import pytest

from tests.browser.walk import Device, Walk

HERE = "/rietkade/voorstellen/"
HANDS = "Een vaste middag om te repareren"
HOST = "Hanna is dit jaar gastvrouw van de inloop"
SUNDAY = "De dorpskamer ook op zondag open"


@pytest.mark.ways(2)
def test_what_came_of_a_vote(walk: Walk) -> None:
    visitor = to_vote(walk.device(), HERE, HANDS)
    visitor.sees("Adopted: %(winner)s.", winner="Donderdagmiddag").sees("Count it yourself")
    visitor.misses("Fenna").shot("1-visitor")
    amina = to_vote(walk.as_("Amina"), HERE, HANDS)
    amina.sees("Who chose what").reads("Fenna").shot("2-member")
    village = to_vote(walk.device(), "/heideveen/voorstellen/", SUNDAY)
    village.sees("Not adopted.").sees("Count it yourself").shot("3-village")


@pytest.mark.ways(2)
def test_a_secret_ballot_takes_one_button(walk: Walk) -> None:
    idris = to_vote(walk.as_("Idris"), HERE, HOST).shot("1-open")
    idris.press("Vote").sees("How secret is this?").press("Vote")
    idris.sees("Choose for or against, or say that you pass.").choose("For").press("Vote")
    idris.sees("This is your code. Write it down: we cannot show it again.").shot("2-code")
    to_vote(idris, HERE, HOST).sees(
        "Your voice is in. What you chose nobody can see, also not you."
    )
    hanna = to_vote(walk.as_("Hanna"), HERE, HOST).press("Take my voice back")
    hanna.press("Let somebody else vote for you").fill("Who votes for you?", "Idris Bekkaoui")
    hanna.shot("3-give").press("Give my voice").sees("%(who)s votes for you.", who="Idris Bekkaoui")


@pytest.mark.ways(2)
def test_who_leads_it_asks_for_an_order(walk: Walk) -> None:
    idris = walk.as_("Idris").go(HERE).press("Make a proposal").press("A decision")
    idris.fill("In one sentence: what do you propose?", "Een bankje bij de bushalte")
    idris.fill("What do you want, and why?", "Wie slecht loopt, kan nu nergens zitten.")
    idris.fill("What does it build on?", "De bankjes aan het water")
    idris.page.locator("[name=circle]").select_option(label="Inloop")
    idris.choose("No").fill("What can go wrong?", "Het bankje gaat stuk.")
    idris.fill("Who bears that, and do we find that good?", "De kring, en dat is goed.")
    idris.press("Propose this").press("Open the first round: understand")
    idris.press("Open the second round: what people find").press("Hold a vote")
    idris.choose("Several options, in the order of what they like best")
    idris.page.locator("[name=closes_on]").fill("2025-12-01")
    idris.press("Open the vote").sees("Write the options down, each on a line.").shot("1-missing")


def to_vote(device: Device, proposals: str, title: str) -> Device:
    """To the vote about a proposal, from the page of all."""
    device.go(proposals).press(title).page.locator('main a[href*="/stemming/"]').first.click()
    return device.arrive()
