"""The parts of the statement behind *Vandaag*."""

from tussenruimte.members.reads.called import called_in_sql
from tussenruimte.web.reads.today_answering import ACTED, ANSWERING
from tussenruimte.web.reads.today_deciding import DECIDING
from tussenruimte.web.reads.today_handing import HANDOVERS, PASSING
from tussenruimte.web.reads.today_part import ME, MOST, OF_MATTER, dressed, part

# ---- promises -----------------------------------------------------------------------------------

INSIDE = {
    "nr": "p.id", "code": "p.code", "matter": "p.matter_id", "about": OF_MATTER,
    "day": "p.due", "at": "p.made_at", "time": "p.due_time",
    "purpose": "p.purpose", "words": "p.text", "of": "p.of_id",
}  # fmt: skip
OPEN = "{p}.cooperative_id = %(coop)s AND {p}.state = 'open'"
# `IN` names the states of a partial index; the one after it says which.
RECEIVED = "{p}.cooperative_id = %(coop)s AND {p}.state IN ('open', 'done')"
# The promise of a first contact stands in the line of the message, that of looking along in its own.
HAS_ITS_OWN_LINE = """({p}.purpose = 'contact' AND EXISTS (
        SELECT 1 FROM relations_need n
         WHERE n.matter_id = {p}.matter_id AND n.stage = 'message' AND n.holder_id = %(person)s)
    OR {p}.purpose = 'peer' AND EXISTS (
        SELECT 1 FROM reflections_judgement j WHERE j.looking_id = {p}.id
           AND j.peer_answered_at IS NULL AND j.peer_id IN (SELECT id FROM me)))"""


def first(who: str, where: str) -> str:
    """Those that are due first, found before anything is looked up beside them.

    `who` is the column in which I stand, as whomever I act for. A circle may have thousands: of each
    only those up to the day of its twelfth are taken, so that the index has them in order. That day
    is worked out beforehand: row level security would ask for it once a promise.
    """
    twelfth = (
        f"SELECT e.due FROM promises_promise e WHERE e.{who} = me.id AND {where.format(p='e')} "  # noqa: S608 - our own texts
        f"ORDER BY e.due LIMIT 1 OFFSET {MOST - 1}"
    )
    found = (
        "WITH mine AS MATERIALIZED ("  # noqa: S608 - as above
        f"SELECT me.id, COALESCE(({twelfth}), %(last)s) AS till FROM me) "
        f"SELECT p.id FROM mine JOIN promises_promise p ON p.{who} = mine.id "
        f"WHERE {where.format(p='p')} AND p.due <= mine.till"
    )
    return f"p.id IN ({found} ORDER BY p.due, p.id LIMIT {MOST})"


PROMISES = (
    part(
        "promised",
        "promises_promise p",
        first("maker_id", f"{OPEN} AND NOT {HAS_ITS_OWN_LINE}"),
        "p.due, p.id",
        **INSIDE,
        other="p.receiver_id",
        me="p.maker_id",
        till="p.look_again_since",
    ),
    part(
        "to-me",
        "promises_promise p",
        first("receiver_id", f"{RECEIVED} AND {{p}}.state = 'open'"),
        "p.due, p.id",
        **INSIDE,
        other="p.maker_id",
        me="p.receiver_id",
    ),
    part(
        "said-done",
        "promises_promise p",
        first(
            "receiver_id",
            f"{RECEIVED} AND {{p}}.state = 'done' AND {{p}}.done_at >= %(unconfirmed)s",
        ),
        "p.due, p.id",
        **INSIDE,
        other="p.maker_id",
        me="p.receiver_id",
    ),
)

# What is late of others, from outside: no words, no receiver, no matter. Nobody who is in it.
# What circle and board hear (`heard_by` in promises says the same). Whoever hears something instead of
# those for whom nobody acts has it in the letter of the day and on the page: not here, on purpose.
KNOW = (
    "EXISTS (SELECT 1 FROM me JOIN members_circle c ON c.actor_id = me.id WHERE c.sort = '{sort}')"
)
LATE = part(
    "late",
    """promises_promise p
       JOIN matters_matter m ON m.id = p.matter_id
       JOIN members_actor maker ON maker.id = p.maker_id""",
    # Whoever sits in no circle is done before the first promise is looked at.
    "p.cooperative_id = %(coop)s AND p.state = 'open' AND p.due <= CASE WHEN EXISTS ("  # noqa: S608 - our own texts
    "SELECT 1 FROM me JOIN members_circle c ON c.actor_id = me.id) "
    "THEN %(circle)s ELSE %(never)s END "
    "AND p.maker_id NOT IN (SELECT id FROM me) AND p.receiver_id NOT IN (SELECT id FROM me) "
    "AND (m.circle_id IN (SELECT id FROM me) "
    f"OR m.circle_id IS NULL AND {KNOW.format(sort='area')} "
    "OR p.due <= %(seat)s AND maker.kind NOT IN ('seat', 'organisation') "
    f"AND {KNOW.format(sort='board')})",
    "p.due, p.id",
    nr="p.id",
    code="p.code",
    other="p.maker_id",
    day="p.due",
)

# ---- needs --------------------------------------------------------------------------------------

HELD = "n.cooperative_id = %(coop)s AND n.holder_id = %(person)s AND n.closed_at IS NULL"
NEED = "relations_need n"
OF_NEED = {"nr": "n.matter_id", "matter": "n.matter_id", "other": "n.person_id"}
OFFER = "relations_needhandover h JOIN relations_need n ON n.matter_id = h.need_id"
OPEN_OFFER = "h.cooperative_id = %(coop)s AND h.done_at IS NULL AND h.ended_at IS NULL"
RELATION = "relations_relation r JOIN relations_need n ON n.matter_id = r.need_id"
CONTACT = (
    "LEFT JOIN promises_promise c ON c.matter_id = n.matter_id "
    "AND c.purpose = 'contact' AND c.state = 'open'"
)

NEEDS = (
    part(
        "message",
        f"{NEED} {CONTACT}",
        f"{HELD} AND n.stage = 'message'",
        "c.due IS NULL, c.due, n.matter_id",
        **OF_NEED,
        day="c.due",
        time="c.due_time",
        at="n.told_at",
        more="CASE WHEN n.is_urgent THEN 'urgent' ELSE '' END",
    ),
    part(
        "silent",
        NEED,
        f"{HELD} AND n.last_sign_on <= %(silent)s AND n.stage <> 'message' "
        "AND (n.quiet_until IS NULL OR n.quiet_until < %(today)s)",
        "n.last_sign_on, n.matter_id",
        **OF_NEED,
        day="n.last_sign_on",
    ),
    part(
        "added",
        f"""{NEED} JOIN matters_matter m ON m.id = n.matter_id
           JOIN relations_addedwords w ON w.need_id = n.matter_id""",
        f"{HELD} AND w.by_id <> %(person)s AND w.id = (SELECT max(x.id) "  # noqa: S608 - our own texts
        "FROM relations_addedwords x WHERE x.need_id = n.matter_id AND x.by_id <> %(person)s) "
        "AND NOT EXISTS (SELECT 1 FROM record_reading r WHERE r.cooperative_id = %(coop)s "
        "AND r.matter = m.code AND r.at > w.at AND r.reader = %(me)s)",
        "w.at, n.matter_id",
        nr="n.matter_id",
        matter="n.matter_id",
        other="w.by_id",
        about="n.person_id",
        at="w.at",
    ),
    part(
        "remark",
        f"{NEED} JOIN matters_remark k ON k.matter_id = n.matter_id",
        f"{HELD} AND k.by_id <> %(person)s AND k.answered_at IS NULL",
        "k.made_at, k.id",
        nr="k.id",
        code="k.code",
        matter="n.matter_id",
        other="k.by_id",
        about="n.person_id",
        at="k.made_at",
        more="k.sort",
    ),
    part(
        "need-offered",
        OFFER,
        f"{OPEN_OFFER} AND h.taker_id = %(person)s AND h.taker_yes_at IS NULL",
        "h.asked_at, h.id",
        nr="h.id",
        code="h.code",
        matter="n.matter_id",
        other="h.giver_id",
        about="n.person_id",
        at="h.asked_at",
    ),
    part(
        "need-moves",
        f"{OFFER} JOIN members_actor giver ON giver.id = h.giver_id",
        f"{OPEN_OFFER} AND n.person_id = %(person)s AND n.cooperative_id = %(coop)s "
        "AND h.taker_yes_at IS NOT NULL AND h.person_yes_at IS NULL",
        "h.asked_at, h.id",
        nr="h.id",
        code="h.code",
        matter="n.matter_id",
        other="h.taker_id",
        more=called_in_sql("giver"),
        at="h.asked_at",
    ),
    part(
        "set-aside",
        "relations_setaside s",
        "s.cooperative_id = %(coop)s AND s.asked_id = %(person)s "
        "AND s.second_at IS NULL AND s.restored_at IS NULL",
        "s.first_at, s.need_id",
        nr="s.need_id",
        matter="s.need_id",
        other="s.first_id",
        at="s.first_at",
        more="s.reason",
    ),
    part(
        "beside",
        RELATION,
        "r.cooperative_id = %(coop)s AND r.other_id = %(person)s "
        "AND r.other_yes_at IS NULL AND r.until IS NULL",
        "r.asked_at, r.id",
        nr="r.id",
        code="r.code",
        matter="r.need_id",
        other="n.person_id",
        at="r.asked_at",
        more="r.part",
    ),
    part(
        "beside-me",
        RELATION,
        "n.cooperative_id = %(coop)s AND n.person_id = %(person)s "
        "AND r.person_yes_at IS NULL AND r.until IS NULL",
        "r.asked_at, r.id",
        nr="r.id",
        code="r.code",
        matter="r.need_id",
        other="r.other_id",
        at="r.asked_at",
        more="r.part",
    ),
)

# ---- talking, weighing, standing in ---------------------------------------------------------------

TALK = """conversations_attendance t
  JOIN conversations_conversation c ON c.id = t.conversation_id"""
OF_TALK = {
    "nr": "c.id", "code": "c.code", "matter": "c.matter_id", "other": "c.host_id", "about": OF_MATTER,
}  # fmt: skip

OTHERS = (
    part(
        "talk",
        TALK,
        "t.cooperative_id = %(coop)s AND t.actor_id IN (SELECT id FROM me) "
        "AND t.planned_at >= %(from)s AND t.planned_at < %(till)s AND c.stage = 'planned'",
        "t.planned_at, c.id",
        **OF_TALK,
        at="c.planned_at",
        more="c.way",
        words="c.about",
        of="c.of_id",
    ),
    part(
        "talk-was",
        f"{TALK} JOIN matters_matter m ON m.id = c.matter_id",
        "t.cooperative_id = %(coop)s AND t.actor_id IN (SELECT id FROM me) "
        "AND t.actor_id = c.host_id AND t.planned_at < %(from)s AND c.stage = 'planned'",
        "t.planned_at, c.id",
        **OF_TALK | {"other": "COALESCE(m.person_id, c.host_id)"},
        at="c.planned_at",
    ),
    part(
        "talk-holds",
        TALK,
        "t.cooperative_id = %(coop)s AND t.actor_id IN (SELECT id FROM me) "
        "AND t.was_there AND t.agreed IS NULL AND c.stage = 'held' AND c.sort <> 'moment' "
        "AND c.noted_by_id <> %(person)s AND c.held_on >= %(recent)s",
        "c.held_on, c.id",
        **OF_TALK,
        day="c.held_on",
    ),
    part(
        "talk-asked",
        "conversations_conversation c",
        "c.cooperative_id = %(coop)s AND c.host_id IN (SELECT id FROM me) "
        "AND c.planned_at IS NULL AND c.stage = 'asked' AND c.asked_by_id <> %(person)s",
        "c.asked_at, c.id",
        **OF_TALK | {"other": "c.asked_by_id"},
        at="c.asked_at",
    ),
    part(
        "look-along",
        "reflections_judgement j LEFT JOIN promises_promise p ON p.id = j.looking_id",
        "j.cooperative_id = %(coop)s AND j.peer_id IN (SELECT id FROM me) "
        "AND j.peer_answered_at IS NULL",
        "j.written_at, j.id",
        nr="j.id",
        code="j.code",
        other="j.writer_id",
        day="p.due",
        at="j.written_at",
        more="j.sort",
    ),
    part(
        "stand-in",
        "members_absence b",
        "b.cooperative_id = %(coop)s AND b.stand_in_id = %(person)s AND b.said_yes IS NULL "
        "AND b.until >= %(today)s",
        "b.since, b.id",
        nr="b.id",
        code="b.code",
        other="b.person_id",
        day="b.since",
        till="b.until",
    ),
    part(
        "duty-offered",
        "members_dutyoffer o JOIN members_duty d ON d.id = o.duty_id",
        "o.cooperative_id = %(coop)s AND o.taker_id = %(person)s AND o.answered_at IS NULL "
        "AND o.until >= %(today)s",
        "o.since, o.id",
        nr="o.id",
        code="o.code",
        other="d.person_id",
        day="o.since",
        till="o.until",
    ),
    part(
        "duty",
        "members_duty d",
        "d.cooperative_id = %(coop)s AND d.person_id = %(person)s "
        "AND d.since <= %(today)s AND d.until >= %(today)s",
        "d.since",
        day="d.since",
        till="d.until",
    ),
)

PARTS = (*PROMISES, *HANDOVERS, PASSING, LATE, *NEEDS, ANSWERING, *OTHERS, *DECIDING)
STATEMENT = ME + ACTED + dressed(PARTS)
