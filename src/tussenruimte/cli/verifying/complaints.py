"""Complaints: whom it is about does not read it, and whoever told it is not left without somebody."""

import datetime as dt
from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.learning.models import Complaint
from tussenruimte.learning.reads import let_in_too_near

READ_BY_WHOM_IT_IS_ABOUT = """
SELECT DISTINCT s.slug, a.code, c.code
  FROM learning_complaint c
  JOIN matters_reader r ON r.matter_id = c.matter_id AND r.ground <> 'self'
  JOIN members_actor a ON a.id = r.actor_id
  JOIN members_cooperative s ON s.id = c.cooperative_id
 WHERE r.actor_id = c.about_id
    OR EXISTS (SELECT 1 FROM members_actsfor f
                WHERE f.actor_id = c.about_id AND f.person_id = r.actor_id
                  AND f.since <= r.since AND (f.until IS NULL OR f.until > r.since))
 ORDER BY 1, 3, 2
"""
READ_WHERE_PEOPLE_COME_AND_GO = """
SELECT DISTINCT s.slug, a.code, c.code
  FROM learning_complaint c
  JOIN matters_reader r ON r.matter_id = c.matter_id
  JOIN members_actor a ON a.id = r.actor_id
  JOIN members_cooperative s ON s.id = c.cooperative_id
 WHERE a.kind <> 'person'
 ORDER BY 1, 3, 2
"""
HEARD_BY_NOBODY = """
SELECT s.slug, c.code
  FROM learning_complaint c
  JOIN members_cooperative s ON s.id = c.cooperative_id
 WHERE c.closed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM learning_hearer h
                    WHERE h.complaint_id = c.id AND h.until IS NULL)
 ORDER BY 1, 2
"""
HEARD_BY_TOO_MANY = """
SELECT s.slug, c.code
  FROM learning_hearer h
  JOIN learning_complaint c ON c.id = h.complaint_id
  JOIN members_cooperative s ON s.id = c.cooperative_id
 WHERE h.until IS NULL
 GROUP BY 1, 2 HAVING COUNT(*) > 2
 ORDER BY 1, 2
"""


def complaints_are_heard_by_others(scope: Scope) -> Iterator[str]:
    """By one or two of the trust circle, and not by whom it is about or who came near to them."""
    yield from told(
        "{0}: {1} reads complaint {2}, which is about them.", rows(READ_BY_WHOM_IT_IS_ABOUT)
    )
    yield from told(
        "{0}: {1} reads complaint {2}, and is not one person.", rows(READ_WHERE_PEOPLE_COME_AND_GO)
    )
    yield from told(
        "{0}: {1} came too near to complaint {2} and still reads it.", _near_since_yesterday(scope)
    )
    yield from told("{0}: nobody hears complaint {1}.", rows(HEARD_BY_NOBODY))
    yield from told("{0}: more than two hear complaint {1}.", rows(HEARD_BY_TOO_MANY))


def _near_since_yesterday(scope: Scope) -> Iterator[tuple[str, str, str]]:
    """Whoever was let in and came near before today: the clock should have seen that."""
    for row in Complaint.objects.whole().filter(closed_at=None).exclude(about=None).order_by("pk"):
        was_near = {one.pk for one in let_in_too_near(row, scope.today - dt.timedelta(days=1))}
        for one in let_in_too_near(row, scope.today):
            if one.pk in was_near:
                yield row.cooperative.slug, one.code, row.code
