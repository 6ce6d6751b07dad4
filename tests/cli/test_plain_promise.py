"""Making a promise in plain SQL does what the ORM would do, column by column and reader by reader."""

import datetime as dt

import pytest
from django.db import transaction

from tussenruimte.matters import actions as matters
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Ground, Reader, Subject
from tussenruimte.promises.actions.plain import _insert, _who_reads
from tussenruimte.promises.models import Basis, Promise, Purpose

DAY = dt.timedelta(days=1)


@pytest.fixture
def matter(ruben, amina, at):
    return matters.open_private(ruben, subject=Subject.NEED, circle=None, by=amina, at=at)


def promise(matter, amina, ruben, at, **more):
    row = Promise(cooperative_id=matter.cooperative_id, matter=matter, of=ruben, made_at=at)
    row.maker, row.receiver = amina.actor, ruben.actor
    row.first_due = row.due = at.date() + 3 * DAY
    for name, value in more.items():
        setattr(row, name, value)
    row.put(text="Amina belt over het briefadres")
    return row


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"due_time": dt.time(14, 30), "purpose": Purpose.CONTACT, "basis": Basis.HOME},
        {"times_moved": 2},
    ],
)
def test_the_row_is_the_one_that_save_writes(matter, amina, ruben, at, more):
    row, seen = promise(matter, amina, ruben, at, **more), []
    for write in (_insert, Promise.save):
        with transaction.atomic():
            row.pk, row._state.adding = None, True  # noqa: SLF001
            write(row)
            values = Promise.objects.filter(pk=row.pk).values().get()
            assert values.pop("id") == row.pk
            seen.append({name: bytes(v) if name == "text" else v for name, v in values.items()})
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def test_the_row_goes_on_as_any_other(matter, amina, ruben, at):
    row = promise(matter, amina, ruben, at)
    _insert(row)
    row.times_moved = 1
    row.save(update_fields=["times_moved"])
    assert Promise.objects.whole().get(pk=row.pk).read("text") == "Amina belt over het briefadres"


@pytest.mark.parametrize(
    ("ground", "since", "until"),
    [
        (None, 0, None),
        (Ground.HOLDER, 0, None),
        (Ground.HOLDER, 1, None),
        (Ground.HOLDER, -5, -1),
        (Ground.HOLDER, -5, 0),
        (Ground.PROMISE, -5, None),
        (Ground.PROMISE, -5, -1),
        (Ground.PROMISE, -5, 1),
    ],
)
def test_who_reads_is_what_the_one_rule_says(matter, amina, ruben, at, ground, since, until):
    today = at.date()
    if ground:
        last = None if until is None else today + until * DAY
        reader = matters.let_read(matter, amina.actor, ground=ground, until=last, by=amina, at=at)
        reader.since = today + since * DAY
        reader.save(update_fields=["since"])
    reading = _who_reads(matter, amina.actor, ruben.actor, today)
    actors = (amina.actor, ruben.actor)
    assert reading.today == {a.pk for a in actors if may_read(matter, [a.pk], today)}
    rows = Reader.objects.filter(matter=matter, ground=Ground.PROMISE, until=None)
    assert reading.by_promise == set(rows.values_list("actor_id", flat=True))
