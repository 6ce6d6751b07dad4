"""Heideveen shares less money than before and elects a board; De Rietkade does both on a small scale."""

import datetime as dt
from collections.abc import Sequence

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Draft, Elects, Money
from tussenruimte.decisions.models import Proposal, Roll, Vote
from tussenruimte.kit.clock import midnight
from tussenruimte.members.models import Circle, Person
from tussenruimte.promises import actions as promises

LESS = Draft(
    title="Wat houden we, nu er € 18.000 minder is?",
    why=(
        "De gemeente gaf € 64.000 en geeft nu € 46.000. Samen kost alles wat we doen € 64.000. "
        "We kiezen dus wat we houden."
    ),
    how="Ieder lid kruist aan wat het wil houden. De kamer kan ook verder van een hogere huur.",
    builds_on="Wat we de afgelopen zes jaar deden",
    saves=True,
    saves_euros=18_000,
    asks_more="vaker zelf rijden, koken en bellen",
    risk="Wie alleen woont, merkt het eerst dat iets stopt.",
    borne_by="Wie geen auto heeft en wie alleen woont. Na een half jaar kijken we met hen terug.",
)
IDEAS = (  # name, why, euros, and how many of a hundred want to keep it
    ("Ritten", "De bus stopt hier niet meer.", 13_500, 79),
    ("Dorpsverbinder, 18 uur", "Zij weet wie er alleen is.", 19_800, 84),
    ("Dorpsverbinder, twee uur meer", "Dan kan zij ook op vrijdag.", 2_200, 21),
    ("Tafel op dinsdag", "Veertig mensen eten er samen.", 6_000, 66),
    ("Belkring", "Iemand vraagt elke ochtend hoe de nacht was.", 1_500, 58),
    ("Hulpmiddelen te leen", "Een rolstoel voor een week.", 3_000, 61),
    ("Dorpskamer", "De huur kan omhoog: dan betaalt wie haar huurt.", 9_000, 23),
    ("Gereedschap voor klussen", "Veel mensen hebben het zelf.", 4_000, 17),
    ("Zomeruitje", "Een dag met de bus naar zee.", 3_000, 14),
    ("Nieuwsbrief op papier", "Niet iedereen leest op een scherm.", 2_000, 52),
)
VOICES, ON_PAPER = 231, 118
BOARD = Draft(
    title="Wie zitten er de komende drie jaar in het bestuur?",
    why="Drie mensen zijn klaar. Wie zin heeft, zegt dat zelf.",
    builds_on="De statuten: ieder lid kiest mee, in het geheim",
    saves=False,
    risk="Steeds dezelfde mensen doen het werk.",
    borne_by="Het bestuur. Niemand zit langer dan zes jaar.",
)
WANTED = (  # why somebody wants it
    "Ik kan goed rekenen en leg het graag uit.",
    "Ik woon hier pas, en ik ken de buitenweg.",
    "Mijn moeder woont alleen. Voor haar doe ik het.",
    "Ik zat zes jaar in de ondernemingsraad.",
    "Ik heb tijd, en ik houd van vergaderen.",
)
SEATS, ELECTORS = 3, 74


SUMMER = Draft(
    title="Waar gaat het geld van het zomerfeest heen?",
    why="Het feest bracht € 600 op. Dat is van ons allemaal.",
    builds_on="Het zomerfeest van vorig jaar",
    saves=False,
    risk="Er blijft te weinig over voor iets groots.",
    borne_by="De kring. Volgend jaar is er weer een feest.",
)
SMALL = (
    ("Een tweede koffiezetapparaat", "Om elf uur staat er een rij.", 180),
    ("Verf voor het hek", "Het rode hek bladdert.", 140),
    ("Een dag met de boot", "Iedereen mee, ook wie slecht loopt.", 450),
    ("Boeken voor de kast", "Van vroeger en van nu.", 90),
)
KEYS = Draft(
    title="Wie verdeelt de sleutels het komende jaar?",
    why="Iemand weet wie er een sleutel heeft, en belt wie hem vergeet terug te brengen.",
    builds_on="De lijst met sleutels die er al is",
    saves=False,
    risk="Niemand weet wie er binnen is.",
    borne_by="De kring van de inloop.",
)


def play_street(cast: Cast) -> None:
    """In De Rietkade, by the circle of the walk-in: a choice that is open, and people who want it."""
    circle = Circle.objects.get(cooperative=cast.cooperative, actor__name="Inloop")
    gerrit, amina = cast.people["gerrit"], cast.people["amina"]
    row = decisions.start_proposal(
        cast.cooperative, SUMMER, kind="budget", circle=circle, money=Money(600), by=gerrit,
        at=cast.at(-9),
    )  # fmt: skip
    for title, why, euros in SMALL:
        decisions.add_idea(row, title, why, euros, by=gerrit, at=cast.at(-9, 14))
    vote = decisions.open_budget(
        _talked_over(cast, row, -8), _end(cast, 6), by=gerrit, at=cast.at(-1)
    )
    for key, chosen in (("gerrit", [1, 2]), ("fenna", [3, 4])):
        voice = Roll.objects.get(vote=vote, actor=cast.people[key].actor)
        decisions.cast(voice, chosen, by=cast.people[key], at=cast.at(0, 9))
    keys = decisions.start_proposal(
        cast.cooperative,
        KEYS,
        kind="election",
        circle=circle,
        elects=Elects(1),
        by=amina,
        at=cast.at(-7),
    )
    _talked_over(cast, keys, -6)
    for key, why in (("fenna", "Ik ben er toch elke dag."), ("sjaan", "Ik vergeet nooit iets.")):
        decisions.stand(keys, why, by=cast.people[key], at=cast.at(-3))


def play(cast: Cast) -> None:
    """In Heideveen: the money first; a board that sees to it a little later."""
    _share(cast)
    _elect(cast)


def _share(cast: Cast) -> None:
    wiepkje = cast.people["wiepkje"]
    row = decisions.start_proposal(
        cast.cooperative, LESS, kind="budget", circle=None, money=Money(46_000, 64_000),
        by=wiepkje, at=cast.at(-25),
    )  # fmt: skip
    for title, why, euros, _percent in IDEAS:
        decisions.add_idea(row, title, why, euros, by=wiepkje, at=cast.at(-25, 14))
    vote = decisions.open_budget(
        _talked_over(cast, row, -24), _end(cast, -14), by=wiepkje, at=cast.at(-21)
    )
    papers = 0
    for number, (voice, person) in enumerate(_voices(vote, VOICES)):
        if papers < ON_PAPER and person.user_id is None:
            papers += 1
            for reader in (wiepkje, cast.people["sietske"]):
                decisions.read_paper(voice, _keeps(number), by=reader, at=cast.at(-17, 15))
        else:
            decisions.cast(voice, _keeps(number), by=person, at=cast.at(-18, 12))
    decisions.close_vote(vote, by="klok", at=cast.at(-13))
    promises.make_promise(
        row.matter,
        maker=wiepkje.actor,
        receiver=cast.people["sietske"].actor,
        text="We kijken na een half jaar samen terug op wat we houden en laten",
        due=cast.on(170),
        by=wiepkje,
        at=cast.at(-12),
    )


def _keeps(number: int) -> list[int]:
    """What the voter with this number wants to keep: each idea by as many as its part."""
    places = [
        place
        for place, (_title, _why, _euros, percent) in enumerate(IDEAS, start=1)
        if (number * 37 + place * 61 + number * place * place % 53) % 100 < percent
    ]
    return places or [1, 2]


def _elect(cast: Cast) -> None:
    wiepkje = cast.people["wiepkje"]
    board = Circle.objects.get(cooperative=cast.cooperative, sort=Circle.Sort.BOARD)
    row = decisions.start_proposal(
        cast.cooperative, BOARD, kind="election", circle=None, elects=Elects(SEATS, board),
        by=wiepkje, at=cast.at(-23),
    )  # fmt: skip
    people = Person.objects.named().filter(cooperative=cast.cooperative, user=None).order_by("pk")
    for person, why in zip(people[20 : 20 + len(WANTED)], WANTED, strict=True):
        decisions.stand(row, why, by=person, at=cast.at(-22))
    vote = decisions.open_election(
        _talked_over(cast, row, -21), _end(cast, -9), quorum=50, by=wiepkje, at=cast.at(-18)
    )
    for number, (voice, person) in enumerate(_voices(vote, ELECTORS)):
        decisions.cast_secretly(voice, _likes(number), by=person, at=cast.at(-15, 12))
    decisions.close_vote(vote, by="klok", at=cast.at(-8))


def _likes(number: int) -> list[int]:
    """Whom the voter with this number puts first, second and third, in two groups and some between."""
    order: tuple[list[int], ...] = ([1, 2, 3], [4, 5], [2, 1], [3, 5, 1], [1, 4], [5, 4, 3], [])
    return order[(number * 5 + number // 7) % len(order)]


def _talked_over(cast: Cast, row: Proposal, day: int) -> Proposal:
    for step, sort in enumerate(("picture", "opinion")):
        decisions.open_next(row, sort, by=row.leads, at=cast.at(day + step))
    return row


def _voices(vote: Vote, number: int) -> Sequence[tuple[Roll, Person]]:
    rows = Roll.objects.filter(vote=vote, actor__person__isnull=False)
    rows = rows.select_related("actor__person").order_by("pk")[:number]
    return [(one, one.actor.person) for one in rows]


def _end(cast: Cast, days: int) -> dt.datetime:
    return midnight(cast.on(days + 1))
