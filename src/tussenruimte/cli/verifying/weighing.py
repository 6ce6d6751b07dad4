"""Grip or room: nobody changes where they stand after the decision, and what was chosen stands beside it."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

OF_STANCE = (
    "SELECT c.slug, s.code FROM decisions_stance s "
    "JOIN decisions_proposal p ON p.id = s.proposal_id "
    "JOIN members_cooperative c ON c.id = p.cooperative_id WHERE "
)
LAST = "(SELECT max(l.number) FROM decisions_round l WHERE l.proposal_id = p.id)"


def stances_came_before_the_decision(_scope: Scope) -> Iterator[str]:
    """A member says where they stand about a proposal of a sort that is weighed, and not afterwards."""
    yield from told(
        "{0}: stance {1} came or changed after the decision.",
        rows(OF_STANCE + "s.at > p.decided_at OR s.changed_at > p.decided_at"),
    )
    yield from told(
        "{0}: stance {1} is about people or money.",
        rows(OF_STANCE + "p.kind IN ('election', 'budget')"),
    )


def what_was_chosen_stands_beside_it(_scope: Scope) -> Iterator[str]:
    """Where members said how much room they want, an adopted proposal says which point was chosen."""
    yield from told(
        "{0}: proposal {1} was adopted, and nobody wrote down which point was chosen.",
        rows(
            "SELECT c.slug, p.code FROM decisions_proposal p "  # noqa: S608 - our own words
            "JOIN members_cooperative c ON c.id = p.cooperative_id "
            f"JOIN decisions_round r ON r.proposal_id = p.id AND r.number = {LAST} "
            "LEFT JOIN decisions_weighed w ON w.round_id = r.id "
            "WHERE p.is_adopted AND w.id IS NULL "
            "AND EXISTS (SELECT 1 FROM decisions_stance s WHERE s.proposal_id = p.id)"
        ),
    )
