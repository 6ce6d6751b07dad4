"""What letters about proposals say: titles, names and days. Never what somebody said."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_noop

from tussenruimte.decisions.models import ON_PAPER, Adviser, Proposal, Vote
from tussenruimte.post.kinds import register
from tussenruimte.post.sentences import Says, Sentences, page_of


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


def _elected(row: Proposal) -> list[str]:
    news, circle = [_("You were elected: “%(title)s”.") % {"title": row}], row.election.fills
    sit = _("From the day of the result you sit in: %(circle)s.")
    return [*news, sit % {"circle": circle.actor}] if circle else news


def _no_longer(row: Proposal) -> list[str]:
    circle = row.election.fills
    if circle is None:
        return []
    said = {"title": row, "circle": circle.actor}
    return [
        _("Others were elected: “%(title)s”. Your time in %(circle)s is over.") % said,
        _("What the circle promised stays there. Thank you for what you did."),
    ]


def _voice_given(row: Proposal) -> list[str]:
    said = {"title": row}
    return [_("Somebody lets you vote for them about “%(title)s”.") % said, _("You find it there.")]


def _vote_over(row: Proposal) -> list[str]:
    return [_("The vote about “%(title)s” is over.") % {"title": row}]


def _paper_read(row: Proposal) -> list[str]:
    return [
        _("Two people read your paper about “%(title)s”. Your voice counts.") % {"title": row},
        _("Is it not right? Vote yourself: that goes before the paper."),
    ]


def _paper_back(row: Proposal) -> list[str]:
    return [
        _("The paper with your voice about “%(title)s” was read wrongly.") % {"title": row},
        _("It does not count until two people have read it again. You can also vote yourself."),
    ]


def _in_box(row: Proposal) -> list[str]:
    said = {"title": row}
    return [
        _("Your paper about “%(title)s” lies in the box. Nobody looks in it before the end.") % said
    ]


def _out_of_box(row: Proposal) -> list[str]:
    said = {"title": row}
    return [
        _("Your paper about “%(title)s” does not lie in the box. Vote yourself, or call us.") % said
    ]


def _count_box(row: Proposal) -> list[str]:
    said = {"title": row}
    waits = Vote.objects.filter(round__proposal=row, closed_at=None, roll__voted__receipt=ON_PAPER)
    if not waits.exists():
        return []
    return [
        _("The vote about “%(title)s” is over, and papers lie in the box.") % said,
        _("Two people count them, each by themselves. Until then nobody knows what came of it."),
    ]


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


def _advisers() -> Any:
    return Adviser.objects.whole().select_related("cooperative")


def _proposal_of(row: Adviser) -> str:
    return reverse("decisions:proposal", args=[row.cooperative.slug, row.proposal.code])


PROPOSALS: dict[str, Says] = {
    "again": _again,
    "round": _round,
    "your-turn": _your_turn,
    "all-spoke": _all_spoke,
    "vote": _vote,
    "vote-over": _vote_over,
    "elected": _elected,
    "no-longer": _no_longer,
    "voice-given": _voice_given,
    "paper-read": _paper_read,
    "paper-back": _paper_back,
    "in-box": _in_box,
    "out-of-box": _out_of_box,
    "count-box": _count_box,
}
ADVICE: dict[str, Says] = {
    "be-heard": _be_heard,
    "advised": _advised,
    "overruled": _overruled,
    "answered": _answered,
}
OF_PROPOSAL = (
    gettext_noop("About a proposal"),
    gettext_noop("There is news about a proposal for you."),
)


def tell_post() -> None:
    """Say to `post` how our kinds become text; once, at the start."""
    page = page_of("decisions:proposal")
    for name, says in PROPOSALS.items():
        kind = Sentences(Proposal.objects.whole, says, page, *OF_PROPOSAL)
        register(f"decisions.{name}", together=kind.letters)
    for name, says in ADVICE.items():
        kind = Sentences(_advisers, says, _proposal_of, *OF_PROPOSAL)
        register(f"decisions.{name}", together=kind.letters)
