"""Members and circles: nobody joins, is refused or put out unheard; a circle ends, its promises do not."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

UNHEARD = (
    "SELECT c.slug, j.code FROM {0} j "
    "JOIN members_cooperative c ON c.id = j.cooperative_id "
    "LEFT JOIN conversations_conversation t ON t.id = j.rests_on_id AND t.matter_id = j.matter_id "
    "AND t.was_person_there AND t.stage IN ('held', 'confirmed', 'disputed') "
    "WHERE ({1}) AND t.id IS NULL"
)


def nobody_is_decided_about_unheard(_scope: Scope) -> Iterator[str]:
    """Yes, no and out rest on a conversation that was held with them about it."""
    yield from told(
        "{0}: about joining {1} was decided without a held conversation.",
        rows(
            UNHEARD.format(
                "belonging_joining", "j.admitted_at IS NOT NULL OR j.refused_at IS NOT NULL"
            )
        ),
    )
    yield from told(
        "{0}: in expulsion {1} somebody was put out without a held conversation.",
        rows(UNHEARD.format("belonging_expulsion", "j.expelled_at IS NOT NULL")),
    )
    for table in ("belonging_joining", "belonging_expulsion"):
        yield from told(
            f"{{0}}: {table} {{1}} is not called as its matter {{2}}.",
            rows(
                f"SELECT c.slug, j.code, m.code FROM {table} j "  # noqa: S608 - a name of our own
                "JOIN members_cooperative c ON c.id = j.cooperative_id "
                "JOIN matters_matter m ON m.id = j.matter_id WHERE m.code <> j.code"
            ),
        )


def whoever_disputes_is_a_member(_scope: Scope) -> Iterator[str]:
    """Put out, and the conversation on which that rests is disputed: a member until it is heard."""
    yield from told(
        "{0}: expulsion {1} is disputed, and counts all the same.",
        rows(
            "SELECT c.slug, e.code FROM belonging_expulsion e "
            "JOIN members_cooperative c ON c.id = e.cooperative_id "
            "JOIN conversations_conversation t ON t.id = e.rests_on_id "
            "WHERE e.expelled_at IS NOT NULL AND e.suspended_at IS NULL AND t.stage = 'disputed' "
            "AND e.met_on IS NULL"
        ),
    )


def circles_end_after_their_day(_scope: Scope) -> Iterator[str]:
    """The clock came by after the last day, so the circle ended; those that stay have no last day."""
    yield from told(
        "{0}: circle {1} should have ended on {2}, and goes on.",
        rows(
            "SELECT c.slug, a.code, k.until FROM members_circle k "
            "JOIN members_actor a ON a.id = k.actor_id "
            "JOIN members_cooperative c ON c.id = k.cooperative_id "
            "WHERE k.ended_on IS NULL AND k.until < c.last_tick_on"
        ),
    )
    yield from told(
        "{0}: circle {1} is there by law or by the statutes, and has a last day.",
        rows(
            "SELECT c.slug, a.code FROM members_circle k "
            "JOIN members_actor a ON a.id = k.actor_id "
            "JOIN members_cooperative c ON c.id = k.cooperative_id "
            "WHERE k.sort IN ('meeting', 'board', 'supervision', 'council') "
            "AND (k.until IS NOT NULL OR k.ended_on IS NOT NULL)"
        ),
    )
    yield from told(
        "{0}: circle {1} was begun without a last day.",
        rows(
            "SELECT c.slug, a.code FROM belonging_started s "
            "JOIN members_circle k ON k.actor_id = s.circle_id "
            "JOIN members_actor a ON a.id = k.actor_id "
            "JOIN members_cooperative c ON c.id = s.cooperative_id WHERE k.until IS NULL"
        ),
    )


def what_an_ended_circle_owes_is_with_somebody(_scope: Scope) -> Iterator[str]:
    """A promise of a circle that ended is asked over, or somebody still acts for the circle."""
    yield from told(
        "{0}: promise {1} of circle {2}, which ended, is with nobody.",
        rows(
            "SELECT c.slug, p.code, a.code FROM members_circle k "
            "JOIN members_actor a ON a.id = k.actor_id "
            "JOIN members_cooperative c ON c.id = k.cooperative_id "
            "JOIN promises_promise p ON p.maker_id = k.actor_id AND p.state = 'open' "
            "LEFT JOIN promises_handover h ON h.promise_id = p.id AND h.answered_at IS NULL "
            "LEFT JOIN members_actsfor f ON f.actor_id = k.actor_id AND f.until IS NULL "
            "WHERE k.ended_on IS NOT NULL AND h.id IS NULL AND f.id IS NULL"
        ),
    )


def backings_are_only_added(_scope: Scope) -> Iterator[str]:
    """Versions of what a circle may decide are numbered without a gap; a circle or a seat gave each."""
    yield from told(
        "{0}: a version of what circle {1} may decide is gone.",
        rows(
            "SELECT c.slug, a.code FROM belonging_backing b "
            "JOIN members_actor a ON a.id = b.circle_id "
            "JOIN members_cooperative c ON c.id = b.cooperative_id "
            "GROUP BY c.slug, a.code HAVING max(b.number) <> count(*)"
        ),
    )
    yield from told(
        "{0}: what circle {1} may decide was given by {2}, which is no circle and no seat.",
        rows(
            "SELECT c.slug, a.code, g.code FROM belonging_backing b "
            "JOIN members_actor a ON a.id = b.circle_id "
            "JOIN members_actor g ON g.id = b.giver_id "
            "JOIN members_cooperative c ON c.id = b.cooperative_id "
            "WHERE g.kind NOT IN ('circle', 'seat')"
        ),
    )
