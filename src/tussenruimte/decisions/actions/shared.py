"""What every change of a proposal needs: its lock, its next stage, and letters."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.models import MOVES, Kind, Proposal, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold
from tussenruimte.members.actions import post
from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.members.reads import people_behind


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now; nobody changes anything about it until we are done."""
    hold(proposal.matter_id)
    return Proposal.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=proposal.pk)


def _talked_about(proposal: Proposal) -> Proposal:
    """The same, of a proposal that is not decided yet."""
    proposal = _locked(proposal)
    if proposal.stage == Stage.WITHDRAWN:
        raise Refused(_("This proposal was withdrawn. Start a new one."))
    if not proposal.is_talked_about:
        raise Refused(_("This is decided already. Is there something new? Open it again."))
    return proposal


def _refuse_other_ways(proposal: Proposal) -> None:
    """People and money have a way of deciding of their own."""
    if proposal.kind == Kind.ELECTION:
        raise Refused(_("This is about people. Open a secret election."))
    if proposal.kind == Kind.BUDGET:
        raise Refused(_("This shares money. Let people choose ideas."))


def _move(proposal: Proposal, to: Stage, *also: str) -> None:
    """To the next stage, together with what else changed."""
    if to not in MOVES[Stage(proposal.stage)]:
        raise Refused(_("That does not come next. Look what this proposal waits for."))
    proposal.stage = to
    proposal.save(update_fields=["stage", *also])


def _refuse_who_keeps_out(proposal: Proposal, person: Person) -> None:
    """Whoever keeps out of a decision does not lead it."""
    if access.keeps_out(proposal, person):
        raise Refused(_("You keep out of this decision. Somebody else leads it."))


def _people_of(actor_id: int, at: dt.datetime) -> list[Person]:
    """Who hears what this actor hears."""
    return people_behind([actor_id], clock.day(at))


def _send(kind: str, about: str, to: Iterable[Person], by: By, at: dt.datetime) -> None:
    """Each time anew, also when it is about the same again."""
    kind = f"decisions.{kind}"
    post.send(kind, about, to, once=f"{kind}|{about}|{at.isoformat()}", by=by, at=at)
