"""De Rietkade and Heideveen of the demo and a made-up village, beside each other in one database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.record.planting import as_owner, undone
from tests.web.full_day import Street, fill
from tussenruimte.cli import demo
from tussenruimte.cli.seed import sow
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import There, When
from tussenruimte.decisions.models import BoxCount, Vote
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.tenancy import within
from tussenruimte.learning import actions as learning
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor, Circle, Cooperative, Kind, Person
from tussenruimte.promises import actions as promises

DAY, HOUR = timedelta(1), timedelta(hours=1)
NOW = datetime(2026, 11, 16, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(scope="package")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all tests of this folder."""
    with django_db_blocker.unblock(), undone():
        with as_owner(), time_machine.travel(NOW, tick=False):
            demo.load(NOW)
            sow(40, seed=1, today=NOW.date(), progress=lambda _done: None)
            with within(of("rietkade").pk):
                fill(a_street(of("rietkade")), 12)
                let_in(of("rietkade"))
            with within(of("heideveen").pk):
                meet(of("heideveen"))
                go_elsewhere(of("heideveen"))
                complain(of("heideveen"))
                count_a_box(of("heideveen"))
            measure()  # without a filter a question is dear enough; let it not be guessed at too
        yield


def a_street(cooperative: Cooperative) -> Street:
    """People of De Rietkade to whom still more happens: what the demo itself does not show."""
    people = Person.objects.named().filter(cooperative=cooperative, key__isnull=False)
    holders = people.filter(standing__isnull=False)
    seats = Actor.objects.filter(cooperative=cooperative, kind=Kind.SEAT)
    return Street(list(people[:9]), list(holders[:2]), list(seats[:2]), NOW, Random(7))  # noqa: S311


def let_in(cooperative: Cooperative) -> None:
    """Somebody is invited, and somebody came back in after two of the board saw them."""
    people = Person.objects.named().filter(cooperative=cooperative)
    board = people.filter(acts_for__actor__circle__sort=Circle.Sort.BOARD).order_by("pk")
    first, second, *_others = board
    members.invite(people.filter(user=None)[0], "paper", by=first, at=NOW)
    lost = people.filter(standing__isnull=False)[0]
    Authenticator.objects.create(user=lost.user, type="totp", data={})
    row = members.say_seen(lost, NOW.date(), by=first, at=NOW)
    members.say_seen_too(row, NOW.date(), by=second, at=NOW)


def meet(cooperative: Cooperative) -> None:
    """Somebody asks the members of Heideveen to meet; they met twice, which the demo does not show."""
    people = list(
        Person.objects.named().filter(cooperative=cooperative, actor__member__until=None)[:3]
    )
    first, second, _third = people
    asked = decisions.ask_for_meeting(
        cooperative, "De bus", member=first.actor, by=first, at=NOW - 90 * DAY
    )
    decisions.join_in(asked, member=second.actor, by=second, at=NOW - 89 * DAY)
    there = There([one.actor for one in people], [])
    before = None
    for days in (60, 20):
        meeting = decisions.plan_meeting(
            cooperative, When(NOW - (days + 5) * DAY, "De zaal"), by=first, at=NOW - 88 * DAY
        )
        decisions.put_on_agenda(meeting, title="Rondvraag", by=first, at=NOW - 88 * DAY)
        decisions.convene(meeting, by=first, at=NOW - 88 * DAY)
        moved = When(NOW - days * DAY, "De zaal")
        decisions.move_meeting(meeting, moved, "Sneeuw", by=first, at=NOW - 87 * DAY)
        decisions.hold_meeting(meeting, there, by=first, at=NOW - days * DAY + HOUR)
        if before is not None:
            decisions.approve_minutes(before, meeting, by=first, at=NOW - days * DAY + HOUR)
        decisions.write_minutes(meeting, {1: "Niets"}, by=first, at=NOW - (days - 1) * DAY)
        before = meeting


def go_elsewhere(cooperative: Cooperative) -> None:
    """A seat of Heideveen promised something that goes past its own members, and then past others."""
    seat = Actor.objects.filter(cooperative=cooperative, kind=Kind.SEAT)[0]
    by = people_of(cooperative)[0]
    matter = matters.open_public(
        cooperative, "De dorpsbus", subject=Subject.WORK, serves=None, by=by, at=NOW
    )
    promise = promises.make_promise(
        matter, maker=seat, receiver=by.actor, text="De bus rijdt", due=NOW.date() + 30 * DAY, by=by, at=NOW
    )  # fmt: skip
    past = {"until": NOW.date() + 9 * DAY, "by": by, "at": NOW}
    row = promises.must_pass(promise, via="het bestuur", **past)
    promises.pass_elsewhere(promise, via="de leden", stands=row.stands, **past)


def complain(cooperative: Cooperative) -> None:
    """Something went wrong in Heideveen too, and two hear it."""
    first, second, third = people_of(cooperative)
    circle = members.make_circle(cooperative, "Vertrouwenskring", sort="trust", by="beheer", at=NOW)
    for person in (second, third):
        members.sit_in_circle(circle, person, since=NOW.date(), by="beheer", at=NOW)
    learning.tell("Het ging mis.", by=first, at=NOW)


def people_of(cooperative: Cooperative) -> list[Person]:
    """Three members."""
    rows = Person.objects.named().filter(cooperative=cooperative, actor__member__until=None)
    return list(rows.select_related("key", "cooperative")[:3])


def count_a_box(cooperative: Cooperative) -> None:
    """What somebody found in the box of a secret vote: between its end and the count."""
    vote = Vote.objects.filter(cooperative=cooperative, is_secret=True, closed_at=None)[0]
    reader = vote.round.proposal.leads
    home = {"cooperative": cooperative, "vote": vote, "reader": reader}
    BoxCount.objects.create(place=1, sealed=b"locked", **home)


@pytest.fixture(autouse=True)
def inside(played: None, django_db_blocker: Any) -> Iterator[None]:
    """Every test looks at the same two, at the same moment; what it tries is undone."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), undone():
        yield


@pytest.fixture
def rietkade() -> Cooperative:
    """The neighbourhood whose people nobody else may see."""
    return of("rietkade")


@pytest.fixture
def heideveen() -> Cooperative:
    """The village from which one looks."""
    return of("heideveen")


@pytest.fixture
def village() -> Cooperative:
    """Made up, with a little of nearly everything."""
    return of("zaad-1")


def of(slug: str) -> Cooperative:
    """A cooperative by its address: the web may always find those."""
    return Cooperative.objects.get(slug=slug)
