"""What waits for an answer in a question that is mine, or of somebody for whom I may act."""

from tussenruimte.web.reads.today_part import part

# Where I may act for somebody, as `access.stands_for`: read once, for all that may wait there.
# Whoever holds on to a question never answers for the person.
ACTED = """, acted AS (
    SELECT r.need_id AS id, n.person_id FROM relations_relation r
      JOIN relations_need n ON n.matter_id = r.need_id
     WHERE r.cooperative_id = %(coop)s AND r.other_id = %(person)s AND r.until IS NULL
       AND r.part IN ('representative', 'parent') AND r.scope IS NOT NULL
       AND r.person_yes_at IS NOT NULL AND r.other_yes_at IS NOT NULL
       AND (n.holder_id IS NULL OR n.holder_id <> %(person)s))
"""

# Each from its own few rows. Of my own question only who wants to read it: the rest stands in the
# other parts of the day.
WAITS = """(
    SELECT a.code, a.matter_id, a.to_id AS other_id, a.asked_at AS at, 'may-read' AS what
      FROM matters_permissionasked a
     WHERE a.cooperative_id = %(coop)s AND a.person_id = %(person)s AND a.answered_at IS NULL
    UNION ALL
    SELECT a.code, a.matter_id, a.to_id, a.asked_at, 'may-read'
      FROM acted JOIN matters_permissionasked a ON a.matter_id = acted.id
     WHERE a.answered_at IS NULL
    UNION ALL
    SELECT p.code, p.matter_id, p.maker_id, p.done_at, 'done'
      FROM acted JOIN promises_promise p
        ON p.matter_id = acted.id AND p.receiver_id = acted.person_id
     WHERE p.state = 'done' AND p.done_at >= %(unconfirmed)s
    UNION ALL
    SELECT c.code, c.matter_id, c.noted_by_id, c.noted_at, 'talk'
      FROM acted JOIN conversations_conversation c ON c.matter_id = acted.id
      JOIN conversations_attendance t
        ON t.conversation_id = c.id AND t.actor_id = acted.person_id
     WHERE c.stage = 'held' AND c.sort <> 'moment' AND c.noted_at >= %(noted)s
       AND c.noted_by_id <> acted.person_id AND t.was_there AND t.agreed IS NULL
    UNION ALL
    SELECT h.code, h.need_id, h.taker_id, h.asked_at, 'moves'
      FROM acted JOIN relations_needhandover h ON h.need_id = acted.id
     WHERE h.done_at IS NULL AND h.ended_at IS NULL
       AND h.taker_yes_at IS NOT NULL AND h.person_yes_at IS NULL) AS w"""

ANSWERING = part(
    "answering",
    f"{WAITS} JOIN matters_matter m ON m.id = w.matter_id",
    "w.other_id <> %(person)s",  # nobody answers what they asked or wrote down themselves
    "w.at, w.code",
    code="w.code",
    matter="w.matter_id",
    other="w.other_id",
    about="CASE WHEN m.person_id = %(person)s THEN NULL ELSE m.person_id END",
    at="w.at",
    more="w.what",
)
