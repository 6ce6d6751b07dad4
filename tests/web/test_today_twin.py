"""The one statement behind *Vandaag* gives what its twin gives, row by row."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.web.full_day import Street, a_promise, fill, public_matter
from tests.web.twin import MOST, Twin
from tussenruimte.members import actions as members
from tussenruimte.web.reads.today import lines_of

KINDS = {
    "promised", "to-me", "said-done", "offered", "take-over", "late", "message", "silent", "added", "remark", "need-offered", "need-moves",
    "set-aside", "beside", "beside-me", "talk", "talk-was", "talk-holds", "talk-asked", "look-along",
    "stand-in", "duty-offered", "duty",
}  # fmt: skip


@pytest.fixture
def street(idris, amina, sjaan, joris, tess, at):
    seats = [joris.tenures.get().seat.actor]
    return Street([idris, amina, sjaan, joris, tess], [amina, sjaan], seats, at, Random(7))  # noqa: S311 - the same every time


def in_order(lines):
    opened = [replace(line, words=str(line.words)) for line in lines]
    return sorted(opened, key=lambda line: (line.kind, line.code, str(line.day)))


@pytest.fixture
def busy(street, rietkade, at):
    area = members.make_circle(rietkade, "De buurt", sort="area", by="invoer", at=at)
    board = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(area, street.people[1], since=at.date(), by="invoer", at=at)
    members.sit_in_circle(board, street.people[4], since=at.date(), by="invoer", at=at)
    fill(street, 30)
    for _n in range(10):
        a_promise(street, public_matter(street))
    return street


def test_the_statement_and_its_twin_say_the_same(busy, at):
    seen = Counter()
    for person in busy.people:
        mine = lines_of(person, at)
        seen.update(line.kind for line in mine)
        assert in_order(mine) == in_order(Twin(person, at).lines())
    assert set(seen) == KINDS


@pytest.mark.parametrize("days", [-3, 3, 20])
def test_on_another_day_too(busy, at, days):
    later = at + timedelta(days=days)
    amina = busy.holders[0]
    assert in_order(lines_of(amina, later)) == in_order(Twin(amina, later).lines())


def test_no_list_is_longer_than_twelve(busy, at):
    for person in busy.people:
        assert max(Counter(line.kind for line in lines_of(person, at)).values()) <= MOST
