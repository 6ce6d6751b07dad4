"""A complaint goes on until whoever told it says that it is done, and hangs together all along."""

import pytest

from tests.learning.steps import DAY, night
from tests.record.planting import as_owner
from tussenruimte.belonging import actions as belonging
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.complaints import complaints_are_heard_by_others
from tussenruimte.cli.verifying.readers import readers_have_their_grounds
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning import actions
from tussenruimte.learning.models import Complaint, Hearer
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State


def test_a_promise_that_did_not_work_out_is_made_again(tell, wil, rietkade, at):
    complaint = tell()
    promises.fail(complaint.promise, what_now="Ik bel je.", told=True, by=wil, at=at)
    night(rietkade, at + DAY)
    complaint.refresh_from_db()
    assert (complaint.promise.state, complaint.promise.maker) == (State.OPEN, wil.actor)


def test_only_whoever_told_it_closes_it_and_then_nobody_else_reads_it(tell, wil, at, rietkade):
    complaint = tell()
    actions.close(complaint, by=complaint.reporter, at=at)
    complaint.refresh_from_db()
    complaint.promise.refresh_from_db()
    assert (complaint.is_open, complaint.promise.state) == (False, State.RELEASED)
    tomorrow = Reader.objects.current((at + DAY).date()).filter(matter=complaint.matter)
    assert [row.ground for row in tomorrow] == [Ground.SELF]
    with pytest.raises(Refused):
        actions.close(complaint, by=complaint.reporter, at=at)


def test_after_an_answer_and_a_month_of_silence_it_closes(tell, wil, rietkade, at):
    complaint = tell()
    promises.say_done(complaint.promise, how="We praatten aan zee.", by=wil, at=at)
    night(rietkade, at + 30 * DAY)
    complaint.refresh_from_db()
    assert complaint.is_open
    night(rietkade, at + 32 * DAY)
    complaint.refresh_from_db()
    assert not complaint.is_open


def test_without_an_answer_it_never_closes_by_itself(tell, rietkade, at):
    complaint = tell()
    night(rietkade, at + 400 * DAY)
    complaint.refresh_from_db()
    assert complaint.is_open


def test_long_after_it_was_closed_the_words_go(tell, rietkade, at, english):
    complaint = tell("de buren")
    actions.close(complaint, by=complaint.reporter, at=at)
    night(rietkade, at + 729 * DAY)
    assert Complaint.objects.whole().get().words_now == "Ze vergat mij twee keer."
    night(rietkade, at + 732 * DAY)
    row = Complaint.objects.whole().get()
    assert (row.words_now, row.whom_now) == ("(no longer kept)", "(no longer kept)")


def test_that_whom_it_is_about_heard_of_it_is_written_down_once(tell, wil, at):
    complaint = tell("Amina Telgenhof")
    actions.tell_concerned(complaint, by=wil, at=at)
    with pytest.raises(Refused):
        actions.tell_concerned(complaint, by=wil, at=at)


def test_whoever_told_it_is_forgotten_and_it_closes(tell, idris, rietkade, at, settings, tmp_path):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    complaint = tell("de buren")
    belonging.forget_again(idris, by="beheer", at=at)
    night(rietkade, at + DAY)
    complaint.refresh_from_db()
    assert not complaint.is_open


@pytest.fixture
def scope(at):
    return Scope(heads=(), today=at.date())


def wrong(scope):
    checks = (complaints_are_heard_by_others, readers_have_their_grounds)
    with as_owner():
        return [sentence for check in checks for sentence in check(scope)]


def test_everything_hangs_together_while_it_goes_on_and_afterwards(tell, wil, scope, rietkade, at):
    first, second = tell("Amina Telgenhof"), tell()
    actions.step_aside(first, by=wil, at=at)
    actions.close(second, by=second.reporter, at=at)
    assert wrong(scope) == []


def test_whom_it_is_about_reading_it_is_seen(about_amina, amina, scope, at):
    Reader.objects.create(
        cooperative_id=about_amina.cooperative_id, matter=about_amina.matter, actor=amina.actor,
        ground=Ground.HEARS, since=at.date(),
    )  # fmt: skip
    assert any("which is about them" in sentence for sentence in wrong(scope))


def test_one_that_nobody_hears_is_seen(tell, scope, at):
    Hearer.objects.filter(complaint=tell()).update(until=at)
    assert any("nobody hears complaint" in sentence for sentence in wrong(scope))


def test_one_that_three_hear_is_seen(tell, piet, scope, at):
    complaint = tell()
    Hearer.objects.create(
        cooperative_id=complaint.cooperative_id, complaint=complaint, person=piet, since=at
    )
    assert any("more than two hear" in sentence for sentence in wrong(scope))
