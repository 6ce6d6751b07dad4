"""A secret vote: everybody once, counted exactly, and nothing from which one sees who chose what."""

import base64
import json
import logging
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.at_once import at_once
from tests.decisions.voting import FOR, cast, cast_secretly, closed, voice
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import (
    UNDERWAY,
    Ballot,
    BallotKey,
    Result,
    Roll,
    SecretBallot,
    Stage,
    Voted,
)
from tussenruimte.kit.apart import has_cooperative
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import UnreadableError, new_key
from tussenruimte.record.models import Fact

OPTIONS = tuple(f"Naam {letter}" for letter in "ABCDEF")
PLANTED = [5, 2, 6, 1, 3, 4]  # nobody else chooses so


@pytest.fixture
def secret(talked, idris, at, week):
    """Everybody of the circle is asked without a name, with six people to choose from."""
    ask = Ask("ranked", week, options=OPTIONS, is_secret=True)
    return actions.open_vote(talked, ask, by=idris, at=at)


@pytest.fixture
def filled(secret, amina, idris, sjaan, at):
    """All three voted, Amina as nobody else; gives the codes that they took along."""
    codes = {amina: cast_secretly(secret, amina, PLANTED, at)}
    codes[idris] = cast_secretly(secret, idris, [1], at)
    codes[sjaan] = cast_secretly(secret, sjaan, [1, 2], at)
    return codes


def everything():
    """Every value of every row of every table, as text; by table."""
    return {
        model._meta.label: [
            [bytes(v).hex() if isinstance(v, bytes | memoryview) else str(v) for v in row]
            for row in model.objects.values_list(*(f.attname for f in model._meta.local_fields))
        ]
        for model in apps.get_models()
        if has_cooperative(model)
    }


def test_it_is_counted_exactly(filled, secret, talked, week):
    result = closed(secret, week)
    talked.refresh_from_db()
    assert (result.verdict, talked.stage) == ("adopted", Stage.ADOPTED)
    assert result.outcome["winners"] == ["Naam A"]
    assert (result.outcome["voices"], result.outcome["votes"]) == (3, [2, 0, 0, 0, 1, 0, 0])


def test_casting_one_notes_nothing_and_asks_nobody(secret, amina, at, caplog):
    before = {label: rows for label, rows in everything().items() if "decisions." not in label}
    with caplog.at_level(logging.DEBUG):
        cast_secretly(secret, amina, PLANTED, at)
    after = {label: rows for label, rows in everything().items() if "decisions." not in label}
    assert before == after
    assert secret.code not in caplog.text
    assert amina.code not in caplog.text


def test_no_column_says_when_or_in_which_order():
    for model in (SecretBallot, Voted, BallotKey):
        for field in model._meta.local_fields:
            assert not isinstance(field, models.DateField | models.TimeField), field
    for model in (SecretBallot, Voted):
        assert not isinstance(model._meta.pk, models.AutoField)
    names = {field.name for field in SecretBallot._meta.local_fields}
    assert names == {"id", "cooperative", "vote", "sealed"}


def test_all_ballots_are_equally_long(filled, secret):
    assert len({len(bytes(row.sealed)) for row in SecretBallot.objects.all()}) == 1


def test_while_it_is_open_nothing_says_what_somebody_chose(filled, secret, amina):
    order = re.compile(r"5\D{1,3}2\D{1,3}6\D{1,3}1\D{1,3}3\D{1,3}4")
    found = [label for label, rows in everything().items() if order.search(json.dumps(rows))]
    assert found == []


def test_afterwards_a_ballot_stands_beside_nobody(filled, secret, week, amina):
    sealed = [bytes(row.sealed).hex() for row in SecretBallot.objects.all()]
    (key,) = BallotKey.objects.values_list("wrapped", flat=True)
    result = closed(secret, week)
    text = json.dumps(everything())
    assert not any(one in text for one in [*sealed, bytes(key).hex()])
    for model in (SecretBallot, Voted, BallotKey, Ballot):
        assert not model.objects.exists()
    assert "1;5;2;6;1;3;4" in result.file
    facts = " ".join(Fact.objects.values_list("body", flat=True))
    assert "5;2;6" not in facts
    assert all(code not in facts for code in filled.values())
    assert Roll.objects.filter(vote=secret, has_voted=True).count() == 3


def test_the_codes_prove_that_a_ballot_is_in_and_not_how(filled, secret, week):
    result = closed(secret, week)
    assert result.receipts == sorted(filled.values())
    assert not any(code in result.file for code in filled.values())
    assert not any(code in json.dumps(result.outcome) for code in filled.values())


def test_nothing_is_told_per_kind(filled, secret, week):
    outcome = closed(secret, week).outcome
    assert (outcome["kinds"], outcome["municipality"]) == ([], [])


def test_one_votes_once_and_in_the_way_that_was_asked(secret, amina, at, week):
    cast_secretly(secret, amina, [1], at)
    with pytest.raises(Refused, match="al binnen"):
        cast_secretly(secret, amina, [2], at)
    with pytest.raises(Refused, match="geheim"):
        cast(secret, amina, [2], at)
    with pytest.raises(Refused, match="sloot"):
        cast_secretly(secret, amina, [2], week + UNDERWAY)


def test_an_open_vote_takes_no_secret_ballot(vote, amina, at):
    with pytest.raises(Refused, match="open"):
        cast_secretly(vote, amina, FOR, at)


def test_the_database_holds_one_voice_each(secret, amina, at):
    mine = voice(secret, amina)
    Voted.objects.create(cooperative_id=secret.cooperative_id, roll=mine, receipt="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Voted.objects.create(cooperative_id=secret.cooperative_id, roll=mine, receipt="y")


def test_a_ballot_that_was_slipped_in_or_taken_away_is_found(filled, secret, week):
    SecretBallot.objects.filter(vote=secret).first().delete()
    with pytest.raises(UnreadableError):
        actions.close_vote(secret, by="klok", at=week + UNDERWAY)
    assert not Result.objects.exists()


def test_who_passes_is_counted_and_stands_in_no_file(secret, amina, idris, at, week):
    cast_secretly(secret, amina, [], at)
    cast_secretly(secret, idris, [2], at)
    result = closed(secret, week)
    assert (result.outcome["voices"], result.outcome["passed"]) == (2, 1)
    assert result.file.splitlines()[-1] == "1;2"


def test_without_a_ballot_it_decides_nothing(secret, week):
    assert closed(secret, week).verdict == "tie"


def test_a_new_master_key_leaves_the_ballots_readable(filled, secret, rietkade, week, settings):
    fresh = base64.urlsafe_b64encode(new_key()).decode()
    settings.MASTER_KEYS = [fresh, *settings.MASTER_KEYS]
    assert actions.rewrap_ballot_keys(rietkade, by="beheer", at=week) == 1
    assert actions.rewrap_ballot_keys(rietkade, by="beheer", at=week) == 0
    settings.MASTER_KEYS = [fresh]
    assert closed(secret, week).outcome["voices"] == 3


def test_one_voice_also_when_pressed_twice_at_once(real_commits, secret, amina, at):
    mine = voice(secret, amina)
    errors = at_once(
        secret.cooperative_id,
        *[lambda: actions.cast_secretly(mine, [1], by=amina, at=at) for _ in range(4)],
    )
    assert len(errors) == 3
    assert all(isinstance(error, Refused) for error in errors)
    assert (SecretBallot.objects.count(), Voted.objects.count()) == (1, 1)


def test_each_voice_that_was_acknowledged_is_counted_once(
    real_commits, secret, amina, idris, sjaan, week
):
    late, codes = week - timedelta(seconds=1), []
    errors = at_once(
        secret.cooperative_id,
        *[
            lambda person=person: codes.append(cast_secretly(secret, person, [1], late))
            for person in (amina, idris, sjaan)
        ],
        lambda: actions.close_vote(secret, by="klok", at=week + UNDERWAY),
    )
    assert all(isinstance(error, Refused) for error in errors), errors
    assert Result.objects.get(vote=secret).receipts == sorted(codes)
    assert not SecretBallot.objects.exists()
