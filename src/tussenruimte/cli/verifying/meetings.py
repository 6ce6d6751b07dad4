"""Members' meetings: what members asked for is owed to them, who was there is counted, nothing is left out."""
# ruff: noqa: S608 - our own words, put together

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

MEETING = (
    "SELECT c.slug, m.code FROM decisions_meeting m "
    "JOIN members_cooperative c ON c.id = m.cooperative_id WHERE "
)
DEMAND = (
    "SELECT c.slug, d.code FROM decisions_demand d "
    "JOIN members_cooperative c ON c.id = d.cooperative_id "
    "LEFT JOIN promises_promise o ON o.id = d.promise_id WHERE "
)
MINUTES = (
    "SELECT c.slug, m.code, w.number FROM decisions_minutes w "
    "JOIN decisions_meeting m ON m.id = w.meeting_id "
    "JOIN members_cooperative c ON c.id = m.cooperative_id WHERE "
)
THERE = (
    "(SELECT count(*) FROM decisions_attendance a WHERE a.meeting_id = m.id AND a.proxy_id IS {})"
)
ITEMS = "(SELECT count(*) FROM decisions_item i WHERE i.meeting_id = {}.id)"


def what_members_asked_for_is_owed(_scope: Scope) -> Iterator[str]:
    """Each demand has a voice; the meeting is promised to who asked, about what they asked."""
    yield from told(
        "{0}: nobody has a voice in demand {1}.",
        rows(
            DEMAND + "NOT EXISTS (SELECT 1 FROM decisions_demandvoice v WHERE v.demand_id = d.id)"
        ),
    )
    yield from told(
        "{0}: the meeting of demand {1} is promised to somebody else, or about something else.",
        rows(DEMAND + "o.receiver_id <> d.asked_by_id OR o.matter_id <> d.matter_id"),
    )


def who_was_there_is_counted(_scope: Scope) -> Iterator[str]:
    """The numbers of a meeting are those of its rows, and who votes for somebody else was there."""
    yield from told(
        "{0}: at meeting {1} there were not as many as was said.",
        rows(
            MEETING
            + f"coalesce(m.present, 0) <> {THERE.format('NULL')} "
            + f"OR coalesce(m.by_proxy, 0) <> {THERE.format('NOT NULL')}"
        ),
    )
    yield from told(
        "{0}: at meeting {1} somebody voted for somebody else, and was not there.",
        rows(
            MEETING + "EXISTS (SELECT 1 FROM decisions_attendance a WHERE a.meeting_id = m.id "
            "AND a.proxy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions_attendance b "
            "WHERE b.meeting_id = m.id AND b.actor_id = a.proxy_id AND b.proxy_id IS NULL))"
        ),
    )


def minutes_leave_nothing_out(_scope: Scope) -> Iterator[str]:
    """An agenda is numbered without a gap; each version follows the one before and has every line."""
    yield from told(
        "{0}: the agenda of meeting {1} has a gap.",
        rows(
            MEETING
            + "EXISTS (SELECT 1 FROM decisions_item i WHERE i.meeting_id = m.id "
            + f"AND i.place > {ITEMS.format('m')})"
        ),
    )
    yield from told(
        "{0}: what was written down of meeting {1}, version {2}, leaves something out.",
        rows(
            MINUTES
            + "(SELECT count(*) FROM decisions_line l WHERE l.minutes_id = w.id) <> "
            + ITEMS.format("m")
        ),
    )
    yield from told(
        "{0}: what was written down of meeting {1}, version {2}, does not follow a version.",
        rows(
            MINUTES + "w.number <> (SELECT count(*) FROM decisions_minutes b "
            "WHERE b.meeting_id = w.meeting_id AND b.number <= w.number)"
        ),
    )
    yield from told(
        "{0}: of meeting {1} version {2} was said to be so, and it does not stand on that agenda.",
        rows(
            MINUTES
            + "EXISTS (SELECT 1 FROM decisions_approval p WHERE p.minutes_id = w.id AND NOT EXISTS "
            "(SELECT 1 FROM decisions_item i WHERE i.meeting_id = p.meeting_id "
            "AND i.earlier_id = w.meeting_id))"
        ),
    )
