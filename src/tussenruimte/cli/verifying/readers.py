"""Who may read a private matter, recomputed from the grounds and compared with the rows."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.conversations.reads import joins_until
from tussenruimte.matters.models import Ground, Reader

# One row for each ground that stands now: matter, actor, ground.
GROUNDS = """
SELECT m.id AS matter_id, m.person_id AS actor_id, 'self' AS ground
  FROM matters_matter m WHERE m.openness = 'private'
UNION SELECT n.matter_id, n.holder_id, 'holder'
  FROM relations_need n WHERE n.closed_at IS NULL
UNION SELECT p.matter_id, p.maker_id, 'promise'
  FROM promises_promise p JOIN matters_matter m ON m.id = p.matter_id
 WHERE m.openness = 'private' AND p.state IN ('open', 'done')
UNION SELECT p.matter_id, p.receiver_id, 'promise'
  FROM promises_promise p JOIN matters_matter m ON m.id = p.matter_id
 WHERE m.openness = 'private' AND p.state IN ('open', 'done')
UNION SELECT n.matter_id, r.other_id, 'relation'
  FROM relations_relation r JOIN relations_need n ON n.matter_id = r.need_id
 WHERE r.until IS NULL AND r.part <> 'holder'
   AND r.person_yes_at IS NOT NULL AND r.other_yes_at IS NOT NULL
UNION SELECT n.joined_to_id, n.person_id, 'relation'
  FROM relations_need n WHERE n.joined_to_id IS NOT NULL
UNION SELECT c.matter_id, a.actor_id, 'conversation'
  FROM conversations_attendance a
  JOIN conversations_conversation c ON c.id = a.conversation_id
  JOIN matters_matter m ON m.id = c.matter_id
 WHERE m.openness = 'private' AND a.reads_along AND c.stage <> 'not-held'
UNION SELECT j.matter_id, j.peer_id, 'peer'
  FROM reflections_judgement j JOIN matters_matter m ON m.id = j.matter_id
 WHERE m.openness = 'private' AND j.peer_answered_at IS NULL
UNION SELECT p.matter_id, p.to_id, 'permission'
  FROM matters_permission p WHERE p.withdrawn_at IS NULL
UNION SELECT i.matter_id, i.by_id, 'stop-rule'
  FROM matters_invocation i WHERE i.lifted_on IS NULL
UNION SELECT c.matter_id, h.person_id, 'hears'
  FROM learning_hearer h JOIN learning_complaint c ON c.id = h.complaint_id
 WHERE h.until IS NULL AND c.closed_at IS NULL
"""
# What ends on a day of its own is looked at apart.
WITH_A_DAY = "('permission', 'conversation', 'stop-rule')"
# When a question ends, all but its person read on for the days in which it can be opened again.
ENDED = "SELECT matter_id FROM relations_need WHERE closed_at IS NOT NULL"

MISSING = f"""
SELECT c.slug, a.code, m.code, g.ground
  FROM (SELECT matter_id, actor_id, ground FROM ({GROUNDS}) AS stands
         WHERE ground = 'self' OR matter_id NOT IN ({ENDED})
        EXCEPT SELECT matter_id, actor_id, ground FROM matters_reader
         WHERE until IS NULL OR until >= %s OR ground IN {WITH_A_DAY}) AS g
  JOIN matters_matter m ON m.id = g.matter_id
  JOIN members_actor a ON a.id = g.actor_id
  JOIN members_cooperative c ON c.id = m.cooperative_id
 ORDER BY 1, 3, 2
"""  # noqa: S608 - our own words
TOO_MANY = f"""
SELECT c.slug, a.code, m.code, g.ground
  FROM (SELECT matter_id, actor_id, ground FROM matters_reader WHERE until IS NULL
        EXCEPT SELECT matter_id, actor_id, ground FROM ({GROUNDS}) AS stands) AS g
  JOIN matters_matter m ON m.id = g.matter_id
  JOIN members_actor a ON a.id = g.actor_id
  JOIN members_cooperative c ON c.id = m.cooperative_id
 ORDER BY 1, 3, 2
"""  # noqa: S608
TOO_LONG = """
SELECT c.slug, a.code, m.code
  FROM matters_reader r
  JOIN matters_matter m ON m.id = r.matter_id
  JOIN members_actor a ON a.id = r.actor_id
  JOIN members_cooperative c ON c.id = m.cooperative_id
 WHERE r.ground = 'permission' AND (r.until IS NULL OR r.until >= %s)
   AND EXISTS (SELECT 1 FROM matters_permission p
                WHERE p.matter_id = r.matter_id AND p.to_id = r.actor_id)
   AND NOT EXISTS (SELECT 1 FROM matters_permission p
                    WHERE p.matter_id = r.matter_id AND p.to_id = r.actor_id
                      AND p.withdrawn_at IS NULL AND (p.until IS NULL OR p.until >= r.until))
"""
STOPPED_TOO_LONG = """
SELECT c.slug, a.code, m.code
  FROM matters_reader r
  JOIN matters_matter m ON m.id = r.matter_id
  JOIN members_actor a ON a.id = r.actor_id
  JOIN members_cooperative c ON c.id = m.cooperative_id
 WHERE r.ground = 'stop-rule' AND (r.until IS NULL OR r.until >= %s)
   AND NOT EXISTS (SELECT 1 FROM matters_invocation i
                    WHERE i.matter_id = r.matter_id AND i.by_id = r.actor_id
                      AND i.lifted_on IS NULL AND i.ends_on >= r.until)
"""


def readers_have_their_grounds(scope: Scope) -> Iterator[str]:
    """Each ground lets somebody read, and nobody reads without one or for longer."""
    yield from told(
        "{0}: {1} should read matter {2} (ground: {3}) and cannot.", rows(MISSING, scope.today)
    )
    yield from told("{0}: {1} reads matter {2} (ground: {3}) without that ground.", rows(TOO_MANY))
    yield from told(
        "{0}: {1} reads matter {2} for longer than was permitted.", rows(TOO_LONG, scope.today)
    )
    yield from told(
        "{0}: {1} reads matter {2} for longer than the stop-rule lasts.",
        rows(STOPPED_TOO_LONG, scope.today),
    )
    yield from told("{0}: {1} reads matter {2} for longer than they talked.", _after_talking(scope))


def _after_talking(scope: Scope) -> Iterator[tuple[str, str, str]]:
    """Who joined a conversation reads on for the days in which it can be disputed; those are few."""
    rows_now = Reader.objects.current(scope.today).filter(ground=Ground.CONVERSATION)
    for reader in rows_now.select_related("matter", "actor", "cooperative").order_by("pk"):
        ends = joins_until(reader.matter, reader.actor)
        if (
            ends
            and None not in ends
            and (reader.until is None or reader.until > max(filter(None, ends)))
        ):
            yield reader.cooperative.slug, reader.actor.code, reader.matter.code
