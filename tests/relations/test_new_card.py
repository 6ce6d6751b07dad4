"""Cards for whoever asks it together with somebody: when it is told, and at the counter later."""

import pytest

from tests.visitor import Visitor
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Card
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.relations.actions import end_relation, new_card, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need, Relation

CHILD = {"words": "Ik durf niet naar huis", "own_word": "reiger", "has_consent": True, "name": "Mo"}


def knock(code, word):
    return Visitor().post("/kaart/", {"code": code, "word": word}, follow=True)


@pytest.fixture
def together(rietkade, amina, at):
    """Ruben and Mo ask something together."""
    said = Telling(
        words="Samen", own_word="reiger", has_consent=True, name="Ruben",
        together_name="Mo", together_word="fiets",
    )  # fmt: skip
    return tell(rietkade, said, by=None, at=at)


def test_a_parent_gets_a_card_with_a_word_of_their_own(rietkade, amina, at):
    told = tell(
        rietkade, Telling(**CHILD, age="under-12", parent_name="Els", parent_word="bezem"),
        by=None, at=at,
    )  # fmt: skip
    parents = told.cards[1]
    assert parents.person.name == "Els"
    page = knock(parents.read("sealed_code"), "bezem").content.decode()
    assert "Ik durf niet naar huis" in page


def test_a_parent_without_a_word_gets_the_card_at_the_counter(rietkade, amina, client, at):
    told = tell(rietkade, Telling(**CHILD, age="under-12", parent_name="Els"), by=None, at=at)
    parent = Relation.objects.get(part=Relation.Part.PARENT).other
    assert not Card.objects.filter(person=parent).exists()
    there = f"/rietkade/vragen/{told.need.code}/kaartje/"
    client.sign_in(amina)
    assert "Els" in client.get(there).content.decode()
    page = client.post(there, {"whom": parent.code, "own_word": "bezem"})
    assert "Els heeft een nieuw kaartje" in page.content.decode()
    code = Card.objects.get(person=parent).read("sealed_code")
    assert "Ik durf niet naar huis" in knock(code, "bezem").content.decode()
    assert knock(told.cards[0].read("sealed_code"), "reiger").status_code == 200


def test_on_a_card_stands_the_number_of_the_cooperative_and_of_nobody(together, amina, client):
    there = f"/rietkade/vragen/{together.need.code}/kaartje/"
    said = {"whom": together.cards[1].person.code, "own_word": "bezem"}
    page = client.sign_in(amina).post(there, said).content.decode()
    paper = page.partition('class="paper__who"')[2].partition("</section>")[0]
    assert "000 123 45 67" in paper
    assert amina.actor.phone not in paper


def test_whoever_asks_along_gets_back_what_their_lost_card_opened(together, rietkade, amina, at):
    mo = together.cards[1].person
    other = tell(rietkade, Telling(words="Van Mo zelf", has_consent=True), person=mo, by=mo, at=at)
    code = new_card(Need.objects.whole().get(pk=together.need.pk), "wilg", whom=mo, by=amina, at=at)
    page = knock(code, "wilg").content.decode()
    assert "Van Mo zelf" in page
    assert "Samen" in page
    assert other.need.person == mo


def test_a_new_card_of_the_person_opens_what_was_asked_with_others_too(
    together, rietkade, amina, at
):
    mo = together.cards[1].person
    other = tell(rietkade, Telling(words="Van Mo zelf", has_consent=True), person=mo, by=mo, at=at)
    code = new_card(Need.objects.whole().get(pk=other.need.pk), "wilg", by=amina, at=at)
    page = knock(code, "wilg").content.decode()
    assert "Samen" in page


def test_who_no_longer_belongs_to_it_gets_no_card_for_it(together, amina, at):
    row = Relation.objects.get(part=Relation.Part.ASKS_TOO)
    mo = row.other
    end_relation(row, by=amina, at=at)
    with pytest.raises(Refused):
        new_card(together.need, "wilg", whom=mo, by=amina, at=at)


def test_nobody_makes_a_card_for_somebody_who_signs_in(need, amina, sjaan, client, at):
    with pytest.raises(Refused):
        new_card(need, "wilg", whom=sjaan, by=amina, at=at)
    page = client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/kaartje/")
    assert "whom" not in page.context["form"].fields


def test_from_twelve_on_it_is_asked_who_does_this_together(rietkade, amina, client, at, english):
    with pytest.raises(Refused, match="Who does this together with you"):
        tell(rietkade, Telling(**CHILD, age="12-16"), by=None, at=at)
    assert tell(rietkade, Telling(**CHILD, age="12-16", parent_name="Els"), by=None, at=at)


def test_who_is_alone_is_promised_that_somebody_is_looked_for(rietkade, amina, at, english):
    told = tell(rietkade, Telling(**CHILD, age="12-16", is_alone=True), by=None, at=at)
    promise = Promise.objects.get(matter=told.need.matter, purpose=Purpose.WORD)
    assert promise.maker == amina.actor
    assert "looks for somebody together with Mo" in promise.read("text")
    with pytest.raises(Refused, match="younger than twelve"):
        tell(rietkade, Telling(**CHILD, age="under-12", is_alone=True), by=None, at=at)
