"""De Rietkade in the demo: who sits where, what is said there, and that nothing in it is broken."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from tests.cli.conftest import DAY
from tests.record.planting import as_owner, undone
from tussenruimte.cli.demo import rietkade
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions.models import Point, Proposal, Weighed
from tussenruimte.decisions.reads.weighing import stood
from tussenruimte.decisions.weighing import for_everybody, for_members
from tussenruimte.learning.models import Complaint
from tussenruimte.learning.reads import hearers_of
from tussenruimte.members.models import Circle, Member, Seat
from tussenruimte.promises.models import Promise, State
from tussenruimte.reflections.models import Judgement, Sort

NOW = datetime(2026, 11, 16, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this file, at a fixed moment."""
    with django_db_blocker.unblock(), undone(), as_owner(), time_machine.travel(NOW, tick=False):
        with translation.override("nl"):
            rietkade.build(NOW)
        yield


@pytest.fixture(autouse=True)
def inside(played, django_db_blocker):
    """Every test looks at the same demo and changes nothing."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        yield


def chairs(begin):
    return Seat.objects.filter(actor__name__startswith=begin)


def test_nothing_is_broken():
    assert list(faults(Scope(heads=(), today=DAY))) == []


def test_about_the_closing_members_say_how_much_room_to_give():
    found = stood(Proposal.objects.get(matter__title__startswith="De inloop op zondag"))
    kinds = [line.kind for line in for_members(found).lines]
    assert kinds == ["all", "resident", "professional"]
    assert for_everybody(found).lines[0].points
    assert Weighed.objects.get().point == Point.MORE_ROOM


@pytest.mark.parametrize(
    ("begin", "many"),
    [("School", 1), ("Bewonersstem", 3), ("Ervaring uit eigen leven", 2), ("Vertrouwenskring", 3)],
)
def test_there_is_a_chair_for_each(begin, many):
    assert chairs(begin).count() == many


def test_two_chairs_are_empty_and_say_since_when():
    empty = Seat.objects.filter(vacant_since__isnull=False).order_by("-vacant_since")
    assert [seat.actor.name for seat in empty] == [
        "Ervaring uit eigen leven: zonder huis",
        "Bewonersstem Sluisflats",
    ]
    assert empty[0].vacant_since == DAY - timedelta(days=52)


def test_what_was_promised_from_an_empty_chair_stays_with_it():
    promise = Promise.objects.get(maker__seat__vacant_since__isnull=False)
    assert (promise.state, promise.due < DAY) == (State.OPEN, True)


def test_the_trust_circle_is_two_people_and_who_stands_in():
    circle = Circle.objects.get(sort=Circle.Sort.TRUST)
    sit = circle.actor.acted_by.filter(until=None).order_by("since", "pk")
    names = list(sit.values_list("person__actor__name", flat=True))
    assert names == ["Wil Grootenboer", "Amal Benhaddou", "Piet Nagelhout"]


def test_what_went_wrong_with_amina_is_heard_by_two_who_are_not_amina():
    told = Complaint.objects.whole().get()
    assert (told.about.name, told.reporter.name) == ("Amina Telgenhof", "Gerrit Wolbers")
    assert [person.name for person in hearers_of(told)] == ["Wil Grootenboer", "Amal Benhaddou"]
    assert told.promise.state == State.OPEN


def test_there_are_as_many_members_as_before():
    kinds = {
        sort: Member.objects.filter(sort=sort).count() for sort in ("resident", "professional")
    }
    assert kinds == {"resident": 172, "professional": 24}


def test_once_they_could_not_do_it_alone_and_idris_stays():
    row = Judgement.objects.whole().get(sort=Sort.NOT_ALONE)
    assert row.staying.maker.name == "Idris Bekkaoui"
    assert row.conversation.was_person_there
    assert row.peer_answered_at
