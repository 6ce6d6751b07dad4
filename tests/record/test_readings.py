"""Who has looked: one row before the answer, one fact over the day after midnight."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.record.planting import without_locks
from tussenruimte.kit import clock
from tussenruimte.record import nightly, reads, verify
from tussenruimte.record.actions import log_reading, seal_readings

DAY = dt.timedelta(days=1)


@pytest.fixture
def days(rietkade, amina, at):
    """Three readings on each of three days; the first two days are sealed."""
    for day in range(3):
        for hour in range(3):
            moment = at + day * DAY + dt.timedelta(hours=hour)
            log_reading(rietkade, ground="holder", page="need", by=amina, at=moment)
    for day in range(2):
        seal_readings(rietkade, clock.day(at + day * DAY), by="klok", at=at + 3 * DAY)
    return [clock.day(at + day * DAY) for day in range(3)]


def test_a_reading_cannot_be_changed_or_removed(days):
    for words in ("UPDATE record_reading SET reader = 'x'", "DELETE FROM record_reading"):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            connection.cursor().execute(words)


@pytest.fixture
def heads(tmp_path, settings):
    """A folder of its own, beside the database of this test."""
    settings.HEADS = tmp_path


@pytest.mark.usefixtures("heads")
def test_nobody_waits_while_the_night_looks_back(rietkade, days, at):
    moment = at + 3 * DAY
    with CaptureQueriesContext(connection) as asked:
        nightly.close_yesterday(rietkade, clock.day(moment), moment)
    said = [query["sql"] for query in asked.captured_queries]
    begun = next(n for n, sql in enumerate(said) if sql.startswith("SAVEPOINT"))
    looked = [n for n, sql in enumerate(said) if "readings.sealed" in sql and "SELECT" in sql]
    assert looked[0] < begun
    assert '"seq" > 0' not in "".join(said[begun:])
    assert len(list(reads.facts_of(rietkade.pk, "readings.sealed"))) == 3


@pytest.mark.usefixtures("heads")
def test_a_day_that_another_clock_sealed_meanwhile_is_sealed_once(rietkade, days, at, monkeypatch):
    moment = at + 3 * DAY
    look = nightly._looked_back  # noqa: SLF001

    def and_then_another(key):
        found = look(key)
        seal_readings(rietkade, days[2], by="klok", at=moment)
        return found

    monkeypatch.setattr(nightly, "_looked_back", and_then_another)
    nightly.close_yesterday(rietkade, clock.day(moment), moment)
    sealed = [fact["day"] for fact in reads.facts_of(rietkade.pk, "readings.sealed")]
    assert sealed == [str(day) for day in days]


def test_a_day_is_counted_from_midnight_to_midnight_in_amsterdam(rietkade, amina, at):
    midnight = clock.midnight(clock.day(at))
    for moment in (midnight - dt.timedelta(seconds=1), midnight, midnight + DAY):
        log_reading(rietkade, ground="holder", page="need", by=amina, at=moment)
    assert reads.readings_on(rietkade.pk, clock.day(at))[0] == 1


@pytest.mark.parametrize("day", [dt.date(2027, 12, 31), dt.date(2028, 2, 29)], ids=str)
def test_the_last_day_of_a_year_and_the_day_that_seldom_comes_are_sealed_too(rietkade, amina, day):
    noon = clock.midnight(day) + dt.timedelta(hours=12)
    log_reading(rietkade, ground="holder", page="need", by=amina, at=noon)
    night = clock.midnight(day + DAY) + dt.timedelta(hours=2)
    nightly.close_yesterday(rietkade, day + DAY, night)
    (fact,) = reads.facts_of(rietkade.pk, "readings.sealed")
    assert (fact["day"], fact["n"]) == (day.isoformat(), 1)


def test_sealed_days_hold(rietkade, days):
    assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == []


def test_a_day_that_was_not_sealed_is_named(rietkade, days):
    assert (
        list(verify.days_never_sealed(rietkade.pk, verify.seals(rietkade.pk), before=days[2])) == []
    )
    assert list(
        verify.days_never_sealed(rietkade.pk, verify.seals(rietkade.pk), before=days[2] + DAY)
    ) == [days[2]]


@pytest.mark.parametrize(
    "words",
    [
        "DELETE FROM record_reading WHERE id = (SELECT min(id) FROM record_reading)",
        "UPDATE record_reading SET reader = 'X' WHERE id = (SELECT min(id) FROM record_reading)",
        "UPDATE record_reading SET id = id + 1000 WHERE id = (SELECT min(id) FROM record_reading)",
    ],
    ids=["removed", "altered", "reordered"],
)
def test_a_changed_reading_is_found_by_its_day(rietkade, days, words):
    with without_locks("record_reading") as cursor:
        cursor.execute(words)
        assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == [days[0]]
