"""Letters to people: mail or the phone, never to whoever did it, and never the same twice."""

from datetime import timedelta

import pytest

from tussenruimte.members.actions import post
from tussenruimte.members.models import Person
from tussenruimte.members.reads import people_behind
from tussenruimte.post import kinds
from tussenruimte.post.models import Dispatch, Way

LONGEST = "x" * Dispatch._meta.get_field("about").max_length


def ways():
    return dict(Dispatch.objects.values_list("to", "way"))


def test_mail_to_who_signs_in_and_the_phone_for_the_others(idris, amina, ruben, at):
    told = post.send("news", "about", [idris, ruben, amina, ruben], by=amina, at=at)
    assert told == 2
    assert ways() == {idris.code: Way.MAIL, ruben.code: Way.PHONE}


def test_the_same_is_said_once_and_later_when_that_was_asked(idris, at):
    later = at + timedelta(days=1)
    assert post.send("news", "about", [idris], due_at=later, by="klok", at=at) == 1
    assert post.send("news", "about", [idris], by="klok", at=later) == 0
    assert post.send("news", "about", [idris], once="another", by="klok", at=later) == 1
    assert [row.due_at for row in Dispatch.objects.order_by("pk")] == [later, later]


@pytest.mark.parametrize("kind", sorted(kinds._BUILD))  # noqa: SLF001 - every kind there is
def test_what_is_put_in_once_fits_whatever_kind_it_is(kind, idris, amina, at):
    """The database would refuse a longer one; one that was cut off would be mistaken for another."""
    assert len(kind) <= Dispatch._meta.get_field("kind").max_length
    for moment in (at, at, at + timedelta(microseconds=1)):
        once = f"{kind}|{LONGEST}|{moment.isoformat()}"
        post.send(kind, LONGEST, [idris, amina], once=once, by="klok", at=at)
    found = Dispatch.objects.values_list("once", flat=True)
    assert len(set(found)) == 4
    assert max(map(len, found)) <= Dispatch._meta.get_field("once").max_length


def test_nobody_hears_what_is_meant_for_a_seat_but_who_sits_there(joris, idris, at):
    seat = joris.tenures.get().seat.actor
    assert people_behind([seat, idris.pk], at.date()) == sorted([joris, idris], key=lambda p: p.pk)
    Person.objects.filter(pk=joris.pk).update(forgotten_at=at)
    assert people_behind([seat], at.date()) == []
