"""Members ask for a meeting, are invited, meet, and read what came of it."""

from datetime import timedelta

import pytest

from tests.decisions.meeting import ask
from tussenruimte.decisions import actions, nightly
from tussenruimte.decisions.actions import There, When
from tussenruimte.decisions.models import (
    Approval,
    Attendance,
    Demand,
    DemandVoice,
    Item,
    Line,
    Moved,
)
from tussenruimte.decisions.reads import meetings as reads
from tussenruimte.decisions.reads.minutes import beside, lines_of
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.reads import facts_of

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("members_now", "needed"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3), (100, 10), (101, 11)]
)
def test_a_tenth_is_exact_and_never_nobody(members_now, needed):
    assert reads.needed_for_meeting(members_now) == needed


def test_with_a_tenth_the_board_owes_a_meeting_within_four_weeks(demand, crowd, board, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    demand.refresh_from_db()
    assert demand.reached_at is None  # two of twenty-two
    assert not Promise.objects.exists()
    actions.join_in(demand, member=crowd[1].actor, by=crowd[1], at=at)
    demand.refresh_from_db()
    assert demand.promise.maker_id == board.actor_id
    assert demand.promise.due == at.date() + 28 * DAY
    told = Dispatch.objects.filter(kind="decisions.demand-reached")
    assert demand.asked_by.code in set(told.values_list("to", flat=True))


def test_each_member_has_one_voice(demand, crowd, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    with pytest.raises(Refused):
        actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    assert DemandVoice.objects.count() == 2


def test_who_is_no_member_any_more_does_not_count(demand, crowd, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    members.end_membership(crowd[0].actor.member, until=at.date(), by="invoer", at=at)
    assert reads.voices_for(demand) == 1


def test_when_members_leave_fewer_are_enough(demand, crowd, rietkade, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    for person in crowd[10:]:
        members.end_membership(person.actor.member, until=at.date(), by="invoer", at=at)
    assert nightly.look_at_demands(rietkade, at.date(), at) == 1
    demand.refresh_from_db()
    assert demand.promise.of == demand.asked_by


@pytest.mark.parametrize("reason", ["", "  ", "Mijn nummer is 111222333."])
def test_asking_says_why(rietkade, board, idris, at, reason):
    with pytest.raises(Refused):
        ask(rietkade, idris, at, reason)
    assert not Demand.objects.exists()


def test_one_asks_once_at_a_time(demand, rietkade, idris, at):
    with pytest.raises(Refused):
        ask(rietkade, idris, at)
    actions.withdraw_demand(demand, by=idris, at=at)
    assert ask(rietkade, idris, at).is_open


def test_it_is_withdrawn_before_there_are_enough_and_not_after(reached, idris, crowd, at):
    with pytest.raises(Refused):
        actions.withdraw_demand(reached, by=idris, at=at)
    with pytest.raises(Refused):
        actions.step_out(reached, member=crowd[0].actor, by=crowd[0], at=at)


def test_who_joined_in_can_step_out(demand, crowd, idris, at):
    actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=at)
    actions.step_out(demand, member=crowd[0].actor, by=crowd[0], at=at)
    assert reads.voices_for(demand) == 1
    with pytest.raises(Refused):
        actions.step_out(demand, member=crowd[0].actor, by=crowd[0], at=at)
    with pytest.raises(Refused):
        actions.step_out(demand, member=idris.actor, by=idris, at=at)


def test_it_ends_by_itself_after_its_term(demand, rietkade, crowd, at):
    last = at + 92 * DAY
    assert nightly.look_at_demands(rietkade, last.date(), last) == 0
    assert nightly.look_at_demands(rietkade, (last + DAY).date(), last + DAY) == 1
    demand.refresh_from_db()
    assert demand.lapsed_at
    with pytest.raises(Refused):
        actions.join_in(demand, member=crowd[0].actor, by=crowd[0], at=last + DAY)


def test_after_fourteen_silent_days_who_asked_may_call_it(reached, rietkade, idris, at):
    for days, freed in ((14, 0), (15, 1), (16, 0)):
        moment = at + days * DAY
        assert nightly.look_at_demands(rietkade, moment.date(), moment) == freed
    reached.refresh_from_db()
    assert Dispatch.objects.filter(kind="decisions.demand-free", to=idris.code).count() == 1
    when = When(at + 40 * DAY, "De Steiger")
    meeting = actions.plan_meeting(
        rietkade, when, demand=reached, by_board=False, by=idris, at=at + 16 * DAY
    )
    actions.convene(meeting, by=idris, at=at + 16 * DAY)
    actions.hold_meeting(meeting, There([idris.actor]), by=idris, at=at + 40 * DAY)
    reached.promise.refresh_from_db()
    assert reached.promise.state == State.RELEASED


def test_a_board_that_invited_is_not_silent(reached, rietkade, sjaan, at):
    meeting = actions.plan_meeting(
        rietkade, When(at + 20 * DAY, "De Steiger"), demand=reached, by=sjaan, at=at
    )
    actions.convene(meeting, by=sjaan, at=at)
    moment = at + 15 * DAY
    assert nightly.look_at_demands(rietkade, moment.date(), moment) == 0
    actions.cancel_meeting(meeting, "De zaal is dicht.", by=sjaan, at=moment)
    assert nightly.look_at_demands(rietkade, moment.date(), moment) == 1


def test_the_board_calls_it_by_the_day_that_was_promised(reached, rietkade, sjaan, at):
    with pytest.raises(Refused, match="14 december 2026"):
        actions.plan_meeting(
            rietkade, When(at + 29 * DAY, "De Steiger"), demand=reached, by=sjaan, at=at
        )
    meeting = actions.plan_meeting(
        rietkade, When(at + 20 * DAY, "De Steiger"), demand=reached, by=sjaan, at=at
    )
    assert [one.sort for one in meeting.items.all()] == ["demand"]
    with pytest.raises(Refused):
        actions.take_off_agenda(meeting, 1, by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    with pytest.raises(Refused, match="14 december 2026"):
        actions.move_meeting(
            meeting, When(at + 30 * DAY, "De Steiger"), "Vakantie", by=sjaan, at=at
        )
    actions.hold_meeting(meeting, There([reached.asked_by.actor]), by=sjaan, at=at + 20 * DAY)
    reached.promise.refresh_from_db()
    assert reached.promise.state == State.DONE


# ---- the meeting -----------------------------------------------------------------------------------


def test_members_are_invited_in_time(rietkade, board, sjaan, at):
    with pytest.raises(Refused, match="23 november 2026"):
        actions.plan_meeting(rietkade, When(at + 6 * DAY, "De Steiger"), by=sjaan, at=at)
    row = actions.plan_meeting(rietkade, When(at + 7 * DAY, "De Steiger"), by=sjaan, at=at)
    actions.put_on_agenda(row, title="Rondvraag", by=sjaan, at=at)
    with pytest.raises(Refused):
        actions.convene(row, by=sjaan, at=at + DAY)
    actions.convene(row, by=sjaan, at=at)


def test_all_members_hear_it_without_anybodys_words(invited, idris, amina):
    told = Dispatch.objects.filter(kind="decisions.meeting")
    assert {idris.code, amina.code} <= set(told.values_list("to", flat=True))
    assert told.count() == len(set(told.values_list("to", flat=True)))


def test_nobody_is_invited_to_talk_about_nothing(meeting, sjaan, at):
    with pytest.raises(Refused):
        actions.convene(meeting, by=sjaan, at=at)


def test_the_agenda_has_an_order_and_is_fixed_once_members_are_invited(invited, sjaan, at):
    assert [one.item.sort for one in reads.agenda_of(invited)] == ["proposal", "words"]
    for wrong in (
        lambda: actions.put_on_agenda(invited, title="Nog iets", by=sjaan, at=at),
        lambda: actions.take_off_agenda(invited, 1, by=sjaan, at=at),
        lambda: actions.move_up(invited, 2, by=sjaan, at=at),
        lambda: actions.convene(invited, by=sjaan, at=at),
    ):
        with pytest.raises(Refused):
            wrong()
    assert Item.objects.count() == 2


def test_what_is_taken_off_leaves_no_gap(meeting, sjaan, at):
    for title in ("Een", "Twee", "Drie"):
        actions.put_on_agenda(meeting, title=title, by=sjaan, at=at)
    actions.take_off_agenda(meeting, 1, by=sjaan, at=at)
    rows = Item.objects.filter(meeting=meeting).order_by("place")
    assert list(rows.values_list("place", "title")) == [(1, "Twee"), (2, "Drie")]
    for place in (1, 3):
        with pytest.raises(Refused):
            actions.move_up(meeting, place, by=sjaan, at=at)


def test_nothing_stands_on_it_twice(meeting, proposal, sjaan, at):
    actions.put_on_agenda(meeting, proposal=proposal, by=sjaan, at=at)
    with pytest.raises(Refused):
        actions.put_on_agenda(meeting, proposal=proposal, by=sjaan, at=at)
    for wrong in ({"title": " "}, {"title": "Mijn nummer is 111222333."}, {"waits": 1}):
        with pytest.raises(Refused):
            actions.put_on_agenda(meeting, **wrong, by=sjaan, at=at)


def test_it_moves_only_with_a_reason_and_everybody_hears_it(invited, sjaan, idris, at):
    when = When(at + 12 * DAY, "Het buurthuis")
    with pytest.raises(Refused):
        actions.move_meeting(invited, when, " ", by=sjaan, at=at)
    actions.move_meeting(invited, when, "De zaal is dicht.", by=sjaan, at=at)
    assert Moved.objects.get().was_in == "De Steiger"
    assert Dispatch.objects.filter(kind="decisions.meeting-moved", to=idris.code).exists()
    with pytest.raises(Refused):
        actions.move_meeting(
            invited, When(at + 9 * DAY, "Hier"), "Toch niet.", by=sjaan, at=at + 3 * DAY
        )


def test_it_is_called_off_only_with_a_reason(invited, sjaan, idris, at):
    with pytest.raises(Refused):
        actions.cancel_meeting(invited, "", by=sjaan, at=at)
    actions.cancel_meeting(invited, "Er is griep.", by=sjaan, at=at)
    assert Dispatch.objects.filter(kind="decisions.meeting-cancelled", to=idris.code).exists()
    with pytest.raises(Refused):
        actions.hold_meeting(invited, There([idris.actor]), by=sjaan, at=at + 9 * DAY)


# ---- held ------------------------------------------------------------------------------------------


def test_who_was_there_is_written_once(held, idris, sjaan, at):
    assert (held.present, held.by_proxy) == (1, 1)
    assert Attendance.objects.filter(proxy=idris.actor).count() == 1
    with pytest.raises(Refused):
        actions.hold_meeting(held, There([idris.actor]), by=sjaan, at=at + 10 * DAY)


def test_each_member_counts_once_and_a_proxy_is_there(invited, idris, amina, sjaan, at):
    day = at + 9 * DAY
    for wrong in (
        There([]),
        There([idris.actor, idris.actor]),
        There([idris.actor], [(idris.actor, amina.actor)]),
        There([idris.actor], [(amina.actor, sjaan.actor)]),
    ):
        with pytest.raises(Refused):
            actions.hold_meeting(invited, wrong, by=sjaan, at=day)
    with pytest.raises(Refused):
        actions.hold_meeting(invited, There([idris.actor]), by=sjaan, at=at + 8 * DAY)


def test_nobody_votes_for_more_others_than_one_may(invited, idris, crowd, sjaan, at):
    by_proxy = [(person.actor, idris.actor) for person in crowd[:3]]
    with pytest.raises(Refused, match="hooguit 2"):
        actions.hold_meeting(invited, There([idris.actor], by_proxy), by=sjaan, at=at + 9 * DAY)
    actions.hold_meeting(invited, There([idris.actor], by_proxy[:2]), by=sjaan, at=at + 9 * DAY)
    assert Attendance.objects.filter(proxy=idris.actor).count() == 2


def decide(proposal, people, at):
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(proposal, sort, by=proposal.leads, at=at)
    for person in people:
        actions.speak(proposal, actions.Voice("consent"), by=person, at=at)
    actions.conclude(proposal, by=proposal.leads, at=at)


def test_minutes_fill_themselves(held, proposal, idris, amina, sjaan, at, keeps_out):
    day = at + 9 * DAY
    decide(proposal, [amina, sjaan], day)
    promise = promised(proposal.matter, sjaan, idris, day)
    promised(proposal.matter, sjaan, idris, day + DAY)
    about = promised(held.matter, sjaan, idris, day)
    minutes = actions.write_minutes(held, {1: "Kort besproken."}, by=sjaan, at=day + DAY)
    first, second = Line.objects.order_by("item__place")
    assert first.is_adopted is True
    assert first.promised == [promise.code]
    assert first.kept_out == [idris.code]
    assert first.words == "Kort besproken."
    assert (second.is_adopted, second.promised) == (None, [])
    assert minutes.promised == [about.code]
    found = lines_of(minutes, reads.agenda_of(held))
    assert [one.code for one in found[0].promises] == [promise.code]
    assert found[0].kept_out == [idris.actor]
    Actor.objects.filter(pk=idris.pk).update(hat="Merwehaven")
    (kept_out,) = beside(held, reads.agenda_of(held), with_names=False).lines[0].kept_out
    assert str(kept_out) == f"{idris.actor.name} (Merwehaven)"


@pytest.fixture
def keeps_out(proposal, idris, amina, at):
    actions.keep_out(proposal, "Ik woon ernaast", by=idris, at=at)
    actions.lead(proposal, by=amina, at=at)
    proposal.refresh_from_db()


def promised(matter, maker, receiver, at):
    return make_promise(
        matter, maker=maker.actor, receiver=receiver.actor, text="Ik bel de gasten.",
        due=at.date() + 7 * DAY, by=maker, at=at,
    )  # fmt: skip


def test_what_was_not_right_is_a_next_version_and_says_so(held, sjaan, at):
    day = at + 10 * DAY
    actions.write_minutes(held, {1: "Eerst."}, by=sjaan, at=day)
    with pytest.raises(Refused):
        actions.write_minutes(held, {1: "Beter."}, by=sjaan, at=day)
    with pytest.raises(Refused):
        actions.write_minutes(
            held, {1: "Mijn nummer is 111222333."}, because="Telfout", by=sjaan, at=day
        )
    second = actions.write_minutes(held, {1: "Beter."}, because="Telfout", by=sjaan, at=day)
    assert second.number == 2
    words = Line.objects.order_by("pk").values_list("words", flat=True)
    assert list(words) == ["Eerst.", "", "Beter.", ""]


def test_minutes_come_after_the_meeting(invited, sjaan, at):
    with pytest.raises(Refused):
        actions.write_minutes(invited, {}, by=sjaan, at=at)


def test_the_next_meeting_says_that_it_was_so(held, rietkade, idris, sjaan, at):
    day = at + 10 * DAY
    actions.write_minutes(held, {}, by=sjaan, at=day)
    after = actions.plan_meeting(rietkade, When(day + 9 * DAY, "De Steiger"), by=sjaan, at=day)
    assert [one.earlier for one in after.items.all()] == [held]
    actions.convene(after, by=sjaan, at=day)
    with pytest.raises(Refused):
        actions.approve_minutes(held, after, by=sjaan, at=day)
    later = day + 9 * DAY
    actions.hold_meeting(after, There([idris.actor]), by=sjaan, at=later)
    actions.approve_minutes(held, after, by=sjaan, at=later)
    assert Approval.objects.get().minutes.meeting == held
    with pytest.raises(Refused):
        actions.approve_minutes(held, after, by=sjaan, at=later)
    with pytest.raises(Refused):
        actions.write_minutes(held, {}, because="Toch anders", by=sjaan, at=later)
    assert reads.to_approve(rietkade) == []


KINDS = ("planned", "item", "item-up", "convened", "held")


def test_each_step_notes_one_fact_of_its_own(held, rietkade):
    kinds = [fact["kind"] for fact in facts_of(rietkade.pk, *(f"meeting.{one}" for one in KINDS))]
    assert kinds == [f"meeting.{one}" for one in ("planned", "item", *KINDS[1:])]


# ---- what letters say ------------------------------------------------------------------------------


def letter(kind, person):
    (message,) = Dispatch.objects.filter(kind=f"decisions.{kind}", to=person.code)
    return letters_of([message])[message.code].text


def test_letters_say_when_and_no_words_of_anybody(invited, idris, sjaan, at):
    text = letter("meeting", idris)
    assert "woensdag 25 november om 10 uur." in text
    assert f"/rietkade/ledenvergadering/{invited.code}/" in text
    actions.move_meeting(invited, When(at + 12 * DAY, "Hok"), "Lekkage", by=sjaan, at=at)
    moved = letter("meeting-moved", idris)
    assert "zaterdag 28 november" in moved
    actions.cancel_meeting(invited, "Griep", by=sjaan, at=at)
    gone = letter("meeting-cancelled", idris)
    for words in ("Steiger", "Hok", "Lekkage", "Griep", "Rondvraag", "zondag dicht"):
        assert words not in text + moved + gone


def test_letters_about_what_members_ask_say_by_when(reached, rietkade, idris, sjaan, at):
    assert "uiterlijk op maandag 14 december" in letter("demand-reached", sjaan)
    later = at + 15 * DAY
    nightly.look_at_demands(rietkade, later.date(), later)
    text = letter("demand-free", idris)
    assert "zelf bij elkaar roepen" in text
    assert reached.reason not in text
