"""Without an answer: how Ruben lost his room, was sent back and forth, and was heard."""

from tussenruimte.cli.demo import bounds
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.conversations.actions import hold, plan
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Basis, Promise
from tussenruimte.reflections import actions as reflections
from tussenruimte.relations import actions as relations
from tussenruimte.relations.models import Need, Relation

CARD, OWN_WORD = "7Q4M-K9TX", "reiger"
OWN_WORDS = (
    "Ik ben mijn kamer kwijt en slaap bij vrienden. Zonder adres krijg ik geen post en geen geld, "
    "en mijn moeder kan op zondag niet meer komen eten. Ik wil dat iemand het afmaakt."
)


def play(cast: Cast) -> None:
    """The whole story, in the order in which it went."""
    need = _meets_sjaan(cast)
    _goes_to_amina(cast, need)
    _table(cast, need)
    _reported(cast, need)
    _promised(cast, need)
    _lost_and_found(cast, need)
    _weighed(cast, need)
    _today(cast, need)


RULE = "Wie het buurthuis gebruikt, tekent een huurformulier"


def _weighed(cast: Cast, need: Need) -> None:
    """The third like exception: the house asks whether the rule pinches."""
    judgement = cast.weigh(
        need, "amina", "noor", days=-11, rule=RULE,
        saw="Ruben heeft geen adres. Zonder adres kan hij het huurformulier niet tekenen.",
        did="Ik gaf hem de sleutel van de keuken, zonder formulier. Zijn moeder komt anders niet meer eten.",
    )  # fmt: skip
    reflections.answer(
        judgement, "Ik had het ook zo gedaan. Zet wel je naam bij de sleutel.",
        by=cast.people["noor"], at=cast.at(-9, 13),
    )  # fmt: skip


def _meets_sjaan(cast: Cast) -> Need:
    told = cast.tell(
        OWN_WORDS,
        days=-16,
        hour=9,
        who="sjaan",
        name="Ruben Aldekamp",
        reach="via Sjaan, of de inloop op woensdag",
        why_for_them="We stonden bij de fietsen. Hij vroeg het aan mij. Hij had geen telefoon bij zich.",
        has_consent=True,
        own_word=OWN_WORD,
        holds_it_myself=True,
        urgency="Nu. Ik weet niet waar ik volgende week slaap.",
        is_urgent=True,
    )
    need = told.need
    cast.people["ruben"] = need.person
    relations.new_card(need, OWN_WORD, by=cast.people["sjaan"], at=cast.at(-16, 10), printed=CARD)
    cast.talk(
        need, "sjaan", "Hij is bij twee loketten geweest. De een stuurde hem naar de ander.",
        days=-16, goes_well="Zijn vrienden laten hem niet op straat staan.",
    )  # fmt: skip
    cast.yes(need, "sjaan", days=-16)
    sjaan, at = cast.people["sjaan"], cast.at(-16, 13)
    relations.lose_ground(need, basis=Basis.HOME, on=cast.on(-37), by=sjaan, at=at)
    for promise in Promise.objects.filter(matter=need.matter, purpose="answer", state="open"):
        cast.kept(promise, sjaan, need.person, days=-15)
    promises.confirm(
        Promise.objects.get(matter=need.matter, purpose="contact"),
        by=need.person,
        at=cast.at(-16, 17),
    )
    relations.note_bounce(
        need, sender="het servicepunt", sent_to="de aanbieder", on=cast.on(-30), by=sjaan, at=at
    )
    return need


def _goes_to_amina(cast: Cast, need: Need) -> None:
    sjaan, amina = cast.people["sjaan"], cast.people["amina"]
    offer = relations.offer_need(
        need,
        to=amina,
        why="Jij kent de mensen bij de gemeente. Ik blijf in de buurt.",
        by=sjaan,
        at=cast.at(-15),
    )
    relations.taker_answers(offer, says_yes=True, by=amina, at=cast.at(-14, 9))
    relations.person_answers(offer, says_yes=True, by=need.person, at=cast.at(-14, 11))
    finds = relations.ask_relation(
        need, sjaan, part=Relation.Part.FINDS, goal="", by=amina, at=cast.at(-14, 12),
        person_said_yes=True, other_said_yes=True,
    )  # fmt: skip
    hanna = cast.people["hanna"]
    beside = relations.ask_relation(
        need,
        hanna,
        part=Relation.Part.BESIDE,
        goal="gaat mee naar gesprekken, gratis",
        by=amina,
        at=cast.at(-13),
    )
    relations.answer_relation(beside, says_yes=True, by=hanna, at=cast.at(-12))
    relations.answer_relation(beside, says_yes=True, by=need.person, at=cast.at(-12, 15))
    assert finds.pk  # noqa: S101 - she reads along


def _table(cast: Cast, need: Need) -> None:
    """The second bounce: everybody at one table."""
    amina = cast.people["amina"]
    table = relations.note_bounce(
        need,
        sender="de aanbieder",
        sent_to="het servicepunt",
        on=cast.on(-30),
        by=amina,
        at=cast.at(-14, 13),
    )
    assert table is not None  # noqa: S101 - the second one plans it
    with_whom = [cast.actor("karin"), cast.actor("sjaan"), need.person.actor]
    plan(
        table,
        Plan(
            when=cast.at(-10, 14),
            place="buurthuis, de grote tafel",
            invited=with_whom,
            person_said_yes=True,
        ),
        by=amina,
        at=cast.at(-14, 14),
    )
    _hold_table(cast, table)
    waiting = Promise.objects.filter(matter=need.matter, purpose="table", state="open")
    for promise in waiting:
        cast.kept(promise, amina, need.person, days=-10)


def _hold_table(cast: Cast, table: Conversation) -> None:
    hold(
        table,
        Noted(
            said="Iedereen zat er. Karin gaat aan de slag met de schulden, de gemeente met het briefadres. Niemand stuurt Ruben nog door.",
            goes_well="Ruben vertelde het zelf, in zijn eigen woorden.",
            held_on=cast.on(-10),
            present=[cast.actor("karin"), cast.actor("sjaan"), cast.people["ruben"].actor],
            person_said_yes=True,
        ),
        by=cast.people["amina"],
        at=cast.at(-10, 16),
    )


def _reported(cast: Cast, need: Need) -> None:
    """A postal address was asked for, and the alderman may read it: the law says by when."""
    amina = cast.people["amina"]
    why = "om het briefadres te regelen"
    bounds.let_read(cast, need, "wethouder", why, days=-13, until=60)
    relations.start_clock(
        need,
        "letter-address",
        reported_on=cast.on(-13),
        seat=cast.actor("wethouder"),
        by=amina,
        at=cast.at(-12, 11),
    )
    relations.start_clock(
        need, "wmo-own-plan", reported_on=cast.on(-13), seat=None, by=amina, at=cast.at(-12, 11)
    )


def _promised(cast: Cast, need: Need) -> None:
    ruben, amina = need.person, cast.people["amina"]
    debts = cast.promise(
        need, "schuldhulp", "Karin van schuldhulp praat met Ruben, binnen drie werkdagen",
        days=-13, due=-10, who="amina", basis=Basis.INCOME,
    )  # fmt: skip
    cast.kept(debts, cast.people["karin"], ruben, days=-11)
    kitchen = cast.promise(
        need, "idris", "Idris regelt op zondag de keuken van het buurthuis, voor Ruben en zijn moeder",
        days=-13, due=-10, who="amina",
    )  # fmt: skip
    cast.kept(
        kitchen,
        cast.people["idris"],
        ruben,
        days=-11,
        how="De keuken is elke zondag van 15 tot 20 uur van jullie.",
    )
    own_plan = cast.promise(
        need, "self", "Ruben schrijft zelf op hoe hij het wil aanpakken",
        days=-13, due=-6, who="amina", to="amina",
    )  # fmt: skip
    cast.kept(own_plan, ruben, amina, days=-7)
    cast.promise(
        need, "wethouder", "De gemeente regelt een briefadres",
        days=-12, due=-9, who="amina", basis=Basis.HOME,
    )  # fmt: skip
    relations.add_words(
        need, "Op zondag wil ik voor mijn moeder koken.", by=ruben, at=cast.at(-13, 17)
    )


def _lost_and_found(cast: Cast, need: Need) -> None:
    amina, sjaan = cast.people["amina"], cast.people["sjaan"]
    relations.lose(need, by=amina, at=cast.at(-5, 10))
    relations.find_again(need, reach="0123 45 67 99, of via Sjaan", by=sjaan, at=cast.at(-3, 9))
    cast.talk(
        need, "sjaan", "Zijn telefoon was weg. We waren hem twee dagen kwijt en zochten hem. Hij heeft nu een nieuw nummer.",
        days=-3, hour=10,
    )  # fmt: skip


def _today(cast: Cast, need: Need) -> None:
    cast.promise(need, "amina", "Amina belt Ruben over het briefadres", days=-1, due=0, who="amina")
    cast.promise(
        need, "wethouder", "Joris Haanappel belt Amina over het briefadres van Ruben",
        days=-1, due=0, who="amina", to="amina",
    )  # fmt: skip
    for days, hour, who in (
        (-14, 9, "amina"),
        (-12, 16, "hanna"),
        (-3, 9, "sjaan"),
        (-1, 10, "amina"),
    ):
        cast.look(need, who, days=days, hour=hour)
