"""Stop-rules: what was invoked ends within what the rule says, and versions are only added."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.kit import clock
from tussenruimte.matters.models import Invocation


def what_was_invoked_ends_in_time(_scope: Scope) -> Iterator[str]:
    """Its last day is as many days on as was said, and no more than its version of the rule allows."""
    yield from told(
        "{0}: stop-rule invocation {1} lasts longer than the rule allows.",
        rows(
            "SELECT c.slug, i.code FROM matters_invocation i "
            "JOIN members_cooperative c ON c.id = i.cooperative_id "
            "JOIN matters_stopruleversion v ON v.id = i.version_id "
            "WHERE i.days > v.most_days OR i.most_days <> v.most_days"
        ),
    )
    found = Invocation.objects.order_by("pk").select_related("cooperative")
    yield from told(
        "{0}: stop-rule invocation {1} does not end on the day that was said.",
        (
            (row.cooperative.slug, row.code)
            for row in found.iterator(1_000)
            if row.ends_on != clock.day(row.at) + dt.timedelta(days=row.days)
        ),
    )
    yield from told(
        "{0}: what stop-rule invocation {1} promised stands with somebody else.",
        found.exclude(own__person=F("by"), own__code=F("code"))
        .values_list("cooperative__slug", "code")
        .iterator(),
    )


def stop_rules_are_only_added(_scope: Scope) -> Iterator[str]:
    """Every version from the first one to the one that holds is there."""
    yield from told(
        "{0}: a version of stop-rule {1} is gone.",
        rows(
            "SELECT c.slug, r.code FROM matters_stoprule r "
            "JOIN members_cooperative c ON c.id = r.cooperative_id "
            "LEFT JOIN matters_stopruleversion v ON v.rule_id = r.id "
            "GROUP BY c.slug, r.code, r.number "
            "HAVING count(v.id) <> r.number OR max(v.number) <> r.number OR count(v.id) = 0"
        ),
    )
