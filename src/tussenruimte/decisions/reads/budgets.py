"""Questions about money that is shared: how much, and over which ideas."""

from typing import Any

from django.db.models import QuerySet

from tussenruimte.decisions.models import Idea, Proposal


def ideas_that_stand(proposal: Any) -> QuerySet[Idea]:
    """Ideas that nobody took off."""
    return Idea.objects.filter(budget__proposal=proposal, taken_off_at=None)


def ideas_of(proposal: Proposal) -> list[Idea]:
    """The ideas that stand, in the order in which they came."""
    rows = ideas_that_stand(proposal).select_related("by__actor")
    return list(rows.order_by("at", "pk"))
