"""Vandaag: what waits for me in sentences, and nothing of what is between others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.relations.conftest import act_for_ruben
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import PersonKey
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise
from tussenruimte.reflections.actions import weigh
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations.actions import ask_relation, end_relation

PAGE = "/rietkade/vandaag/"
TEXT = "Ik bel je over je briefadres"


@pytest.fixture
def promised(need, amina, ruben, at):
    """Amina promises Ruben something, for so many days from now."""

    def make(days, text=TEXT, **more):
        pair = {"maker": amina.actor, "receiver": ruben.actor, **more}
        promise = promises.make_promise(
            need.matter, **pair, text=text, due=at.date(), by=ruben, at=at, person_said_yes=True
        )
        due = at.date() + timedelta(days=days)
        Promise.objects.filter(pk=promise.pk).update(due=due)
        return promise

    return make


def page_of(client, person):
    return client.sign_in(person).get(PAGE).content.decode()


def test_rest_is_good_news(client, idris):
    page = page_of(client, idris)
    assert "Goedemorgen Idris. Er wacht niets op je." in page
    assert "Zodra dat anders is, staat het hier." in page


def test_a_message_waits_for_whoever_holds_it(client, amina, need):
    page = page_of(client, amina)
    assert "Er wacht één ding op je." in page
    assert "Ruben heeft verteld wat er nodig is. Spreek Ruben uiterlijk" in page
    assert f"/rietkade/vragen/{need.matter.code}/" in page


def test_no_words_of_a_need_stand_here(client, amina, need):
    assert "Ik slaap bij vrienden" not in page_of(client, amina)


def test_a_late_promise_is_plain(client, amina, promised):
    promised(-9)
    page = page_of(client, amina)
    assert f"Je beloofde Ruben voor zaterdag 7 november: {TEXT}." in page
    assert "Negen dagen te laat." in page


def test_a_promise_for_later_waits_below(client, amina, promised):
    promised(3)
    page = page_of(client, amina)
    assert "Er wacht één ding op je." in page  # the message
    assert page.index("Wat jij beloofde") < page.index(TEXT)


def test_said_to_be_done_is_answered_here(client, amina, sjaan, promised):
    promise = promised(1, maker=sjaan.actor, receiver=amina.actor)
    promises.say_done(promise, by=sjaan, at=promise.made_at)
    assert f"Sjaan zegt dat dit gedaan is: {TEXT}. Klopt dat?" in page_of(client, amina)
    client.post(f"/rietkade/afspraken/{promise.code}/klopt/", {"next": PAGE, "answer": "yes"})
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_standing_in_is_answered_here(client, amina, sjaan, at):
    day = at.date()
    absence = members.ask_stand_in(
        sjaan, amina, since=day, until=day + timedelta(days=3), by=sjaan, at=at
    )
    assert "Sjaan is weg van vandaag tot en met donderdag 19 november" in page_of(client, amina)
    there = f"/rietkade/weg/{absence.code}/antwoord/"
    assert client.post(there, {"answer": "yes", "next": PAGE}).headers["Location"] == PAGE
    absence.refresh_from_db()
    assert absence.said_yes


def test_at_most_three_things_stand_open(client, amina, promised):
    for days in range(5):
        promised(-days, text=f"Ik kom langs, dag {days}")
    page = page_of(client, amina)
    first, _details, rest = page.partition("<details>")
    assert "Eerst deze drie dingen." in first
    assert first.count('class="card card--lit sentence"') == 3
    assert first.index("langs, dag 4") < first.index("langs, dag 3") < first.index("langs, dag 2")
    assert "Daarna nog drie dingen" in rest


def test_what_others_promised_each_other_is_not_here(client, tess, idris, promised):
    promised(0)
    for person in (tess, idris):
        assert TEXT not in page_of(client, person)


def test_a_seat_sees_what_the_seat_promised(client, joris, tess, promised):
    seat = joris.tenures.get().seat
    promised(0, maker=seat.actor)
    assert f"Als wethouder sociaal beloofde je Ruben voor vandaag: {TEXT}." in page_of(
        client, joris
    )
    assert TEXT not in page_of(client, tess)


def test_whoever_left_a_seat_sees_it_no_longer(client, joris, promised, at):
    seat = joris.tenures.get().seat
    promised(0, maker=seat.actor)
    members.leave_seat(seat, until=at.date(), by="beheer", at=at)
    assert TEXT not in page_of(client, joris)


def test_duty_is_said(client, amina):
    assert "Je hebt de wacht tot en met zondag 29 november." in page_of(client, amina)


def test_a_visitor_signs_in_first(client, rietkade):
    assert client.get(PAGE).headers["Location"] == f"/inloggen/?next={PAGE}"


def test_for_an_outsider_it_is_not_there(client, wiepkje):
    assert client.sign_in(wiepkje).get(PAGE).status_code == 404


def test_it_is_kept_nowhere(client, amina):
    answer = client.sign_in(amina).get(PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_looking_changes_nothing(client, amina, promised, reading_only):
    promised(0)
    client.sign_in(amina)
    with reading_only:
        client.get(PAGE)


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).status_code == 200
    # Before and after, the test itself asks PostgreSQL where we are.
    return sum("app.coop" not in q["sql"] or "FROM" in q["sql"] for q in queries)


def test_the_same_few_queries_for_three_and_three_hundred(client, amina, promised):
    for _n in range(3):
        promised(0)
    client.sign_in(amina)
    client.get(PAGE)
    few = queries_of(client)
    assert few <= 8
    for _n in range(297):
        promised(0)
    assert queries_of(client) == few


@pytest.mark.parametrize(
    ("hour", "greeting"), [(8, "Goedemorgen"), (13, "Goedemiddag"), (20, "Goedenavond")]
)
def test_the_greeting_fits_the_hour(client, idris, at, hour, greeting, time_machine):
    time_machine.move_to(at.replace(hour=hour))
    assert f"{greeting} Idris." in page_of(client, idris)


def test_it_is_english_for_who_reads_english(client, amina, need):
    client.cookies["django_language"] = "en"
    page = page_of(client, amina)
    assert "One thing waits for you." in page
    assert "Ruben told what is needed." in page


def test_a_first_contact_waits_once(client, amina, need):
    contact = Promise.objects.get(purpose="contact")
    page = page_of(client, amina)
    assert "Er wacht één ding op je." in page
    assert f"/afspraken/{contact.code}/" not in page


def test_looking_along_waits_once(client, amina, sjaan, need, at):
    words = Words(saw="Hij slaapt nergens.", did="Ik gaf de sleutel.", interest="geen")
    judgement = weigh(need.matter, Weighed(words, sjaan.actor), by=amina, at=at)
    page = page_of(client, sjaan)
    assert "Amina heeft iets afgewogen en vraagt of je meekijkt." in page
    assert f"/afwegen/{judgement.code}/" in page
    assert f"/afspraken/{judgement.looking.code}/" not in page
    assert "sleutel" not in page


def test_words_of_somebody_forgotten_do_not_open(client, amina, ruben, promised):
    promised(0)
    PersonKey.objects.filter(person=ruben).delete()
    page = page_of(client, amina)
    assert TEXT not in page
    assert "Je beloofde Ruben voor vandaag: (vergeten)." in page


@pytest.fixture
def hanneke(need, welcome, amina, at):
    """She may arrange money and post for Ruben, with a paper."""
    person = welcome("Hanneke Vos", email="hanneke@example.org")
    act_for_ruben(need, person, amina, at)
    return person


def may_joris_read(need, joris, amina, at):
    seat = joris.tenures.get().seat.actor
    said = {"purpose": "om mee te denken", "until": None, "by": amina, "at": at}
    return matters.ask_permission(need.matter, seat, **said)


def test_who_wants_to_read_my_question_waits_for_me(client, need, ruben, joris, amina, at):
    row = may_joris_read(need, joris, amina, at)
    ruben.user = members.give_login(ruben, "ruben@example.org", by=ruben, at=at)
    page = page_of(client, ruben)
    assert "Mag wethouder sociaal (Gemeente Waterhoven) jouw vraag lezen?" in page
    assert f"/rietkade/vragen/{need.code}/mijn/" in page
    assert "om mee te denken" not in page
    matters.answer_asked(row, says_yes=False, by=ruben, at=at)
    assert "jouw vraag lezen" not in page_of(client, ruben)


def test_what_waits_for_whom_i_may_act_says_for_whom(
    client, need, hanneke, joris, amina, promised, at
):
    may_joris_read(need, joris, amina, at)
    promise = promised(1)
    promises.say_done(promise, by=amina, at=at)
    page = page_of(client, hanneke)
    assert "Voor Ruben: mag wethouder sociaal (Gemeente Waterhoven) de vraag lezen?" in page
    assert "Voor Ruben: Amina zegt dat iets gedaan is. Klopt dat?" in page
    assert TEXT not in page
    assert client.get(f"/rietkade/vragen/{need.code}/mijn/").status_code == 200


WROTE = "Voor Ruben: Amina schreef het gesprek op. Klopt het?"


def test_a_talk_that_awaits_a_yes_says_for_whom(client, need, hanneke, amina, at):
    conversations.moment(need.matter, by=amina, at=at)  # a short chat asks for no yes
    assert WROTE not in page_of(client, hanneke)
    noted = Noted(said="Hij wil een hond.")
    talk = conversations.note_conversation(need.matter, noted, by=amina, at=at)
    page = page_of(client, hanneke)
    assert WROTE in page
    assert f"/rietkade/vragen/{need.code}/mijn/" in page
    assert "hond" not in page
    assert "Voor Ruben" not in page_of(client, amina)
    there = f"/rietkade/vragen/{need.code}/mijn/gesprek-klopt/"
    assert client.sign_in(hanneke).post(there, {"code": talk.code}).status_code == 302
    assert WROTE not in page_of(client, hanneke)


@pytest.mark.parametrize(("days", "waits"), [(7, True), (8, False)])
def test_a_talk_asks_for_a_yes_as_long_as_its_term(client, need, hanneke, amina, at, days, waits):
    noted = Noted(said="Hij wil een hond.")
    talk = conversations.note_conversation(need.matter, noted, by=amina, at=at)
    Conversation.objects.filter(pk=talk.pk).update(noted_at=at - timedelta(days=days))
    assert (WROTE in page_of(client, hanneke)) is waits


def test_once_it_has_ended_nothing_of_theirs_waits(client, need, hanneke, joris, amina, at):
    may_joris_read(need, joris, amina, at)
    end_relation(need.relations.get(other=hanneke), by=hanneke, at=at)
    assert "Voor Ruben" not in page_of(client, hanneke)


def test_whoever_stands_beside_without_a_paper_answers_nothing(
    client, need, sjaan, joris, amina, at
):
    said = {"person_said_yes": True, "other_said_yes": True, "by": amina, "at": at}
    ask_relation(need, sjaan, part="neighbour", **said)
    may_joris_read(need, joris, amina, at)
    assert "Voor Ruben" not in page_of(client, sjaan)
