"""What stands on "what was promised", in plain questions: the twin of `reads.mine` (way 1 of the house)."""

from django.db.models import Case, Count, Q, When

from tussenruimte.members.models import Actor
from tussenruimte.promises.models import Promise, State


def made_by(actors):
    """What these actors promised and is still open, earliest day first."""
    rows = _theirs(actors).filter(maker__in=list(actors), state=State.OPEN)
    return rows.order_by("due", "pk")


def made_to(actors):
    """What was promised to these actors and is still open, earliest day first."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state=State.OPEN)
    return rows.order_by("due", "pk")


def to_confirm(actors):
    """What the maker said is done, and these actors have not answered yet."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state=State.DONE)
    return rows.order_by("done_at", "pk")


def waiting_for(actors):
    """What was promised to these actors and has not ended: what they may answer first, then by day."""
    rows = _theirs(actors).filter(receiver__in=list(actors), state__in=[State.OPEN, State.DONE])
    return rows.order_by(Case(When(state=State.DONE, then=0), default=1), "due", "pk")


def how_many_late(actors, today):
    """How many promises to these actors, and of these actors, are past their day."""
    to_me, of_me = Q(receiver__in=list(actors)), Q(maker__in=list(actors))
    rows = _theirs(actors).filter(to_me | of_me, state=State.OPEN, due__lt=today)
    found = rows.aggregate(to_me=Count("pk", filter=to_me), of_me=Count("pk", filter=of_me))
    return found["to_me"], found["of_me"]


def ended_with(actors, since):
    """What these actors made or got and ended since this moment, latest first."""
    actors = list(actors)
    rows = _theirs(actors).filter(Q(maker__in=actors) | Q(receiver__in=actors), ended_at__gte=since)
    return rows.order_by("-ended_at", "-pk")


def _theirs(actors):
    """In their own cooperative: every index on promises begins with it."""
    home = Actor.objects.filter(pk__in=list(actors)).order_by().values("cooperative")
    return Promise.objects.whole().filter(cooperative__in=home)
