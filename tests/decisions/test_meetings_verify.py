"""`verify` looks at members' meetings: who was there is counted, and nothing is left out."""
# ruff: noqa: S608 - harm is done by hand here

from datetime import timedelta

import pytest

from tests.record.planting import without_locks
from tussenruimte.cli.verifying import Scope, meetings
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import There, When

DAY = timedelta(days=1)
CHECKS = (
    meetings.what_members_asked_for_is_owed,
    meetings.who_was_there_is_counted,
    meetings.minutes_leave_nothing_out,
)


def found():
    return [line for check in CHECKS for line in check(Scope())]


@pytest.fixture
def approved(held, rietkade, idris, sjaan, at):
    """Written down twice, and a next meeting said that it was so."""
    day = at + 10 * DAY
    actions.write_minutes(held, {}, by=sjaan, at=day)
    actions.write_minutes(held, {}, because="Telfout", by=sjaan, at=day)
    after = actions.plan_meeting(rietkade, When(day + 9 * DAY, "De Steiger"), by=sjaan, at=day)
    actions.convene(after, by=sjaan, at=day)
    later = day + 9 * DAY
    actions.hold_meeting(after, There([idris.actor]), by=sjaan, at=later)
    actions.approve_minutes(held, after, by=sjaan, at=later)


def test_nothing_is_wrong_with_what_was_asked_held_and_approved(reached, approved):
    assert found() == []


@pytest.mark.parametrize(
    ("table", "harm", "said"),
    [
        ("decisions_meeting", "SET present = 9 WHERE present = 1", "not as many"),
        ("decisions_meeting", "SET by_proxy = 0 WHERE by_proxy = 1", "not as many"),
        ("decisions_item", "SET place = 9 WHERE place = 2", "has a gap"),
        ("decisions_minutes", "SET number = 7 WHERE number = 2", "does not follow"),
        ("decisions_line", "DELETE", "leaves something out"),
        ("decisions_demandvoice", "DELETE", "nobody has a voice"),
        ("promises_promise", "SET receiver_id = maker_id", "promised to somebody else"),
        ("decisions_item", "DELETE WHERE sort = 'minutes'", "not stand on that agenda"),
    ],
)
def test_what_was_altered_is_found(reached, approved, table, harm, said):
    verb, _space, rest = harm.partition(" ")
    sql = f"DELETE FROM {table} {rest}" if verb == "DELETE" else f"UPDATE {table} {harm}"
    with without_locks(table, "decisions_line") as cursor:
        if sql.startswith("DELETE FROM decisions_item"):
            cursor.execute("DELETE FROM decisions_line")
        cursor.execute(sql)
        assert said in " ".join(found())
