"""What letters about proposals say: titles, names and days. Never what somebody said."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.decisions.models import Adviser, Proposal
from tussenruimte.post.kinds import Letter, register
from tussenruimte.post.models import Dispatch


def _round(row: Proposal) -> list[str]:
    said = {"title": row, "stage": row.get_stage_display()}
    return [_("A round began about “%(title)s”: %(stage)s.") % said] if row.is_talked_about else []


def _your_turn(row: Proposal) -> list[str]:
    if not row.is_talked_about:
        return []
    return [_("It is your turn: can you live with “%(title)s”?") % {"title": row}]


def _all_spoke(row: Proposal) -> list[str]:
    return [_("Everybody has spoken about “%(title)s”.") % {"title": row}]


def _vote(row: Proposal) -> list[str]:
    return [_("There is a vote about “%(title)s”.") % {"title": row}] if row.is_talked_about else []


def _voice_given(row: Proposal) -> list[str]:
    said = {"title": row}
    return [_("Somebody lets you vote for them about “%(title)s”.") % said, _("You find it there.")]


def _vote_over(row: Proposal) -> list[str]:
    return [_("The vote about “%(title)s” is over.") % {"title": row}]


def _again(row: Proposal) -> list[str]:
    said = {"who": row.started_by, "title": row}
    return [_("%(who)s opens a decision again: “%(title)s”.") % said] if row.is_talked_about else []


def _be_heard(row: Adviser) -> list[str]:
    if row.given_at or not row.proposal.is_talked_about:
        return []
    return [
        _("You have to be heard about “%(title)s”.") % {"title": row.proposal},
        _("Give your advice. When it goes otherwise, you get a written answer."),
    ]


def _advised(row: Adviser) -> list[str]:
    said = {"who": row.actor, "title": row.proposal}
    return [_("%(who)s gave advice on “%(title)s”.") % said] if row.given_at else []


def _overruled(row: Adviser) -> list[str]:
    if row.promise is None:
        return []
    said = {"title": row.proposal, "day": date_format(row.promise.due, "l j F")}
    return [
        _("The decision “%(title)s” goes otherwise than you advised.") % said,
        _("You get a written answer, at the latest on %(day)s.") % said,
    ]


def _answered(row: Adviser) -> list[str]:
    return [_("Your advice on “%(title)s” was answered.") % {"title": row.proposal}]


Says = Callable[[Any], list[str]]
PROPOSALS: dict[str, Says] = {
    "again": _again,
    "round": _round,
    "your-turn": _your_turn,
    "all-spoke": _all_spoke,
    "vote": _vote,
    "vote-over": _vote_over,
    "voice-given": _voice_given,
}
ADVICE: dict[str, Says] = {
    "be-heard": _be_heard,
    "advised": _advised,
    "overruled": _overruled,
    "answered": _answered,
}


def letters(
    name: str, messages: Sequence[Dispatch], aloud_to: Collection[int]
) -> Mapping[str, Letter]:
    """The letters of one kind, by code of the message; without those that things overtook."""
    is_advice = name in ADVICE
    rows: Any = Adviser.objects.whole() if is_advice else Proposal.objects.whole()
    rows = rows.select_related("cooperative").filter(
        cooperative=messages[0].cooperative_id, code__in={m.about for m in messages}
    )
    about, found = {row.code: row for row in rows}, {}
    for message in messages:
        row = about.get(message.about)
        sentences = (PROPOSALS | ADVICE)[name](row) if row else []
        if row and sentences:
            proposal = row.proposal if is_advice else row
            where = reverse("decisions:proposal", args=[row.cooperative.slug, proposal.code])
            url = settings.PUBLIC_URL + where
            text = "\n\n".join([*sentences, _("Read on here: %(url)s") % {"url": url}])
            spoken = (
                (_("There is news about a proposal for you."),) if aloud_to else tuple(sentences)
            )
            found[message.code] = Letter(subject=_("About a proposal"), text=text, spoken=spoken)
    return found


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    for name in PROPOSALS | ADVICE:
        register(f"decisions.{name}", together=partial(letters, name))
