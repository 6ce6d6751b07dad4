"""What a proposal can serve, and which proposals serve something. It stands on a page for everybody, so
only what everybody may read.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tussenruimte.decisions.models import Proposal, Stage, Version
from tussenruimte.matters.models import Matter, Openness, Subject
from tussenruimte.members.models import Cooperative

SERVED = (Subject.PROPOSAL, Subject.WORK, Subject.QUESTION, Subject.CIRCLE, Subject.SEAT)
LONG = 50


def can_be_served(cooperative_id: int) -> QuerySet[Matter]:
    """Everything that goes on and that everybody may read; without a choice it is what binds us."""
    return Matter.objects.filter(
        cooperative=cooperative_id, openness=Openness.PUBLIC, subject__in=SERVED, ended_at=None
    )


def to_serve(cooperative: Cooperative, codes: Collection[str] = ()) -> list[Matter]:
    """The latest of those, after whichever was asked for by its code."""
    rows = can_be_served(cooperative.pk)
    asked = list(rows.filter(code__in=codes)) if codes else []
    latest = rows.exclude(pk__in=[one.pk for one in asked]).order_by("-created_at", "-pk")
    return [*asked, *latest[:LONG]]


def that_serve(**what: Any) -> QuerySet[Proposal]:
    """Proposals for this, but not those that open it again."""
    again = Version.objects.filter(proposal=OuterRef("pk"), number=1, because__gt="")
    rows = Proposal.objects.filter(~Exists(again), **what)
    return rows.exclude(stage=Stage.WITHDRAWN)


def what_serves(cooperative: Cooperative, code: str) -> list[Proposal]:
    """Proposals for what has this code, latest first."""
    rows = that_serve(cooperative=cooperative, matter__serves__code=code).select_related("matter")
    return list(rows.order_by("-started_at", "-pk")[:LONG])
