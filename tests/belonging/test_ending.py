"""Leaving: at once, for everybody; what is held is asked over and stays until somebody says yes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once
from tests.belonging.test_joining import speak
from tests.belonging.test_joining_pages import pass_in, text
from tussenruimte.belonging import actions
from tussenruimte.belonging.models import Departure, Expulsion
from tussenruimte.belonging.reads import leaving as reads
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import ActsFor, DutyOffer, Member, Standing
from tussenruimte.members.reads import people_who_may_hold
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Handover, State
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import NeedHandover

END = "/rietkade/opzeggen/"
MINE = "/rietkade/leden/mijn/"


def leaves(person, at, by=None):
    return actions.leave_membership(person.actor.member, person, by=by or person, at=at)


@pytest.fixture
def need(rietkade, amina, sjaan, ruben, at):
    """What Ruben needs; Amina holds on to it."""
    telling = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    return relations.tell(rietkade, telling, person=ruben, by=ruben, at=at).need


def test_it_counts_at_once_and_the_board_hears(idris, board, sjaan, at):
    leaves(idris, at)
    assert Member.objects.get(actor=idris.pk).until == at.date()
    row = Dispatch.objects.get(kind="belonging.left")
    assert row.to == sjaan.code
    assert "Idris" in letters_of([row])[row.code].text


def test_a_question_stays_held_until_somebody_says_yes(need, amina, sjaan, at):
    leaves(amina, at)
    need.refresh_from_db()
    assert need.holder_id == amina.pk
    row = NeedHandover.objects.get(need=need)
    assert (row.taker_id, row.giver) == (sjaan.pk, amina)
    relations.taker_answers(row, says_yes=True, by=sjaan, at=at)
    row.refresh_from_db()
    relations.person_answers(row, says_yes=True, by=need.person, at=at)
    need.refresh_from_db()
    assert need.holder_id == sjaan.pk


def test_when_nobody_can_be_asked_it_stays_and_nobody_is_without(rietkade, amina, ruben, at):
    telling = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    need = relations.tell(rietkade, telling, person=ruben, by=ruben, at=at).need
    leaves(amina, at)
    need.refresh_from_db()
    assert need.holder_id == amina.pk
    assert Standing.objects.filter(person=amina).exists()


def test_what_was_promised_in_public_is_asked_over(garden, idris, amina, board, at):
    promise = promises.make_promise(
        garden, maker=idris.actor, receiver=amina.actor, text="Ik harkt", due=at.date(), by=idris,
        at=at,
    )  # fmt: skip
    leaves(idris, at)
    promise.refresh_from_db()
    row = Handover.objects.get(promise=promise)
    assert promise.maker == idris.actor
    assert row.taker == board.actor  # Amina has the duty, and it was promised to her
    promises.answer_offer(row, accepts=True, by=amina, at=at)
    promise.refresh_from_db()
    assert promise.maker == board.actor


def test_what_is_about_somebody_goes_to_whoever_holds_on(need, idris, amina, at):
    promise = promises.make_promise(
        need.matter, maker=idris.actor, receiver=need.person.actor, text="Ik kook", due=at.date(),
        by=need.person, at=at,
    )  # fmt: skip
    leaves(idris, at)
    assert Handover.objects.get(promise=promise).taker == amina.actor


def test_what_one_asked_oneself_stays(rietkade, amina, idris, at):
    telling = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    need = relations.tell(rietkade, telling, person=idris, by=idris, at=at).need
    own = promises.make_promise(
        need.matter, maker=idris.actor, receiver=amina.actor, text="Ik bel", due=at.date(),
        by=idris, at=at,
    )  # fmt: skip
    leaves(idris, at)
    need.refresh_from_db()
    assert need.closed_at is None
    assert not Handover.objects.filter(promise=own).exists()


def test_days_of_duty_are_offered_and_stay_until_then(amina, sjaan, at):
    leaves(amina, at)
    offer = DutyOffer.objects.get()
    assert (offer.taker_id, offer.since) == (sjaan.pk, at.date() + timedelta(1))
    assert amina.pk == offer.duty.person_id


def test_nobody_asks_who_left_to_hold_on(amina, sjaan, rietkade, at):
    leaves(amina, at)
    assert people_who_may_hold(rietkade) == [sjaan]


def test_seats_of_the_house_and_circles_are_left_those_of_an_organisation_not(
    idris, joris, board, rietkade, at
):
    voice = members.make_seat(rietkade, "bewonersstem", by="invoer", at=at)
    members.sit_down(voice, idris, since=at.date(), by="invoer", at=at)
    members.sit_in_circle(board, idris, since=at.date() - timedelta(3), by="invoer", at=at)
    members.make_member(joris.actor, sort="resident", since=at.date(), by="invoer", at=at)
    leaves(idris, at)
    leaves(joris, at)
    voice.refresh_from_db()
    assert voice.vacant_since == at.date()
    assert not ActsFor.objects.filter(person=idris, actor=board.actor, until=None).exists()
    assert joris.tenures.get().until is None


def test_within_a_fortnight_it_can_be_taken_back(need, amina, sjaan, board, garden, idris, at):
    members.sit_in_circle(board, amina, since=at.date() - timedelta(3), by="invoer", at=at)
    promises.make_promise(
        garden, maker=amina.actor, receiver=idris.actor, text="Ik hark", due=at.date(), by=amina,
        at=at,
    )  # fmt: skip
    departure = leaves(amina, at)
    actions.take_back_departure(departure, by=amina, at=at + timedelta(14))
    assert Member.objects.get(actor=amina.pk).until is None
    assert not NeedHandover.objects.filter(ended_at=None, done_at=None).exists()
    assert not Handover.objects.filter(answered_at=None).exists()
    assert ActsFor.objects.filter(person=amina, actor=board.actor, until=None).exists()
    with pytest.raises(Refused):
        actions.take_back_departure(departure, by=amina, at=at + timedelta(14))


def test_after_that_one_asks_to_join_again(idris, at):
    departure = leaves(idris, at)
    with pytest.raises(Refused):
        actions.take_back_departure(departure, by=idris, at=at + timedelta(15))


def test_what_somebody_took_meanwhile_stays_with_them(need, amina, sjaan, at):
    departure = leaves(amina, at)
    row = NeedHandover.objects.get(need=need)
    relations.taker_answers(row, says_yes=True, by=sjaan, at=at)
    row.refresh_from_db()
    relations.person_answers(row, says_yes=True, by=need.person, at=at)
    actions.take_back_departure(departure, by=amina, at=at)
    need.refresh_from_db()
    assert need.holder_id == sjaan.pk


def test_leaving_twice_at_once_is_leaving_once(real_commits, idris, board, at):
    (no,) = at_once(idris.cooperative_id, lambda: leaves(idris, at), lambda: leaves(idris, at))
    assert isinstance(no, Refused)
    assert Departure.objects.count() == 1


# ---- pages -----------------------------------------------------------------------------------------


def test_the_front_leads_there(rietkade, client):
    assert END in text(client.get("/rietkade/"))


def test_with_a_log_in(idris, board, client):
    client.sign_in(idris)
    assert "Wat blijft" in text(client.get(END))
    client.post(END, {"member": idris.actor.code})
    shown = text(client.get(MINE))
    assert "kun je dit terugnemen" in shown
    client.post(f"{MINE}blijven/", {"yes": "yes"})
    assert Member.objects.get(actor=idris.pk).until is None


def test_what_nobody_could_be_asked_for_is_shown(need, amina, sjaan, client, at):
    own_word = promises.make_promise(
        need.matter, maker=amina.actor, receiver=need.person.actor, text="Ik ga mee", by=amina,
        due=at.date(), at=at,
    )  # fmt: skip
    leaves(amina, at)
    assert not Handover.objects.filter(promise=own_word).exists()
    shown = text(client.sign_in(amina).get(MINE))
    assert "Sjaan Poelma is gevraagd" in shown
    assert "Vraag eerst aan Ruben of iemand anders het mag doen." in shown


def test_with_a_card(ruben, card, board, at, client):
    members.make_member(ruben.actor, sort="resident", since=at.date(), by="invoer", at=at)
    opened = client.post(END, card)
    done = client.post(END, {"member": ruben.actor.code} | pass_in(opened))
    assert Member.objects.get(actor=ruben.pk).until == at.date()
    back = client.post(f"{MINE}blijven/", {"yes": "yes"} | pass_in(done))
    assert "Je bent lid" in text(back)


def test_nobody_ends_the_membership_of_another(idris, tess, client):
    client.sign_in(idris)
    assert client.post(END, {"member": tess.actor.code}).status_code == 404


def test_told_to_the_board_it_counts_too(board, sjaan, idris, tess, client):
    there = f"/rietkade/leden/lid/{tess.actor.code}/"
    client.sign_in(idris)
    assert client.get(there).status_code == 404
    assert client.post(f"{there}opgezegd/").status_code == 404
    client.sign_in(sjaan)
    assert "Tess" in text(client.get(there))
    client.post(f"{there}opgezegd/")
    assert Departure.objects.get().noted_by == sjaan
    assert reads.latest_departure(tess).person == tess


# ---- put out ---------------------------------------------------------------------------------------


@pytest.fixture
def doubted(board, sjaan, tess, at):
    """The board wants to talk with Tess about staying."""
    return actions.begin_expulsion(tess.actor.member, by=sjaan, at=at)


@pytest.fixture
def expelled(doubted, sjaan, at):
    """It was talked over, and the board said no."""
    speak(doubted, sjaan, at)
    actions.expel(Expulsion.objects.get(), "Ze deelde wat geheim was", by=sjaan, at=at)
    return Expulsion.objects.whole().get()


def test_nobody_is_put_out_without_a_conversation(doubted, sjaan, tess, at):
    for do in (lambda: actions.expel(doubted, "x", by=sjaan, at=at), lambda: actions.let_stay(doubted, by=sjaan, at=at)):  # fmt: skip
        with pytest.raises(Refused, match="gesprek"):
            do()
    with pytest.raises(IntegrityError), transaction.atomic():
        Expulsion.objects.update(expelled_at=at)
    assert Member.objects.get(actor=tess.pk).until is None


def test_nor_without_a_reason(doubted, sjaan, at):
    speak(doubted, sjaan, at)
    with pytest.raises(Refused):
        actions.expel(doubted, " ", by=sjaan, at=at)


def test_after_it_they_are_no_member_and_hear_why(expelled, tess, at):
    assert Member.objects.get(actor=tess.pk).until == at.date()
    assert expelled.answer.state == State.DONE
    row = Dispatch.objects.get(kind="belonging.expelled")
    assert row.to == tess.code
    assert "geheim" not in letters_of([row])[row.code].text


def test_disputed_they_are_a_member_until_it_is_heard(expelled, tess, sjaan, at):
    actions.dispute_expulsion_talk(expelled, "Wij spraken elkaar niet", by=tess, at=at)
    row = Expulsion.objects.whole().get()
    assert Member.objects.get(actor=tess.pk).until is None
    assert (row.waits, row.promise.state) == (True, State.OPEN)
    with pytest.raises(Refused, match="gesprek"):
        actions.expel(row, "Toch", by=sjaan, at=at)
    speak(row, sjaan, at)
    actions.expel(row, "Toch", by=sjaan, at=at)
    assert Member.objects.get(actor=tess.pk).until == at.date()


def test_or_they_stay(doubted, sjaan, tess, at):
    speak(doubted, sjaan, at)
    actions.let_stay(doubted, by=sjaan, at=at)
    assert Member.objects.get(actor=tess.pk).until is None
    with pytest.raises(Refused):
        actions.expel(doubted, "Toch niet", by=sjaan, at=at)


def test_the_board_does_it_on_its_page_and_nobody_else(doubted, sjaan, tess, idris, client, at):
    there = f"/rietkade/leden/ontzetting/{doubted.code}/"
    client.sign_in(idris)
    assert client.get(there).status_code == 404
    assert client.post(there, {"words": "Weg"}).status_code == 404
    client.sign_in(tess)
    assert client.post(f"{there}blijft/").status_code == 404
    assert "praten" in text(client.get(MINE))
    client.sign_in(sjaan)
    assert "gesprek" in text(client.post(there, {"words": "Weg"}))
    speak(doubted, sjaan, at)
    assert client.post(there, {"words": "Ze deelde wat geheim was"}).status_code == 302
    client.sign_in(tess)
    assert "geheim" in text(client.get(MINE))
    client.post(f"{MINE}ontzetting-klopt-niet/", {"words": "Zo was het niet"})
    assert Member.objects.get(actor=tess.pk).until is None
