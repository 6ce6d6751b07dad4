"""Somebody else holds on from now on: what goes along, and what ends."""

from datetime import timedelta

import pytest

from tussenruimte.conversations.actions import ask, plan
from tussenruimte.conversations.models import Conversation, Stage as Talk
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.actions import let_hold, take_duty
from tussenruimte.members.models import Duty, Standing
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Basis, Promise, Purpose, State
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, SetAside

pytestmark = pytest.mark.usefixtures("english")


def fresh(need):
    return Need.objects.whole().get(pk=need.pk)


@pytest.fixture
def hand_over(need, amina, sjaan, at):
    """Amina asks Sjaan, and both Sjaan and Ruben say yes."""

    def over():
        offer = actions.offer_need(need, to=sjaan, why="Zij kent hem", by=amina, at=at)
        actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)
        actions.person_answers(offer, says_yes=True, by=need.person, at=at)

    return over


@pytest.mark.parametrize("purpose", [Purpose.SEARCH, Purpose.ANSWER, Purpose.TABLE])
def test_what_goes_with_holding_on_goes_to_the_new_holder(
    need, amina, sjaan, at, hand_over, purpose
):
    promise = make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text="Amina doet het",
        due=at.date(), purpose=purpose, by=amina, at=at,
    )  # fmt: skip
    hand_over()
    promise = Promise.objects.whole().get(pk=promise.pk)
    assert (promise.maker_id, promise.due) == (sjaan.pk, at.date())
    assert "Amina" not in promise.read("text")


def test_the_old_holder_reads_nothing_more(need, amina, at, hand_over):
    actions.lose(need, by=amina, at=at)
    actions.find_again(fresh(need), reach="via Sjaan", by=amina, at=at)
    hand_over()
    assert not Reader.objects.filter(matter=need.matter, actor=amina.actor).exists()


def test_an_own_word_stays_with_who_gave_it(need, amina, at, hand_over):
    own = make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text="Ik breng soep",
        due=at.date(), by=amina, at=at,
    )  # fmt: skip
    hand_over()
    own.refresh_from_db()
    assert own.maker_id == amina.pk


def test_the_wish_for_another_is_kept_by_the_handover(need, at, hand_over):
    actions.wish_for_another(need, by=need.person, at=at)
    hand_over()
    assert Promise.objects.get(purpose=Purpose.ANOTHER).state == State.KEPT
    assert Conversation.objects.filter(stage=Talk.NOT_HELD).count() == 1


@pytest.fixture
def amina_stops(need, amina, at):
    """The question ends; from then on Amina may not hold on, so that Sjaan has it when it is back."""

    def stop():
        actions.close(fresh(need), by=need.person, at=at)
        Duty.objects.filter(person=amina.pk).delete()
        Standing.objects.filter(person=amina).delete()

    return stop


def open_again_with(sjaan, need, at):
    take_duty(sjaan, since=at.date(), until=at.date(), by=sjaan, at=at)
    actions.reopen(fresh(need), by=need.person, at=at)
    assert fresh(need).holder_id == sjaan.pk


@pytest.mark.parametrize("purpose", [Purpose.WORD, Purpose.SEARCH, Purpose.ANSWER, Purpose.TABLE])
def test_what_goes_with_holding_on_goes_along_when_it_is_opened_again(
    need, amina, sjaan, at, amina_stops, purpose
):
    promise = make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text="Amina doet het",
        due=at.date(), purpose=purpose, by=amina, at=at,
    )  # fmt: skip
    amina_stops()
    open_again_with(sjaan, need, at)
    promise.refresh_from_db()
    is_own = purpose == Purpose.WORD
    assert promise.maker_id == (amina.pk if is_own else sjaan.pk)
    reads = Reader.objects.filter(matter=need.matter, actor=amina.actor)
    grounds = list(reads.values_list("ground", "until"))
    assert grounds == ([(Ground.PROMISE, None)] if is_own else [])


@pytest.mark.parametrize("by_whom", ["person", "sjaan", "both said yes"])
def test_the_person_hears_who_does_it_now_unless_they_said_so_themselves(
    need, amina, sjaan, at, amina_stops, hand_over, by_whom
):
    make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text="Amina doet het",
        due=at.date(), purpose=Purpose.ANSWER, by=amina, at=at,
    )  # fmt: skip
    if by_whom == "both said yes":
        hand_over()
    else:
        amina_stops()
        take_duty(sjaan, since=at.date(), until=at.date(), by=sjaan, at=at)
        by = {"person": need.person, "sjaan": sjaan}[by_whom]
        actions.reopen(fresh(need), by=by, at=at)
    told = Dispatch.objects.filter(kind="taken-over").values_list("to", flat=True)
    assert list(told) == ([need.person.code] if by_whom == "sjaan" else [])


def test_a_wish_for_another_is_kept_when_another_opens_it_again(need, sjaan, at, amina_stops):
    actions.wish_for_another(need, by=need.person, at=at)
    amina_stops()
    open_again_with(sjaan, need, at)
    assert Promise.objects.get(purpose=Purpose.ANOTHER).state == State.KEPT
    assert Conversation.objects.filter(stage=Talk.NOT_HELD).count() == 1


def test_a_loss_and_an_asked_talk_are_no_wish_for_another(need, amina, at):
    ask(need.matter, host=amina.actor, by=need.person, at=at)
    actions.lose_ground(need, basis=Basis.HOME, on=at.date(), by=amina, at=at)
    actions.wish_for_another(need, by=need.person, at=at)
    with pytest.raises(Refused, match="asked this already"):
        actions.wish_for_another(need, by=need.person, at=at)


def test_what_was_asked_or_planned_is_with_the_new_holder(need, amina, sjaan, at, hand_over):
    asked = ask(need.matter, host=amina.actor, by=need.person, at=at)
    planned = ask(need.matter, host=amina.actor, by=amina, at=at)
    plan(planned, Plan(at + timedelta(days=1)), by=amina, at=at)
    hand_over()
    for row in (asked, planned):
        row.refresh_from_db()
        assert row.host_id == sjaan.pk
        guests = set(row.attendance.values_list("actor", "reads_along"))
        assert guests == {(sjaan.pk, False), (need.person_id, False)}


def test_nobody_is_offered_what_they_ask_themselves(need, amina, at):
    let_hold(need.person, by="invoer", at=at)
    with pytest.raises(Refused, match="asks this themselves"):
        actions.offer_need(need, to=need.person, why="kan het zelf", by=amina, at=at)


def test_nor_comes_it_back_to_them_when_they_have_the_duty(message, amina, sjaan, at):
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    Duty.objects.update(person=let_hold(message.person, by="invoer", at=at))
    actions.restore(row, by=sjaan, at=at)
    assert fresh(message).holder_id == sjaan.pk


def test_nor_do_they_look_along_at_putting_it_aside(message, amina, at):
    let_hold(message.person, by="invoer", at=at)
    with pytest.raises(Refused, match="themselves"):
        actions.ask_to_set_aside(message, reason="double", second=message.person, by=amina, at=at)


def test_reopened_it_comes_not_to_the_person_either(need, amina, at):
    actions.close(need, by=need.person, at=at)
    need.relations.all().delete()
    Duty.objects.update(person=let_hold(need.person, by="invoer", at=at))
    with pytest.raises(Refused, match="Nobody has the duty"):
        actions.reopen(fresh(need), by=need.person, at=at)


def end_by_closing(need, amina, sjaan, at):
    actions.close(need, by=need.person, at=at)


def end_by_setting_aside(need, amina, sjaan, at):
    row = actions.ask_to_set_aside(need, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)


@pytest.mark.parametrize("end", [end_by_closing, end_by_setting_aside])
def test_an_offer_ends_with_the_question(message, amina, sjaan, at, end):
    offer = actions.offer_need(message, to=sjaan, why="Zij kent hem", by=amina, at=at)
    end(message, amina, sjaan, at)
    offer.refresh_from_db()
    assert offer.ended_at == at
    with pytest.raises(Refused, match="taken back"):
        actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)


def test_an_offer_ends_when_the_message_is_joined(message, rietkade, amina, sjaan, telling, at):
    second = actions.tell(rietkade, telling, by=None, at=at).need
    offer = actions.offer_need(second, to=sjaan, why="Zij kent hem", by=amina, at=at)
    actions.join_messages(second, message, is_same_person=True, by=amina, at=at)
    offer.refresh_from_db()
    assert offer.ended_at == at
    assert not SetAside.objects.exists()
