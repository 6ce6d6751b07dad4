"""The people of the tests, who are the same in every room."""

import pytest
from django.db import connection

from tussenruimte.kit import clock
from tussenruimte.members.models import ActsFor, Duty, Person, User


def test_everybody_can_be_there(rietkade, idris, amina, sjaan, joris, tess, ruben):
    assert Person.objects.filter(cooperative=rietkade).count() == 6
    assert Duty.objects.get().person.person == amina
    assert ActsFor.objects.current(clock.day(clock.now())).filter(person=joris).count() == 2


def test_the_cast_stands_on_real_commits_too(real_commits, idris):
    assert not connection.in_atomic_block
    assert Person.objects.get() == idris


def test_clocks_stand_at_the_moment_of_the_test(at):
    assert clock.day(clock.now()) == at.date()


def test_a_write_is_noticed(database, reading_only):
    with reading_only, pytest.raises(AssertionError, match="This page writes"):
        User.objects.create(email="iemand@example.org")
