"""Something went wrong between people: two hear it who stand apart, and nobody else knows who told it."""

from tests.browser.steps import CARD
from tests.browser.walk import Walk

WORDS = "Ze zei hardop in de hal dat ik geen huis heb. Iedereen hoorde het."
FOUND = "We zaten samen op het bankje. Ze zegt het hem zelf, woensdag."


def test_a_father_with_a_card_is_heard_by_two_who_stand_apart(walk: Walk) -> None:
    ruben = walk.device().go("/rietkade/").press("Something went wrong").shot("1-what-to-do")
    ruben.sees("Plan a conversation").press("Tell it")
    ruben.fill("The code on your card", CARD[0]).fill("Your own word", CARD[1]).press("Go on")
    ruben.fill("What went wrong?", WORDS).fill("Whom is it about?", "Piet Nagelhout")
    ruben.shot("2-telling").press("Tell it to the two of them").shot("3-told")
    ruben.reads(WORDS, "Wil Grootenboer", "Amal Benhaddou")
    wil = (
        walk.as_("Wil")
        .go("/rietkade/ging-mis/")
        .press("What %(name)s told the trust circle", name="Ruben")
    )
    wil.reads(WORDS).sees("Plan a conversation").shot("4-heard")
    wil.press("What I promised").press("It is done").unfold_all()
    wil.page.locator("textarea").first.fill(FOUND)
    wil.press("Yes, it is done").shot("5-done")
    ruben.go("/rietkade/ging-mis/verteld/")
    ruben.fill("The code on your card", CARD[0]).fill("Your own word", CARD[1]).press("Go on")
    ruben.reads(FOUND).sees("Did you talk about it?").press("Yes").shot("6-answered")
    ruben.press("For me it is done").misses(walk.words("For me it is done")).shot("7-closed")


def test_a_neighbour_tells_it_and_whom_it_is_about_finds_nothing(walk: Walk) -> None:
    told = "Amina zou me terugbellen over de rit van dinsdag."
    gerrit = walk.as_("Gerrit").go("/rietkade/ging-mis/verteld/").reads(told).shot("1-told")
    wil = (
        walk.as_("Wil")
        .go("/rietkade/ging-mis/")
        .press("What %(name)s told the trust circle", name="Gerrit")
        .reads(told)
        .shot("2-heard")
    )
    page = wil.path
    for name in ("Amina", "Sjaan", "Fenna"):
        other = walk.as_(name).go("/rietkade/ging-mis/").misses(told, "Gerrit")
        other.go(page, status=404)
    wil.press("I step aside").misses("Gerrit").go(page, status=404)
    gerrit.go("/rietkade/ging-mis/verteld/").reads("Amal Benhaddou", "Piet Nagelhout")
    gerrit.misses("Wil Grootenboer heeft beloofd").shot("3-somebody-else")
    gerrit.press("For me it is done").shot("4-done").misses(walk.words("For me it is done"))
