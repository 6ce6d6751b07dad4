"""Ik ben weg tot …: somebody stands in from the moment they say yes."""

from datetime import date, timedelta

import pytest

from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions, reads
from tussenruimte.members.models import Absence, User

PAGE = "/rietkade/weg/"
MONDAY = date(2026, 11, 16)


@pytest.fixture
def absence(amina, sjaan, at):
    """Amina asks Sjaan to stand in until Friday."""
    return actions.ask_stand_in(
        amina, sjaan, since=MONDAY, until=MONDAY + timedelta(4), by=amina, at=at
    )


def asked(sjaan, **more):
    days = {"since": "2026-11-16", "until": "2026-11-20"}
    return {**days, "stand_in": sjaan.code, **more}


def answer(client, person, absence, words):
    there = f"/rietkade/weg/{absence.code}/antwoord/"
    return client.sign_in(person).post(there, {"answer": words})


def test_ask_somebody_to_stand_in(client, amina, sjaan):
    assert client.sign_in(amina).post(PAGE, asked(sjaan)).headers["Location"] == PAGE
    absence = Absence.objects.get()
    assert (absence.person, absence.stand_in, absence.said_yes) == (amina, sjaan, None)
    assert "Sjaan heeft nog geen antwoord gegeven." in client.get(PAGE).content.decode()


def test_from_the_yes_on_new_questions_go_there(client, amina, sjaan, rietkade, absence):
    assert reads.on_duty(rietkade, MONDAY) == amina
    answer(client, sjaan, absence, "yes")
    assert reads.on_duty(rietkade, MONDAY) == sjaan
    assert reads.on_duty(rietkade, MONDAY + timedelta(5)) == amina
    assert "Sjaan neemt waar." in client.sign_in(amina).get(PAGE).content.decode()


def away(person, stand_in, at):
    days = {"since": MONDAY, "until": MONDAY + timedelta(4)}
    absence = actions.ask_stand_in(person, stand_in, **days, by=person, at=at)
    actions.answer_stand_in(absence, says_yes=True, by=stand_in, at=at)


def test_whoever_stands_in_may_be_away_too(client, amina, sjaan, tess, rietkade, at):
    actions.let_hold(tess, by="invoer", at=at)
    away(amina, sjaan, at)
    away(sjaan, tess, at)
    assert reads.on_duty(rietkade, MONDAY) == tess
    assert reads.turns(rietkade.pk, MONDAY, MONDAY)[0].stand_in == tess
    assert (
        "Tess neemt vandaag waar." in client.sign_in(amina).get("/rietkade/wacht/").content.decode()
    )


def test_two_who_stand_in_for_each_other_leave_it_where_it_was(amina, sjaan, rietkade, at):
    away(amina, sjaan, at)
    away(sjaan, amina, at)
    assert reads.on_duty(rietkade, MONDAY) == amina
    assert reads.turns(rietkade.pk, MONDAY, MONDAY)[0].stand_in is None


def test_a_yes_after_the_days_is_refused(sjaan, absence, at):
    later = at + timedelta(days=5)
    with pytest.raises(Refused, match="Deze dagen zijn voorbij"):
        actions.answer_stand_in(absence, says_yes=True, by=sjaan, at=later)
    actions.answer_stand_in(absence, says_yes=False, by=sjaan, at=later)


def test_after_a_no_it_stays(client, amina, sjaan, rietkade, absence):
    answer(client, sjaan, absence, "no")
    assert reads.on_duty(rietkade, MONDAY) == amina
    page = client.sign_in(amina).get(PAGE).content.decode()
    assert "Sjaan kan niet. Vraag iemand anders." in page


def test_answering_twice_is_refused(client, sjaan, absence):
    answer(client, sjaan, absence, "yes")
    page = answer(client, sjaan, absence, "no")
    assert page.status_code == 409
    assert "Je hebt hier al antwoord op gegeven." in page.content.decode()


def test_the_question_waits_on_the_page_of_who_is_asked(client, sjaan, absence):
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert "Amina is weg van vandaag tot en met vrijdag 20 november. Neem jij waar?" in page


def test_back_sooner(client, amina, sjaan, rietkade, absence):
    answer(client, sjaan, absence, "yes")
    client.sign_in(amina).post(f"/rietkade/weg/{absence.code}/terug/")
    assert reads.on_duty(rietkade, MONDAY) == amina
    again = client.post(f"/rietkade/weg/{absence.code}/terug/")
    assert "Je was er al weer." in again.content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"until": "2026-11-10"}, "Je bent terug voordat je weggaat."),
        ({"since": "2026-11-01", "until": "2026-11-02"}, "Deze dagen zijn voorbij."),
        ({"stand_in": ""}, "Vul dit nog in."),
        ({"since": "volgende week"}, "Dit is geen dag."),
    ],
)
def test_wrong_days_are_refused_and_kept(client, amina, sjaan, more, sentence):
    page = client.sign_in(amina).post(PAGE, asked(sjaan, **more)).content.decode()
    assert sentence in page
    assert not Absence.objects.exists()


def test_only_who_may_hold_can_be_asked(client, amina, sjaan, idris, at):
    page = client.sign_in(amina).get(PAGE).content.decode()
    assert sjaan.code in page
    assert idris.code not in page
    with pytest.raises(Refused, match="Idris mag nog geen vragen vasthouden"):
        actions.ask_stand_in(amina, idris, since=MONDAY, until=MONDAY, by=amina, at=at)


def test_nobody_to_ask_says_whom_to_call(client, amina):
    page = client.sign_in(amina).get(PAGE).content.decode()
    assert "Er is nog niemand anders die vragen mag vasthouden." in page
    assert 'href="tel:0001234567"' in page


@pytest.mark.parametrize("page", ["antwoord/", "terug/"])
def test_others_cannot_answer_or_come_back(client, tess, absence, page):
    there = f"/rietkade/weg/{absence.code}/{page}"
    assert client.sign_in(tess).post(there, {"answer": "yes"}).status_code == 404
    absence.refresh_from_db()
    assert (absence.said_yes, absence.until) == (None, MONDAY + timedelta(4))


def test_an_answer_that_is_none_is_not_there(client, sjaan, absence):
    assert answer(client, sjaan, absence, "misschien").status_code == 404


def test_a_visitor_signs_in_first(client, rietkade):
    assert client.get(PAGE).headers["Location"] == f"/inloggen/?next={PAGE}"


def test_for_an_outsider_it_is_not_there(client, rietkade, at, database):
    client.force_login(User.objects.create(email="elders@example.org"))
    assert client.get(PAGE).status_code == 404


def test_looking_changes_nothing(client, sjaan, absence, reading_only):
    client.sign_in(sjaan)
    with reading_only:
        client.get(PAGE)
        assert client.get(f"/rietkade/weg/{absence.code}/antwoord/").status_code == 405
