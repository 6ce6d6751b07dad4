"""A member says how much room to give; who leads writes down which point is chosen."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.rounds import _refuse_while_voting
from tussenruimte.decisions.actions.shared import _talked_about
from tussenruimte.decisions.models import Point, Proposal, Round, Stance, Weighed
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.decisions.reads.weighing import has_stances, is_weighed
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Actor, Member, Person
from tussenruimte.record.actions import note


@transaction.atomic
def weigh(
    proposal: Proposal,
    point: int,
    said: str = "",
    *,
    member: Actor,
    by: Person,
    at: dt.datetime,
) -> Stance:
    """Say where one stands; it may be changed until it is voted about or decided."""
    proposal = _talked_about(proposal)
    if not is_weighed(proposal):
        raise Refused(_("Here people or ideas are chosen. There is nothing to weigh."))
    _refuse_while_voting(open_round(proposal))
    if access.keeps_out(proposal, by):
        raise Refused(_("You keep out of this decision."))
    _check(point)
    sort = Member.objects.filter(actor=member, until=None).values_list("sort", flat=True).first()
    if sort is None:
        raise Refused(_("Members say how much room they want. First become a member."))
    row = Stance.objects.filter(proposal=proposal, actor=member).first()
    is_changed = row is not None
    row = row or Stance(
        cooperative_id=proposal.cooperative_id, proposal=proposal, actor=member, person=by, at=at
    )
    if row.person_id != by.pk:
        raise Refused(_("Somebody else said this for this member already."))
    row.point, row.sort = point, sort
    row.changed_at = at if is_changed else None
    sealed = row.put(said=said.strip())
    row.save()  # the proposal is held: nobody else puts one beside it
    note("proposal.weighed", proposal, by=by, at=at, sealed=sealed, stance=row.code)
    return row


def _check(point: int) -> None:
    if point not in Point.values:
        raise Refused(_("Choose one of the five points, from grip to room."))


def _write_point(
    proposal: Proposal, decides: Round, point: int | None, by: Person, at: dt.datetime
) -> None:
    """The point that goes with what is decided in this round: asked for once members said where they stand."""
    if point is None and not has_stances(proposal):
        return
    if point is None:
        raise Refused(_("Members said how much room they want. Write down which point is chosen."))
    _check(point)
    Weighed.objects.create(
        cooperative_id=proposal.cooperative_id, round=decides, point=point, by=by, at=at
    )
