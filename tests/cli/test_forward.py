"""A database of the first rooms comes forward to today: its rows stay, its locks stand, its record holds."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from tests import databases
from tests.cli.moving import elsewhere
from tests.cli.older import CARD, FIRST_ROOMS, LANGUAGE, WORDS, OlderHouse, bring_to
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit.apart import WEB_ROLE
from tussenruimte.kit.sealing import unseal
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import Card, Cooperative, Person
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise
from tussenruimte.reflections.models import Judgement
from tussenruimte.relations.models import Need

GROWS_ONLY = (
    "UPDATE record_fact SET body = '{}'",
    "DELETE FROM record_fact",
    "UPDATE reflections_judgementversion SET number = 2",
    "DELETE FROM promises_move",
)


def test_a_house_of_the_first_rooms_comes_forward(real_commits, tmp_path, settings, at):
    """One house, since making the tables takes longest."""
    with elsewhere(tmp_path / "older", settings):
        house = OlderHouse(bring_to(*FIRST_ROOMS), at)
        bring_to()
        assert list(faults(Scope())) == []
        what_was_told_is_read_as_before(house)
        what_was_plain_is_sealed()
        a_card_that_was_replaced_has_no_code(house)
        what_a_question_is_about_ended_with_it(house)
        what_grows_grows_only()
        cooperatives_stay_apart(at)
        the_web_goes_on(house, at)
        assert list(faults(Scope())) == []


def what_was_told_is_read_as_before(house):
    assert {need.read("words") for need in Need.objects.whole()} == {WORDS}
    promise = Promise.objects.whole().get(code=house.promise.code)
    assert promise.read("text") == "Ik bel de woningbouw"
    assert [move.read("reason") for move in promise.moves.all()] == ["Ze zijn dicht"]
    (version,) = Judgement.objects.get(code=house.judgement.code).versions.all()
    assert (version.read("saw"), version.read("did")) == ("Hij valt", "Gebeld")


def what_was_plain_is_sealed():
    """For which language somebody asks an interpreter."""
    asked = {person.actor.name: person.read("interpreter") for person in Person.objects.with_key()}
    assert asked == {"Amina": "", "Sjaan": "", "Ruben": LANGUAGE}
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, Person._meta.db_table)
    assert "plain_interpreter" not in {column.name for column in described}


def a_card_that_was_replaced_has_no_code(house):
    key = house.keys[house.ruben.code]
    ended, opens = (Card.objects.get(code=card.code) for card in house.cards)
    assert bytes(ended.sealed_code) == b""
    assert unseal(key, opens.sealed_code, "members_card|sealed_code") == CARD


def what_a_question_is_about_ended_with_it(house):
    moments = {need.code: need.matter.ended_at for need in Need.objects.select_related("matter")}
    assert moments == {house.ended.code: house.ended.closed_at, house.stands.code: None}


def what_grows_grows_only():
    for change in GROWS_ONLY:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def cooperatives_stay_apart(at):
    """Not to be kept: it has no record."""
    with transaction.atomic():
        other = Cooperative.objects.create(slug="heideveen", name="Heideveen", created_at=at)
        with pytest.raises(DatabaseError), transaction.atomic():
            moved_to(other)
        transaction.set_rollback(True)


def moved_to(other):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reflections_judgement SET cooperative_id = %s", [other.pk])
    connection.check_constraints()


def the_web_goes_on(house, at):
    databases.run_as(WEB_ROLE)
    assert connection.vendor != "postgresql" or not Need.objects.exists()
    with within(house.cooperative.pk):
        amina, ruben = (
            Person.objects.get(code=one.code).actor for one in (house.amina, house.ruben)
        )
        make_promise(
            Need.objects.get(code=house.stands.code).matter,
            maker=amina, receiver=ruben, text="Ik kom langs", person_said_yes=True,
            due=at.date() + dt.timedelta(days=3), by=amina.person, at=at,
        )  # fmt: skip
    databases.run_as(None)
