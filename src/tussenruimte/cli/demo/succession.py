"""The alderman leaves, for a month nobody sits there, and whoever comes next answers for each promise."""

from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.models import Inherited
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Organisation
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise

LEFT, CAME = -41, -12
BUDGET = "De gemeente betaalt een cursus gesprekken voeren, voor twaalf buren"
# What, made how many days ago, due when, and when it was done; not done yet when that is nothing.
BUS = "De gemeente laat een bus stoppen bij de Sluisflats"
OWED = (
    (BUS, -80, 18, None),
    ("De wethouder loopt elke maand een ochtend mee", -76, 6, None),
    ("De gemeente zet de brieven over schulden om in gewone taal", -70, -6, -7),
    ("De wethouder komt vertellen wat er met het buurthuis gebeurt", -64, -8, -8),
    ("De gemeente maakt de stoep bij de Waterlaan vlak", -60, 12, None),
    ("De wethouder belt met de corporatie over de lift", -55, -10, -11),
    (BUDGET, -52, 20, None),
)


def play(cast: Cast) -> None:
    """No promise moves when somebody leaves; six are taken, and one is given back with a reason."""
    owed = _promised(cast)
    _leave(cast)
    _asked_meanwhile(cast)
    _come(cast, owed)
    _done(cast, owed)
    _above_the_mandate(cast, owed)


def _promised(cast: Cast) -> list[Promise]:
    marlies = cast.people["marlies"]
    said = matters.open_public(
        cast.cooperative,
        "Wat de wethouder toezegde in de buurt",
        subject=Subject.WORK,
        serves=None,
        by=marlies,
        at=cast.at(-82),
    )
    return [
        promises.make_promise(
            said,
            maker=cast.actor("wethouder"),
            receiver=cast.actor("bewonersstem"),
            text=text,
            due=cast.on(due),
            by=marlies,
            at=cast.at(made),
        )
        for text, made, due, _done in OWED
    ]


def _leave(cast: Cast) -> None:
    berend, marlies = cast.people["berend"], cast.people["marlies"]
    town = Organisation.objects.get(cooperative=cast.cooperative, is_municipality=True)
    members.speak_for(town, berend, since=cast.on(-400), by="beheer", at=cast.at(-400))
    asked = belonging.leave(
        cast.seats["wethouder"], stand_in=berend, by=marlies, at=cast.at(LEFT, 9)
    )
    assert asked is not None  # noqa: S101 - Berend was asked
    belonging.answer_stand_in(asked, says_yes=True, by=berend, at=cast.at(LEFT, 11))


def _asked_meanwhile(cast: Cast) -> None:
    """Two questions while nobody sat there: one for who stands in, one that waits for who comes."""
    seat, berend = cast.seats["wethouder"], cast.people["berend"]
    first = belonging.ask_question(
        seat, "Wie bel ik nu over de bushalte?", by=cast.people["idris"], at=cast.at(-35, 10)
    )
    belonging.answer_question(
        first, "Mij. Ik neem waar tot er een nieuwe wethouder is.", by=berend, at=cast.at(-34, 15)
    )
    belonging.ask_question(
        seat,
        "Hoeveel mensen wachten langer dan zes weken op een gesprek over zorg?",
        by=cast.people["tine"],
        at=cast.at(-24, 10),
    )


def _come(cast: Cast, owed: list[Promise]) -> None:
    joris, berend = cast.people["joris"], cast.people["berend"]
    seat = cast.seats["wethouder"]
    row = belonging.name_successor(seat, joris, by=berend, at=cast.at(CAME - 4, 10))
    noted = Noted(
        said="Alle afspraken van de stoel doorgenomen, een voor een.", present=[joris.actor],
        held_on=cast.on(CAME),
    )  # fmt: skip
    conversations.hold(row.talk, noted, by=berend, at=cast.at(CAME, 11))
    for promise in Promise.objects.whole().filter(maker=seat.actor_id, state="open").order_by("pk"):
        if promise.pk != owed[-1].pk:
            belonging.accept(row, promise, by=joris, at=cast.at(CAME, 12))
    back = belonging.give_back(
        row, owed[-1], "Dit jaar is er geen geld voor. Ik wil het eerlijk zeggen, en niet laten liggen.",
        by=joris, at=cast.at(CAME, 12),
    )  # fmt: skip
    belonging.take_seat(row, by=joris, at=cast.at(CAME, 13))
    _town_takes_it(cast, back)


def _town_takes_it(cast: Cast, back: Inherited) -> None:
    """The municipality itself looks where the money can come from."""
    assert back.offer is not None  # noqa: S101 - given back is offered on
    promises.answer_offer(back.offer, accepts=True, by=cast.people["berend"], at=cast.at(-9, 10))


def _above_the_mandate(cast: Cast, owed: list[Promise]) -> None:
    """The alderman alone cannot have a bus stop: the council has to say yes, not its committee alone."""
    bus = next(promise for promise, (text, *_when) in zip(owed, OWED, strict=True) if text == BUS)
    joris = cast.people["joris"]
    first = promises.must_pass(
        bus, via="de raadscommissie", until=cast.on(4), by=joris, at=cast.at(-5, 14)
    )
    promises.pass_elsewhere(
        bus, via="de gemeenteraad", until=cast.on(11), stands=first.stands, by=joris,
        at=cast.at(-4, 9),
    )  # fmt: skip


def _done(cast: Cast, owed: list[Promise]) -> None:
    """What fell due since was done; the question of the council had its answer in time."""
    joris, idris = cast.people["joris"], cast.people["idris"]
    question = cast.seats["wethouder"].questions.order_by("-asked_at")[0]
    belonging.answer_question(
        question,
        "Veertien mensen. Volgende maand zeg ik aan tafel hoeveel het er dan zijn.",
        by=joris,
        at=cast.at(CAME + 1, 16),
    )
    for promise, (_text, _made, _due, days) in zip(owed, OWED, strict=True):
        if days is not None:
            cast.kept(promise, joris, idris, days=days)
