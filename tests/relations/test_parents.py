"""Parents: of a small child they do the steps, of an older one they read along; each on their own."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.relations.conftest import Mine, Promised
from tests.visitor import Visitor
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import digests
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import make_promise
from tussenruimte.record.reads import witnessed
from tussenruimte.relations import access, actions
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import DoneFor, Need, Relation
from tussenruimte.relations.reads import need_page

CHILD = Telling(
    words="Ik durf niet naar huis", own_word="reiger", has_consent=True, name="Mo",
    parent_name="Els", parent_word="bezem",
)  # fmt: skip


def came_in(card, word, need):
    visitor = Visitor()
    visitor.post("/kaart/", {"code": card.read("sealed_code"), "word": word})
    return Mine(visitor, f"/kaart/{need.code}/")


@pytest.fixture
def of_age(rietkade, amina, at):
    """`of_age("under-12")`: what Mo told together with Els, and the pages of both."""

    def make(age):
        told = tell(rietkade, replace(CHILD, age=age), by=None, at=at)
        need = Need.objects.whole().get(pk=told.need.pk)
        child, parent = told.cards
        return need, came_in(child, "reiger", need), came_in(parent, "bezem", need)

    return make


# ---- how old the child is ----------------------------------------------------------------------------


def test_of_a_small_child_the_parent_does_the_steps(of_age):
    need, child, parent = of_age("under-12")
    page = parent.text()
    assert "Je doet dit namens Mo" in page
    assert "alles waar dit over gaat" in page
    assert "Het papier is gezien" not in page
    parent.post("klaar/", which="done")
    assert "Els heeft dit vandaag namens jou afgesloten." in child.text()
    assert "Namens jou, door Els (ouder)" in child.text()
    child.post("toch-weer-open/")
    assert Need.objects.get(pk=need.pk).is_open


def test_from_twelve_on_the_parent_reads_along_and_the_child_does_them(of_age):
    need, child, parent = of_age("12-16")
    assert "Je doet dit namens Mo" not in parent.text()
    assert parent.post("klaar/", which="done").status_code == 404
    assert not DoneFor.objects.exists()
    child.post("klaar/", which="done")
    assert not Need.objects.get(pk=need.pk).is_open


def test_what_a_parent_may_do_is_sealed_and_no_age_stands_anywhere(of_age, rietkade):
    of_age("under-12")
    row = Relation.objects.get(part=Relation.Part.PARENT)
    assert row.read("scope") == "alles waar dit over gaat"
    assert row.paper_seen_on is None
    assert bytes.fromhex(digests([row.scope])[0]) in set(witnessed(rietkade.pk))


def test_the_child_ends_it_and_then_the_parent_reads_nothing(of_age):
    _need, child, parent = of_age("under-12")
    row = Relation.objects.get(part=Relation.Part.PARENT)
    child.post("naast-mij/", code=row.code, answer="end")
    assert parent.get().status_code == 404
    assert not Reader.objects.filter(actor=row.other.actor).exists()


# ---- two who live apart ------------------------------------------------------------------------------


@pytest.fixture
def els(need, welcome, amina, at):
    """A parent who signs in and has a telephone."""
    person = welcome("Els Prins", email="els@example.org", phone="000 111 22 33")
    return parent_of(need, person, amina, at).other


@pytest.fixture
def kees(need, welcome, amina, at):
    """The other parent, who lives elsewhere."""
    person = welcome("Kees Prins", email="kees@example.org", phone="000 444 55 66")
    return parent_of(need, person, amina, at).other


def parent_of(need, person, amina, at):
    yes = {"person_said_yes": True, "other_said_yes": True}
    return actions.ask_relation(need, person, part="parent", by=amina, at=at, **yes)


def page(person, need):
    return Visitor().sign_in(person).get(f"/rietkade/vragen/{need.code}/")


def reads(person):
    return Reader.objects.filter(actor=person.actor, ground=Ground.RELATION).exists()


def test_the_holder_adds_the_other_parent_with_a_card_of_their_own(of_age, amina, client, at):
    need, _child, parent = of_age("12-16")
    there = f"/rietkade/vragen/{need.code}/met-wie-samen/"
    yes = {"person_said_yes": "on", "other_said_yes": "on"}
    client.sign_in(amina).post(there, {"name": "Kees", "part": "parent", **yes})
    kees = Relation.objects.get(other__actor__name="Kees").other
    code = actions.new_card(need, "molen", whom=kees, by=amina, at=at)
    visitor = Visitor()
    visitor.post("/kaart/", {"code": code, "word": "molen"})
    assert "Ik durf niet naar huis" in Mine(visitor, parent.there).text()
    assert parent.get().status_code == 200


def test_each_reads_it_on_a_row_of_their_own_and_one_that_ends_leaves_the_other(
    need, els, kees, amina, at
):
    assert reads(els)
    assert reads(kees)
    row = Relation.objects.get(other=els)
    actions.end_relation(row, by=need.person, at=at)
    assert not reads(els)
    assert reads(kees)
    assert page(els, need).status_code == 404
    assert page(kees, need).status_code == 200


def test_neither_sees_how_the_other_is_reached(need, els, kees, promised: Promised):
    promised("Els haalt op", maker=els.actor, days=1)
    promised("Kees brengt", maker=kees.actor, days=1)
    for who in (els, kees):
        text = page(who, need).content.decode()
        assert "Els haalt op" in text
        assert "via Sjaan" not in text  # how a child is reached is often the other parent
        assert "We weten nog niet hoe we contact krijgen" not in text


@pytest.mark.parametrize("day", [0, 3])
def test_nor_when_it_is_late(need, els, kees, promised, day, at):
    promised("Els haalt op", maker=els.actor, days=1)
    with time_machine.travel(at + timedelta(day)):
        assert "000 111 22 33" not in page(kees, need).content.decode()


def test_with_a_card_neither(of_age, els, amina, at):
    need, _child, parent = of_age("12-16")
    other = parent_of(need, els, amina, at).other
    make_promise(
        need.matter, maker=other.actor, receiver=need.person.actor, text="Els Prins haalt op",
        due=at.date() + timedelta(1), person_said_yes=True, by=amina, at=at,
    )  # fmt: skip
    text = parent.text()
    assert "Els Prins haalt op" in text
    assert "000 111 22 33" not in text


def test_whoever_holds_on_sees_both(need, els, kees, amina, promised, at):
    promised("Els haalt op", maker=els.actor, days=1)
    with time_machine.travel(at + timedelta(3)):
        text = page(amina, need).content.decode()
    assert "000 111 22 33" in text
    assert "via Sjaan" in text


def test_each_gets_a_letter_of_their_own(need, els, kees, amina, at):
    talk = conversations.ask(need.matter, host=amina.actor, by=amina, at=at)
    invited = [els.actor, kees.actor]
    plan = Plan(when=at + timedelta(2), way="phone", invited=invited, person_said_yes=True)
    conversations.plan(talk, plan, by=amina, at=at)
    rows = list(Dispatch.objects.filter(to__in=[els.code, kees.code]))
    assert {row.to for row in rows} == {els.code, kees.code}
    letters = letters_of(rows)
    for row in rows:
        text = letters[row.code].text
        assert "000 111" not in text
        assert "000 444" not in text


# ---- what the holder writes down ---------------------------------------------------------------------


def test_the_holder_lets_a_parent_of_a_small_child_do_the_steps(need, els, welcome, amina, at):
    yes = {"person_said_yes": True, "other_said_yes": True, "scope": "alles"}
    bo = welcome("Bo", email="bo@example.org")
    row = actions.ask_relation(need, bo, part="parent", by=amina, at=at, **yes)
    assert row.may_act
    assert page(bo, need).url.endswith("/mijn/")
    assert page(els, need).status_code == 200


@pytest.mark.parametrize(("scope", "is_said"), [("alles", True), ("", False)])
def test_the_person_reads_what_a_yes_to_a_parent_means(
    card, need, welcome, amina, at, scope, is_said
):
    yes = {"person_said_yes": False, "other_said_yes": True, "scope": scope}
    actions.ask_relation(need, welcome("Els Prins"), part="parent", by=amina, at=at, **yes)
    page = card.text()
    assert "Mag Els Prins erbij?" in page
    assert ("Els kan dan namens jou antwoorden" in page) is is_said


def test_a_neighbour_arranges_nothing(need, tess, amina, at, english):
    with pytest.raises(Refused, match="Only somebody with a paper"):
        actions.ask_relation(need, tess, part="neighbour", scope="geld", by=amina, at=at)


WITH_AND_WITHOUT = [
    (part, scope)
    for part in Relation.Part
    for scope in ("geld", "")
    if part != Relation.Part.HOLDER and (part != Relation.Part.REPRESENTATIVE or scope)
]


@pytest.mark.parametrize(("part", "scope"), WITH_AND_WITHOUT)
@pytest.mark.parametrize("yes", [True, False])
def test_who_may_act_is_one_rule_wherever_it_is_asked(need, tess, at, part, scope, yes):
    row = Relation(cooperative=need.cooperative, need=need, other=tess, part=part, asked_at=at)
    row.person_yes_at, row.other_yes_at = at, at if yes else None
    row.paper_seen_on = at.date()
    row.put(scope=scope)
    row.save()
    page = need_page(need, at.date())
    assert page.relations[0].may_act == row.may_act
    acts = row.may_act and yes
    assert Relation.objects.acting().filter(pk=row.pk).exists() is acts
    assert page.is_acted_in(need, tess) is acts
    assert (access.stands_for(need, tess) is not None) is acts
