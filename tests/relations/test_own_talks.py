"""Conversations on the page of a person: when and where, whether it was so, and asking for one."""

from datetime import timedelta

import pytest
import time_machine

from tests.relations.conftest import Mine
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Stage as Talk, Way
from tussenruimte.conversations.spoken import Noted, Plan, Telling as Tells
from tussenruimte.record.models import Reading
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling


@pytest.fixture
def planned(need, amina, at):
    """Amina and Ruben speak tomorrow at the walk-in."""
    asked = conversations.ask(need.matter, host=amina.actor, by=amina, at=at)
    plan = Plan(at + timedelta(days=1), place="Bij de inloop", way=Way.TOGETHER)
    conversations.plan(asked, plan, by=amina, at=at)
    return asked


@pytest.fixture
def held(need, amina, at):
    """Amina wrote down what they discussed."""
    return conversations.note_conversation(need.matter, Noted(said="Over de post"), by=amina, at=at)


def stage(row):
    row.refresh_from_db()
    return row.stage


def test_where_and_how_stand_with_a_planned_conversation(card, planned):
    assert "Samen: Bij de inloop." in card.text()


def test_the_moment_goes_into_a_calendar_or_on_paper_with_a_card(card, planned):
    answer = card.get(f"gesprek/agenda/?welke={planned.code}")
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"/kaart/" in answer.content.replace(b"\r\n ", b"")
    assert b"inloop" not in answer.content
    letter = card.text(f"gesprek/brief/?welke={planned.code}")
    assert "Beste Ruben," in letter
    assert "Bij de inloop" in letter
    assert card.get("gesprek/agenda/?welke=XXXXXXXXXX").status_code == 404


def test_a_conversation_without_a_moment_has_no_letter(card, held):
    for page in ("gesprek/agenda/", "gesprek/brief/"):
        assert card.get(f"{page}?welke={held.code}").status_code == 404


def test_a_planned_conversation_that_nobody_wrote_down_says_so(
    card, client, planned, need, amina, told, at
):
    with time_machine.travel(at + timedelta(days=3)):
        card.post("klaar/")  # the door fell shut
        card.visitor.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
        assert "Nog niemand schreef op hoe het ging." in card.text()
        there = client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
        assert "Nog niemand schreef op hoe dit gesprek ging." in there
        assert f"/rietkade/gesprekken/{planned.code}/gesproken/" in there


def test_with_a_card_one_says_that_it_was_so(card, held):
    button = f'value="{held.code}"'
    assert button in card.text()
    card.post("gesprek-klopt/", code=held.code)
    assert stage(held) == Talk.CONFIRMED
    page = card.text()
    assert "Je zei dat het klopt." in page
    assert button not in page


def test_who_said_no_can_say_yes_after_all(card, held):
    card.post("gesprek-klopt-niet/", conversation=held.code, words="Zo was het niet")
    assert "Jij zegt dat het anders was." in card.text()
    assert "Zo was het niet" in card.text("alles/")
    card.post("gesprek-klopt/", code=held.code)
    assert stage(held) == Talk.CONFIRMED


def test_a_conversation_of_another_need_is_not_answered_here(card, rietkade, need, amina, at):
    other = tell(
        rietkade,
        Telling(words="Nog iets", has_consent=True),
        person=need.person,
        by=need.person,
        at=at,
    )
    talk = conversations.note_conversation(other.need.matter, Noted(said="x"), by=amina, at=at)
    assert card.post("gesprek-klopt/", code=talk.code).status_code == 404
    assert stage(talk) == Talk.HELD


def test_why_somebody_was_not_there_stands_with_it(card, need, amina, at):
    telling = Tells("Ruben was ziek.", amina.actor, at.date() + timedelta(days=2))
    noted = Noted(said="Over de sleutel.", was_person_there=False, telling=telling)
    conversations.note_conversation(need.matter, noted, by=amina, at=at)
    page = card.text()
    assert "Jij was er niet bij." in page
    assert "Ruben was ziek." in page


def test_asking_for_a_conversation_needs_no_reason(card, need, amina, reading_only):
    with reading_only:
        assert "Amina Telgenhof" in card.text("praten/")
    card.post("praten/", host=amina.code, about="")
    talk = Conversation.objects.get(stage=Talk.ASKED)
    assert (talk.host, talk.asked_by) == (amina.actor, need.person)
    assert "praten/" in card.text()


def test_one_asks_only_who_is_there(card, sjaan):
    answer = card.post("praten/", host=sjaan.code)
    assert "host" in answer.context["form"].errors


def test_who_asks_it_together_is_offered_only_what_they_can_say(rietkade, amina, client, at):
    said = Telling(
        words="Samen", own_word="heron", has_consent=True, name="Ruben",
        together_name="Mo", together_word="fiets",
    )  # fmt: skip
    told = tell(rietkade, said, by=None, at=at)
    noted = Noted(said="Met Ruben alleen", was_person_there=True)
    talk = conversations.note_conversation(told.need.matter, noted, by=amina, at=at)
    client.post("/kaart/", {"code": told.cards[1].read("sealed_code"), "word": "fiets"})
    mine = Mine(client, f"/kaart/{told.need.code}/")
    page = mine.text()
    assert "gesprek-klopt" not in page
    assert f"klopt-niet/?bij={talk.code}" in page
    form = mine.get("gesprek-klopt-niet/").context["form"]
    assert form.fields["conversation"].choices == []
    assert Reading.objects.filter(reader=told.cards[1].person.code).exists()
