"""Terms of a law: a seat sees them on a yes of the person only, and they end on the day of the law."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

RUNS = (
    "FROM relations_legalclock l JOIN members_cooperative c ON c.id = l.cooperative_id "
    "JOIN promises_promise p ON p.id = l.promise_id "
    "JOIN matters_permission y ON y.id = l.permission_id WHERE l.stopped_on IS NULL "
)


def laws_are_said_with_a_yes(_scope: Scope) -> Iterator[str]:
    """What runs rests on a permission that stands, to the same seat, about the same question."""
    yield from told(
        "{0}: term of a law {1} runs without the yes of the person.",
        rows(
            f"SELECT c.slug, l.code {RUNS}"
            "AND (y.withdrawn_at IS NOT NULL OR y.until < c.last_tick_on "
            "OR y.to_id <> l.seat_id OR y.matter_id <> l.need_id)"
        ),
    )
    yield from told(
        "{0}: term of a law {1} and what stands there for the seat are not the same.",
        rows(
            f"SELECT c.slug, l.code {RUNS}"
            "AND (p.purpose <> 'law' OR p.matter_id <> l.need_id OR p.due <> l.last_day)"
        ),
    )
