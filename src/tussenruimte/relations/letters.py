"""What the post brings about needs. Never a name of who asks, never a word of theirs."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.members.models import Person
from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch
from tussenruimte.relations.reads.lists import silent_for, silent_needs


def silence_letter(message: Dispatch) -> Letter | None:
    """ "Lang niets gehoord": to the holder how many, to the circle that there are."""
    person = Person.objects.named().select_related("cooperative").filter(code=message.to).first()
    if person is None or dt.date.fromisoformat(message.about) > clock.today():
        return None
    today = clock.today()
    mine = silent_for(person, today)
    others = len(silent_needs(person.cooperative, today)) - mine
    if not mine and others <= 0:
        return None
    said = [*_mine(mine), *_others(others)]
    link = settings.PUBLIC_URL + reverse("relations:needs", args=[person.cooperative.slug])
    return Letter(
        subject=_("%(name)s: long no sign of life") % {"name": person.cooperative.name},
        text="\n\n".join([*said, _("Call, without a reason. You see who here:"), link]) + "\n",
        spoken=tuple(said),
    )


def _mine(n: int) -> list[str]:
    if not n:
        return []
    return [
        ngettext(
            "One question that you hold has been silent for a while.",
            "%(n)d questions that you hold have been silent for a while.",
            n,
        )
        % {"n": n}
    ]


def _others(n: int) -> list[str]:
    if n <= 0:
        return []
    return [
        ngettext(
            "One question that somebody else holds has been silent for a while.",
            "%(n)d questions that others hold have been silent for a while.",
            n,
        )
        % {"n": n}
    ]
