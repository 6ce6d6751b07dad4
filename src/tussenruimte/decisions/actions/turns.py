"""Whose turn it is in a round of consent. A turn has a last day; who was passed by is asked again."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _locked, _people_of, _send
from tussenruimte.decisions.models import Conflict, Proposal, Round, Turn
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.record.actions import note

AT_MOST = 25  # people who can be asked one by one (domain §2.7)


def _begin_turns(row: Round, proposal: Proposal, at: dt.datetime) -> None:
    """Everybody of the circle, but who keeps out, in the order of their names."""
    if proposal.circle_id is None:
        raise Refused(_("All members decide about this. That goes by a vote, not one by one."))
    out = set(Conflict.objects.filter(proposal=proposal).values_list("person", flat=True))
    people = [one for one in _people_of(proposal.circle_id, at) if one.pk not in out]
    if not people:
        raise Refused(_("Nobody sits in this circle now. First ask people to sit there."))
    if len(people) > AT_MOST:
        raise Refused(
            _("Up to %(n)s people are asked one by one. This circle is larger: hold a vote.")
            % {"n": AT_MOST}
        )
    people.sort(key=lambda one: (one.name, one.pk))
    Turn.objects.bulk_create(
        Turn(cooperative_id=row.cooperative_id, round=row, person=one, place=place)
        for place, one in enumerate(people, start=1)
    )


def _next_turn(row: Round, by: By, at: dt.datetime) -> bool:
    """Ask the next one. False: everybody has spoken."""
    turn = (
        row.turns.filter(spoken_at=None).order_by("place").select_related("person__actor").first()
    )
    if turn is None:
        return False
    days = term(row.proposal.cooperative, "consent_turn")
    turn.since, turn.until = at, clock.day(at) + dt.timedelta(days)
    turn.save(update_fields=["since", "until"])
    _send("your-turn", row.proposal.code, [turn.person], by, at)
    return True


@transaction.atomic
def pass_by(turn: Turn, *, by: By, at: dt.datetime) -> bool:
    """Whoever let their turn pass is asked again after the others. No when they just spoke."""
    proposal = _locked(turn.round.proposal)
    rows = Turn.objects.filter(
        pk=turn.pk, until__lt=clock.day(at), spoken_at=None, round__closed_at=None
    )
    last = Turn.objects.filter(round=turn.round_id).aggregate(last=Max("place"))["last"]
    if not rows.update(since=None, until=None, place=last + 1, times_passed=F("times_passed") + 1):
        return False
    _next_turn(turn.round, by, at)
    note("proposal.turn-passed", proposal, by=by, at=at, turn=turn.person.code)
    return True
