"""A seat exists apart from people: what it owes stays with it, and what it may promise is only added."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

OF_SEAT = "JOIN members_actor a ON a.id = s.actor_id JOIN members_cooperative c ON c.id = s.cooperative_id "


def a_seat_that_owes_something_is_there(_scope: Scope) -> Iterator[str]:
    """A seat that is no longer there owes nothing, and nobody sits there."""
    yield from told(
        "{0}: seat {1} is no longer there, and promise {2} of it is open.",
        rows(
            "SELECT c.slug, a.code, p.code FROM members_seat s "  # noqa: S608 - our own words
            + OF_SEAT
            + "JOIN promises_promise p ON p.maker_id = s.actor_id "
            "WHERE s.abolished_on IS NOT NULL AND p.state = 'open'"
        ),
    )
    yield from told(
        "{0}: seat {1} is no longer there, and somebody sits in it.",
        rows(
            "SELECT c.slug, a.code FROM members_seat s "  # noqa: S608
            + OF_SEAT
            + "JOIN members_tenure t ON t.seat_id = s.actor_id AND t.until IS NULL "
            "WHERE s.abolished_on IS NOT NULL"
        ),
    )


def an_empty_seat_says_since_when(_scope: Scope) -> Iterator[str]:
    """A seat is empty since a day, or somebody sits there; never both, never neither."""
    yield from told(
        "{0}: whether somebody sits in seat {1} is told in two ways.",
        rows(
            "SELECT c.slug, a.code FROM members_seat s "  # noqa: S608
            + OF_SEAT
            + "LEFT JOIN members_tenure t ON t.seat_id = s.actor_id AND t.until IS NULL "
            "WHERE (s.vacant_since IS NULL) <> (t.id IS NOT NULL)"
        ),
    )


def whoever_succeeded_answered_for_all(_scope: Scope) -> Iterator[str]:
    """Who was seated had talked it over; a question is called as its matter and asked of its promise."""
    yield from told(
        "{0}: successor {1} sits there, and it was never talked over with them.",
        rows(
            "SELECT c.slug, n.code FROM belonging_succession n "
            "JOIN members_cooperative c ON c.id = n.cooperative_id "
            "LEFT JOIN conversations_attendance w ON w.conversation_id = n.talk_id "
            "AND w.actor_id = n.person_id AND w.was_there "
            "WHERE n.seated_at IS NOT NULL AND w.id IS NULL"
        ),
    )
    yield from told(
        "{0}: question {1} and its promise are not about the same.",
        rows(
            "SELECT c.slug, q.code FROM belonging_question q "
            "JOIN members_cooperative c ON c.id = q.cooperative_id "
            "JOIN promises_promise p ON p.id = q.promise_id "
            "JOIN matters_matter m ON m.id = q.matter_id "
            "WHERE p.matter_id <> q.matter_id OR m.code <> q.code OR p.receiver_id <> q.asker_id"
        ),
    )


def what_goes_past_somebody_is_above_a_mandate(_scope: Scope) -> Iterator[str]:
    """Nobody asks on for what they promised by themselves, unless they took that over."""
    yield from told(
        "{0}: promise {1} still goes past somebody, and no seat, circle or organisation made it.",
        rows(
            "SELECT c.slug, p.code FROM promises_passing g "
            "JOIN promises_promise p ON p.id = g.promise_id "
            "JOIN members_cooperative c ON c.id = g.cooperative_id "
            "JOIN members_actor a ON a.id = p.maker_id "
            "WHERE a.kind = 'person' AND NOT EXISTS (SELECT 1 FROM promises_handover h "
            "WHERE h.promise_id = p.id AND h.accepted)"
        ),
    )


def what_goes_past_somebody_says_what_was_said_last(_scope: Scope) -> Iterator[str]:
    """Past whom it goes, and by which day, is what it was changed to last."""
    yield from told(
        "{0}: past whom promise {1} still goes is not what was said last.",
        rows(
            "SELECT c.slug, p.code FROM promises_redirection r "
            "JOIN promises_passing g ON g.id = r.passing_id "
            "JOIN promises_promise p ON p.id = g.promise_id "
            "JOIN members_cooperative c ON c.id = g.cooperative_id "
            "WHERE r.id = (SELECT max(l.id) FROM promises_redirection l "
            "WHERE l.passing_id = g.id) AND (r.new_via <> g.via OR r.new_until <> g.until)"
        ),
    )


def mandates_are_only_added(_scope: Scope) -> Iterator[str]:
    """What stands with a seat is its latest version, and versions are numbered without a gap."""
    yield from told(
        "{0}: what seat {1} may promise is not its latest version.",
        rows(
            "SELECT c.slug, a.code FROM members_seat s "  # noqa: S608
            + OF_SEAT
            + "LEFT JOIN members_mandate v ON v.seat_id = s.actor_id AND v.number = "
            "(SELECT max(l.number) FROM members_mandate l WHERE l.seat_id = s.actor_id) "
            "WHERE s.mandate <> coalesce(v.words, '')"
        ),
    )
    yield from told(
        "{0}: a version of what seat {1} may promise is gone.",
        rows(
            "SELECT c.slug, a.code FROM members_seat s "  # noqa: S608
            + OF_SEAT
            + "JOIN members_mandate v ON v.seat_id = s.actor_id "
            "GROUP BY c.slug, a.code HAVING max(v.number) <> count(*)"
        ),
    )
