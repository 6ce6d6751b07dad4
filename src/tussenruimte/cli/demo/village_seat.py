"""In Heideveen somebody else takes the chair: one promise is taken, one given back."""

from tussenruimte.belonging import actions as belonging
from tussenruimte.cli.demo.stage import Cast
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise


def play(cast: Cast) -> None:
    """Sietske leaves the chair, Jelle takes it and sits in the board, which looks at what he gives back."""
    seat = cast.seat("voorzitter", "Voorzitter", days=-800, mandate="Roept het bestuur bijeen.")
    cast.sit("voorzitter", "sietske", days=-790)
    board = _board(cast)
    owed = _promised(cast)
    wiepkje, sietske, jelle = (cast.people[key] for key in ("wiepkje", "sietske", "jelle"))
    question = belonging.ask_question(
        seat, "Wie maait er deze zomer?", by=wiepkje, at=cast.at(-40, 10)
    )
    belonging.answer_question(question, "De jeugd van de school.", by=sietske, at=cast.at(-38, 10))
    belonging.leave(seat, by=sietske, at=cast.at(-20, 10))
    row = belonging.name_successor(seat, jelle, by=wiepkje, at=cast.at(-18, 10))
    noted = Noted(said="Beide afspraken besproken.", present=[jelle.actor], held_on=cast.on(-15))
    conversations.hold(row.talk, noted, by=wiepkje, at=cast.at(-15, 10))
    belonging.accept(row, owed[0], by=jelle, at=cast.at(-15, 11))
    reason = "Van geld weet ik niets. Vraag de penningmeester."
    belonging.give_back(row, owed[1], reason, by=jelle, at=cast.at(-15, 11))
    belonging.take_seat(row, by=jelle, at=cast.at(-15, 12))
    members.sit_in_circle(board, jelle, since=cast.on(-15), by="beheer", at=cast.at(-15, 13))


def _promised(cast: Cast) -> list[Promise]:
    sietske = cast.people["sietske"]
    green = matters.open_public(
        cast.cooperative,
        "Het groen bij de dorpskamer",
        subject=Subject.WORK,
        serves=None,
        by=sietske,
        at=cast.at(-60),
    )
    return [
        promises.make_promise(
            green,
            maker=cast.actor("voorzitter"),
            receiver=cast.actor("wiepkje"),
            text=text,
            due=cast.on(due),
            by=sietske,
            at=cast.at(-58),
        )
        for text, due in (
            ("De voorzitter vraagt de gemeente om een heg", 14),
            ("De voorzitter koopt een maaier voor het dorp", 25),
        )
    ]


def _board(cast: Cast) -> Circle:
    board = members.make_circle(
        cast.cooperative, "Bestuur", sort="board", by="beheer", at=cast.at(-800)
    )
    for key in ("wiepkje", "sietske"):
        members.sit_in_circle(
            board, cast.people[key], since=cast.on(-795), by="beheer", at=cast.at(-795)
        )
    return board
