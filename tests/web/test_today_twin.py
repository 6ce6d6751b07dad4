"""The one statement behind *Vandaag* gives what its twin gives, row by row."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.web.full_day import Street, a_promise, a_proposal, a_vote, an_offer, fill, public_matter
from tests.web.twin import MOST, Twin
from tussenruimte.members import actions as members
from tussenruimte.members.reads import actors_of
from tussenruimte.promises.models import Promise
from tussenruimte.promises.reads import late_outside
from tussenruimte.relations.models import Need
from tussenruimte.web.reads.today import lines_of

KINDS = {
    "promised", "to-me", "said-done", "offered", "take-over", "passing", "late", "message", "silent", "added", "remark", "need-offered", "need-moves", "answering",
    "set-aside", "beside", "beside-me", "talk", "talk-was", "talk-holds", "talk-asked", "look-along",
    "stand-in", "duty-offered", "duty", "your-turn", "advise", "vote",
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
    for _n in range(30):
        a_proposal(street, area)
    for _n in range(12):
        a_vote(street, area)
    empty = members.make_seat(rietkade, "Schoolbestuur", by="invoer", at=at - timedelta(days=5))
    members.stand_in_for_seat(empty, street.people[0], by="invoer", at=at)
    for need in Need.objects.exclude(holder=None).order_by("matter")[:9]:
        an_offer(street, need, empty.actor)
    return street


def test_the_statement_and_its_twin_say_the_same(busy, at):
    seen, answering = Counter(), set()
    for person in busy.people:
        mine = lines_of(person, at)
        seen.update(line.kind for line in mine)
        answering |= {line.more for line in mine if line.kind == "answering"}
        assert in_order(mine) == in_order(Twin(person, at).lines())
    assert set(seen) == KINDS
    assert answering == {"may-read", "talk", "done", "moves"}


def test_of_an_empty_seat_whoever_stands_in_and_whoever_holds_on_are_asked(busy, at):
    stands_in, *_others = busy.people
    for person in (stands_in, *busy.holders):
        asked = [line for line in lines_of(person, at) if line.kind == "take-over"]
        assert {line.me for line in asked if line.more == "empty"} == {"Schoolbestuur"}


def test_what_one_hears_instead_of_somebody_else_stands_on_the_page_only(busy, rietkade, at):
    work = members.make_circle(
        rietkade, "Tuin", sort="work", by="invoer", at=at
    )  # nobody sits there
    matter = public_matter(busy)
    matter.circle = work
    matter.save()
    promise = a_promise(busy, matter, busy.people[0].actor, busy.people[1].actor)
    days = at.date() - timedelta(days=2)  # the circle hears it; the board not yet
    Promise.objects.filter(pk=promise.pk).update(state="open", due=days, ended_at=None)
    tess = busy.people[4]
    page = late_outside(rietkade, actors_of(tess, at.date()), at.date()).rows
    assert promise.code in [row.code for row in page]
    assert promise.code not in [line.code for line in lines_of(tess, at) if line.kind == "late"]


def test_what_is_late_on_the_day_is_what_stands_on_its_page_first(busy, rietkade, at):
    for person in busy.people:
        mine = [line.code for line in lines_of(person, at) if line.kind == "late"]
        page = late_outside(rietkade, actors_of(person, at.date()), at.date()).rows
        assert mine == [row.code for row in page][:MOST]


@pytest.mark.parametrize("days", [-3, 3, 20])
def test_on_another_day_too(busy, at, days):
    later = at + timedelta(days=days)
    amina = busy.holders[0]
    assert in_order(lines_of(amina, later)) == in_order(Twin(amina, later).lines())


def test_no_list_is_longer_than_twelve(busy, at):
    for person in busy.people:
        assert max(Counter(line.kind for line in lines_of(person, at)).values()) <= MOST
