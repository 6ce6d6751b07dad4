"""What leaves the house about a conversation: letters and a line for the calendar, without words."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from tussenruimte.conversations import actions
from tussenruimte.conversations.invitation import invitation
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch, Way

URL = "https://derietkade.example/rietkade/gesprekken/X/"


def letter(kind, to, aloud_to=()):
    message = Dispatch.objects.filter(kind=f"conversations.{kind}", to=to.code).latest("pk")
    return letters_of([message], aloud_to).get(message.code)


def event_of(conversation, at):
    conversation = Conversation.objects.whole().get(pk=conversation.pk)
    calendar = Calendar.from_ical(invitation(conversation, url=URL, at=at))
    return calendar, calendar.walk("VEVENT")[0]


def test_being_asked(asked, amina):
    said = letter("asked", amina)
    assert "Ruben vraagt je om een gesprek." in said.text
    assert f"/rietkade/gesprekken/{asked.code}/" in said.text


def test_an_invitation_says_when_and_with_whom(planned, ruben):
    said = letter("planned", ruben)
    assert "Je spreekt Amina Telgenhof op dinsdag 17 november om 10 uur." in said.text
    assert said.text.endswith("/kaart/")
    assert [file.name for file in said.attachments] == ["gesprek.ics"]


def test_no_letter_carries_words(planned, held, ruben, amina, at):
    actions.dispute(held, "Dat zei ik niet", by=ruben, at=at)
    for message in Dispatch.objects.all():
        said = letters_of([message])
        text = str([(s.subject, s.text, s.attachments, s.spoken) for s in said.values()])
        for words in ("inloop", "mijn post", "adres.", "Dat zei ik"):
            assert words not in text


def test_who_has_no_log_in_is_called(planned, ruben):
    message = Dispatch.objects.get(kind="conversations.planned", to=ruben.code)
    assert message.way == Way.PHONE


def test_names_are_said_aloud_only_by_who_comes_too(planned, ruben, amina, tess):
    assert "Amina" not in str(letter("planned", ruben, [tess.pk]).spoken)
    assert "Amina" in str(letter("planned", ruben, [amina.pk]).spoken)


def test_who_acts_gets_no_letter_about_it(planned, amina):
    assert not Dispatch.objects.filter(kind="conversations.planned", to=amina.code).exists()


def test_an_overtaken_invitation_is_not_sent(planned, amina, ruben, at):
    first = Dispatch.objects.get(kind="conversations.planned")
    actions.plan(planned, Plan(at + timedelta(days=3)), by=amina, at=at)
    assert letters_of([first]) == {}
    assert "een ander moment" in letter("planned", ruben).text


def test_whoever_sits_in_an_invited_seat_gets_the_letter(asked, joris, amina, at):
    seat = joris.tenures.get().seat
    plan = Plan(at + timedelta(days=1), invited=[seat.actor], person_said_yes=True)
    actions.plan(asked, plan, by=amina, at=at)
    assert letter("planned", joris) is not None


def test_it_does_not_go_on(planned, ruben, amina, line, at):
    actions.did_not_go_on(planned, why="Ziek", instead=line, by=amina, at=at)
    assert "gaat niet door" in letter("not-held", ruben).text


def test_after_it_the_others_are_asked_whether_it_was_so(held, ruben, at):
    assert "tot en met maandag 23 november" in letter("held", ruben).text
    actions.confirm(held, by=ruben, at=at)
    assert letter("held", ruben) is None


def test_who_is_no_longer_expected_hears_it(asked, sjaan, amina, at):
    with_sjaan = Plan(at + timedelta(days=1), invited=[sjaan.actor], person_said_yes=True)
    actions.plan(asked, with_sjaan, by=amina, at=at)
    actions.plan(asked, Plan(at + timedelta(days=1), invited=[]), by=amina, at=at)
    said = letter("without-you", sjaan)
    assert "Je hoeft niet naar het gesprek" in said.text
    assert "gesprekken" not in said.text


# ---- the line for a calendar -----------------------------------------------------------------------


def test_a_calendar_gets_a_neutral_title(planned, at):
    calendar, event = event_of(planned, at)
    assert event["SUMMARY"] == "Gesprek"
    assert event["UID"] == f"{planned.code}@derietkade.example"
    assert event.decoded("DTSTART") == planned.planned_at
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert not {"DESCRIPTION", "LOCATION", "ATTENDEE"} & set(event)


def test_planning_again_keeps_the_uid_and_grows_the_sequence(planned, amina, at):
    _calendar, first = event_of(planned, at)
    actions.plan(planned, Plan(at + timedelta(days=2)), by=amina, at=at)
    _calendar, second = event_of(planned, at)
    assert (first["UID"], first["SEQUENCE"]) == (second["UID"], 0)
    assert second["SEQUENCE"] == 1


def test_what_does_not_go_on_is_cancelled_in_the_calendar(planned, amina, line, at):
    actions.did_not_go_on(planned, why="Ziek", instead=line, by=amina, at=at)
    _calendar, event = event_of(planned, at)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


@pytest.mark.parametrize(("fold", "hour"), [(0, "20271031T023000"), (1, "20271031T013000Z")])
def test_both_hours_of_the_long_night_have_a_name(asked, amina, at, fold, hour):
    moment = datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=fold)
    actions.plan(asked, Plan(moment), by=amina, at=at)
    _calendar, event = event_of(asked, at)
    assert event["DTSTART"].to_ical().decode() == hour


def test_the_cooperative_invites(rietkade, planned, at):
    rietkade.email = "hallo@derietkade.example"
    rietkade.save(update_fields=["email"])
    _calendar, event = event_of(planned, at)
    assert event["ORGANIZER"] == "mailto:hallo@derietkade.example"


def test_noting_by_the_person_tells_the_other(matter, ruben, amina, at):
    actions.note_conversation(matter, Noted(said="Ja"), host=amina.actor, by=ruben, at=at)
    assert "Ruben schreef op wat jullie bespraken." in letter("held", amina).text
