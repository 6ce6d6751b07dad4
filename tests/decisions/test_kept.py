"""What people said about a proposal stays seven years after the decision; that they said it stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.decisions.test_rounds import speak
from tests.record.planting import without_locks
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Voice
from tussenruimte.decisions.models import Adviser, Answer, Conflict, Position, Stance, Version
from tussenruimte.decisions.nightly import empty_old_decisions
from tussenruimte.kit import clock
from tussenruimte.record.reads import facts_of

SEVEN_YEARS = 2_557  # days
SAID, GONE = "Mijn broer komt er elke zondag", "(niet meer bewaard)"


def come_by(cooperative, at, days):
    moment = at + timedelta(days=days)
    cooperative.refresh_from_db()
    empty_old_decisions(cooperative, clock.day(moment), moment)


def words():
    """All that is sealed about proposals, as it opens now."""
    return {
        text
        for model, names in (
            (Position, ("said", "interest")),
            (Conflict, ("why",)),
            (Adviser, ("words", "interest")),
            (Answer, ("words",)),
            (Stance, ("said",)),
        )
        for row in model.objects.all()
        for name in names
        if (text := row.read(name))
    }


@pytest.fixture
def decided(adviser, proposal, idris, amina, sjaan, joris, at):
    """Amina keeps out; Joris advised against it; the other two can live with it."""
    actions.keep_out(proposal, SAID, by=amina, at=at)
    actions.give_advice(adviser, "against", SAID, SAID, by=joris, at=at)
    actions.weigh(proposal, 4, SAID, member=idris.actor, by=idris, at=at)
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(proposal, sort, by=idris, at=at)
    for person in (idris, sjaan):
        actions.speak(proposal, Voice("consent", SAID, SAID), by=person, at=at)
    actions.conclude(proposal, point=4, by=idris, at=at)
    return proposal


@pytest.fixture
def answered(decided, adviser, idris, at):
    """And he got his answer."""
    adviser.refresh_from_db()
    actions.answer_adviser(adviser, SAID, by=idris, at=at)
    return decided


def test_it_stays_seven_years_after_the_decision_and_not_a_day_longer(answered, rietkade, at):
    come_by(rietkade, at, SEVEN_YEARS)
    assert words() == {SAID}
    come_by(rietkade, at, SEVEN_YEARS + 1)
    assert words() == {GONE}
    emptied = {fact["table"] for fact in facts_of(rietkade.pk, "texts.emptied")}
    assert emptied == {
        f"decisions_{name}" for name in ("position", "conflict", "adviser", "answer", "stance")
    }


def test_while_somebody_waits_for_an_answer_it_stays(decided, rietkade, at):
    come_by(rietkade, at, SEVEN_YEARS * 2)
    assert words() == {SAID}


def test_while_it_is_talked_about_it_stays_and_when_withdrawn_it_goes(
    adviser, proposal, rietkade, joris, idris, at
):
    actions.give_advice(adviser, "for", SAID, "", by=joris, at=at)
    come_by(rietkade, at, SEVEN_YEARS * 2)
    assert words() == {SAID}
    actions.withdraw(proposal, "Ik hoorde iets beters", by=idris, at=at)
    come_by(rietkade, at, SEVEN_YEARS)
    assert words() == {SAID}
    come_by(rietkade, at, SEVEN_YEARS + 1)
    assert words() == {GONE}


def test_that_it_was_said_and_the_proposal_itself_stay(answered, rietkade, client, at):
    come_by(rietkade, at, SEVEN_YEARS + 1)
    page = client.get(f"/rietkade/voorstellen/{answered.code}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert SAID not in text
    assert GONE in text
    assert Version.objects.get(proposal=answered).why in text
    assert set(Position.objects.values_list("leaning", flat=True)) == {"consent"}


def test_a_second_night_finds_nothing(answered, rietkade, at):
    for days in (1, 2):
        come_by(rietkade, at, SEVEN_YEARS + days)
    assert len(list(facts_of(rietkade.pk, "texts.emptied"))) == 5


@pytest.mark.parametrize(
    ("table", "column"),
    [("position", "said"), ("adviser", "words"), ("conflict", "why"), ("stance", "said")],
)
def test_a_text_that_went_before_its_time_is_found(decided, at, table, column):
    with without_locks(f"decisions_{table}") as cursor:
        cursor.execute(f"UPDATE decisions_{table} SET {column} = %s", [b""])  # noqa: S608
        said = list(faults(Scope(heads=(), today=at.date())))
    assert any(f"decisions_{table}" in one and "not over" in one for one in said)


@pytest.mark.parametrize("change", ["words = %s", "words = %s, at = CURRENT_TIMESTAMP"])
def test_nothing_else_of_an_answer_changes(answered, change):
    text = b"iets anders" if change == "words = %s" else b""
    refused = pytest.raises(DatabaseError, match="only grows")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE decisions_answer SET {change}", [text])  # noqa: S608
    Answer.objects.update(words=b"")


def test_what_is_said_after_that_is_kept_as_long(answered, rietkade, draft, idris, circle, at):
    come_by(rietkade, at, SEVEN_YEARS + 1)
    later = at + timedelta(days=SEVEN_YEARS + 1)
    row = actions.start_proposal(
        rietkade, draft, kind="decision", circle=circle, by=idris, at=later
    )
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(row, sort, by=idris, at=later)
    first = row.rounds.get(sort="consent").turns.get(since__isnull=False).person
    speak(row, first, later, "objection", SAID)
    come_by(rietkade, later, 1)
    assert SAID in words()
