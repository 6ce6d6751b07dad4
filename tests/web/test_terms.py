"""How long things take: everybody reads it with its source, the board writes down another number."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.clocks import CLOCKS, term
from tussenruimte.members.law import LAW_CLOCKS, ends_on, number_of
from tussenruimte.members.models import Cooperative
from tussenruimte.record.reads import facts_of
from tussenruimte.web.reads.terms import GROUPS, so_many, term_of

TERMS = "/rietkade/termijnen/"


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
    for page in (page_of("silence"), "/rietkade/kamers/"):
        assert client.get(page).status_code == 302
    client.sign_in(idris)
    for page in (page_of("silence"), "/rietkade/kamers/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"number": "9", "decided_on": "2026-11-12"}).status_code == 404
    assert now(rietkade).settings == rietkade.settings
    assert page_of("silence") not in client.get(TERMS).content.decode()


def test_an_unknown_term_is_not_there(board, amina, client):
    for name in ("geduld", "law_geduld", "debt"):
        assert client.sign_in(amina).get(page_of(name)).status_code == 404


# ---- what a law says ----------------------------------------------------------------------------


def test_the_board_writes_down_what_a_law_says_now(rietkade, board, amina, client, at):
    assert page_of("law_debt") not in client.get(TERMS).content.decode()
    before = client.sign_in(amina).get(TERMS).content.decode()
    assert page_of("law_debt") in before
    assert "Schulden: het eerste gesprek: 4 weken." in before
    assert "Het bestuur verandert er alleen een als de wet verandert." in before
    page = client.get(page_of("law_debt")).content.decode()
    source = "Wet gemeentelijke schuldhulpverlening, art. 4"
    assert f"Dit getal staat in de wet: {source}. Verander het alleen als de wet verandert." in page
    assert "Wat al loopt, houdt zijn eigen dag." in page
    answer = client.post(
        page_of("law_debt"), {"number": "1", "decided_on": "2026-11-12"}, follow=True
    )
    said = answer.content.decode()
    assert "Schulden: het eerste gesprek: 1 week." in said
    assert said.count("Hier veranderd, ") == 1
    assert source in said
    assert number_of(now(rietkade), "debt") == 1
    assert ends_on(now(rietkade), "debt", at.date()) == at.date() + timedelta(7)
    fact = list(facts_of(rietkade.pk, "cooperative.term-set"))[-1]
    assert (fact["name"], fact["n"], fact["by"]) == ("law_debt", 1, amina.code)


def test_what_no_law_says_is_refused(rietkade, board, amina, idris, client):
    for name, one in LAW_CLOCKS.items():
        assert one.least <= one.number <= one.most
        page = client.sign_in(amina).get(page_of(name)).content.decode()
        assert f"Van {one.least} tot en met {one.most}." in page
    for number in ("0", "13"):
        answer = client.post(page_of("law_debt"), {"number": number, "decided_on": "2026-11-12"})
        assert "Van 1 tot en met 12." in answer.content.decode()
        assert answer.context["form"].errors
    client.sign_in(idris)
    assert client.get(page_of("law_debt")).status_code == 404
    assert client.post(page_of("law_debt"), {"number": "3"}).status_code == 404
    assert now(rietkade).settings == rietkade.settings


# ---- whom a late promise is told to -------------------------------------------------------------


def test_the_board_writes_down_when_a_late_promise_is_told_around(
    rietkade, board, amina, client, at
):
    page = client.sign_in(amina).get(page_of("late_table")).content.decode()
    assert "Het geldt straks voor wat beloofd wordt voor dinsdag 24 november of later." in page
    answer = client.post(
        page_of("late_table"), {"number": "20", "decided_on": "2026-11-12"}, follow=True
    )
    said = answer.content.decode()
    assert "Het ligt op tafel 20 dagen na de afgesproken dag." in said
    assert "Het geldt voor wat beloofd wordt voor dinsdag 24 november of later." in said
    assert "Opgeschreven." in said
    assert term_of(now(rietkade), "late_circle").holds_from is None


def test_once_it_holds_the_page_no_longer_says_from_when(rietkade, amina, at):
    before = at - timedelta(8)
    members.set_term(rietkade, "late_table", 20, decided_on=before.date(), by=amina, at=before)
    assert term_of(now(rietkade), "late_table").holds_from is None
    members.set_term(rietkade, "late_table", 7, decided_on=at.date(), by=amina, at=at)
    assert term_of(now(rietkade), "late_table").holds_from == at.date() + timedelta(8)
    members.set_term(
        rietkade, "late_board", 5, decided_on=at.date(), by=amina, at=at + timedelta(1)
    )
    assert term_of(now(rietkade), "late_table").holds_from == at.date() + timedelta(8)


def test_what_is_out_of_order_is_said_and_kept(rietkade, board, amina, client):
    answer = client.sign_in(amina).post(
        page_of("late_circle"), {"number": "5", "decided_on": "2026-11-12"}
    )
    assert "Eerst hoort de kring het" in answer.content.decode()
    assert now(rietkade).settings == rietkade.settings


def test_how_lately_two_people_saw_somebody_is_a_term(rietkade, board, amina, ruben, at):
    members.set_term(rietkade, "seen_lately", 2, decided_on=at.date(), by=amina, at=at)
    amina.refresh_from_db()
    with pytest.raises(Refused, match="Kies een dag van de laatste 2 dagen"):
        members.say_seen(ruben, at.date() - timedelta(3), by=amina, at=at)
    with pytest.raises(Refused, match="geen tweede code"):
        members.say_seen(ruben, at.date() - timedelta(2), by=amina, at=at)
