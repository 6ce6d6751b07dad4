"""A list of members comes in from elsewhere: looked at first, then everybody at once or nobody."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.lists import MEMBERS, spreadsheet
from tests.record.planting import as_owner
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions, listed
from tussenruimte.members.carried import brought_back, carried
from tussenruimte.members.listed import Known
from tussenruimte.members.models import Actor, Circle, Kind, Login, Member, Organisation, Person
from tussenruimte.methods.member_list import Listed, understand
from tussenruimte.methods.sheets import MOST_BYTES, rows_of
from tussenruimte.record.reads import chain_of, facts_of, witnessed

PAGE = "/rietkade/ledenlijst/"


@pytest.fixture
def board(rietkade, sjaan, at):
    """The board, with Sjaan in it."""
    circle = actions.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    actions.sit_in_circle(circle, sjaan, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def secretary(client, sjaan, board):
    """Sjaan, with a browser."""
    return client.sign_in(sjaan)


def look(client, data=None, name="leden.xlsx"):
    file = SimpleUploadedFile(name, spreadsheet() if data is None else data)
    return client.post(PAGE, {"file": file, "csrfmiddlewaretoken": "x"})


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def carried_in(answer):
    return re.search(r'name="carried" value="([^"]+)"', answer.content.decode())[1]


def take_in(client, answer, token="abc"):  # noqa: S107 - of a form
    said = {"carried": carried_in(answer), "csrfmiddlewaretoken": token}
    return client.post(PAGE, said, follow=True)


def people():
    return [Listed(n, f"Lid {n}", f"lid{n}@voorbeeld.example") for n in range(1, 8)]


def test_first_it_is_shown_and_nothing_happens(secretary, reading_only):
    before = Person.objects.count()
    with reading_only:
        shown = look(secretary)
    assert "7 mensen uit deze lijst kunnen erbij" in text(shown)
    assert "Willemien Kuipers-Vos" in text(shown)
    assert "06 12 34 56 71" in text(shown)
    assert "Opmerkingen" in text(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert Person.objects.count() == before


def test_what_stays_out_is_said_with_its_row(secretary):
    shown = text(look(secretary))
    for words in ("Rij 12: als rij 5", "Rij 13", "Rij 15: donateur", "Rij 11"):
        assert words in shown


def test_one_step_takes_everybody_in(secretary, rietkade, sjaan):
    answer = take_in(secretary, look(secretary))
    assert "Er kwamen 7 leden bij." in text(answer)
    jan = Person.objects.get(actor__name="Jan de Vries")
    assert jan.read("reach") == "06 12 34 56 73"
    assert jan.user is None
    assert Member.objects.get(actor=jan.actor).since.isoformat() == "2021-02-01"
    assert jan.acts_for.get().actor == jan.actor
    house = Organisation.objects.get(actor__name="Stichting De Woonstee")
    assert Member.objects.get(actor=house.actor).sort == Member.Sort.ORGANISATION
    assert house.actor.phone == ""
    fact = list(facts_of(rietkade.pk, "list.came-in"))[-1]
    assert (fact["by"], fact["brought"], len(fact["who"])) == ("invoer", sjaan.code, 7)


def test_nobody_gets_a_log_in_by_a_list(secretary):
    logins = Login.objects.count()
    take_in(secretary, look(secretary))
    assert Login.objects.count() == logins


def test_each_sealed_word_is_witnessed_by_the_fact(secretary, rietkade):
    take_in(secretary, look(secretary))
    digests = set(witnessed(rietkade.pk))
    assert len(digests) >= 5
    assert list(chain_of(rietkade.pk))[-1][1].count("voorbeeld") == 0


def test_verify_finds_nothing_wrong_afterwards(rietkade, sjaan, at):
    actions.take_in_list(rietkade, understand(rows_of(spreadsheet())).people, by=sjaan, at=at)
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_a_double_click_takes_them_in_once(secretary):
    shown = look(secretary)
    take_in(secretary, shown)
    count = Member.objects.count()
    assert take_in(secretary, shown).status_code == 200
    assert Member.objects.count() == count


def test_the_same_list_from_another_tab_finds_everybody_known(secretary):
    first, second = look(secretary), look(secretary)
    take_in(secretary, first, "one")
    count = Member.objects.count()
    assert "Iedereen uit deze lijst is er al." in text(take_in(secretary, second, "two"))
    assert Member.objects.count() == count


def test_a_list_that_comes_again_has_nobody_new(secretary):
    take_in(secretary, look(secretary))
    shown = text(look(secretary))
    assert "Niemand uit deze lijst kan erbij" in shown
    assert "Dit zijn al leden." in shown


def test_who_is_known_is_known_by_name_and_number_together(rietkade, welcome, at):
    welcome("Jan de Vries", reach="bel 0612345678")
    welcome("Ruben", reach="via Sjaan")
    rows = [
        Listed(2, "jan de vries", phones=("06 12 34 56 78",)),
        Listed(3, "Marie de Vries", phones=("+31612345678",)),
        Listed(4, "Jan de Vries", mail="jan@elders.example"),
        Listed(5, "Ruben", mail="ruben@voorbeeld.example"),
        Listed(6, "Iemand Anders"),
    ]
    known = [row.known for row in listed.compare(rietkade, rows)]
    assert known == [
        Known.NO_MEMBER, Known.SAME_HOUSE, Known.NAMESAKE, Known.UNSURE, Known.NEW,
    ]  # fmt: skip


def test_who_signs_in_is_known_by_that_address(rietkade, idris):
    rows = [Listed(2, "Idris Bekkaoui", mail="idris@example.org")]
    assert listed.compare(rietkade, rows)[0].known is Known.MEMBER


def test_who_left_does_not_come_back_by_a_list(rietkade, idris, at):
    Member.objects.filter(actor=idris.actor).update(until=at.date())
    rows = [Listed(2, "Idris Bekkaoui", mail="idris@example.org")]
    came = actions.take_in_list(rietkade, rows, by=idris, at=at)
    assert came.total == 0
    assert Member.objects.get(actor=idris.actor).until == at.date()


def test_somebody_known_becomes_a_member_and_stays_as_they_are(rietkade, sjaan, ruben, at):
    actions.change_reach(ruben, "06 12 34 56 78", by=sjaan, at=at)
    rows = [Listed(2, "Ruben", phones=("06 12 34 56 78", "0570 12 34 56"), since="2030-01-01")]
    came = actions.take_in_list(rietkade, rows, by=sjaan, at=at)
    assert (came.people, came.members) == (0, 1)
    assert Member.objects.get(actor=ruben.actor).since == at.date()
    ruben.refresh_from_db()
    assert ruben.read("reach") == "06 12 34 56 78"


def test_questions_do_not_grow_with_the_list(rietkade, sjaan, at):
    def asked(n):
        rows = [Listed(k, f"Lid {n} {k}", f"lid{n}.{k}@voorbeeld.example") for k in range(n)]
        with CaptureQueriesContext(connection) as found:
            assert actions.take_in_list(rietkade, rows, by=sjaan, at=at).people == n
        return len(found)

    assert asked(40) == asked(4)


def test_a_bsn_stops_the_whole_list_also_past_the_page(rietkade, sjaan, at):
    before = Actor.objects.filter(kind=Kind.PERSON).count()
    with pytest.raises(Refused):
        actions.take_in_list(rietkade, [*people(), Listed(9, "Piet 123456782")], by=sjaan, at=at)
    assert Actor.objects.filter(kind=Kind.PERSON).count() == before


def test_a_column_of_bsns_is_refused_in_one_sentence(secretary):
    numbers = ["123456782", "111222333", "987654321"]
    rows = [f"Lid {n};{number}" for n, number in enumerate(numbers)]
    shown = text(look(secretary, "\n".join(["Naam;Burgerservicenr", *rows]).encode()))
    assert "In kolom B staan BSN’s." in shown
    assert "123456782" not in shown


def test_what_cannot_be_read_gets_one_sentence(secretary):
    assert "oude soort (.xls)" in text(
        look(secretary, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9))
    )
    assert "welke kolom" in text(look(secretary, b"Jan;06\nPiet;06\n"))
    assert "te groot" in text(look(secretary, b"a" * (MOST_BYTES + 10)))
    assert "Kies het bestand" in text(secretary.post(PAGE, {"csrfmiddlewaretoken": "x"}))


def test_no_file_touches_the_disk(secretary, monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("a file was put on the disk")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    assert look(secretary).status_code == 200
    assert look(secretary, b"a" * (5 * MOST_BYTES)).status_code == 200


def test_only_the_board_comes_here(client, idris, amina, sjaan, board):
    assert client.get(PAGE).status_code == 302
    assert client.sign_in(idris).get(PAGE).status_code == 404
    assert client.sign_in(amina).get(PAGE).status_code == 404
    assert client.sign_in(sjaan).get(PAGE).status_code == 200


def test_the_board_finds_the_way_there(client, idris, sjaan, board, at):
    there = f'href="{PAGE}"'
    assert there not in text(client.get("/rietkade/stoelen/"))
    assert there not in text(client.sign_in(idris).get("/rietkade/stoelen/"))
    assert there in text(client.sign_in(sjaan).get("/rietkade/stoelen/"))
    actions.make_member(sjaan.actor, sort="professional", since=at.date(), by="invoer", at=at)
    assert there in text(client.get("/rietkade/leden/"))


def test_before_there_is_a_board_it_is_who_began(client, rietkade, amina, idris, at):
    area = actions.make_circle(rietkade, "De Rietkade", sort=Circle.Sort.AREA, by="invoer", at=at)
    for person in (amina, idris):
        actions.sit_in_circle(area, person, since=at.date(), by="invoer", at=at)
    assert client.sign_in(amina).get(PAGE).status_code == 200
    assert client.sign_in(idris).get(PAGE).status_code == 404


def test_the_token_against_forgery_is_asked_for(sjaan, board):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(sjaan.user)
    answer = browser.post(PAGE, {"file": SimpleUploadedFile("a.csv", b"Naam\nJan\n")})
    assert answer.status_code == 403


def test_what_a_page_carries_comes_back_from_the_same_person_within_hours(sjaan, amina, at):
    text = carried(people(), by=sjaan, at=at)
    assert b"Lid" not in text.encode()
    assert brought_back(text, by=sjaan, at=at) == people()
    for who, when in ((amina, at), (sjaan, at + timedelta(hours=5))):
        with pytest.raises(Refused):
            brought_back(text, by=who, at=when)
    other = "y" if text.startswith("x") else "x"
    for broken in (text[:-9], other + text[1:], "", "é", "*"):
        with pytest.raises(Refused):
            brought_back(broken, by=sjaan, at=at)


def test_a_second_look_shows_whoever_came_in_meanwhile(secretary, sjaan, rietkade, at):
    understood = understand(rows_of(spreadsheet(MEMBERS[:3])))
    actions.take_in_list(rietkade, understood.people[:1], by=sjaan, at=at)
    shown = look(secretary, spreadsheet(MEMBERS[:3]))
    assert "2 mensen uit deze lijst kunnen erbij" in text(shown)
