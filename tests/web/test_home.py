"""The house itself: where somebody comes in, and where they go from there."""

import pytest
from django.urls import reverse

from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.models import User


@pytest.fixture
def nobody(database):
    """Somebody with a log-in who is nobody anywhere."""
    return User.objects.create(email="niemand@example.org")


def test_a_house_without_cooperatives_begins(client, database):
    assert client.get("/").headers["Location"] == reverse("web:begin")


def test_the_only_cooperative_is_the_front(client, rietkade):
    assert client.get("/").headers["Location"] == "/rietkade/"


def test_of_several_one_chooses(client, rietkade, heideveen):
    page = client.get("/").content.decode()
    assert "De Rietkade" in page
    assert 'href="/heideveen/"' in page


def test_signed_in_one_goes_to_ones_day(client, amina):
    assert client.sign_in(amina).get("/").headers["Location"] == "/rietkade/vandaag/"


def test_who_is_somebody_in_two_places_chooses(client, amina, heideveen, at):
    with within(heideveen.pk):
        other = members.welcome_person(heideveen, name="Amina", by="invoer", at=at)
        members.give_login(other, "amina@example.org", by="invoer", at=at)
    answer = client.sign_in(amina).get("/")
    assert 'href="/heideveen/vandaag/"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_nobody_yet_reads_whom_to_call(client, nobody, rietkade):
    client.force_login(nobody)
    page = client.get("/").content.decode()
    assert "hier kent nog niemand je" in page
    assert "000 123 45 67" in page


def test_the_home_changes_nothing(client, amina, heideveen, reading_only):
    client.sign_in(amina)
    with reading_only:
        client.get("/")
