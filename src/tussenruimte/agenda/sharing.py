"""The text with which somebody tells it on, in an app or on paper: ready, and theirs to change."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.agenda.feed import page_of
from tussenruimte.agenda.models import Posting
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.templatetags.days import hour_in_figures
from tussenruimte.methods.phone import tidy


def text_to_share(posting: Posting) -> str:
    """What, when, where, whom to ask, and where to read on."""
    said = {"name": posting.ask, "number": tidy(posting.phone)}
    lines = [
        posting.title_now,
        _when(posting),
        _("Where: %(place)s") % {"place": posting.place_now} if posting.place_now else "",
        posting.words_now,
        _("Questions? Ask %(name)s: %(number)s") % said,
        page_of(posting),
    ]
    return "\n".join(line for line in lines if line)


def _when(posting: Posting) -> str:
    """With the whole day: whoever reads it later does not know what "tomorrow" was."""
    if posting.begins_at is None:
        return _("Until and including %(day)s") % {"day": date_format(posting.until, "l j F")}
    begins = posting.begins_at.astimezone(AMSTERDAM)
    said = {"day": date_format(begins, "l j F"), "hour": hour_in_figures(begins)}
    if posting.ends_at is None:
        return _("%(day)s, %(hour)s") % said
    return _("%(day)s, %(hour)s to %(end)s") % {**said, "end": hour_in_figures(posting.ends_at)}
