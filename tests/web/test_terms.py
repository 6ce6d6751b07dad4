"""How long things take: everybody reads it with its source, the board writes down another number."""

import pytest
from django.urls import reverse

from tussenruimte.kit import rooms
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import CLOCKS, term
from tussenruimte.members.models import Cooperative
from tussenruimte.record.reads import facts_of
from tussenruimte.web.reads.terms import GROUPS, so_many, term_of

TERMS = "/rietkade/termijnen/"
OPEN = "/rietkade/kamers/"


@pytest.fixture
def board(rietkade, amina, at):
    """Amina sits in the board."""
    circle = members.make_circle(rietkade, "Bestuur", sort="board", by="beheer", at=at)
    members.sit_in_circle(circle, amina, since=at.date(), by="beheer", at=at)
    return circle


def page_of(name):
    return reverse("web:set-term", args=["rietkade", name])


def now(rietkade):
    return Cooperative.objects.get(pk=rietkade.pk)


def test_every_term_stands_on_the_page_once_with_its_source(rietkade, client):
    named = [name for _title, names in GROUPS.values() for name in names]
    assert sorted(named) == sorted(CLOCKS)
    page = client.get(TERMS).content.decode()
    for name in CLOCKS:
        one = term_of(rietkade, name)
        assert one.sentence.count(one.words) == 1
        assert one.sentence in page
    assert "AVG, artikel 12 lid 3" in page
    assert "Wmo 2015, art. 2.3.2" in page


def test_every_default_lies_between_its_bounds():
    assert [name for name, one in CLOCKS.items() if not one.least <= one.number <= one.most] == []


def test_one_day_is_no_days():
    assert (so_many(1, "days"), so_many(7, "days")) == ("1 dag", "7 dagen")


def test_each_term_can_be_written_down(rietkade, board, amina, client):
    client.sign_in(amina)
    for name, one in CLOCKS.items():
        page = client.get(page_of(name))
        assert page.status_code == 200, name
        assert f"Van {one.least} tot en met {one.most}." in page.content.decode(), name


def test_the_board_writes_down_another_number(rietkade, board, amina, client, at):
    answer = client.sign_in(amina).post(
        page_of("silence"), {"number": "10", "decided_on": "2026-11-12"}, follow=True
    )
    assert term(now(rietkade), "silence") == 10
    page = answer.content.decode()
    assert "na 10 dagen zonder een woord" in page
    assert "Hier besloten" in page
    fact = list(facts_of(rietkade.pk, "cooperative.term-set"))[-1]
    assert (fact["name"], fact["n"], fact["by"]) == ("silence", 10, amina.code)


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [
        ("forget", "31", "2026-11-12"),
        ("silence", "0", "2026-11-12"),
        ("silence", "-3", "2026-11-12"),
        ("silence", "zeven", "2026-11-12"),
        ("silence", "", "2026-11-12"),
        ("silence", "9", "2026-11-17"),
        ("silence", "9", ""),
    ],
)
def test_what_cannot_be_is_said_and_kept(rietkade, board, amina, client, name, number, day):
    answer = client.sign_in(amina).post(page_of(name), {"number": number, "decided_on": day})
    assert answer.context["form"].errors
    assert f'value="{number}"' in answer.content.decode() or not number
    assert now(rietkade).settings == rietkade.settings


def test_nobody_else_does(rietkade, board, idris, client):
    for page in (page_of("silence"), OPEN):
        assert client.get(page).status_code == 302
    client.sign_in(idris)
    for page in (page_of("silence"), OPEN):
        assert client.get(page).status_code == 404
        assert client.post(page, {"number": "9", "decided_on": "2026-11-12"}).status_code == 404
    assert now(rietkade).settings == rietkade.settings
    assert page_of("silence") not in client.get(TERMS).content.decode()


def test_an_unknown_term_is_not_there(board, amina, client):
    assert client.sign_in(amina).get(page_of("geduld")).status_code == 404


# ---- rooms -------------------------------------------------------------------------------------


def test_the_board_shuts_a_room_and_opens_it_again(rietkade, board, amina, client):
    agenda, front = reverse("agenda:agenda", args=["rietkade"]), "/rietkade/"
    client.sign_in(amina)
    assert agenda in client.get(front).content.decode()
    client.post(OPEN, {"rooms": [], "sent": "1"})  # a browser sends its token along
    assert now(rietkade).setting(rooms.SHUT, []) == ["agenda"]
    assert client.get(agenda).status_code == 404
    assert agenda not in client.get(front).content.decode()
    client.post(OPEN, {"rooms": ["agenda"]})
    assert client.get(agenda).status_code == 200
    assert agenda in client.get(front).content.decode()


def test_a_shut_room_is_shut_here_and_not_elsewhere(rietkade, heideveen, amina, at, client):
    members.shut_rooms(rietkade, ["agenda", "nonsense"], by=amina, at=at)
    assert now(rietkade).setting(rooms.SHUT, []) == ["agenda"]
    assert client.get(reverse("agenda:agenda", args=["rietkade"])).status_code == 404
    assert client.get(reverse("agenda:agenda", args=["heideveen"])).status_code == 200
    assert "/heideveen/agenda/" in client.get("/heideveen/").content.decode()


def test_other_settings_stay_as_they_were(rietkade, board, amina, at):
    members.set_term(rietkade, "silence", 9, decided_on=at.date(), by=amina, at=at)
    members.shut_rooms(rietkade, ["agenda"], by=amina, at=at)
    members.set_term(rietkade, "search", 3, decided_on=at.date(), by=amina, at=at)
    here = now(rietkade)
    assert (term(here, "silence"), term(here, "search")) == (9, 3)
    assert here.setting(rooms.SHUT, []) == ["agenda"]
