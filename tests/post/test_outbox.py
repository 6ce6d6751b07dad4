"""Every message leaves the house: at least once, the same one never twice in the outbox."""

import json
from datetime import timedelta
from email.utils import getaddresses
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, transaction
from django.utils.translation import get_language
from django_tasks_db.models import DBTaskResult

from tests.post.conftest import NEWS
from tussenruimte.kit.clockwork import jobs
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.post import actions, kinds
from tussenruimte.post.models import Dispatch, Way
from tussenruimte.post.nightly import look_after_the_outbox
from tussenruimte.post.sending import send_waiting
from tussenruimte.post.tasks import send_outbox
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)


class Closed(EmailBackend):
    """A mail server that is not there."""

    problem: Exception

    def send_messages(self, _messages):
        raise self.problem


@pytest.fixture
def closed(monkeypatch):
    """`closed(problem)`: from now on no mail leaves, for this reason."""

    def close(problem=None):
        Closed.problem = problem or SMTPServerDisconnected("closed")
        monkeypatch.setattr("tussenruimte.post.sending.get_connection", Closed)

    return close


def facts(kind):
    return Fact.objects.filter(body__contains=f'"kind":"{kind}"')


def test_the_same_message_is_put_in_once(rietkade, idris, put):
    put(idris, once="one")
    put(idris, once="one")
    assert Dispatch.objects.count() == 1


def test_the_task_is_written_with_the_change_and_carries_codes_only(idris, put):
    with transaction.atomic():
        put(idris)
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


def test_the_task_waits_for_the_moment(rietkade, idris, put, at):
    row = put(idris, days=1)
    task = DBTaskResult.objects.get()
    assert task.run_after == row.due_at
    assert json.dumps(task.args_kwargs) == json.dumps({"args": [rietkade.pk], "kwargs": {}})


def test_a_mail_leaves_with_a_name_of_its_own(rietkade, idris, put, at):
    row = put(idris)
    assert send_waiting(rietkade.pk, at=at) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["idris@example.org"]
    assert sent.body == f"{NEWS}\n"
    assert sent.extra_headers["Message-ID"].startswith(f"<{row.code}@")
    assert getaddresses([sent.from_email])[0][0] == "De Rietkade"
    row.refresh_from_db()
    assert row.sent_at is not None
    assert facts("post.sent").count() == 1


def test_an_answer_reaches_the_cooperative_or_whoever_has_duty(rietkade, amina, idris, put, at):
    put(idris)
    send_waiting(rietkade.pk, at=at)
    Cooperative.objects.update(email="buurt@example.org")
    put(idris, once="two")
    send_waiting(rietkade.pk, at=at)
    assert [m.reply_to for m in mail.outbox] == [["amina@example.org"], ["buurt@example.org"]]


def test_a_letter_may_say_who_answers(rietkade, idris, put, said, at):
    file = kinds.Attachment("gesprek.ics", "BEGIN:VCALENDAR", "text/calendar")
    said.append(kinds.Letter("Gesprek", "Morgen.", (file,), reply_to="sjaan@example.org"))
    put(idris)
    send_waiting(rietkade.pk, at=at)
    (sent,) = mail.outbox
    assert sent.reply_to == ["sjaan@example.org"]
    assert sent.attachments[0].filename == "gesprek.ics"


def test_a_message_is_not_sent_before_its_moment(rietkade, idris, put, at):
    put(idris, days=1)
    assert send_waiting(rietkade.pk, at=at) == (0, 0)
    assert send_waiting(rietkade.pk, at=at + A_DAY) == (1, 0)


def test_sent_is_not_sent_again(rietkade, idris, put, at):
    put(idris)
    send_waiting(rietkade.pk, at=at)
    assert send_waiting(rietkade.pk, at=at + 9 * A_DAY) == (0, 0)


def test_what_has_nothing_to_say_any_more_is_not_sent(rietkade, idris, put, said, at):
    row = put(idris)
    said.append(None)
    assert send_waiting(rietkade.pk, at=at) == (0, 0)
    assert mail.outbox == []
    row.refresh_from_db()
    assert row.gave_up_at is not None


def test_in_the_language_of_who_reads_it(rietkade, idris, put, at):
    kinds.register("tongue", lambda _message: kinds.Letter(get_language(), "."))
    Person.objects.filter(pk=idris.pk).update(language="en")
    put(idris, kind="tongue")
    send_waiting(rietkade.pk, at=at)
    Person.objects.filter(pk=idris.pk).update(language="ti")
    put(idris, kind="tongue", once="two")
    send_waiting(rietkade.pk, at=at)
    assert [m.subject for m in mail.outbox] == ["en", "nl"]


def test_a_name_makes_no_header_of_its_own(rietkade, idris, put, said, at):
    said.append(kinds.Letter("Nieuws\nBcc: iemand@example.org", "."))
    put(idris)
    send_waiting(rietkade.pk, at=at)
    assert mail.outbox[0].subject == "Nieuws Bcc: iemand@example.org"


# ---- when it does not leave -------------------------------------------------------------------------


def test_a_closed_mail_server_is_tried_again_later(rietkade, idris, put, closed, at, caplog):
    row = put(idris)
    closed()
    assert send_waiting(rietkade.pk, at=at) == (0, 1)
    row.refresh_from_db()
    assert (row.tries, row.due_at) == (1, at + actions.PAUSES[0])
    assert row.code in caplog.text
    assert "idris" not in caplog.text


def test_the_task_comes_back_for_what_did_not_leave(rietkade, idris, put, closed, at):
    row = put(idris)
    DBTaskResult.objects.all().delete()
    closed()
    assert send_outbox.func(rietkade.pk) == 0
    tell_database(rietkade.pk)
    row.refresh_from_db()
    assert DBTaskResult.objects.get().run_after == row.due_at


def test_after_days_of_trying_somebody_calls_instead(rietkade, idris, put, closed, at):
    row = put(idris)
    closed()
    moment = at
    for _ in actions.PAUSES:
        send_waiting(rietkade.pk, at=moment)
        row.refresh_from_db()
        moment = row.due_at
    assert row.gave_up_at is not None
    call = Dispatch.objects.get(way=Way.PHONE)
    assert (call.to, call.kind, call.about) == (row.to, row.kind, row.about)
    assert facts("post.gave-up").count() == 1


def test_an_address_where_nobody_lives_is_not_tried_for_days(rietkade, idris, put, closed, at):
    put(idris)
    closed(SMTPRecipientsRefused({"idris@example.org": (550, b"no such user")}))
    send_waiting(rietkade.pk, at=at)
    assert Dispatch.objects.filter(way=Way.PHONE).count() == 1


def test_a_mailbox_that_is_full_today_is_tried_again(rietkade, idris, put, closed, at):
    put(idris)
    closed(SMTPRecipientsRefused({"idris@example.org": (452, b"full")}))
    assert send_waiting(rietkade.pk, at=at) == (0, 1)


def test_a_letter_that_cannot_be_made_does_not_keep_the_others(
    rietkade, idris, tess, put, at, caplog
):
    row = put(idris, kind="broken")
    put(tess)
    assert send_waiting(rietkade.pk, at=at) == (1, 1)
    row.refresh_from_db()
    assert (row.tries, row.due_at) == (1, at + actions.PAUSES[0])
    assert f"{row.code}: ZeroDivisionError" in caplog.text
    assert "idris" not in caplog.text


def test_one_of_a_kind_that_cannot_be_made_does_not_keep_the_others(rietkade, idris, tess, put, at):
    bad = put(idris, kind="odd")
    kinds.register("odd", lambda m: 1 // 0 if m.code == bad.code else kinds.Letter("Nieuws", "."))
    put(tess, kind="odd")
    assert send_waiting(rietkade.pk, at=at) == (1, 1)
    assert mail.outbox[0].to == ["tess@example.org"]


def test_a_letter_that_can_never_be_made_is_given_up_after_days(rietkade, idris, put, at):
    row = put(idris, kind="broken")
    for n in range(len(actions.PAUSES)):
        send_waiting(rietkade.pk, at=at + n * A_DAY)
    row.refresh_from_db()
    assert row.gave_up_at is not None
    assert Dispatch.objects.filter(way=Way.PHONE, kind="broken").count() == 1


def test_whatever_goes_wrong_with_one_mail_counts_as_a_try(rietkade, idris, put, closed, at):
    row = put(idris)
    closed(ValueError("no such encoding"))
    assert send_waiting(rietkade.pk, at=at) == (0, 1)
    row.refresh_from_db()
    assert row.tries == 1


def test_a_database_that_does_not_answer_is_no_fault_of_a_letter(rietkade, idris, put, at):
    def gone(_message):
        raise OperationalError("could not connect")

    kinds.register("gone", gone)
    put(idris, kind="gone")
    with pytest.raises(OperationalError):
        send_waiting(rietkade.pk, at=at)


def test_a_mail_server_that_says_nothing_does_not_keep_the_worker():
    assert settings.EMAIL_TIMEOUT == 30


def test_who_lost_the_log_in_is_called(rietkade, idris, put, at):
    put(idris)
    Person.objects.filter(pk=idris.pk).update(user=None)
    send_waiting(rietkade.pk, at=at)
    assert mail.outbox == []
    assert Dispatch.objects.filter(way=Way.PHONE).count() == 1


def test_who_was_forgotten_hears_nothing(rietkade, idris, put, at):
    put(idris)
    Person.objects.filter(pk=idris.pk).update(forgotten_at=at)
    send_waiting(rietkade.pk, at=at)
    assert mail.outbox == []


def test_what_a_worker_took_and_lost_is_sent_by_the_next(rietkade, idris, put, at):
    put(idris)
    actions.claim(rietkade.pk, by="klok", at=at)
    assert send_waiting(rietkade.pk, at=at) == (0, 0)
    assert send_waiting(rietkade.pk, at=at + actions.PAUSES[0]) == (1, 0)


# ---- what the clock does ----------------------------------------------------------------------------


def test_the_clock_looks_after_the_outbox():
    assert look_after_the_outbox in jobs()


def test_the_clock_wakes_the_worker_for_what_should_have_gone(rietkade, idris, put, at):
    put(idris)
    DBTaskResult.objects.all().delete()
    look_after_the_outbox(rietkade, at.date(), at + timedelta(minutes=5))
    assert DBTaskResult.objects.count() == 0
    look_after_the_outbox(rietkade, at.date(), at + timedelta(minutes=11))
    assert DBTaskResult.objects.count() == 1


def test_the_clock_takes_from_the_list_what_is_over(rietkade, ruben, put, said, at):
    row = put(ruben)
    said.append(None)
    look_after_the_outbox(rietkade, at.date() + A_DAY, at + A_DAY)
    row.refresh_from_db()
    assert row.gave_up_at is not None
