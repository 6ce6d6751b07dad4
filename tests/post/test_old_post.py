"""What left the house long ago is no longer kept; what waits stays however old it is."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from tussenruimte.kit import clock
from tussenruimte.members import actions as members, nightly
from tussenruimte.post import actions
from tussenruimte.post.models import Dispatch
from tussenruimte.post.tasks import send_outbox

DAY = timedelta(days=1)


@pytest.fixture
def messages(rietkade, idris, at):
    """One that left, one that was given up, and one that waits, all of today."""
    for name in ("left", "given-up", "waits"):
        actions.put_in_outbox(
            rietkade.pk,
            kind=name,
            to=idris.code,
            about=idris.code,
            once=name,
            due_at=at,
            by=idris,
            at=at,
        )
    left, gave_up, _waits = Dispatch.objects.order_by("pk")
    actions.mark_sent(left, by="klok", at=at)
    actions.let_go([gave_up], by="klok", at=at)


def come_by(cooperative, at, days):
    moment = at + days * DAY
    cooperative.refresh_from_db()
    nightly.forget_old_post(cooperative, clock.day(moment), moment)


def kept():
    return set(Dispatch.objects.values_list("once", flat=True))


def test_after_its_term_what_left_goes(messages, rietkade, at):
    come_by(rietkade, at, 90)
    assert kept() == {"left", "given-up", "waits"}
    come_by(rietkade, at, 91)
    come_by(rietkade, at, 92)
    assert kept() == {"waits"}


def test_a_cooperative_chooses_its_own_term(messages, rietkade, at):
    members.choose_settings(rietkade, {"outbox_days": 10}, by="invoer", at=at)
    come_by(rietkade, at, 11)
    assert kept() == {"waits"}


def test_work_that_was_done_goes_and_work_to_do_stays(rietkade, at):
    send_outbox.enqueue(rietkade.pk)
    done, failed = DBTaskResult.objects.get(), DBTaskResult.objects.get()
    for row, status in ((done, "SUCCESSFUL"), (failed, "FAILED")):
        row.pk, row.status, row.finished_at = None, status, at
        row.save(force_insert=True)
    come_by(rietkade, at, 13)
    assert DBTaskResult.objects.count() == 3
    come_by(rietkade, at, 15)
    assert [row.status for row in DBTaskResult.objects.all()] == ["READY"]
