"""The first person begins a cooperative in the browser."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members import actions as members, reads
from tussenruimte.members.models import Circle, Cooperative, Duty, Member, Person, Standing, User


@pytest.fixture
def code(database, at):
    return members.make_set_up_code(by="beheer", at=at)


@pytest.fixture
def asked(code):
    return {
        "code": code,
        "name": "De Rietkade",
        "slug": "",
        "phone": "000 123 45 67",
        "desk": "woensdag in het buurthuis",
        "founder": "Sjaan Poelma",
        "email": "Sjaan@example.org",
        "sort": "professional",
        "why": "Ik kom toch in elk trapportaal.",
        "takes_duty": "on",
    }


def test_begin(client, asked, at):
    answer = client.post("/begin/", asked)
    assert answer.headers["Location"] == "/de-rietkade/vandaag/"
    cooperative = Cooperative.objects.get()
    tell_database(cooperative.pk)
    sjaan = Person.objects.get()
    assert (sjaan.name, sjaan.user.email) == ("Sjaan Poelma", "sjaan@example.org")
    assert Standing.objects.get().person == sjaan
    assert reads.work_area(cooperative).sort == Circle.Sort.AREA
    assert len(reads.actors_of(sjaan, at.date())) == 3  # herself, the work area and the board
    duty = Duty.objects.get()
    assert (duty.since, (duty.until - duty.since).days) == (at.date(), 13)


def test_who_begins_is_in_at_once(client, asked):
    client.post("/begin/", asked)
    assert "Sjaan" in client.get("/de-rietkade/vandaag/").content.decode()


def test_the_first_two_weeks_the_way_on_stands_on_today(client, asked, at):
    there = client.post("/begin/", asked).headers["Location"]
    page = client.get(there).content.decode()
    for name in ("letting-in", "terms", "front"):
        assert f'<li><a href="{reverse(f"web:{name}", args=["de-rietkade"])}">' in page
    assert "Je coöperatie is net begonnen" in page
    with time_machine.travel(at + timedelta(days=15)):
        assert "net begonnen" not in client.get(there).content.decode()


def test_whoever_lets_nobody_in_is_not_told_how_to_go_on(client, tess):
    assert "net begonnen" not in client.sign_in(tess).get("/rietkade/vandaag/").content.decode()


def test_whoever_begins_can_go_on_by_themselves(client, asked, at):
    """Nothing of what comes after waits for somebody with a key to the machine."""
    client.post("/begin/", asked)
    tell_database(Cooperative.objects.get().pk)
    member = Member.objects.get()
    assert (member.sort, member.why, member.since) == ("professional", asked["why"], at.date())
    assert {circle.sort for circle in Circle.objects.all()} == {"area", "board"}
    names = (
        "belonging:make-seat",
        "matters:add-stop-rule",
        "belonging:start-circle",
        "members:bring-list",
    )
    for name in (*names, "decisions:ask-meeting", "web:open-rooms"):
        assert client.get(reverse(name, args=["de-rietkade"])).status_code == 200, name


def test_it_begins_small_and_opens_a_room_when_it_wants_to(client, asked):
    client.post("/begin/", asked)
    pages = ("/de-rietkade/agenda/", "/de-rietkade/voorstellen/")
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.get("/de-rietkade/ledenvergadering/").status_code == 200
    foot = client.get("/de-rietkade/").content.decode()
    assert [page in foot for page in (*pages, "/de-rietkade/ledenvergadering/")] == [
        False, False, True,
    ]  # fmt: skip
    client.post("/de-rietkade/kamers/", {"rooms": ["decisions"]})
    assert [client.get(page).status_code for page in pages] == [404, 200]
    client.post("/de-rietkade/kamers/", {"rooms": ["agenda", "decisions"]})
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_a_log_in_that_exists_is_not_opened_without_mail(client, asked, code):
    User.objects.create(email="sjaan@example.org")
    assert client.post("/begin/", asked).headers["Location"] == "/inloggen/"
    assert "_auth_user_id" not in client.session


def test_without_duty_nobody_has_it(client, asked):
    client.post("/begin/", {**asked, "takes_duty": ""})
    tell_database(Cooperative.objects.get().pk)
    assert not Duty.objects.exists()


def test_a_wrong_code_keeps_what_was_typed(client, asked):
    page = client.post("/begin/", {**asked, "code": "2222-2222"}).content.decode()
    assert "Dit is niet de startcode" in page
    assert 'value="Sjaan Poelma"' in page
    assert not Cooperative.objects.exists()


def test_a_code_works_once(client, asked):
    client.post("/begin/", asked)
    page = client.post("/begin/", {**asked, "slug": "nog-een"}).content.decode()
    assert "Dit is niet de startcode" in page
    assert Cooperative.objects.count() == 1


def test_a_refused_address_does_not_spend_the_code(client, asked):
    page = client.post("/begin/", {**asked, "slug": "kaart"}).content.decode()
    assert "gebruiken we zelf" in page
    assert client.post("/begin/", asked).status_code == 302


def test_a_number_that_nobody_can_call_is_looked_at_once_more(client, asked):
    page = client.post("/begin/", {**asked, "phone": "06-12"}).content.decode()
    assert "Hiermee kan niemand bellen" in page
    assert 'value="06-12"' in page
    assert not Cooperative.objects.exists()


@pytest.mark.parametrize("name", ["…", "東"])
def test_a_name_without_letters_asks_for_an_address(client, asked, name):
    page = client.post("/begin/", {**asked, "name": name}).content.decode()
    assert "Kies er zelf een" in page


def test_looking_at_the_begin_changes_nothing(client, database, reading_only):
    with reading_only:
        assert client.get("/begin/").status_code == 200
