"""Every page of conversations: it works · not signed in · an outsider · looking changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.questions import questions
from tussenruimte.conversations import actions, reads
from tussenruimte.conversations.models import Conversation, Sort, Stage
from tussenruimte.conversations.spoken import Noted, Plan
from tussenruimte.matters.access import may_read
from tussenruimte.promises.models import Promise
from tussenruimte.record.models import Reading


def page(name, thing, **query):
    address = reverse(f"conversations:{name}", args=["rietkade", thing.code])
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else address


def only():
    return Conversation.objects.whole().get()


@pytest.fixture
def said(amina, at):
    """What Amina fills in after speaking with Ruben."""
    return {
        "said": "Hij wil een adres.",
        "was_there": "yes",
        "held_on": at.date().isoformat(),
        "way": "together",
    }


ABOUT_A_MATTER = ["ask", "note"]
OF_A_PLANNED_ONE = ["conversation", "plan", "held", "dispute", "not_held", "ics", "letter"]
ALL = [*ABOUT_A_MATTER, *OF_A_PLANNED_ONE]


@pytest.fixture
def address(matter, planned):
    """The address of a page, whatever it is about."""
    return lambda name: page(name, matter if name in ABOUT_A_MATTER else planned)


# ---- who comes in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a_page_opens_and_changes_nothing_but_the_reading_log(
    name, address, amina, client, reading_only
):
    client.sign_in(amina)
    with reading_only:
        answer = client.get(address(name))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert Reading.objects.get().page == f"conversations:{'note' if name == 'held' else name}"


@pytest.mark.parametrize("name", [*ALL, "moment", "confirm"])
def test_who_is_not_signed_in_signs_in_first(name, matter, planned, client):
    thing = matter if name in [*ABOUT_A_MATTER, "moment"] else planned
    answer = client.post(page(name, thing))
    assert answer.status_code == 403
    assert 'href="/inloggen/?next=' in answer.content.decode()


@pytest.mark.parametrize("name", [*ALL, "moment", "confirm"])
def test_for_an_outsider_it_is_not_there(name, matter, planned, tess, client):
    thing = matter if name in [*ABOUT_A_MATTER, "moment"] else planned
    client.sign_in(tess)
    assert client.post(page(name, thing)).status_code in {404, 405}
    assert client.get(page(name, thing)).status_code in {404, 405}
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["moment", "confirm"])
def test_one_tap_is_no_link(name, matter, planned, amina, client):
    client.sign_in(amina)
    thing = matter if name == "moment" else planned
    assert client.get(page(name, thing)).status_code == 405


def test_only_the_host_chooses_the_moment(planned, sjaan, amina, client, at):
    with_sjaan = Plan(planned.planned_at, invited=[sjaan.actor], person_said_yes=True)
    actions.plan(planned, with_sjaan, by=amina, at=at)
    client.sign_in(sjaan)
    assert client.get(page("conversation", planned)).status_code == 200
    assert client.get(page("plan", planned)).status_code == 404


@pytest.mark.parametrize("guests", [0, 6])
def test_a_page_takes_twelve_questions_at_most(guests, planned, amina, welcome, client, at):
    others = [welcome(f"Buur {number}").actor for number in range(guests)]
    with_all = Plan(planned.planned_at, invited=others, person_said_yes=True)
    actions.plan(planned, with_all, by=amina, at=at)
    client.sign_in(amina)
    with CaptureQueriesContext(connection) as asked:
        client.get(page("conversation", planned))
    assert len(questions(asked)) <= 12, "\n".join(questions(asked))


@pytest.mark.parametrize("guests", [0, 6])
@pytest.mark.parametrize(
    ("name", "who"),
    [("plan", "host"), ("held", "host"), ("not_held", "host"), ("held", "guest")],
)
def test_a_form_with_people_takes_twelve_at_most(
    name, who, guests, planned, amina, sjaan, welcome, client, at
):
    others = [welcome(f"Buur {number}").actor for number in range(guests)]
    with_all = Plan(planned.planned_at, invited=[sjaan.actor, *others], person_said_yes=True)
    actions.plan(planned, with_all, by=amina, at=at)
    client.sign_in(amina if who == "host" else sjaan)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page(name, planned)).status_code == 200
    assert len(questions(asked)) <= 12, "\n".join(questions(asked))


# ---- asking and planning ---------------------------------------------------------------------------


def test_asking_oneself_leads_to_a_moment(matter, amina, client):
    client.sign_in(amina)
    form = {"about": "Over de sleutel", "host": amina.code}
    answer = client.post(page("ask", matter), form)
    assert answer["Location"] == page("plan", only())


def test_asking_somebody_else(matter, amina, sjaan, client):
    client.sign_in(amina)
    answer = client.post(page("ask", matter), {"host": sjaan.code})
    assert "Vraag Ruben eerst of Sjaan Poelma mag meepraten" in answer.content.decode()
    answer = client.post(page("ask", matter), {"host": sjaan.code, "yes": "on"})
    assert answer["Location"] == page("conversation", only())


def when(at, **more):
    day = (at + timedelta(days=1)).date().isoformat()
    return {"day": day, "time": "10:30", "way": "phone", "place": "0612345678", **more}


def test_choosing_a_moment(asked, amina, client, at):
    client.sign_in(amina)
    answer = client.post(page("plan", asked), when(at))
    assert answer["Location"] == page("conversation", asked)
    assert only().planned_at == (at + timedelta(days=1)).replace(hour=10, minute=30)


def test_somebody_new_comes_with_the_yes_of_the_person(asked, amina, sjaan, client, at):
    client.sign_in(amina)
    answer = client.post(page("plan", asked), when(at, more_1=sjaan.code))
    assert "Vraag Ruben eerst of Sjaan Poelma mag meepraten" in answer.content.decode()
    client.post(page("plan", asked), when(at, more_1=sjaan.code, yes="on"))
    assert may_read(asked.matter, [sjaan.pk], at.date())


def test_the_hour_that_does_not_exist_is_refused(asked, amina, client, at):
    client.sign_in(amina)
    spring = when(at, day="2027-03-28", time="02:30")
    answer = client.post(page("plan", asked), spring)
    assert "slaat de klok dit uur over" in answer.content.decode()
    assert only().stage == Stage.ASKED


def test_the_hour_that_comes_twice_is_asked(asked, amina, client, at):
    client.sign_in(amina)
    autumn = when(at, day="2027-10-31", time="02:30")
    assert "komt die nacht twee keer" in client.post(page("plan", asked), autumn).content.decode()
    client.post(page("plan", asked), {**autumn, "which": "second"})
    assert only().planned_at.utctimetuple()[3:5] == (1, 30)


def test_a_moment_that_has_passed_stays_on_the_page(asked, amina, client, at):
    client.sign_in(amina)
    answer = client.post(page("plan", asked), when(at, day="2026-11-15"))
    assert "Dat moment is al geweest." in answer.content.decode()
    assert "0612345678" in answer.content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_moment_that_nobody_lives_to_see_stays_on_the_page(asked, amina, sjaan, client, at, day):
    client.sign_in(amina)
    answer = client.post(page("plan", asked), when(at, day=day, more_1=sjaan.code, yes="on"))
    assert "Deze dag is te ver weg" in answer.content.decode()
    assert "0612345678" in answer.content.decode()
    assert only().stage == Stage.ASKED


# ---- writing down ----------------------------------------------------------------------------------


def test_writing_down_takes_one_box(matter, said, amina, client):
    client.sign_in(amina)
    answer = client.post(page("note", matter), said)
    assert answer["Location"] == page("conversation", only())
    assert only().read("said") == "Hij wil een adres."


def test_it_goes_back_to_where_it_came_from(matter, said, amina, client):
    client.sign_in(amina)
    answer = client.post(page("note", matter), {**said, "next": "/rietkade/vandaag/"})
    assert answer["Location"] == "/rietkade/vandaag/"


def test_lines_become_promises(matter, said, amina, client, at):
    client.sign_in(amina)
    line = {"who_1": amina.code, "what_1": "Amina belt", "when_1": at.date().isoformat()}
    client.post(page("note", matter), {**said, **line})
    assert Promise.objects.get().read("text") == "Amina belt"


def test_half_a_line_is_asked_for_whole(matter, said, amina, client):
    client.sign_in(amina)
    answer = client.post(page("note", matter), {**said, "what_2": "Amina belt"})
    assert "laat de hele regel leeg" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_without_the_person_the_questions_about_telling_open(matter, said, amina, client, at):
    client.sign_in(amina)
    absent = {**said, "was_there": "no"}
    answer = client.post(page("note", matter), absent).content.decode()
    assert "Zeg waarom Ruben er niet bij was." in answer
    telling = {"why": "Ziek", "told_by": amina.code, "told_on": at.date().isoformat()}
    client.post(page("note", matter), {**absent, **telling})
    assert only().telling.maker == amina.actor


def test_the_page_has_a_mark_until_it_is_told(matter, without_ruben, amina, client, at):
    row = actions.note_conversation(matter, without_ruben, by=amina, at=at)
    client.sign_in(amina)
    answer = client.get(page("conversation", row)).content.decode()
    assert "Ruben was er niet bij en weet het nog niet." in answer


def test_writing_down_what_was_planned(planned, said, amina, ruben, client):
    client.sign_in(amina)
    answer = client.post(page("held", planned), said)
    assert answer["Location"] == page("conversation", planned)
    assert only().stage == Stage.HELD


def test_writing_down_twice_is_refused_on_the_page(held, said, amina, client):
    client.sign_in(amina)
    answer = client.post(page("held", held), said)
    assert "opgeschreven" in answer.content.decode()


def test_a_chat_is_one_tap_and_back(matter, amina, client):
    client.sign_in(amina)
    answer = client.post(page("moment", matter), {"next": "/rietkade/vandaag/"})
    assert answer["Location"] == "/rietkade/vandaag/"
    assert only().sort == Sort.MOMENT


# ---- answering -------------------------------------------------------------------------------------


def test_somebody_says_that_it_was_so(matter, ruben, amina, client, at):
    row = actions.ask(matter, host=amina.actor, by=ruben, at=at)
    actions.hold(row, Noted(said="Samen gepraat"), by=ruben, at=at)
    client.sign_in(amina)
    assert "Klopt het?" in client.get(page("conversation", row)).content.decode()
    client.post(page("confirm", row))
    assert only().stage == Stage.CONFIRMED
    assert client.post(page("confirm", row)).status_code == 409


def test_somebody_says_that_it_was_otherwise(matter, ruben, amina, client, at):
    row = actions.ask(matter, host=amina.actor, by=ruben, at=at)
    actions.hold(row, Noted(said="Samen gepraat"), by=ruben, at=at)
    client.sign_in(amina)
    client.post(page("dispute", row), {"words": "Zo ging het niet."})
    assert only().stage == Stage.DISPUTED
    assert "Zo ging het niet." in client.get(page("conversation", row)).content.decode()


# ---- it did not take place ------------------------------------------------------------------------------


def test_it_did_not_go_on_page(planned, amina, client, at):
    client.sign_in(amina)
    answer = client.post(page("not_held", planned), {"why": "Ziek"})
    assert "wie in plaats daarvan wat belooft" in answer.content.decode()
    new = {"why": "Ziek", "day": "2026-11-30", "time": "14:00"}
    client.post(page("not_held", planned), new)
    assert only().stage == Stage.PLANNED
    assert reads.today_of([amina.pk], only().planned_at.date())


# ---- to take along ---------------------------------------------------------------------------------


def test_the_line_for_the_calendar(planned, amina, client):
    client.sign_in(amina)
    answer = client.get(page("ics", planned))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Gesprek" in answer.content


def test_no_line_for_the_calendar_without_a_moment(asked, amina, client):
    client.sign_in(amina)
    assert client.get(page("ics", asked)).status_code == 404
    assert client.get(page("letter", asked)).status_code == 404


def test_a_letter_on_paper(planned, amina, ruben, client):
    client.sign_in(amina)
    assert "Beste Ruben," in client.get(page("letter", planned)).content.decode()
    for_amina = client.get(page("letter", planned, aan=amina.code)).content.decode()
    assert "Beste Amina," in for_amina
