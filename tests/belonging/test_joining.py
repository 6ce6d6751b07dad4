"""Joining by talking: asked, promised, talked over, and then a member or not, with the reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once
from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.joining import Wish
from tussenruimte.belonging.actions.newcomers import Newcomer
from tussenruimte.belonging.models import Joining, Phase
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.access import is_member
from tussenruimte.members.models import ActsFor, Card, Member, Person
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import State


def asks(person, at, sort="resident", **more):
    return actions.ask_to_join(person, Wish(sort, "Ik kook graag", **more), by=person, at=at)


def speak(joining, by, at, **more):
    talk = joining.matter.conversations.filter(stage__in=["asked", "planned"]).latest("pk")
    conversations.hold(
        talk, Noted(said="Over de buurt", person_said_yes=True, **more), by=by, at=at
    )
    joining.refresh_from_db()


@pytest.fixture
def asked(ruben, amina, board, at):
    """Ruben asks; Amina has the duty, and Sjaan sits in the board."""
    return asks(ruben, at)


@pytest.fixture
def talked(asked, amina, at):
    """Amina spoke with him."""
    speak(asked, amina, at)
    return Joining.objects.whole().get()


@pytest.fixture
def refused(talked, sjaan, at):
    """The board said no."""
    actions.refuse(talked, "Je woont in een andere wijk", by=sjaan, at=at)
    return Joining.objects.whole().get()


def test_whoever_has_the_duty_promises_a_conversation_within_a_fortnight(asked, amina, at):
    assert asked.promise.maker == amina.actor
    assert asked.promise.due == at.date() + timedelta(14)
    assert asked.matter.conversations.get().host == amina.actor
    assert asked.phase == Phase.ASKED


def test_on_a_day_without_duty_the_board_promises_it(ruben, board, at):
    assert asks(ruben, at).promise.maker == board.actor


def test_whoever_has_the_duty_does_not_talk_with_themselves(amina, board, at):
    Member.objects.filter(actor=amina.pk).update(until=at.date())
    assert asks(amina, at).promise.maker == board.actor


def test_somebody_new_gets_a_card(rietkade, amina, board, at):
    new = Newcomer("Wies Hartog", "0123 45 67 99", "molen")
    joining = actions.come_and_ask(rietkade, new, Wish("resident", "Ik kook"), by=None, at=at)
    assert joining.person.name == "Wies Hartog"
    assert Card.objects.get().person == joining.person
    assert joining.person.user is None


@pytest.mark.parametrize(("name", "reach"), [("", "hier"), ("Wies", " ")])
def test_somebody_new_says_name_and_how_to_be_found(rietkade, amina, name, reach, at):
    wish = Wish("resident", "Ik kook")
    with pytest.raises(Refused):
        actions.come_and_ask(rietkade, Newcomer(name, reach, "molen"), wish, by=None, at=at)
    assert not Person.objects.filter(actor__name=name or "-").exists()


def test_a_flood_from_everywhere_is_refused_with_a_way_on(rietkade, amina, board, at):
    rietkade.settings["joinings_an_hour"] = 1
    rietkade.save(update_fields=["settings"])
    wish = Wish("resident", "x")
    actions.come_and_ask(rietkade, Newcomer("Een", "hier", "molen", "a"), wish, by=None, at=at)
    with pytest.raises(Refused, match="iedereen"):
        actions.come_and_ask(rietkade, Newcomer("Twee", "hier", "molen", "b"), wish, by=None, at=at)


@pytest.mark.parametrize("sort", ["organisation", "municipality"])
def test_an_organisation_has_a_name(ruben, amina, sort, at):
    with pytest.raises(Refused):
        asks(ruben, at, sort)


def test_one_asks_once_at_a_time(asked, ruben, at):
    with pytest.raises(Refused):
        asks(ruben, at)


def test_asking_twice_at_once_asks_once(real_commits, ruben, amina, board, at):
    (no,) = at_once(ruben.cooperative_id, lambda: asks(ruben, at), lambda: asks(ruben, at))
    assert isinstance(no, Refused)
    assert Joining.objects.count() == 1


def test_a_member_does_not_ask_again(idris, amina, at):
    with pytest.raises(Refused):
        asks(idris, at)


def test_after_talking_the_board_owes_an_answer(talked, board, at):
    assert talked.promise.state == State.DONE
    assert talked.answer.maker == board.actor
    assert talked.answer.due == at.date() + timedelta(7)


def test_a_short_chat_is_no_conversation(asked, amina, sjaan, at):
    conversations.moment(asked.matter, by=amina, at=at)
    with pytest.raises(Refused):
        actions.admit(asked, by=sjaan, at=at)


@pytest.mark.parametrize("do", ["admit", "refuse"])
def test_without_a_conversation_it_is_neither_yes_nor_no(asked, sjaan, do, at):
    with pytest.raises(Refused, match="gesprek"):
        actions.admit(asked, by=sjaan, at=at) if do == "admit" else actions.refuse(
            asked, "Nee", by=sjaan, at=at
        )


def test_nor_can_the_database_hold_it(asked, sjaan, at):
    for moment in ("admitted_at", "refused_at"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Joining.objects.filter(pk=asked.pk).update(**{moment: at})


def test_yes_makes_a_member_with_what_they_wrote(talked, sjaan, ruben, at):
    member = actions.admit(talked, by=sjaan, at=at)
    assert (member.actor, member.why, member.sort) == (ruben.actor, "Ik kook graag", "resident")
    talked.answer.refresh_from_db()
    assert talked.answer.state == State.DONE
    assert [row.to for row in Dispatch.objects.filter(kind="belonging.admitted")] == [ruben.code]


def test_yes_twice_at_once_makes_one_member(real_commits, talked, sjaan, ruben, at):
    def go():
        actions.admit(talked, by=sjaan, at=at)

    (no,) = at_once(talked.cooperative_id, go, go)
    assert isinstance(no, Refused)
    assert Member.objects.filter(actor=ruben.pk, until=None).count() == 1


def test_an_organisation_is_spoken_for_by_who_asked(ruben, amina, board, sjaan, at):
    joining = asks(ruben, at, "organisation", organisation="Fietsenmaker Rik")
    speak(joining, amina, at)
    member = actions.admit(joining, by=sjaan, at=at)
    assert member.actor.name == "Fietsenmaker Rik"
    assert ActsFor.objects.filter(actor=member.actor, person=ruben, until=None).exists()


def test_an_organisation_that_is_known_is_not_spoken_for_by_a_stranger(
    ruben, joris, amina, board, sjaan, at
):
    joining = asks(ruben, at, "municipality", organisation="gemeente waterhoven")
    speak(joining, amina, at)
    member = actions.admit(joining, consulted_on=at.date(), by=sjaan, at=at)
    assert member.actor.organisation.is_municipality
    assert not ActsFor.objects.filter(actor=member.actor, person=ruben).exists()


@pytest.mark.parametrize("sort", ["organisation", "municipality"])
def test_who_came_in_with_a_list_gets_a_voice(ruben, rietkade, amina, board, sjaan, sort, at):
    """A member already, for whom nobody speaks yet; whoever asks hears nothing of that before."""
    made = members.make_organisation(
        rietkade, "Gemeente Elders", is_municipality=sort == "municipality", by="invoer", at=at
    )
    was = members.make_member(
        made.actor,
        sort=sort,
        since=at.date() - timedelta(9),
        consulted_on=at.date(),
        by="invoer",
        at=at,
    )
    joining = asks(ruben, at, sort, organisation="gemeente elders")
    speak(joining, amina, at)
    assert actions.admit(joining, by=sjaan, at=at) == was
    assert ActsFor.objects.filter(actor=made.actor, person=ruben, until=None).exists()


def test_only_members_hear_that_an_organisation_is_one(
    ruben, idris, rietkade, amina, board, sjaan, at
):
    made = members.make_organisation(rietkade, "Fietsenmaker Rik", by="invoer", at=at)
    members.make_member(made.actor, sort="organisation", since=at.date(), by="invoer", at=at)
    members.speak_for(made, sjaan, since=at.date(), by=sjaan, at=at)
    with pytest.raises(Refused, match="is al lid"):
        asks(idris, at, "organisation", organisation="fietsenmaker rik")
    joining = asks(ruben, at, "organisation", organisation="fietsenmaker rik")
    speak(joining, amina, at)
    with pytest.raises(Refused, match="is al lid"):
        actions.admit(joining, by=sjaan, at=at)


def test_the_municipality_joins_after_its_council_and_once(joris, ruben, amina, board, sjaan, at):
    joining = asks(joris, at, "municipality", organisation="Gemeente Waterhoven")
    speak(joining, amina, at)
    for day in (None, at.date() + timedelta(1)):
        with pytest.raises(Refused):
            actions.admit(joining, consulted_on=day, by=sjaan, at=at)
    actions.admit(joining, consulted_on=at.date() - timedelta(9), by=sjaan, at=at)
    again = asks(ruben, at, "municipality", organisation="Gemeente Elders")
    speak(again, amina, at)
    with pytest.raises(Refused, match="één lid"):
        actions.admit(again, consulted_on=at.date(), by=sjaan, at=at)


def test_the_database_holds_that_too(joris, at):
    town = joris.tenures.get().seat.organisation
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(
            cooperative_id=joris.cooperative_id,
            actor=town.actor,
            sort="municipality",
            since=at.date(),
        )


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_says_why(talked, sjaan, reason, at):
    with pytest.raises(Refused):
        actions.refuse(talked, reason, by=sjaan, at=at)


def test_a_letter_says_the_way_and_never_the_reason(refused, ruben):
    row = Dispatch.objects.get(kind="belonging.refused")
    text = letters_of([row])[row.code].text
    assert row.to == ruben.code
    assert "ledenvergadering" in text
    assert "wijk" not in text


def test_a_refusal_that_is_disputed_does_not_count_and_is_talked_over_again(
    refused, ruben, amina, sjaan, at
):
    actions.dispute_talk(refused, "Wij spraken elkaar nooit", by=ruben, at=at)
    row = Joining.objects.whole().get()
    assert row.phase == Phase.SUSPENDED
    assert row.promise.state == State.OPEN
    with pytest.raises(Refused, match="gesprek"):
        actions.refuse(row, "Toch niet", by=sjaan, at=at)
    speak(row, amina, at)
    actions.admit(row, by=sjaan, at=at)
    assert Joining.objects.whole().get().phase == Phase.MEMBER


def test_a_dispute_before_the_answer_asks_for_another_conversation(talked, ruben, sjaan, at):
    actions.dispute_talk(talked, "Zo was het niet", by=ruben, at=at)
    row = Joining.objects.whole().get()
    assert (row.phase, row.promise.state) == (Phase.ASKED, State.OPEN)
    assert row.answer.state == State.RELEASED
    with pytest.raises(Refused):
        actions.admit(row, by=sjaan, at=at)


def test_the_members_meeting_overrules_the_board(refused, ruben, sjaan, board, at):
    actions.object_to(refused, "Ik kom hier elke dag", by=ruben, at=at)
    row = Joining.objects.whole().get()
    assert (row.phase, row.answer.maker) == (Phase.OBJECTED, board.actor)
    assert row.answer.due == at.date() + timedelta(28)
    with pytest.raises(Refused):
        actions.object_to(row, "Nog eens", by=ruben, at=at)
    actions.write_meeting(row, admits=True, met_on=at.date(), by=sjaan, at=at)
    assert Member.objects.filter(actor=ruben.pk, until=None).exists()
    assert Joining.objects.whole().get().phase == Phase.MEMBER


def test_or_says_no_too(refused, ruben, sjaan, at):
    actions.object_to(refused, "Ik kom hier elke dag", by=ruben, at=at)
    day = at.date() + timedelta(1)
    with pytest.raises(Refused):
        actions.write_meeting(refused, admits=False, met_on=day, by=sjaan, at=at)
    actions.write_meeting(refused, admits=False, met_on=at.date(), by=sjaan, at=at)
    assert Joining.objects.whole().get().phase == Phase.OVER
    assert not Member.objects.filter(actor=ruben.pk).exists()


def test_without_a_refusal_there_is_nothing_to_take_to_the_meeting(talked, ruben, sjaan, at):
    with pytest.raises(Refused):
        actions.object_to(talked, "Ik wil", by=ruben, at=at)
    with pytest.raises(Refused):
        actions.write_meeting(talked, admits=True, met_on=at.date(), by=sjaan, at=at)


def test_who_takes_it_back_is_called_by_nobody(asked, ruben, at):
    actions.withdraw(asked, by=ruben, at=at)
    asked.promise.refresh_from_db()
    assert asked.promise.state == State.RELEASED
    assert asked.matter.conversations.get().stage == "not-held"
    asks(ruben, at)


def test_who_left_can_become_a_member_again(idris, amina, board, sjaan, at):
    Member.objects.filter(actor=idris.pk).update(until=at.date())
    joining = asks(idris, at)
    speak(joining, amina, at)
    actions.admit(joining, by=sjaan, at=at)
    assert Member.objects.get(actor=idris.pk).until is None


def test_whoever_sits_in_a_seat_of_a_member_reads_along(joris, tess, ruben, at):
    assert not is_member(joris, at.date())
    town = joris.tenures.get().seat.organisation
    Member.objects.create(
        cooperative_id=joris.cooperative_id,
        actor=town.actor,
        sort="municipality",
        since=at.date(),
        consulted_on=at.date(),
    )
    assert is_member(joris, at.date())
    assert is_member(tess, at.date())
    assert not is_member(ruben, at.date())
