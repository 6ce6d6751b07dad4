"""Who is with whom: it ends as well as it begins, and with it the reading."""

from dataclasses import replace

import pytest

from tests.at_once import at_once
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.members.models import Card, Duty, Standing
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.models import Fact
from tussenruimte.relations import access, actions
from tussenruimte.relations.models import Relation

BESIDE = Relation.Part.BESIDE


def reads(need, person):
    rows = Reader.objects.filter(matter=need.matter, actor=person.actor)
    return set(rows.values_list("ground", flat=True))


@pytest.fixture
def beside(need, amina, tess, at):
    """Tess stands beside Ruben, with both yeses."""
    row = actions.ask_relation(
        need, tess, part=BESIDE, person_said_yes=True, other_said_yes=True, by=amina, at=at
    )
    assert reads(need, tess) == {Ground.RELATION}
    return row


def page(client, person, need):
    return client.sign_in(person).get(f"/rietkade/vragen/{need.code}/").content.decode()


@pytest.mark.parametrize("who", ["amina", "tess"])
def test_whoever_holds_on_and_the_other_can_end_it(beside, need, amina, tess, client, who):
    end = f"/rietkade/vragen/samen/{beside.code}/klaar/"
    person = {"amina": amina, "tess": tess}[who]
    text = page(client, person, need)
    assert end in text
    of_amina = 'Neem afscheid<span class="hide"> van Tess Ouwehand</span>'
    assert {"amina": of_amina, "tess": "Ik neem afscheid"}[who] in text
    client.post(end)
    assert reads(need, tess) == set()


def test_nobody_else_sees_the_button(beside, need, amina, sjaan, client, at):
    actions.ask_relation(
        need, sjaan, part=BESIDE, person_said_yes=True, other_said_yes=True, by=amina, at=at
    )
    assert f"samen/{beside.code}/klaar/" not in page(client, sjaan, need)


def test_a_no_from_an_old_tab_ends_the_reading_too(beside, need, tess, client):
    client.sign_in(tess).post(f"/rietkade/vragen/samen/{beside.code}/", {"answer": "no"})
    assert reads(need, tess) == set()


def test_a_relation_that_waits_for_a_yes_gives_no_reading(beside, need, amina, tess, at):
    actions.ask_relation(need, tess, part=Relation.Part.FINDS, by=amina, at=at)
    actions.end_relation(beside, by=amina, at=at)
    assert reads(need, tess) == set()


def test_the_card_of_whoever_asked_it_too_opens_it_no_longer(rietkade, amina, telling, at):
    said = replace(telling, together_name="Mo", together_word="fiets")
    need = actions.tell(rietkade, said, by=None, at=at).need
    row = Relation.objects.get(part=Relation.Part.ASKS_TOO)
    actions.end_relation(row, by=amina, at=at)
    with pytest.raises(NotHere):
        access.need_of_card(Card.objects.get(person=row.other), need.code)
    assert access.need_of_card(Card.objects.get(person=need.person), need.code) == need


@pytest.fixture
def put_aside(message, amina, sjaan, at):
    """Amina and Sjaan put it aside, and from then on Sjaan has the duty."""
    row = actions.ask_to_set_aside(message, reason="double", second=sjaan, by=amina, at=at)
    actions.agree_to_set_aside(row, by=sjaan, at=at)
    Duty.objects.update(person=Standing.objects.get(person=sjaan))
    return row


def test_back_with_somebody_else_the_one_before_reads_no_more(put_aside, message, amina, sjaan, at):
    actions.restore(put_aside, by=amina, at=at)
    assert Promise.objects.get(purpose=Purpose.CONTACT).maker_id == sjaan.pk
    assert reads(message, amina) == set()
    assert Ground.HOLDER in reads(message, sjaan)


# ---- a yes that is written down later -----------------------------------------------------------------


@pytest.fixture
def asked(need, welcome, amina, at):
    """Els, who has no log-in, is asked; neither of the two has said yes."""
    return actions.ask_relation(need, welcome("Els Prins"), part=BESIDE, by=amina, at=at)


def says_yes(client, amina, row, whose):
    there = f"/rietkade/vragen/samen/{row.code}/zegt-ja/"
    return client.sign_in(amina).post(there, {"whose": whose.code})


def test_who_has_no_log_in_says_yes_to_whoever_holds_on(asked, need, amina, client):
    text = page(client, amina, need)
    assert text.count("Ruben zegt ja") == text.count("Els zegt ja") == 1
    says_yes(client, amina, asked, asked.other)
    assert "Els zegt ja" not in page(client, amina, need)
    assert reads(need, asked.other) == set()
    says_yes(client, amina, asked, need.person)
    assert reads(need, asked.other) == {Ground.RELATION}
    facts = Fact.objects.filter(body__contains='"relation.yes-noted"')
    assert [amina.code in fact.body for fact in facts] == [True, True]


def test_twice_is_refused_in_a_sentence(asked, amina, client):
    says_yes(client, amina, asked, asked.other)
    answer = says_yes(client, amina, asked, asked.other)
    assert answer.status_code == 409
    assert "Els heeft al ja gezegd." in answer.content.decode()


def test_who_signs_in_says_it_there(need, tess, amina, client, at):
    row = actions.ask_relation(need, tess, part=BESIDE, by=amina, at=at)
    assert "Tess zegt ja" not in page(client, amina, need)
    assert says_yes(client, amina, row, tess).status_code == 409
    row.refresh_from_db()
    assert row.other_yes_at is None


def test_nobody_else_writes_it_down(asked, beside, need, tess, sjaan, client, at):
    assert "zegt-ja/" not in page(client, tess, need)
    for somebody in (tess, sjaan):
        assert says_yes(client, somebody, asked, need.person).status_code == 404
        with pytest.raises(Refused, match="Alleen wie de vraag vasthoudt"):
            actions.note_yes(asked, need.person, by=somebody, at=at)


def test_nor_the_yes_of_somebody_who_was_not_asked(asked, amina, tess, client):
    assert says_yes(client, amina, asked, tess).status_code == 404


def test_nor_of_somebody_who_ended_it(asked, need, amina, client, at):
    actions.end_relation(asked, by=amina, at=at)
    assert says_yes(client, amina, asked, need.person).status_code == 409
    assert reads(need, asked.other) == set()


def test_of_two_at_once_one_is_written_down(real_commits, asked, need, amina, at):
    def change():
        actions.note_yes(asked, need.person, by=amina, at=at)

    errors = at_once(need.cooperative_id, change, change)
    assert [type(error) for error in errors] == [Refused]
