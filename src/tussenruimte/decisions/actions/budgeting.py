"""Money is shared: people bring ideas that cost, and then choose all at once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.rounds import _refuse_while_voting
from tussenruimte.decisions.actions.shared import _talked_about
from tussenruimte.decisions.actions.voting import Ask, _opened
from tussenruimte.decisions.models import (
    MOST_IDEAS,
    Idea,
    Kind,
    Method,
    Option,
    Priced,
    Proposal,
    Vote,
)
from tussenruimte.decisions.reads.budgets import ideas_of
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Person
from tussenruimte.record.actions import note


def _to_share(proposal: Proposal) -> Proposal:
    """Money about which people still talk."""
    proposal = _talked_about(proposal)
    if proposal.kind != Kind.BUDGET:
        raise Refused(_("No money is shared by this proposal."))
    _refuse_while_voting(open_round(proposal))
    return proposal


@transaction.atomic
def add_idea(
    proposal: Proposal, title: str, why: str, euros: int, *, by: Person, at: dt.datetime
) -> Idea:
    """Whoever decides brings an idea, with what it costs in whole euros."""
    proposal = _to_share(proposal)
    title, why = " ".join(title.split()), why.strip()
    if not title or not why:
        raise Refused(_("Write what the idea is, and why."))
    refuse_bsn(title, why)
    if euros < 1:
        raise Refused(_("Write what it costs, in whole euros."))
    others = ideas_of(proposal)
    if len(others) >= MOST_IDEAS:
        raise Refused(_("There are %(n)s ideas already, and no more fit.") % {"n": MOST_IDEAS})
    if title.casefold() in {one.title.casefold() for one in others}:
        raise Refused(_("An idea with this name stands there already. Give yours another name."))
    row = Idea.objects.create(
        cooperative_id=proposal.cooperative_id,
        budget=proposal.budget,
        title=title,
        why=why,
        euros=euros,
        by=by,
        at=at,
    )
    note("budget.idea", proposal, by=by, at=at, idea=row.code, euros=euros)
    return row


@transaction.atomic
def take_off(idea: Idea, *, by: Person, at: dt.datetime) -> None:
    """Take an idea off, as long as nobody votes yet."""
    proposal = _to_share(idea.budget.proposal)
    if not Idea.objects.filter(pk=idea.pk, taken_off_at=None).update(taken_off_at=at):
        raise Refused(_("This idea was taken off already."))
    note("budget.taken-off", proposal, by=by, at=at, idea=idea.code)


@transaction.atomic
def open_budget(  # noqa: PLR0913 - what is asked
    proposal: Proposal,
    closes_at: dt.datetime,
    *,
    quorum: int | None = None,
    is_secret: bool = False,
    met: tuple[str, ...] = (),
    by: Person,
    at: dt.datetime,
) -> Vote:
    """Whoever leads it asks everybody at once which ideas they choose: as many as they like."""
    proposal = _to_share(proposal)
    ideas = ideas_of(proposal)
    if len(ideas) < 2:  # noqa: PLR2004 - to choose from
        raise Refused(_("There have to be two ideas at least. Write them down first."))
    ask = Ask(Method.SHARES, closes_at, quorum=quorum, is_secret=is_secret, met=met)
    vote, voices = _opened(proposal, ask, by, at)
    _put_ideas(vote, ideas)
    note("vote.opened", vote, by=by, at=at, proposal=proposal.code, voices=voices, seed=vote.seed)
    return vote


def _put_ideas(vote: Vote, ideas: list[Idea]) -> None:
    home = vote.cooperative_id
    for place, idea in enumerate(ideas, start=1):
        option = Option.objects.create(
            cooperative_id=home, vote=vote, place=place, label=idea.title
        )
        Priced.objects.create(cooperative_id=home, option=option, idea=idea)
