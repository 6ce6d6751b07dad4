"""What waits for the members' meeting, told to the room below that makes its agenda."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tussenruimte.belonging.models import Expulsion, Joining
from tussenruimte.belonging.reads.joining import for_the_meeting
from tussenruimte.decisions.hooks import Waits
from tussenruimte.members.models import Cooperative


def what_waits_here(cooperative: Cooperative, matters: Collection[int] | None) -> list[Waits]:
    """Who asks the members to join or to stay: those that wait now, or those about these matters."""
    if matters is None:
        rows = for_the_meeting(cooperative)
    else:
        mine = Q(cooperative=cooperative, matter__in=matters, objected_at__isnull=False)
        rows = [*Joining.objects.whole().filter(mine), *Expulsion.objects.whole().filter(mine)]
    return [_told(cooperative.slug, row) for row in rows]


def _told(slug: str, row: Joining | Expulsion) -> Waits:
    who = {"who": row.who}
    if isinstance(row, Expulsion):
        asks, is_yes = _("%(who)s asks the members whether they can stay.") % who, row.meeting_keeps
        yes, no = _("%(who)s stays a member."), _("%(who)s is no member any more.")
        url = reverse("belonging:expulsion-meeting", args=[slug, row.code])
    else:
        asks, is_yes = (
            _("%(who)s asks the members whether they can join.") % who,
            row.meeting_admits,
        )
        yes, no = _("%(who)s is a member."), _("%(who)s does not become a member.")
        url = reverse("belonging:meeting", args=[slug, row.code])
    said = "" if row.met_on is None else (yes if is_yes else no) % who
    return Waits(row.matter_id, asks, said, url)
