"""One joins by talking, leaves with one link, and sits in a circle that ends without dropping a promise."""

import re

from tests.browser.house import days_on
from tests.browser.steps import card_of
from tests.browser.walk import Device, Walk

WHY = "Ik kan naaien, en wil dat leren aan wie het vraagt."


def asks(walk: Walk) -> tuple[Device, str]:
    """Somebody new asks to become a member; gives the code of their card."""
    wies = walk.device().go("/rietkade/").press("Become a member").shot("1-join")
    wies.choose("I live here").fill("Why do you take part?", WHY)
    wies.fill("What is your name?", "Wies Hartog").fill("How do we find you?", "via Sjaan")
    wies.fill("Choose an own word", "kraanvogel").press("I want to become a member")
    wies.reads("Amina Telgenhof").shot("2-card")
    return wies, card_of(wies)


def mine(wies: Device, code: str) -> Device:
    """With the card at the page about being a member."""
    wies.go("/rietkade/leden/mijn/")
    return (
        wies.fill("The code on your card", code).fill("Your own word", "kraanvogel").press("Go on")
    )


def talk_over(walk: Walk) -> str:
    """Amina spoke with her and writes that down; gives the address for who decides."""
    amina = walk.as_("Amina").go("/rietkade/leden/")
    amina.page.get_by_role("link", name="Wies Hartog").first.click()
    there = amina.arrive().reads(WHY).path
    amina.press("Write down a conversation")
    amina.fill("What did you discuss?", "Ze komt woensdag langs met haar naaimachine.")
    amina.choose("Yes, we spoke together").press("Keep the conversation")
    return there


def test_a_newcomer_joins_by_talking(walk: Walk) -> None:
    wies, code = asks(walk)
    mine(wies, code).sees("You asked to become a member").reads(WHY).shot("3-asked")
    there = talk_over(walk)
    fenna = walk.as_("Fenna").go(there).shot("4-board").press("Yes, a member")
    fenna.press("Yes, a member").sees("%(who)s is a member from today.", who="Wies Hartog")
    mine(wies, code).sees("You are a member of %(coop)s", coop="De Rietkade").shot("5-member")
    walk.as_("Tine").go("/rietkade/leden/", status=403).misses("Wies Hartog").shot("6-council")


def test_a_no_has_a_reason_and_waits_while_it_is_disputed(walk: Walk) -> None:
    wies, code = asks(walk)
    there = talk_over(walk)
    fenna = walk.as_("Fenna").go(there).press("No, and why")
    fenna.fill("Why not?", "Je woont in een andere wijk.").press("No member")
    mine(wies, code).reads("Je woont in een andere wijk.").shot("3-refused")
    wies.press("This conversation was otherwise")
    wies.fill("What was otherwise?", "Ik verhuis volgende week hierheen, dat zei ik.")
    wies.press("Say this").sees("The refusal does not count for now").shot("4-suspended")
    fenna.go(there).sees(
        "First speak with %(name)s. Yes or no can only be said after a conversation.", name="Wies"
    )


def test_one_leaves_with_one_link_and_stays_after_all(walk: Walk) -> None:
    gerrit = walk.as_("Gerrit").go("/rietkade/").press("End membership").shot("1-what-stays")
    gerrit.press("End my membership now").shot("2-left")
    gerrit.sees("This is asked over. It stays with you until somebody says yes.")
    gerrit.press("I stay after all")
    gerrit.sees("You are a member of %(coop)s", coop="De Rietkade").shot("3-stays")


def may_not_stay(walk: Walk) -> tuple[Device, str]:
    """The board spoke with Idris, and says that he cannot stay; gives the address for the board."""
    fenna = walk.as_("Fenna").go("/rietkade/leden/")
    idris = fenna.page.get_by_role("link", name=re.compile("^Idris"))
    while not idris.count():
        fenna.press("Next page")
    idris.first.click()
    fenna.arrive().press("Ask for a conversation about staying")
    there = fenna.path
    fenna.press("Write down a conversation").fill("What did you discuss?", "De sleutel is weg.")
    fenna.choose("Yes, we spoke together").press("Keep the conversation")
    fenna.go(there).fill("Why can they not stay?", "De sleutel is voor de tweede keer weg.")
    fenna.press("They cannot stay")
    return fenna, there


def test_whoever_may_not_stay_takes_it_to_the_members(walk: Walk) -> None:
    fenna, there = may_not_stay(walk)
    idris = walk.as_("Idris").go("/rietkade/leden/mijn/").shot("1-no")
    idris.press("Take it to the members' meeting").shot("2-to-the-members")
    idris.fill("What do you want to say to the members?", "Ik vond hem terug.")
    idris.press("Take it to the members").reads("Ik vond hem terug.").shot("3-waits")
    shown = walk.as_("Gerrit").go("/rietkade/leden/").sees("For the members' meeting")
    shown.misses("Ik vond hem terug.").shot("4-members")
    fenna.go(there).reads("Ik vond hem terug.").shot("5-board")
    fenna.press("Write down what the members said")
    fenna.page.locator("[name=met_on]").fill(days_on(0).date().isoformat())
    fenna.choose("They stay a member").shot("6-meeting").press("Write it down")
    idris.go("/rietkade/leden/mijn/").sees("You are a member of %(coop)s", coop="De Rietkade")
    fenna.go("/rietkade/leden/").misses(fenna.words("For the members' meeting"))


def test_a_circle_begins_when_no_other_can_and_ends_by_itself(walk: Walk) -> None:
    gerrit = walk.as_("Gerrit").go("/rietkade/kringen/").shot("1-circles").press("Begin something")
    gerrit.choose("None of these").fill("None of them, because …", "Niemand doet dit nog.")
    gerrit.fill("How is the new circle called?", "De soep").fill("What is it for?", "Wij koken.")
    gerrit.page.locator("[name=giver]").select_option(label="Bestuur")
    gerrit.page.locator("[name=until]").fill(days_on(3).date().isoformat())
    gerrit.shot("2-begin").press("Go on")
    there = gerrit.path
    assert re.fullmatch(r"/rietkade/kringen/\w+/", there)
    gerrit.sees("You sit here").shot("3-begun")
    fenna = (
        walk.as_("Fenna").go(there).press("Write for %(giver)s what it may decide", giver="Bestuur")
    )
    fenna.fill("What may this circle decide by itself?", "Wat er op tafel komt, tot € 40 per week.")
    fenna.press("Give it").reads("tot € 40 per week").shot("4-backed")
    walk.tick(days_on(4))
    walk.device().go(there).reads("Wij koken.").shot("5-ended")
    walk.device().go("/rietkade/kringen/").sees("What has ended").reads("De soep")
