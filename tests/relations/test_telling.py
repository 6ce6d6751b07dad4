"""Somebody tells what is needed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tussenruimte.conversations.actions import moment
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import let_read
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.access import WrongCard, card_of
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Card, Duty, Person
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.relations.actions import new_card, tell, tell_them
from tussenruimte.relations.models import Need, Relation, Stage

pytestmark = pytest.mark.usefixtures("english")


def test_from_the_first_second_one_person_holds_on(told, amina):
    assert told.need.holder_id == amina.pk
    assert told.holder == amina
    assert told.need.stage == Stage.MESSAGE


def test_the_words_stand_as_they_were_told_and_sealed(message, telling):
    need = Need.objects.whole().get(pk=message.pk)
    assert need.read("words") == telling.words
    assert b"kamer" not in bytes(need.words)


def test_a_first_name_is_enough_and_nothing_is_too(rietkade, amina, telling, at):
    told = tell(rietkade, replace(telling, name="", reach=""), by=None, at=at)
    assert told.need.person.read("reach") == ""


def test_the_first_contact_is_a_promise_within_two_working_days(told):
    contact = Promise.objects.get(pk=told.contact.pk)
    assert (contact.purpose, contact.due) == (Purpose.CONTACT, date(2026, 11, 18))


def test_about_a_house_money_or_safety_it_is_today(rietkade, amina, telling, at):
    told = tell(rietkade, replace(telling, is_urgent=True), by=None, at=at)
    assert told.contact.due == at.date()


def test_only_the_person_and_the_holder_may_read_it(message, amina):
    rows = Reader.objects.filter(matter=message.matter).exclude(ground=Ground.PROMISE)
    assert set(rows.values_list("actor", "ground")) == {
        (message.person_id, Ground.SELF),
        (amina.pk, Ground.HOLDER),
    }


def test_the_card_opens_it_with_the_own_word(told, at):
    (card,) = told.cards
    assert card_of(card.read("sealed_code"), " Reiger ", network="here", at=at) == card


def test_the_own_word_is_nowhere_to_be_read(told):
    assert "reiger" not in Card.objects.get().word


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"words": "  "}, "few words"),
        ({"has_consent": False}, "may keep"),
        ({"own_word": ""}, "own word"),
        ({"words": "Mijn bsn is 111222333, help"}, "BSN"),
        ({"age": "under-12"}, "Kindertelefoon"),
        ({"together_name": "Hanna"}, "together"),
    ],
)
def test_what_is_missing_is_asked_in_one_sentence(rietkade, amina, telling, at, change, says):
    with pytest.raises(Refused, match=says):
        tell(rietkade, replace(telling, **change), by=None, at=at)
    assert not Need.objects.exists()


def test_when_nobody_has_the_duty_it_says_whom_to_call(rietkade, telling, at):
    with pytest.raises(Refused, match="000 123 45 67"):
        tell(rietkade, telling, by=None, at=at)


def test_in_a_week_without_duty_too(rietkade, amina, telling, at):
    Duty.objects.all().delete()
    with pytest.raises(Refused, match="Nobody has the duty"):
        tell(rietkade, telling, by=None, at=at)


def test_two_people_may_ask_together_each_with_a_card(rietkade, amina, telling, at):
    together = replace(telling, together_name="Hanna", together_word="molen")
    told = tell(rietkade, together, by=None, at=at)
    assert [card.person.name for card in told.cards] == ["Ruben", "Hanna"]
    assert Relation.objects.get(part=Relation.Part.ASKS_TOO).other.name == "Hanna"


def test_under_twelve_a_parent_reads_along(rietkade, amina, telling, at):
    tell(rietkade, replace(telling, age="under-12", parent_name="Mina"), by=None, at=at)
    assert Relation.objects.get(part=Relation.Part.PARENT).other.name == "Mina"


def test_at_the_door_somebody_tells_it_for_another_and_may_hold_it(rietkade, sjaan, telling, at):
    for_ruben = replace(
        telling, has_consent=False, why_for_them="Hij heeft geen telefoon", holds_it_myself=True
    )
    told = tell(rietkade, for_ruben, by=sjaan, at=at)
    assert (told.need.holder_id, told.need.told_by_id) == (sjaan.pk, sjaan.pk)
    assert told.need.told_them_at is None


def test_who_may_not_hold_cannot_keep_it_themselves(rietkade, amina, idris, telling, at):
    with pytest.raises(Refused, match="may not hold"):
        tell(rietkade, replace(telling, holds_it_myself=True), by=idris, at=at)


def test_a_machine_is_slowed_and_a_shared_computer_is_not(rietkade, amina, telling, at):
    from_here = replace(telling, origin="x" * 64)
    for _n in range(term(rietkade, "messages_an_hour")):
        tell(rietkade, from_here, by=None, at=at)
    with pytest.raises(Refused, match="from this place"):
        tell(rietkade, from_here, by=None, at=at)
    tell(rietkade, from_here, by=None, at=at + timedelta(hours=2))


def test_a_lost_card_is_replaced_and_the_old_one_opens_nothing(told, amina, at):
    old = told.cards[0].read("sealed_code")
    code = new_card(told.need, "ooievaar", by=amina, at=at)
    assert card_of(code, "ooievaar", network="here", at=at).person == told.need.person
    with pytest.raises(WrongCard):
        card_of(old, "reiger", network="here", at=at)


def test_somebody_known_here_needs_no_card(rietkade, amina, idris, telling, at):
    told = tell(rietkade, replace(telling, own_word=""), person=idris, by=idris, at=at)
    assert told.cards == []
    assert Person.objects.count() == 2


# ---- on somebody's behalf ------------------------------------------------------------------------


@pytest.fixture
def behalf(rietkade, amina, sjaan, telling, at):
    """Sjaan told it for Ruben, who does not know yet; Amina has the duty."""
    said = replace(telling, has_consent=False, own_word="", why_for_them="Hij durft niet")
    return tell(rietkade, said, by=sjaan, at=at).need


def test_whoever_holds_on_promises_to_tell_them(behalf, amina, message, at):
    promise = Promise.objects.get(purpose=Purpose.TELL)
    assert (promise.matter, promise.maker_id) == (behalf.matter, amina.pk)
    assert promise.due == Promise.objects.get(matter=behalf.matter, purpose=Purpose.CONTACT).due


def test_a_chat_is_no_yes_to_being_kept(behalf, amina, client, at):
    moment(behalf.matter, by=amina, at=at)
    behalf.refresh_from_db()
    assert (behalf.told_them_at, behalf.consented_at) == (None, None)
    page = client.sign_in(amina).get(f"/rietkade/vragen/{behalf.code}/").content.decode()
    assert "Ik heb het verteld, en het is goed" in page


def test_told_once_it_is_told(behalf, amina, at):
    tell_them(behalf, by=amina, at=at)
    assert Promise.objects.get(purpose=Purpose.TELL).state == State.DONE
    with pytest.raises(Refused, match="said yes already"):
        tell_them(behalf, by=amina, at=at + timedelta(days=1))


def test_who_says_yes_themselves_was_told(behalf, at):
    tell_them(behalf, by=behalf.person, at=at)
    assert Promise.objects.get(purpose=Purpose.TELL).state == State.KEPT


def test_only_whoever_holds_on_keeps_the_promise_to_get_in_touch(behalf, amina, sjaan, at):
    let_read(behalf.matter, sjaan.actor, ground=Ground.RELATION, by=amina, at=at)
    contact = Promise.objects.get(purpose=Purpose.CONTACT)
    moment(behalf.matter, by=sjaan, at=at)
    contact.refresh_from_db()
    assert contact.state == State.OPEN
    moment(behalf.matter, by=amina, at=at + timedelta(hours=1))
    contact.refresh_from_db()
    assert contact.state == State.DONE
