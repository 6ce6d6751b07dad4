"""What the letter to the trust circle says: that something was told, and until when. Never who, or what."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_noop

from tussenruimte.learning.models import Complaint
from tussenruimte.post.kinds import register
from tussenruimte.post.sentences import Sentences, page_of


def _told(row: Complaint) -> list[str]:
    if not row.is_open or row.promise is None:
        return []
    day = date_format(row.promise.due, "l j F")
    return [
        _("Somebody told the trust circle that something went wrong, and you hear it."),
        _("A conversation is promised for %(day)s.") % {"day": day},
        _("Do you stand too near to it? Say so on the page, then somebody else hears it."),
    ]


def tell_post() -> None:
    """Say to `post` how our kind becomes text; once, at the start."""
    told = Sentences(
        rows=Complaint.objects.whole,
        says=_told,
        page=page_of("learning:complaint"),
        subject=gettext_noop("Something was told to you"),
    )
    register("learning.told", together=told.letters)
