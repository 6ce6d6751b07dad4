"""Promises that wait to go to or past somebody else, as parts of the statement behind *Vandaag*."""

from tussenruimte.web.reads.today_part import part

HANDOVER = "promises_handover h JOIN promises_promise p ON p.id = h.promise_id"
WAITING = "h.cooperative_id = %(coop)s AND h.answered_at IS NULL AND p.state = 'open'"

# Of an empty seat also whoever stands in, and whoever holds on to what it is about: each found from
# its own few rows, before anything is looked up beside them.
ASKED = """h.id IN (
    SELECT x.id FROM promises_handover x
     WHERE x.answered_at IS NULL AND x.giver_id IN (
        SELECT id FROM me UNION
        SELECT s.actor_id FROM members_seat s
         WHERE s.stand_in_id = %(person)s AND s.vacant_since <= %(today)s)
    UNION
    SELECT x.id FROM promises_handover x
      JOIN members_seat s ON s.actor_id = x.giver_id AND s.vacant_since <= %(today)s
      JOIN promises_promise q ON q.id = x.promise_id
      JOIN matters_reader r ON r.matter_id = q.matter_id AND r.ground = 'holder'
       AND r.actor_id IN (SELECT id FROM me)
       AND r.since <= %(today)s AND (r.until IS NULL OR r.until >= %(today)s)
     WHERE x.cooperative_id = %(coop)s AND x.answered_at IS NULL)"""

HANDOVERS = (
    part(
        "offered",
        HANDOVER,
        f"{WAITING} AND h.taker_id IN (SELECT id FROM me) AND NOT h.is_from_taker",  # noqa: S608 - our own texts
        "p.due, h.id",
        code="h.code",
        nr="h.id",
        other="h.giver_id",
        me="h.taker_id",
        day="p.due",
        at="h.asked_at",
    ),
    # Whoever knows from outside that it is late wants to take it over: the maker says yes or no.
    part(
        "take-over",
        HANDOVER,
        f"{WAITING} AND h.is_from_taker AND h.taker_id <> %(person)s AND {ASKED}",
        "p.due, h.id",
        code="h.code",
        nr="h.id",
        other="h.taker_id",
        me="h.giver_id",
        day="p.due",
        at="h.asked_at",
        more="CASE WHEN h.giver_id IN (SELECT id FROM me) THEN '' ELSE 'empty' END",
    ),
)

# What I promised above a mandate, as long as nobody heard the answer: before its day and after.
PASSING = part(
    "passing",
    "promises_passing g JOIN promises_promise p ON p.id = g.promise_id",
    "g.cooperative_id = %(coop)s AND g.answered_at IS NULL AND p.state = 'open' "
    "AND p.maker_id IN (SELECT id FROM me)",
    "g.until, g.id",
    nr="g.id",
    code="p.code",
    other="p.receiver_id",
    me="p.maker_id",
    day="g.until",
    till="p.due",
    at="g.at",
    more="g.via",
)
