"""The page of a seat that owes much: the first of it, how much more, and where the rest stands."""

from datetime import timedelta

from tests.visitor import Visitor
from tussenruimte.kit.leaves import A_LEAF
from tussenruimte.promises import actions as promises
from tussenruimte.promises.reads.one_by_one import open_of


def owe(seat, joris, idris, garden, at, many):
    for n in range(many):
        promises.make_promise(
            garden,
            maker=seat.actor,
            receiver=idris.actor,
            text=f"Nummer {n}",
            due=at.date() + timedelta(n + 1),
            by=joris,
            at=at,
        )


def test_much_is_told_from_the_beginning(seat, joris, idris, garden, at):
    owe(seat, joris, idris, garden, at, A_LEAF + 3)
    rows, of_all = open_of(seat.actor, at.date())
    assert [row.text for row in rows] == [f"Nummer {n}" for n in range(A_LEAF)]
    assert of_all == A_LEAF + 3
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert "En nog 3." in page
    assert "Nummer 24" in page
    assert "Nummer 25" not in page


def test_little_is_told_whole(seat, joris, idris, garden, at):
    owe(seat, joris, idris, garden, at, 2)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert "Nummer 1" in page
    assert "En nog" not in page
