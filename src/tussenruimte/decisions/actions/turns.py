"""Whose turn it is in a round of consent. A turn has a last day; who was passed by is asked again."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _locked, _people_of, _send
from tussenruimte.decisions.models import Conflict, Proposal, Round, Turn
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
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


def _begun(proposal: Proposal, sort: Round.Sort, opened_by: int, at: dt.datetime) -> Round:
    """A new round about what it says now; from now on it is the latest."""
    assert proposal.version is not None  # noqa: S101 - written in the same change as the proposal
    row = Round.objects.create(
        cooperative_id=proposal.cooperative_id,
        proposal=proposal,
        number=proposal.round.number + 1 if proposal.round else 1,
        sort=sort,
        version=proposal.version,
        opened_at=at,
        opened_by_id=opened_by,
    )
    proposal.round = row
    proposal.save(update_fields=["round"])
    return row


def _close(row: Round, at: dt.datetime, *, stopped: bool = False) -> None:
    row.closed_at, row.was_stopped = at, stopped
    row.save(update_fields=["closed_at", "was_stopped"])


def _ask_on(row: Round, by: By, at: dt.datetime) -> None:
    """Ask the next one, or close the round when everybody has spoken."""
    if not _next_turn(row, by, at):
        _close(row, at)
        _send("all-spoke", row.proposal.code, [row.proposal.leads], by, at)


def _ask_no_more(row: Round, person: Person, by: By, at: dt.datetime) -> None:
    """This person is not asked any more. A round in which nobody else is asked decides nothing."""
    turn = row.turns.filter(person=person, spoken_at=None).first()
    if turn is None:
        return
    turn.delete()
    if not row.turns.exists():
        _close(row, at, stopped=True)
    elif turn.since is not None:
        _ask_on(row, by, at)


@transaction.atomic
def end_turn(turn: Turn, *, by: By, at: dt.datetime) -> None:
    """Whoever is forgotten is not asked any more; the others go on."""
    proposal = _locked(turn.round.proposal)
    row = open_round(proposal)
    if row is not None and row.pk == turn.round_id:
        _ask_no_more(row, turn.person, by, at)
    note("proposal.turn-ended", proposal, by=by, at=at, turn=turn.person.code)


@transaction.atomic
def pass_by(turn: Turn, *, by: By, at: dt.datetime) -> bool:
    """Whoever let their turn pass is asked again after the others, or no more when they left the circle.

    No when they just spoke.
    """
    proposal = _locked(turn.round.proposal)
    assert proposal.circle_id is not None  # noqa: S101 - only people of a circle are asked one by one
    rows = Turn.objects.filter(
        pk=turn.pk, until__lt=clock.day(at), spoken_at=None, round__closed_at=None
    )
    if not rows.exists():
        return False
    if turn.person not in _people_of(proposal.circle_id, at):
        _ask_no_more(turn.round, turn.person, by, at)
    else:
        last = Turn.objects.filter(round=turn.round_id).aggregate(last=Max("place"))["last"]
        rows.update(since=None, until=None, place=last + 1, times_passed=F("times_passed") + 1)
        _next_turn(turn.round, by, at)
    note("proposal.turn-passed", proposal, by=by, at=at, turn=turn.person.code)
    return True
