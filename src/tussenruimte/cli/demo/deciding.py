"""What De Rietkade decides together: a closing against advice, a round that is open, and a lesson."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from tussenruimte.cli.demo.stage import Cast
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import Draft, Voice
from tussenruimte.decisions.models import Adviser, Point, Proposal
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Member

WALK_IN = ("gerrit", "amina", "fenna", "idris", "sjaan", "hanna")

SUNDAY = Draft(
    title="De inloop op zondag dicht, tot september",
    why=(
        "Tot september is de inloop op zondag dicht. Er zijn op zondag te weinig handen: op vier van "
        "de negen zondagen stond er één mens alleen. Op woensdag blijven we twee uur langer open."
    ),
    how="We hangen het op de deur, en we zeggen het aan wie op zondag komt.",
    builds_on="De inloop op woensdag, al twee jaar",
    saves=True,
    saves_euros=3_600,
    asks_more="op zondag zelf bij elkaar langsgaan",
    risk="Iemand die op zondag kwam, blijft weg en we merken het niet.",
    borne_by="De acht vaste gasten. Wij vinden dat te veel, dus zoeken we er iets bij.",
)
CALLS = replace(
    SUNDAY,
    how="Gerrit belt elke zondag de acht vaste gasten. Is hij ziek, dan belt Hanna.",
    borne_by="De acht vaste gasten. Daarom belt iemand hen elke zondag.",
)
COFFEE = Draft(
    title="Koffie op dinsdag voor niets",
    why="Wie geen euro heeft, blijft nu buiten staan. We vragen niemand meer om geld voor de koffie.",
    how="Er komt een pot op tafel. Wie kan, doet er iets in.",
    builds_on="De tafel op dinsdag",
    saves=False,
    risk="De pot blijft leeg, en na een half jaar is de koffie op.",
    borne_by="De kas van de inloop, hoogstens € 40 per maand.",
)

WEIGHED = (
    ("amina", Point.MORE_ROOM, "We kunnen het in september nog terugdraaien."),
    ("gerrit", Point.MORE_ROOM, "Wie belt, hoort meer dan wie een lijst invult."),
    ("fenna", Point.BETWEEN, ""),
    ("idris", Point.MORE_ROOM, ""),
    ("sjaan", Point.MORE_GRIP, "Eerst afspreken wie kijkt of er iemand wegblijft."),
    ("hanna", Point.BETWEEN, "Zonder afspraak vergeten we iemand."),
)
POINTS = {
    Member.Sort.RESIDENT: (Point.MORE_ROOM,) * 28 + (Point.BETWEEN,) * 14 + (Point.MORE_GRIP,) * 8,
    Member.Sort.PROFESSIONAL: (Point.BETWEEN,) * 6
    + (Point.MORE_GRIP,) * 6
    + (Point.MORE_ROOM,) * 4,
}


def play(cast: Cast) -> None:
    """Three proposals of the people of the walk-in."""
    circle = _circle(cast)
    _sunday(cast, circle)
    _early(cast, circle)
    _coffee(cast, circle)


def _circle(cast: Cast) -> Circle:
    row = members.make_circle(
        cast.cooperative,
        "Inloop",
        sort="work",
        purpose="Wij houden de inloop open, en zorgen dat er altijd iemand is.",
        by="beheer",
        at=cast.at(-400),
    )
    for key in WALK_IN:
        members.sit_in_circle(
            row, cast.people[key], since=cast.on(-399), by="beheer", at=cast.at(-399)
        )
    return row


def _rounds(cast: Cast, proposal: Proposal, *days: int) -> None:
    for sort, day in zip(("picture", "opinion", "consent"), days, strict=True):
        decisions.open_next(proposal, sort, by=proposal.leads, at=cast.at(day, 20))


def _speak(
    cast: Cast,
    proposal: Proposal,
    day: int,
    *,
    sits: Sequence[str] = WALK_IN,
    against: str = "",
    said: str = "",
) -> None:
    """Everybody in turn, by name; one of them may have a paramount objection."""
    names = sorted(sits, key=lambda key: cast.people[key].name)
    for hour, key in enumerate(names, start=9):
        is_against = key == against
        voice = Voice("objection" if is_against else "consent", said if is_against else "")
        decisions.speak(proposal, voice, by=cast.people[key], at=cast.at(day, hour))


def _sunday(cast: Cast, circle: Circle) -> None:
    """Decided against the doctor and against somebody who lives with it; one answer is still owed."""
    gerrit = cast.people["gerrit"]
    proposal = decisions.start_proposal(
        cast.cooperative, SUNDAY, kind="decision", circle=circle, by=gerrit, at=cast.at(-46, 15)
    )
    doctor = _named(
        cast, proposal, "huisarts", "craft", "Ze ziet wie er op maandag komt.", "huisarts"
    )
    lived = _named(cast, proposal, "ervaring-schulden", "life", "Ze weet hoe lang een zondag is.")
    _ask(cast, proposal)
    _advise(
        cast,
        doctor,
        "noor",
        "Op maandag zie ik wie er op zondag niemand sprak. Houd één ochtend open.",
    )
    _advise(
        cast, lived, "jolanda",
        "Zondag is de langste dag als je alleen bent. Voor velen is het de enige deur die open is.",
    )  # fmt: skip
    _weigh(cast, proposal)
    _rounds(cast, proposal, -44, -38, -32)
    _speak(cast, proposal, -30, against="hanna", said="Dan merkt niemand dat iemand wegblijft.")
    decisions.write_version(
        proposal, CALLS, because="Hanna had een groot bezwaar: niemand merkt het als iemand wegblijft.",
        by=gerrit, at=cast.at(-24, 10),
    )  # fmt: skip
    decisions.open_next(proposal, "consent", by=gerrit, at=cast.at(-6, 20))
    _speak(cast, proposal, -5)
    decisions.conclude(proposal, point=Point.MORE_ROOM, by=gerrit, at=cast.at(-5, 20))
    decisions.answer_adviser(
        Adviser.objects.get(pk=doctor.pk),
        "We hebben er de handen niet voor, Noor. Daarom bellen we elke zondag de vaste gasten, en "
        "kijken we in september met jou terug.",
        by=cast.people["amina"],
        at=cast.at(-3, 16),
    )


def _named(
    cast: Cast, proposal: Proposal, seat: str, authority: str, why: str, craft: str = ""
) -> Adviser:
    return decisions.name_adviser(
        proposal,
        cast.seats[seat].actor,
        authority=authority,
        craft=craft,
        why=why,
        by=proposal.leads,
        at=cast.at(-45, 10),
    )


def _advise(cast: Cast, adviser: Adviser, who: str, words: str) -> None:
    decisions.give_advice(adviser, "against", words, "", by=cast.people[who], at=cast.at(-40, 12))


def _ask(cast: Cast, proposal: Proposal) -> None:
    """A question beside it, with its answer."""
    version = proposal.version
    assert version is not None  # noqa: S101 - made with the proposal
    words = "Wie belt er als Gerrit zelf ziek is?"
    said = {"beside": version.code, "quote": version.title, "sort": "question"}
    row = matters.remark(
        proposal.matter, words, by=cast.people["sjaan"], at=cast.at(-43, 9), **said
    )
    matters.answer_remark(row, "Dan belt Hanna.", by=proposal.leads, at=cast.at(-42, 9))


def _weigh(cast: Cast, proposal: Proposal) -> None:
    """Members say how much room they want: with a sentence, or only where they stand."""
    for key, point, said in WEIGHED:
        who = cast.people[key]
        decisions.weigh(proposal, point, said, member=who.actor, by=who, at=cast.at(-44, 12))
    others = Member.objects.filter(cooperative=cast.cooperative, why="", until=None)
    for sort, points in POINTS.items():
        rows = others.filter(sort=sort).select_related("actor__person").order_by("-pk")
        for row, point in zip(rows[: len(points)], points, strict=True):
            who = row.actor.person
            decisions.weigh(proposal, point, member=row.actor, by=who, at=cast.at(-43, 15))


def _early(cast: Cast, circle: Circle) -> None:
    """An experiment that failed, and taught something."""
    sjaan = cast.people["sjaan"]
    early = Draft(
        title="Proef: de inloop om zeven uur open",
        why="Wie nachtdienst heeft, komt om zeven uur thuis en vindt een dichte deur.",
        builds_on="De inloop op woensdag",
        saves=False,
        risk="Er komt niemand, en we staan er voor niets.",
        borne_by="Sjaan en Gerrit, twee ochtenden in de week.",
        look_back_on=cast.on(-60),
        ends_on=cast.on(-58),
    )
    proposal = decisions.start_proposal(
        cast.cooperative, early, kind="experiment", circle=circle, by=sjaan, at=cast.at(-150)
    )
    fenna, others = cast.people["fenna"], [key for key in WALK_IN if key != "fenna"]
    decisions.keep_out(proposal, "Mijn zus krijgt die uren betaald.", by=fenna, at=cast.at(-149))
    _rounds(cast, proposal, -148, -146, -144)
    _speak(cast, proposal, -143, sits=others)
    decisions.conclude(proposal, by=sjaan, at=cast.at(-142))
    decisions.carry_out(proposal, by=sjaan, at=cast.at(-130))
    decisions.look_back(
        proposal,
        "In tien weken kwamen er drie mensen. Wie nachtdienst heeft, wil slapen. Twee van de drie "
        "zochten iemand om mee te praten: die bellen we nu.",
        by=sjaan,
        at=cast.at(-60),
    )


def _coffee(cast: Cast, circle: Circle) -> None:
    """Each is asked in turn now, and all kinds must agree; three have spoken."""
    amina = cast.people["amina"]
    proposal = decisions.start_proposal(
        cast.cooperative,
        COFFEE,
        kind="decision",
        circle=circle,
        together=True,
        by=amina,
        at=cast.at(-15),
    )
    _named(cast, proposal, "penningmeester", "craft", "Zij weet wat de kas kan.", "geld")
    _rounds(cast, proposal, -14, -8, -1)
    names = sorted(WALK_IN, key=lambda key: cast.people[key].name)
    for number, key in enumerate(names[:3]):
        at = cast.at(-1, 20) + dt.timedelta(minutes=number)
        decisions.speak(proposal, Voice("consent"), by=cast.people[key], at=at)


TABLE = ("jelle", "sietske", "wiepkje")
MEAL = Draft(
    title="Op dinsdag eten we voortaan om vijf uur",
    why="Wie vroeg naar bed gaat, redt zes uur niet. Vijf mensen bleven daarom weg.",
    builds_on="De tafel op dinsdag",
    saves=False,
    risk="Wie werkt, komt te laat.",
    borne_by="De koks, want zij beginnen een uur eerder.",
)
LATER = replace(MEAL, how="Wie werkt, krijgt om zes uur een warm bord.")


def play_village(cast: Cast) -> None:
    """In Heideveen an objection became version 2; who rents out the hall keeps out of it."""
    circle = _table(cast)
    by = cast.people["sietske"]
    proposal = decisions.start_proposal(
        cast.cooperative, MEAL, kind="decision", circle=circle, by=by, at=cast.at(-40)
    )
    decisions.keep_out(
        proposal, "Ik verhuur de zaal, per uur.", by=cast.people["roelof"], at=cast.at(-39)
    )
    adviser = _nurse(cast, proposal)
    _rounds(cast, proposal, -37, -35, -33)
    _speak(cast, proposal, -32, sits=TABLE, against="wiepkje", said="Wie werkt, eet dan nooit mee.")
    decisions.write_version(
        proposal, LATER, because="Wiepkje had een groot bezwaar: wie werkt, eet nooit mee.",
        by=by, at=cast.at(-28),
    )  # fmt: skip
    decisions.open_next(proposal, "consent", by=by, at=cast.at(-27))
    _speak(cast, proposal, -26, sits=TABLE)
    decisions.conclude(proposal, by=by, at=cast.at(-25))
    decisions.answer_adviser(
        Adviser.objects.get(pk=adviser.pk),
        "Het gaat om twee mensen. Wiepkje sprak met allebei: zij krijgen hun bord om zes uur.",
        by=by,
        at=cast.at(-23),
    )


def _table(cast: Cast) -> Circle:
    """Who cook on Tuesday."""
    circle = members.make_circle(
        cast.cooperative,
        "De tafel op dinsdag",
        sort="work",
        purpose="Wij koken, en zorgen dat niemand alleen eet.",
        by="beheer",
        at=cast.at(-300),
    )
    cast.welcome("roelof", "Roelof Baas", days=-310)
    for key in (*TABLE, "roelof"):
        members.sit_in_circle(
            circle, cast.people[key], since=cast.on(-299), by="beheer", at=cast.at(-299)
        )
    return circle


def _nurse(cast: Cast, proposal: Proposal) -> Adviser:
    """The nurse has to be heard, and advises against it."""
    adviser = decisions.name_adviser(
        proposal, cast.people["jelle"].actor, authority="craft", craft="wijkverpleging",
        why="Hij ziet wie er niet eet.", by=proposal.leads, at=cast.at(-39, 12),
    )  # fmt: skip
    decisions.give_advice(
        adviser,
        "against",
        "Wie insuline spuit, eet op een vaste tijd. Laat het zoals het is.",
        "",
        by=cast.people["jelle"],
        at=cast.at(-38),
    )
    return adviser
