"""Whoever may not stay takes it to the members' meeting; until it has said they are a member."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once
from tests.belonging.test_joining import speak
from tests.belonging.test_joining_pages import pass_in, text
from tests.record.planting import as_owner
from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.models import Expulsion, Joining
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import When
from tussenruimte.decisions.hooks import what_waits
from tussenruimte.decisions.reads.meetings import agenda_of
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import State
from tussenruimte.record.reads import facts_of

MEMBERS = "/rietkade/leden/"
MINE = f"{MEMBERS}mijn/"
OBJECT = f"{MINE}ontzetting-bezwaar/"
DISPUTE = f"{MINE}ontzetting-klopt-niet/"
WORDS = "Wij hadden ruzie over een sleutel."


@pytest.fixture
def expelled(board, sjaan, tess, at):
    """The board talked it over with Tess, and said that she cannot stay."""
    doubted = actions.begin_expulsion(tess.actor.member, by=sjaan, at=at)
    speak(doubted, sjaan, at)
    actions.expel(doubted, "Ze deelde wat geheim was", by=sjaan, at=at)
    return now()


def now():
    row = Expulsion.objects.whole().get()
    assert Expulsion.objects.waiting().exists() is row.waits
    return row


def until(person):
    return Member.objects.get(actor=person.pk).until


def there(expelled):
    return f"{MEMBERS}ontzetting/{expelled.code}/"


@pytest.fixture
def objected(expelled, tess, at):
    actions.take_to_members(expelled, WORDS, by=tess, at=at)
    return now()


def said(expulsion, sjaan, at, *, stays, days=20):
    day = at + timedelta(days=days)
    met = {"stays": stays, "met_on": day.date(), "by": sjaan, "at": day}
    actions.write_what_members_said(expulsion, **met)
    return now()


def test_it_does_not_count_until_the_members_have_said(objected, tess, at):
    assert until(tess) is None
    assert objected.awaits_meeting
    assert objected.objection_now == WORDS
    assert (objected.answer.state, objected.answer.due) == (
        State.OPEN,
        at.date() + timedelta(days=28),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Expulsion.objects.update(suspended_at=None)


def test_the_members_may_say_that_they_stay(objected, sjaan, tess, at):
    row = said(objected, sjaan, at, stays=True)
    assert until(tess) is None
    assert (row.meeting_keeps, row.waits, row.answer.state) == (True, False, State.DONE)
    letter = Dispatch.objects.get(kind="belonging.members-said")
    assert "blijft lid" in letters_of([letter])[letter.code].text


def test_or_that_they_cannot_and_then_it_counts(objected, sjaan, tess, at):
    row = said(objected, sjaan, at, stays=False)
    assert until(tess) == at.date() + timedelta(days=20)
    assert (row.meeting_keeps, row.waits, row.met_on) == (False, False, until(tess))
    letter = Dispatch.objects.get(kind="belonging.members-said")
    assert "geen lid meer" in letters_of([letter])[letter.code].text
    assert WORDS not in letters_of([letter])[letter.code].text


@pytest.mark.parametrize(("days", "met"), [(20, 21), (20, -1)])
def test_the_meeting_was_after_they_asked_and_is_over(objected, sjaan, at, days, met):
    with pytest.raises(Refused, match="dag"):
        actions.write_what_members_said(
            objected,
            stays=False,
            met_on=at.date() + timedelta(days=met),
            by=sjaan,
            at=at + timedelta(days=days),
        )


def test_the_board_cannot_say_it_again_meanwhile(objected, sjaan, tess, at):
    speak_again = objected.matter.conversations.filter(stage="asked")
    assert not speak_again.exists()
    with pytest.raises(Refused, match="ledenvergadering"):
        actions.expel(objected, "Toch", by=sjaan, at=at)
    with pytest.raises(Refused, match="al een gesprek beloofd"):
        actions.begin_expulsion(tess.actor.member, by=sjaan, at=at)
    assert until(tess) is None


def test_twice_and_empty_and_without_a_decision_are_refused(expelled, board, sjaan, tess, at):
    with pytest.raises(Refused, match="Schrijf"):
        actions.take_to_members(expelled, " ", by=tess, at=at)
    actions.take_to_members(expelled, WORDS, by=tess, at=at)
    with pytest.raises(Refused, match="al mee"):
        actions.take_to_members(expelled, WORDS, by=tess, at=at)
    said(expelled, sjaan, at, stays=True)
    with pytest.raises(Refused, match="geen besluit"):
        actions.take_to_members(expelled, WORDS, by=tess, at=at)
    with pytest.raises(Refused, match="wacht niet"):
        said(expelled, sjaan, at, stays=False)


def test_disputed_and_taken_to_the_members_the_members_say_it(expelled, sjaan, tess, at):
    actions.dispute_expulsion_talk(expelled, "Wij spraken elkaar niet", by=tess, at=at)
    actions.take_to_members(expelled, WORDS, by=tess, at=at)
    speak(now(), sjaan, at)
    row = said(now(), sjaan, at, stays=False)
    assert until(tess) == row.met_on


def test_disputed_after_the_members_have_said_it_counts_all_the_same(objected, sjaan, tess, at):
    row = said(objected, sjaan, at, stays=False)
    actions.dispute_expulsion_talk(row, "Zo was het niet", by=tess, at=at + timedelta(days=21))
    assert until(tess) == row.met_on
    assert not now().waits


def test_disputed_later_the_promise_of_the_meeting_stays(objected, tess, at):
    actions.dispute_expulsion_talk(objected, "Wij spraken elkaar niet", by=tess, at=at)
    row = now()
    assert (row.answer.state, row.promise.state) == (State.OPEN, State.OPEN)
    assert row.awaits_meeting


def test_whoever_left_by_themselves_meanwhile_is_not_put_out_again(objected, sjaan, tess, at):
    actions.leave_membership(Member.objects.get(actor=tess.pk), tess, by=tess, at=at)
    row = said(objected, sjaan, at, stays=False)
    assert until(tess) == at.date()
    assert not row.waits


def test_the_record_says_it_without_words_and_all_hangs_together(objected, sjaan, rietkade, at):
    said(objected, sjaan, at, stays=False)
    kinds = [
        fact["kind"] for fact in facts_of(rietkade.pk, "expulsion.objected", "expulsion.meeting")
    ]
    assert kinds == ["expulsion.objected", "expulsion.meeting"]
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_twice_at_once_it_is_taken_there_once(real_commits, expelled, tess, at):
    def take():
        actions.take_to_members(expelled, WORDS, by=tess, at=at)

    (no,) = at_once(tess.cooperative_id, take, take)
    assert isinstance(no, Refused)
    assert now().awaits_meeting


def test_yes_and_no_at_once_one_of_them_counts(real_commits, objected, sjaan, tess, at):
    def says(stays):
        return lambda: said(objected, sjaan, at, stays=stays)

    (no,) = at_once(tess.cooperative_id, says(True), says(False))
    assert isinstance(no, Refused)
    assert (until(tess) is None) == now().meeting_keeps


# ---- pages -------------------------------------------------------------------------------------------


def test_on_the_pages(expelled, board, sjaan, tess, idris, client, at):
    client.sign_in(tess)
    assert "Ga ermee naar de ledenvergadering" in text(client.get(MINE))
    empty = client.post(OBJECT, {"words": ""})
    assert empty.context["form"].errors
    assert client.post(OBJECT, {"words": WORDS}).status_code == 302
    mine = text(client.get(MINE))
    assert "De leden zeggen of je blijft" in mine
    assert WORDS in mine
    assert "Ga ermee naar de ledenvergadering" not in mine
    shown = text(client.sign_in(idris).get(MEMBERS))
    assert "Tess" in shown
    assert "vraagt de leden of die kan blijven" in shown
    assert WORDS not in shown
    client.sign_in(sjaan)
    assert WORDS in text(client.get(there(expelled)))
    done = {"says": "no", "met_on": at.date().isoformat()}
    assert client.post(f"{there(expelled)}ledenvergadering/", done).status_code == 302
    assert until(tess) == at.date()
    assert "vraagt de leden of" not in text(client.sign_in(idris).get(MEMBERS))


def test_who_took_it_to_the_members_can_still_say_that_the_talk_was_otherwise(
    objected, sjaan, tess, client, at
):
    client.sign_in(tess)
    assert DISPUTE in text(client.get(MINE))
    assert client.post(DISPUTE, {"words": "Wij spraken elkaar niet"}).status_code == 302
    mine = text(client.get(MINE))
    assert DISPUTE not in mine
    for words in ("De leden zeggen of je blijft", "dat het gesprek anders was", "praat met je"):
        assert words in mine
    said(now(), sjaan, at, stays=False)
    assert DISPUTE not in text(client.get(MINE))


def test_who_disputed_it_first_can_still_take_it_to_the_members(expelled, tess, client):
    client.sign_in(tess).post(DISPUTE, {"words": "Wij spraken elkaar niet"})
    mine = text(client.get(MINE))
    assert OBJECT in mine
    assert DISPUTE not in mine


def test_nobody_else_writes_down_what_the_members_said(objected, tess, idris, client, at):
    done = {"says": "yes", "met_on": at.date().isoformat()}
    for somebody in (tess, idris):
        answer = client.sign_in(somebody).post(f"{there(objected)}ledenvergadering/", done)
        assert answer.status_code == 404
    assert now().met_on is None


def test_a_wrong_day_is_said_and_nothing_is_lost(objected, sjaan, client, at):
    done = {"says": "no", "met_on": (at + timedelta(3)).date().isoformat()}
    answer = client.sign_in(sjaan).post(f"{there(objected)}ledenvergadering/", done)
    assert answer.context["form"].errors
    assert done["met_on"] in answer.content.decode()
    assert now().met_on is None


def test_with_a_card(ruben, card, board, sjaan, at, client):
    member = members.make_member(ruben.actor, sort="resident", since=at.date(), by="invoer", at=at)
    doubted = actions.begin_expulsion(member, by=sjaan, at=at)
    speak(doubted, sjaan, at)
    actions.expel(doubted, "Daarom", by=sjaan, at=at)
    opened = client.post(OBJECT, card)
    done = client.post(OBJECT, {"words": WORDS} | pass_in(opened))
    assert "De leden zeggen of je blijft" in text(done)
    assert until(ruben) is None


def test_a_refusal_that_waits_for_the_members_is_seen_by_them_too(
    rietkade, board, sjaan, ruben, idris, client, at
):
    joining = actions.ask_to_join(ruben, Wish("resident", "Ik kook"), by=ruben, at=at)
    speak(joining, sjaan, at)
    actions.refuse(Joining.objects.get(), "Nee", by=sjaan, at=at)
    assert "vraagt de leden" not in text(client.sign_in(idris).get(MEMBERS))
    actions.object_to(Joining.objects.get(), WORDS, by=ruben, at=at)
    shown = text(client.get(MEMBERS))
    assert "Ruben" in shown
    assert "vraagt de leden om lid te worden" in shown
    assert WORDS not in shown


def test_it_can_stand_on_the_agenda_of_a_meeting_and_what_was_said_stands_there(
    objected, rietkade, sjaan, at
):
    when = When(at + timedelta(days=20), "De Steiger")
    meeting = decisions.plan_meeting(rietkade, when, by=sjaan, at=at)
    (waits,) = what_waits(rietkade)
    assert waits.matter == objected.matter_id
    assert waits.asks == "Tess Ouwehand vraagt de leden om lid te blijven."
    decisions.put_on_agenda(meeting, waits=waits.matter, by=sjaan, at=at)
    (one,) = agenda_of(meeting)
    assert one.waits.said == ""
    said(objected, sjaan, at, stays=True)
    (one,) = agenda_of(meeting)
    assert one.waits.said == "Tess Ouwehand blijft lid."
    assert what_waits(rietkade) == []
