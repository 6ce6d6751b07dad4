"""What letters about ways in say."""

from django.conf import settings
from django.utils.translation import gettext as _

from tussenruimte.members.models import WayBack
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch


def _way_back(message: Dispatch) -> Letter | None:
    """Two people ended somebody's second code; if that was no good, they hear it in time."""
    rows = WayBack.objects.filter(cooperative=message.cooperative_id, code=message.about)
    row = rows.select_related("first__actor", "second__actor").first()
    if row is None or row.second is None:
        return None
    said = {"first": row.first.name, "second": row.second.name, "url": settings.PUBLIC_URL}
    lines = [
        _("%(first)s and %(second)s said that they saw you, and that you lost your second code.")
        % said,
        _("So it ended, and you are signed out everywhere. Come in and set up a new one: %(url)s")
        % said,
        _("Did they not see you? Then call your cooperative today."),
    ]
    return Letter(
        subject=_("Your second code ended"), text="\n\n".join(lines), spoken=tuple(lines[::2])
    )


def tell_post() -> None:
    """Say to `post` how our kind becomes text; once, at the start."""
    register("members.way-back", _way_back)
