"""`verify` finds each way in which a decision could have gone wrong, and names the place."""
# ruff: noqa: S608 - harm is done by hand here

import ast

import pytest
from django.db import connection

from tests.record.planting import without_locks
from tests.texts import SOURCE, place
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Voice

ONE_WHO_SPOKE = "(SELECT max(person_id) FROM decisions_position)"
SOMEBODY = "(SELECT min(actor_id) FROM members_person)"

# what is done · to which table · what is said
PLANTS = {
    "an answer that is gone": (
        "DELETE FROM decisions_answer",
        "decisions_answer",
        "is adopted, and whether an adviser waits for an answer says something else",
    ),
    "a decision that waits for nothing": (
        "UPDATE decisions_proposal SET stage = 'to-answer'",
        "decisions_proposal",
        "is to-answer, and whether an adviser waits",
    ),
    "an advice that was hushed up": (
        "UPDATE decisions_adviser SET is_overruled = false, promise_id = NULL",
        "decisions_adviser",
        "was overruled, and nobody said so",
    ),
    "an advice turned round": (
        "UPDATE decisions_adviser SET advice = 'for'",
        "decisions_adviser",
        "counts as overruled, and the decision goes along with it",
    ),
    "an answer promised to another": (
        f"UPDATE promises_promise SET receiver_id = {SOMEBODY} WHERE purpose = 'answer'",
        "promises_promise",
        "is promised to somebody else",
    ),
    "a voice that was not asked for": (
        "UPDATE decisions_position SET leaning = 'agree'",
        "decisions_position",
        "says what its round does not ask",
    ),
    "a voice after the round": (
        "UPDATE decisions_position SET at = '2026-12-01'",
        "decisions_position",
        "came after its round was closed",
    ),
    "a voice that is gone": (
        f"DELETE FROM decisions_position WHERE person_id = {ONE_WHO_SPOKE}",
        "decisions_position",
        "somebody was asked, and it was closed without them",
    ),
    "a turn that is gone": (
        f"DELETE FROM decisions_turn WHERE person_id = {ONE_WHO_SPOKE}",
        "decisions_turn",
        "somebody spoke who was not asked",
    ),
    "an objection that was passed over": (
        f"UPDATE decisions_position SET leaning = 'objection' WHERE person_id = {ONE_WHO_SPOKE}",
        "decisions_position",
        "its last round of consent does not carry it",
    ),
    "another version than was asked about": (
        "UPDATE decisions_round SET was_stopped = true WHERE sort = 'consent'",
        "decisions_round",
        "its last round of consent does not carry it",
    ),
    "somebody who kept out and spoke": (
        f"UPDATE decisions_conflict SET person_id = {ONE_WHO_SPOKE}, at = '2026-11-01'",
        "decisions_conflict",
        "somebody spoke who keeps out of it",
    ),
    "a version that is gone": (
        "UPDATE decisions_version SET number = 2, because = 'Beter'",
        "decisions_version",
        "a version of proposal",
    ),
    "a round that is gone": (
        "UPDATE decisions_round SET number = number + 10",
        "decisions_round",
        "a round of proposal",
    ),
    "another title than it has": (
        "UPDATE matters_matter SET title = 'Anders' WHERE subject = 'proposal'",
        "matters_matter",
        "is not its latest version",
    ),
    "a matter that ended alone": (
        "UPDATE matters_matter SET ended_at = '2026-11-16' WHERE subject = 'proposal'",
        "matters_matter",
        "and its matter did not end together",
    ),
    "a proposal that serves nothing": (
        "UPDATE matters_matter SET serves_id = NULL WHERE subject = 'proposal'",
        "matters_matter",
        "leaves out what it serves",
    ),
    "a rule without an end": (
        "UPDATE decisions_proposal SET kind = 'rule'",
        "decisions_proposal",
        "is for a while, and has no end or no looking back",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def whole(adviser, proposal, amina, idris, sjaan, joris, at):
    """Decided against the alderman, who was answered; Amina kept out."""
    actions.keep_out(proposal, "Ik verhuur de zaal", by=amina, at=at)
    actions.give_advice(adviser, "against", "Doe het niet", "Geen", by=joris, at=at)
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(proposal, sort, by=idris, at=at)
    for person in (idris, sjaan):
        actions.speak(proposal, Voice("consent", "Het kan", "Geen"), by=person, at=at)
    actions.conclude(proposal, by=idris, at=at)
    adviser.refresh_from_db()
    actions.answer_adviser(adviser, "Wij hebben de handen niet", by=idris, at=at)
    return proposal


def told(at):
    return "\n".join(faults(Scope(heads=(), today=at.date())))


def test_nothing_is_wrong_with_a_decision_as_it_goes(whole, at):
    with without_locks():
        assert told(at) == ""


@pytest.mark.parametrize("plant", PLANTS)
def test_a_fault_is_found_and_named(plant, at):
    words, table, sentence = PLANTS[plant]
    with without_locks(table) as cursor:
        cursor.execute(words)
        assert cursor.rowcount > 0
        assert sentence in told(at)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("position", "said"), ("position", "interest"), ("conflict", "why"),
        ("adviser", "words"), ("adviser", "interest"), ("answer", "words"),
    ],
)  # fmt: skip
def test_a_text_that_was_altered_is_found(table, column, at):
    with without_locks(f"decisions_{table}") as cursor:
        cursor.execute(f"UPDATE decisions_{table} SET {column} = %s", [b"nothing like it"])
        assert f"the sealed text {column} of decisions_{table}" in told(at)


def test_an_objection_without_a_reason_is_found_where_the_database_did_not_hold_it(at):
    with without_locks("decisions_position") as cursor:
        without_check(cursor, "decisions_position", "position_objection_has_a_reason")
        cursor.execute("UPDATE decisions_position SET leaning = 'objection', said = NULL")
        found = told(at)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert "has no reason" in found


def without_check(cursor, table, name):
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    else:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def test_somebody_who_is_asked_and_keeps_out_is_found(
    rietkade, draft, circle, idris, amina, sjaan, at
):
    made = {"kind": "decision", "circle": circle, "by": idris, "at": at}
    proposal = actions.start_proposal(rietkade, draft, **made)
    actions.keep_out(proposal, "Ik verhuur de zaal", by=amina, at=at)
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(proposal, sort, by=idris, at=at)
    with without_locks("decisions_conflict") as cursor:
        assert "somebody is asked" not in told(at)
        cursor.execute(f"UPDATE decisions_conflict SET person_id = {sjaan.pk}")
        assert "somebody is asked who keeps out of it" in told(at)


def test_a_proposal_that_holds_on_to_an_earlier_round_is_found(whole, proposal, at):
    first = proposal.rounds.order_by("number").first()
    with without_locks("decisions_proposal") as cursor:
        assert "is not its latest round" not in told(at)
        for wrong in (first.pk, "NULL"):
            cursor.execute(f"UPDATE decisions_proposal SET round_id = {wrong}")
            assert "is not its latest round" in told(at)


# Where what somebody said in a round is fetched at all. `said_in` waits until all have spoken,
# `own_voice` and `react` are about one's own voice, `conclude` comes when the round is closed.
FETCHED = {
    ("reads/rounds.py", "said_in"),
    ("reads/rounds.py", "own_voice"),
    ("actions/rounds.py", "react"),
    ("actions/deciding.py", "conclude"),
}


def test_no_other_question_returns_what_was_said_in_a_round():
    found = set()
    for path in (SOURCE / "decisions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and fetches(node):
                found.add((path.relative_to(SOURCE / "decisions").as_posix(), node.name))
    assert found == FETCHED
    for path in (*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")):
        assert not any(
            word in path.read_text()
            for word in ("round.positions", "positions__", "actor.positions")
        ), place(path)


def fetches(function):
    return any(
        isinstance(node, ast.Attribute)
        and (
            (node.attr == "objects" and getattr(node.value, "id", "") == "Position")
            or node.attr == "positions"
        )
        for node in ast.walk(function)
    )
