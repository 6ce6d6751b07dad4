"""The reading log lets a day go past its term, and not sooner; the seal of the day stays."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from tests.record.planting import without_locks
from tussenruimte.kit import clock
from tussenruimte.members import actions as members
from tussenruimte.record import nightly, reads, verify
from tussenruimte.record.actions import let_readings_go, log_reading, note, seal_readings
from tussenruimte.record.models import Reading

DAY = dt.timedelta(days=1)
AGES = (10 * 366, 9 * 366, 5 * 365, 1)  # days ago; the third is five years minus a day or two


@pytest.fixture
def log(rietkade, amina, at):
    """Two readings on each of four days, sealed; the first two are older than five years."""
    days = []
    for age in AGES:
        moment = at - age * DAY
        for _ in range(2):
            log_reading(rietkade, ground="holder", page="need", by=amina, at=moment)
        days.append(clock.day(moment))
        seal_readings(rietkade, days[-1], by="klok", at=at)
    return days


def night(cooperative, at):
    nightly.let_old_readings_go(cooperative, clock.day(at), at)


def left(cooperative):
    return [reads.readings_on(cooperative.pk, day)[0] for day in _sealed(cooperative)]


def _sealed(cooperative):
    facts = reads.facts_of(cooperative.pk, "readings.sealed")
    return [dt.date.fromisoformat(fact["day"]) for fact in facts]


def test_what_is_past_its_term_goes_once_and_the_seals_stay(rietkade, log, at):
    night(rietkade, at)
    night(rietkade, at)
    assert left(rietkade) == [0, 0, 2, 2]
    assert _sealed(rietkade) == log
    (fact,) = reads.facts_of(rietkade.pk, "readings.gone")
    assert fact["n"] == 4
    assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == []


def test_a_cooperative_may_keep_them_longer_and_not_shorter(rietkade, log, at):
    for years, expected in ((12, [2, 2, 2, 2]), (1, [0, 0, 2, 2])):
        members.choose_settings(rietkade, {"readings_years": years}, by="invoer", at=at)
        rietkade.refresh_from_db()
        night(rietkade, at)
        assert left(rietkade) == expected


def test_the_database_refuses_what_is_younger(rietkade, log, amina, at):
    later = at + 36_500 * DAY  # the database has a clock of its own
    log_reading(rietkade, ground="holder", page="need", by=amina, at=later)
    for words in ("DELETE FROM record_reading", "UPDATE record_reading SET page = 'x'"):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            connection.cursor().execute(words)
    with pytest.raises(DatabaseError, match="only grows"):
        let_readings_go(rietkade, clock.day(later + DAY), by="klok", at=at)


def test_a_day_that_was_never_sealed_stays(rietkade, amina, at):
    log_reading(rietkade, ground="holder", page="need", by=amina, at=at - AGES[0] * DAY)
    night(rietkade, at)
    assert Reading.objects.count() == 1


def test_old_readings_that_go_without_a_fact_are_missed(rietkade, log):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_reading WHERE at < '2020-01-01'")
    assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == log[:2]


def test_no_fact_hides_that_younger_ones_were_removed(rietkade, log, at):
    with without_locks("record_reading") as cursor:
        cursor.execute("DELETE FROM record_reading WHERE at > '2026-11-01'")
        note("readings.gone", rietkade, by="klok", at=at, before=clock.day(at).isoformat(), n=2)
        assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == [log[-1]]


def test_part_of_a_day_that_may_go_is_still_missed(rietkade, log, at):
    night(rietkade, at)
    log_reading(rietkade, ground="x", page="x", by=rietkade, at=at - AGES[0] * DAY)
    assert list(verify.days_that_changed(rietkade.pk, verify.seals(rietkade.pk))) == log[:1]


def test_the_same_day_years_earlier():
    assert reads.years_before(dt.date(2028, 2, 29), 5) == dt.date(2023, 2, 28)
    assert reads.years_before(dt.date(2026, 11, 16), 5) == dt.date(2021, 11, 16)
