"""Questions about grip and room: where members stand, and what was chosen."""

from django.db.models import Count, QuerySet

from tussenruimte.decisions.models import Kind, Proposal, Round, Stance, Weighed

UNWEIGHED = (Kind.ELECTION, Kind.BUDGET)  # there people or ideas are chosen


def is_weighed(proposal: Proposal) -> bool:
    """Whether members can say of this sort of proposal how much room they want."""
    return proposal.kind not in UNWEIGHED


def stances_on(proposal: Proposal) -> QuerySet[Stance]:
    """Where each member stands, by name."""
    rows = Stance.objects.filter(proposal=proposal)
    return rows.select_related("actor", "person__key").order_by("actor__name", "pk")


def stood(proposal: Proposal) -> dict[tuple[str, int], int]:
    """How many members of each kind stand at each point."""
    rows = Stance.objects.filter(proposal=proposal).order_by().values_list("sort", "point")
    return {(sort, point): n for sort, point, n in rows.annotate(n=Count("pk"))}


def has_stances(proposal: Proposal) -> bool:
    """Whether any member said where they stand."""
    return Stance.objects.filter(proposal=proposal).exists()


def weighed_in(proposal: Proposal) -> Weighed | None:
    """What is chosen in the latest round: it stands when that round adopts the proposal."""
    rows = Round.objects.filter(proposal=proposal).select_related("weighed__by__actor")
    row = rows.order_by("-number").first()
    return getattr(row, "weighed", None) if row else None
