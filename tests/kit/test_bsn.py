"""A BSN is refused wherever words are kept, whoever types them."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.fields import SealedField
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Remark
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Member
from tussenruimte.reflections.actions import weigh
from tussenruimte.reflections.models import Sort
from tussenruimte.reflections.weighed import Weighed, Words

SOURCE = Path(__file__).parents[2] / "src" / "tussenruimte"
PLANTED = "Haar nummer is 111222333, zei ze."
SEALED = [
    (model, field.name, field.of_numbers)
    for model in apps.get_models()
    for field in model._meta.local_fields
    if isinstance(field, SealedField)
]


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, name) for model, name, of_numbers in SEALED if not of_numbers],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_no_sealed_words_hold_a_bsn(model, field):
    with pytest.raises(Refused, match="BSN"):
        model().put(**{field: PLANTED})


def test_only_ways_to_reach_somebody_and_card_codes_are_not_looked_at():
    exempt = {f"{model.__name__}.{name}" for model, name, of_numbers in SEALED if of_numbers}
    assert exempt == {"Person.reach", "Card.sealed_code"}


def test_words_are_sealed_in_one_place():
    """So that nothing is sealed unseen; made-up data and a migration go their own ways."""
    places = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "migrations"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "tussenruimte.kit.sealing"
        if any(name.name == "seal" for name in node.names)
    }
    ballots = "decisions/actions/secret.py"  # places of options and a code: no words
    made_up = {"cli/seed/ground.py", "cli/seed/votes.py"}
    assert places == {"members/models/sealed.py", ballots} | made_up


def as_resident(person, at, **more):
    return members.make_member(
        person.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at, **more
    )


PLAIN = {
    "name": lambda coop, _p, **who: members.welcome_person(coop, name=PLANTED, **who),
    "interpreter": lambda coop, _p, **who: members.welcome_person(coop, interpreter=PLANTED, **who),
    "seat": lambda coop, _p, **who: members.make_seat(coop, PLANTED, **who),
    "mandate": lambda coop, _p, **who: members.make_seat(coop, "arts", mandate=PLANTED, **who),
    "organisation": lambda coop, _p, **who: members.make_organisation(coop, PLANTED, **who),
    "purpose": lambda coop, _p, **who: members.make_circle(
        coop, "Kring", sort=Circle.Sort.WORK, purpose=PLANTED, **who
    ),
    "why": lambda _c, person, at, **_who: as_resident(person, at, why=PLANTED),
    "word": lambda _c, person, **who: members.make_card(person, "111222333", **who),
    "cooperative": lambda _c, _p, **who: members.found_cooperative(
        slug="elders", name=PLANTED, phone="000", **who
    ),
    "desk": lambda _c, _p, **who: members.found_cooperative(
        slug="elders", name="Elders", phone="000", desk=PLANTED, **who
    ),
    "title": lambda coop, _p, **who: matters.open_public(
        coop, PLANTED, subject="work", serves=None, **who
    ),
}


@pytest.mark.parametrize("what", PLAIN)
def test_no_open_words_hold_a_bsn(rietkade, ruben, at, what):
    with pytest.raises(Refused, match="BSN"):
        PLAIN[what](rietkade, ruben, by="invoer", at=at)


def test_a_telephone_number_that_looks_like_one_is_kept(welcome):
    person = welcome("Ruben", reach="612345670 of 111222333", phone="111222333")
    assert person.read("reach") == "612345670 of 111222333"


def test_without_words_there_is_nothing_to_refuse():
    refuse_bsn(None, "", "Bel 0612345678 of 112, of kom om 12.30 uur.")


def test_a_rule_that_everybody_reads_holds_no_bsn(rietkade, amina, sjaan, ruben, at):
    matter = matters.open_private(ruben, subject="need", circle=None, by=amina, at=at)
    words = Words(saw="Ze wachtte.", did="Ik gaf het.", interest="Geen")
    weighed = Weighed(words, sjaan.actor, sort=Sort.EXCEPTION, rule=PLANTED)
    with pytest.raises(Refused, match="BSN"):
        weigh(matter, weighed, by=amina, at=at)


def test_what_was_typed_stays_on_the_page(client, idris, at):
    matter = matters.open_private(idris, subject="need", circle=None, by=idris, at=at)
    typed = {"beside": matter.code, "sort": "wrong", "words": PLANTED}
    answer = client.sign_in(idris).post(f"/rietkade/kanttekening/{matter.code}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Een BSN mogen wij niet bewaren" in page
    assert PLANTED in page
    assert not Remark.objects.exists()
