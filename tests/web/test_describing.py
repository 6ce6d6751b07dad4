"""How the cooperative is called and reached: the board writes it down, and every page says so."""

import pytest
from django.urls import reverse

from tussenruimte.members.models import Cooperative
from tussenruimte.record.reads import facts_of

HERE = "/rietkade/naam-en-nummer/"


@pytest.fixture
def told(rietkade):
    names = ("name", "legal_name", "tagline", "area", "municipality", "phone", "email", "desk")
    return {name: getattr(rietkade, name) for name in names}


def now():
    return Cooperative.objects.get(slug="rietkade")


def test_the_form_begins_with_what_stands_there(rietkade, board, amina, client):
    page = client.sign_in(amina).get(HERE).content.decode()
    assert f'value="{rietkade.name}"' in page
    assert f'value="{rietkade.phone}"' in page
    assert HERE in client.get(reverse("web:terms", args=["rietkade"])).content.decode()


def test_every_page_says_it_from_then_on(board, amina, client, told):
    new = {"name": "De Nieuwe Kade", "phone": "010 999 88 77", "municipality": "Waterhoven"}
    answer = client.sign_in(amina).post(HERE, told | new, follow=True)
    assert "Opgeschreven" in answer.content.decode()
    front = client.get("/rietkade/").content.decode()
    assert "De Nieuwe Kade" in front
    assert "010 999 88 77" in front
    assert now().municipality == "Waterhoven"
    (fact,) = facts_of(now().pk, "cooperative.described")
    assert fact["names"] == sorted(name for name in new if told[name] != new[name])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "De Rietkade bleef"),
        ({"desk": "vraag naar 111222333"}, "BSN"),
        ({"email": "geen adres"}, "mailadres"),
        ({"phone": "0123 45 67 8"}, "Hiermee kan niemand bellen. Mist er een cijfer?"),
        ({}, "staat er allemaal al"),
    ],
)
def test_what_is_wrong_changes_nothing(board, amina, client, told, wrong, said):
    typed = told | ({"tagline": "De Rietkade bleef"} | wrong if wrong else {})
    page = client.sign_in(amina).post(HERE, typed).content.decode()
    assert said in page
    assert now().name == told["name"]
    assert now().tagline == told["tagline"]


def test_only_the_board_writes_it_down(board, idris, sjaan, client, told):
    for somebody in (idris, sjaan):
        assert client.sign_in(somebody).post(HERE, told | {"name": "Anders"}).status_code == 404
    assert now().name == told["name"]
