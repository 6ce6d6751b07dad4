"""A seat outlives whoever sits in it: who left, what stayed, who came, and what was given back."""

from tests.browser.steps import card_of
from tests.browser.walk import Device, Walk

OWED = "Fenna laat weten of er geld is voor een tolk in de Sluisflats"
WHY = "De boekhouder kan dit beter: ik ken de cijfers van vorig jaar niet."
GIVES = (
    "%(who)s gives it back. %(to)s is asked to do it; until they say yes it stays with the seat."
)
BUDGET = "De gemeente betaalt een cursus gesprekken voeren, voor twaalf buren"


def test_nothing_moved_when_the_alderman_left(walk: Walk) -> None:
    visitor = walk.device().go("/rietkade/stoelen/").reads("Gemeente Waterhoven").shot("1-seats")
    visitor.press("Wethouder sociaal").reads("Joris Haanappel", "Marlies Dekkerink")
    visitor.reads("De gemeente maakt de stoep bij de Waterlaan vlak").misses(BUDGET)
    visitor.reads("Veertien mensen.").shot("2-alderman")
    visitor.go("/rietkade/stoelen/").press("Bewonersstem Sluisflats").shot("3-empty")


def test_somebody_leaves_and_somebody_comes_next(walk: Walk) -> None:
    """Fenna leaves, Samir stands in, Idris comes next: talked over, one promise given back, and seated."""
    fenna = walk.as_("Fenna").go("/rietkade/stoelen/").press("Penningmeester")
    seat = fenna.path
    fenna.press("Leave this seat")
    fenna.box("Whom do you ask to stand in?").select_option(label="Samir Aouragh")
    fenna.shot("1-leaving").press("Leave today").shot("2-empty")
    fenna.sees("%(who)s was asked to stand in, and has not answered yet.", who="Samir Aouragh")
    idris = walk.as_("Idris").go(seat).press("Ask a question")
    idris.fill("What do you want to ask?", "Wanneer zien we de boekingen?").press("Ask it")
    idris.shot("3-asked")
    fenna.go(seat).press("Name who comes next")
    fenna.fill("Who comes next?", "Idris Bekkaoui").press("Name them").shot("4-named")
    coming = fenna.path
    idris.go(coming).press("I sit down", status=409)  # first it is talked over
    talk_over(fenna)
    idris.go(coming).shot("5-to-answer").press(
        "I sit down", status=409
    )  # and each promise answered
    idris.go(coming).sees("Now it is your turn: say of each whether you take it.")
    idris.page.get_by_role("link", name=walk.words("I give it back")).first.click()
    idris.arrive().fill("Why do you give it back?", WHY)
    idris.choose("Whoever it is about is all right with somebody else reading along.")
    idris.shot("6-giving-back")
    idris.press("Give it back").sees(GIVES, who="Idris", to="Bestuur").shot("6-given-back")
    while (take := idris.page.get_by_role("button", name=walk.words("I take it"))).count():
        take.first.click()
        idris.arrive()
    idris.press("I sit down").reads("Idris Bekkaoui").shot("7-seated")
    fenna.go(seat).misses(walk.words("Name who comes next"))
    fenna.go("/rietkade/vandaag/").shot("8-asked-to-do-it")
    fenna.press("See which promise").reads(OWED)


def talk_over(fenna: Device) -> None:
    """Fenna writes down the conversation, with Idris there."""
    fenna.press("To the conversation").go(f"{fenna.path}gesproken/").unfold_all()
    fenna.fill("What did you discuss?", "De boeken en wat er nog betaald moet worden.")
    fenna.choose("Idris Bekkaoui").press("Keep the conversation")


def test_anybody_asks_a_seat_and_follows_it_with_a_card(walk: Walk) -> None:
    asked = "Wanneer komt er weer een bankje bij de halte?"
    wies = walk.device().go("/rietkade/stoelen/").press("Wethouder sociaal")
    seat = wies.path
    wies.press("Ask a question").fill("What do you want to ask?", asked).shot("1-ask")
    wies.fill("What is your name?", "Wies Hartog").fill("How do we find you?", "via Sjaan")
    wies.fill("Choose an own word", "kraanvogel").press("Ask it").shot("2-card")
    code = card_of(wies)
    wies.go(seat).misses(asked).shot("3-seat")
    joris = walk.as_("Joris").go(seat).reads(asked)
    joris.page.locator("article", has_text=asked).get_by_role("link").click()
    joris.arrive().fill("Your answer", "In mei, bij beide haltes.").press("Give this answer")
    wies.go("/rietkade/stoelen/gevraagd/")
    wies.fill("The code on your card", code).fill("Your own word", "kraanvogel").press("Go on")
    wies.reads(asked, "In mei, bij beide haltes.").sees("Is this an answer?").shot("4-answered")
    wies.press("Yes").shot("5-kept").go(seat).reads(asked)
