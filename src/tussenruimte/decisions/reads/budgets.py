"""Questions about money that is shared: how much, and over which ideas."""

from tussenruimte.decisions.models import Idea, Proposal


def ideas_of(proposal: Proposal) -> list[Idea]:
    """The ideas that stand, in the order in which they came."""
    rows = Idea.objects.filter(budget__proposal=proposal, taken_off_at=None)
    return list(rows.select_related("by__actor").order_by("at", "pk"))
