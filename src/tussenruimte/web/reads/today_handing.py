"""Promises that wait to go to somebody else, as parts of the statement behind *Vandaag*."""

from tussenruimte.web.reads.today_part import part

HANDOVER = """promises_handover h JOIN promises_promise p ON p.id = h.promise_id
  JOIN members_actor giver ON giver.id = h.giver_id
  JOIN members_actor taker ON taker.id = h.taker_id"""
WAITING = "h.cooperative_id = %(coop)s AND h.answered_at IS NULL AND p.state = 'open'"

HANDOVERS = (
    part(
        "offered",
        HANDOVER,
        f"{WAITING} AND h.taker_id IN (SELECT id FROM me) AND NOT h.is_from_taker",  # noqa: S608 - our own texts
        "p.due, h.id",
        code="h.code",
        other="giver.name",
        other_code="giver.code",
        other_kind="giver.kind",
        me="CASE WHEN taker.kind = 'person' THEN '' ELSE taker.name END",
        day="p.due",
        at="h.asked_at",
    ),
    # Whoever knows from outside that it is late wants to take it over: the maker says yes or no.
    part(
        "take-over",
        HANDOVER,
        f"{WAITING} AND h.giver_id IN (SELECT id FROM me) AND h.is_from_taker",  # noqa: S608 - as above
        "p.due, h.id",
        code="h.code",
        other="taker.name",
        other_code="taker.code",
        other_kind="taker.kind",
        me="CASE WHEN giver.kind = 'person' THEN '' ELSE giver.name END",
        day="p.due",
        at="h.asked_at",
    ),
)
