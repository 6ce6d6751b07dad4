"""Stop-rules in two directions, one that was invoked, told and lifted, and a question to read along."""

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import StopRule
from tussenruimte.matters.stop_rules import Called, Rule
from tussenruimte.members import actions as members
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.reflections import actions as reflections
from tussenruimte.reflections.weighed import Given
from tussenruimte.relations import actions as relations
from tussenruimte.relations.models import Need

TOLD = "de vertrouwenskring\nde contactpersoon van de vraag\nde huisarts\nVeilig Thuis"
PEOPLE = (
    (
        "Bij acuut gevaar", "wie nu in gevaar is",
        "Is iemand nu in gevaar? Bel 112. Ga niet alleen. Daarna mag je de vraag lezen, om te weten wie erbij hoort.",
        "112 gebeld\nerheen gegaan, met zijn tweeën\ngebleven tot er hulp was", 3,
    ),
    (
        "Bij geweld of bedreiging", "wie bang moet zijn, thuis of op straat",
        "Wordt iemand geslagen of bedreigd? Bel Veilig Thuis of de politie voor advies. Praat met de mens zodra dat veilig kan.",
        "Veilig Thuis gebeld voor advies\nde politie gebeld\neen veilige plek gezocht, samen met de mens", 7,
    ),
    (
        "Als een kind niet veilig is", "kinderen",
        "Denk je dat een kind niet veilig is? Bel Veilig Thuis voor advies. Een vakmens volgt de eigen meldcode, buiten deze plek.",
        "Veilig Thuis gebeld voor advies\neen vakmens gevraagd die het kind kent", 7,
    ),
)  # fmt: skip
AGAINST = (
    (
        "Wij komen niet ongevraagd binnen", "jou en je huis",
        "Niemand van ons komt in je huis zonder dat jij dat wilt. Ook de gemeente niet, niet namens ons.",
    ),
    (
        "Wij houden niemand in de gaten", "iedereen die hier woont",
        "Wij schrijven niets op over mensen die niets vroegen. Wij geven geen namen door om iemand te controleren.",
    ),
    (
        "De gemeente leest niet mee", "jou en je vraag",
        "Een stoel van de gemeente leest je vraag alleen met jouw ja. Zeg je nee, dan verandert dat niets aan de hulp.",
    ),
)  # fmt: skip


def play(cast: Cast) -> None:
    """The board wrote them down; Noor invoked one; Amina asks Selam something."""
    rules = [_rule(cast, *said) for said in PEOPLE]
    for title, protects, words in AGAINST:
        said = Rule(title, words, protects, "nobody", "", "", 7, cast.on(-600))
        matters.add_stop_rule(
            cast.cooperative, "against", said, by=cast.people["leida"], at=cast.at(-598)
        )
    _invoked(cast, rules[1])
    _asked(cast)


def _rule(
    cast: Cast, title: str, protects: str, words: str, steps: str, most_days: int
) -> StopRule:
    """Written down after the meeting; later whom to tell was added, by a decision too."""
    leida = cast.people["leida"]
    first = Rule(
        title, words, protects, "standing", "de vertrouwenskring", steps, most_days, cast.on(-600)
    )
    rule = matters.add_stop_rule(cast.cooperative, "people", first, by=leida, at=cast.at(-598))
    later = Rule(title, words, protects, "standing", TOLD, steps, most_days, cast.on(-210))
    matters.change_stop_rule(rule, later, by=leida, at=cast.at(-208))
    return rule


def _invoked(cast: Cast, rule: StopRule) -> None:
    """Somebody stood at the door of Fatma and shouted. It took three days."""
    noor = cast.people["noor"]
    need = Need.objects.get(person__actor__name="Fatma", cooperative=cast.cooperative)
    version = rule.versions.get(number=2)
    row = relations.invoke_stop(
        need,
        version,
        Called(told_to=(0, 1), done=(0, 2), days=7, is_told=False),
        tell_by=cast.on(-35),
        by=noor,
        at=cast.at(-36, 20),
    )
    relations.person_was_told(row, by=noor, at=cast.at(-35, 9))
    cast.talk(need, "noor", "We praatten samen. Ze slaapt weer thuis, en haar zus is er.", days=-33)
    row.refresh_from_db()
    relations.lift_stop(row, by=noor, at=cast.at(-33, 12))
    reflections.look_back(
        row.own,
        Given(
            went_well="We gingen met zijn tweeën. Ze wist dezelfde avond nog niet dat ik meelas, en de ochtend erna wel.",
            ingredients=("attention", "patience"),
        ),
        by=noor,
        at=cast.at(-20, 17),
    )
    for promise in Promise.objects.filter(matter=row.own, purpose=Purpose.WORD):
        promises.say_done(promise, by=noor, at=cast.at(-20, 18))
    for promise in Promise.objects.filter(matter=row.own):
        promises.confirm(promise, by=cast.people["wil"], at=cast.at(-19, 10))


def let_read(cast: Cast, need: Need, to: str, purpose: str, *, days: int, until: int) -> None:
    """Whoever holds on asked it, and the person said yes."""
    assert need.holder is not None  # noqa: S101 - it is open
    row = matters.ask_permission(
        need.matter,
        cast.actor(to),
        purpose=purpose,
        until=cast.on(until),
        by=need.holder.person,
        at=cast.at(days, 11),
    )
    matters.answer_asked(row, says_yes=True, by=need.person, at=cast.at(days, 12))


def in_the_village(cast: Cast) -> None:
    """Heideveen has one, and the district nurse invoked it for two days."""
    sietske, jelle = cast.people["sietske"], cast.people["jelle"]
    title, protects, words, steps, most_days = PEOPLE[0]
    said = Rule(title, words, protects, "standing", "de huisarts", steps, most_days, cast.on(-700))
    rule = matters.add_stop_rule(cast.cooperative, "people", said, by=sietske, at=cast.at(-699))
    need = Need.objects.get(person__actor__name="Harm", cooperative=cast.cooperative)
    relations.invoke_stop(
        need,
        rule.versions.get(),
        Called(told_to=(0,), done=(0, 2), days=2, is_told=True),
        by=jelle,
        at=cast.at(-8, 21),
    )
    town = members.make_organisation(
        cast.cooperative,
        "Gemeente Noorderaa",
        is_municipality=True,
        phone="0198 76 50 00",
        by="beheer",
        at=cast.at(-800),
    )
    cast.seat("zorg", "Wethouder zorg", days=-800, organisation=town, phone="0198 76 50 01")
    aaltje = Need.objects.get(person__actor__name="Aaltje", cooperative=cast.cooperative)
    let_read(cast, aaltje, "zorg", "om mee te denken over vervoer", days=-5, until=60)
    relations.start_clock(
        aaltje,
        "wmo-research",
        reported_on=cast.on(-6),
        seat=cast.actor("zorg"),
        by=cast.people["wiepkje"],
        at=cast.at(-4, 10),
    )


def _asked(cast: Cast) -> None:
    """Selam has not answered yet."""
    need = Need.objects.get(person__actor__name="Selam", cooperative=cast.cooperative)
    matters.ask_permission(
        need.matter,
        cast.actor("verpleging"),
        purpose="om mee te denken over slapen en eten",
        until=cast.on(30),
        by=cast.people["amina"],
        at=cast.at(-1, 15),
    )
