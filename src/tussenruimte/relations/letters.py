"""What the post brings about needs. Never a name of who asks, never a word of theirs."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters.models import Invocation
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.methods.phone import tidy
from tussenruimte.post.kinds import Letter
from tussenruimte.post.models import Dispatch
from tussenruimte.relations.models import Need
from tussenruimte.relations.reads.lists import silent_by_holder
from tussenruimte.relations.reads.standing import undo_until, was_closed_for


def silence_letters(messages: Sequence[Dispatch], _aloud_to: Collection[int]) -> dict[str, Letter]:
    """ "Lang niets gehoord", of one cooperative: how many somebody holds, and how many others do."""
    today = clock.today()
    cooperative = Cooperative.objects.get(pk=messages[0].cooperative_id)
    people = Person.objects.filter(cooperative=cooperative, forgotten_at=None)
    found = people.filter(code__in={m.to for m in messages})
    keys: dict[str, int] = dict(found.values_list("code", "pk"))
    silent = silent_by_holder(cooperative, today)
    total = sum(silent.values())
    due = [m for m in messages if m.to in keys and dt.date.fromisoformat(m.about) <= today]
    mine = {m.code: silent.get(keys[m.to], 0) for m in due if total}
    return {code: _letter(cooperative, n, total - n) for code, n in mine.items()}


def _letter(cooperative: Cooperative, mine: int, others: int) -> Letter:
    said = [*_mine(mine), *_others(others)]
    link = settings.PUBLIC_URL + reverse("relations:needs", args=[cooperative.slug])
    return Letter(
        subject=_("%(name)s: long no sign of life") % {"name": cooperative.name},
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
    if not n:
        return []
    return [
        ngettext(
            "One question that somebody else holds has been silent for a while.",
            "%(n)d questions that others hold have been silent for a while.",
            n,
        )
        % {"n": n}
    ]


def closed_for_you(message: Dispatch) -> Letter | None:
    """Somebody who may arrange things for them closed it, as long as that can be undone.

    Once the person opened it again and closed it themselves, there is nothing to tell. Not who: that
    stands on their own page. Whoever reads it aloud need not know.
    """
    need = Need.objects.whole().filter(code=message.about).first()
    if need is None or not was_closed_for(need):
        return None
    today, last = clock.today(), undo_until(need)
    if last is None or last < today:
        return None
    said = _(
        "Somebody who may arrange things for you said that your question is done. Is that not right? You can open it again until %(day)s: with your card, or call %(phone)s."
    ) % {"day": day_in_words(last, today), "phone": tidy(need.cooperative.phone)}
    link = settings.PUBLIC_URL + reverse("relations:own", args=[need.cooperative.slug, need.code])
    return Letter(
        subject=_("%(name)s: your question was closed for you") % {"name": need.cooperative.name},
        text="\n\n".join([said, _("You read who did it here:"), link]) + "\n",
        spoken=(said,),
    )


def stop_invoked(message: Dispatch) -> Letter | None:
    """To the circle that hears of stop-rules: by whom one was invoked, not about whom."""
    row = Invocation.objects.select_related("cooperative", "by__actor").filter(code=message.about)
    found = row.first()
    if found is None:
        return None
    said = _(
        "%(who)s invoked a stop-rule. Call %(who)s: how is it, and what is needed from you?"
    ) % {"who": found.by.name}
    link = settings.PUBLIC_URL + reverse(
        "relations:stop", args=[found.cooperative.slug, found.code]
    )
    return Letter(
        subject=_("%(name)s: a stop-rule was invoked") % {"name": found.cooperative.name},
        text="\n\n".join([said, _("You read more here:"), link]) + "\n",
        spoken=(said,),
    )
