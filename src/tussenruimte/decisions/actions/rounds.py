"""First understand, then find, then decide. One round at a time."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.shared import (
    _move,
    _people_of,
    _refuse_other_ways,
    _refuse_who_keeps_out,
    _send,
    _talked_about,
)
from tussenruimte.decisions.actions.turns import _ask_on, _begin_turns, _begun, _close, _next_turn
from tussenruimte.decisions.models import Leaning, Position, Proposal, Round, Stage
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Actor, Person
from tussenruimte.record.actions import note

STAGE_OF = {
    Round.Sort.PICTURE: Stage.PICTURE,
    Round.Sort.OPINION: Stage.OPINION,
    Round.Sort.CONSENT: Stage.DECISION,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody says in a round: which way they lean, why, and what they gain or lose by it."""

    leaning: str
    said: str = ""
    interest: str = ""


@transaction.atomic
def open_next(proposal: Proposal, sort: str, *, by: Person, at: dt.datetime) -> Round:
    """Open the next round. What was open closes with it; only who is being asked is not cut short."""
    proposal = _talked_about(proposal)
    _refuse_who_keeps_out(proposal, by)
    before = open_round(proposal)
    if before is not None and before.sort == Round.Sort.CONSENT:
        raise Refused(_("People are being asked one by one now. Wait until everybody has spoken."))
    _refuse_while_voting(before)
    if before is not None and before.sort == sort:
        raise Refused(_("This round is open already."))
    if sort == Round.Sort.CONSENT:
        _refuse_other_ways(proposal)
    if before is not None:
        _close(before, at)
    if proposal.stage != STAGE_OF[Round.Sort(sort)]:
        _move(proposal, STAGE_OF[Round.Sort(sort)])
    row = _begun(proposal, Round.Sort(sort), by.pk, at)
    if sort == Round.Sort.CONSENT:
        _begin_turns(row, proposal, at)
        _next_turn(row, by, at)
    elif proposal.circle_id is not None:
        _send("round", proposal.code, _people_of(proposal.circle_id, at), by, at)
    note("proposal.round", proposal, by=by, at=at, sort=sort, number=row.number)
    return row


def _refuse_while_voting(row: Round | None) -> None:
    if row is not None and row.sort == Round.Sort.VOTE:
        raise Refused(_("People are voting now. Wait until the vote is over."))


@transaction.atomic
def react(
    proposal: Proposal, voice: Voice, *, actor: Actor, by: Person, at: dt.datetime
) -> Position:
    """Say what one finds of it, as long as the round of opinions is open; it may be changed until then."""
    proposal = _talked_about(proposal)
    row = open_round(proposal)
    if row is None or row.sort != Round.Sort.OPINION:
        raise Refused(_("People say what they find in the second round. That is not open now."))
    if access.keeps_out(proposal, by):
        raise Refused(_("You keep out of this decision."))
    if voice.leaning not in {Leaning.AGREE, Leaning.DISAGREE, Leaning.PASS}:
        raise Refused(_("Choose whether you agree, do not agree or pass."))
    position = Position.objects.filter(round=row, actor=actor).first()
    changed = position is not None
    position = position or Position(
        cooperative_id=proposal.cooperative_id, round=row, actor=actor, person=by, at=at
    )
    if position.person_id != by.pk:
        raise Refused(_("Somebody else spoke for this member already in this round."))
    position.leaning = voice.leaning
    position.changed_at = at if changed else None
    sealed = position.put(said=voice.said.strip(), interest=voice.interest.strip())
    _save_once(position)
    note("proposal.opinion", proposal, by=by, at=at, sealed=sealed, voice=position.code)
    return position


def _save_once(position: Position) -> None:
    try:
        with transaction.atomic():
            position.save()
    except IntegrityError as twice:
        raise Refused(_("Your voice is in already.")) from twice


@transaction.atomic
def speak(proposal: Proposal, voice: Voice, *, by: Person, at: dt.datetime) -> Position:
    """Say in one's turn whether one can live with it. Nobody reads why before all have spoken."""
    proposal = _talked_about(proposal)
    row = open_round(proposal)
    turn = row.turns.filter(person=by, spoken_at=None).first() if row else None
    if row is None or row.sort != Round.Sort.CONSENT or turn is None:
        raise Refused(_("You are not asked now, or you have spoken already."))
    if turn.since is None:
        raise Refused(_("It is not your turn yet. You hear when it is."))
    if access.keeps_out(proposal, by):
        raise Refused(_("You keep out of this decision."))
    if voice.leaning not in {Leaning.CONSENT, Leaning.OBJECTION}:
        raise Refused(_("Choose whether you can live with it or have a paramount objection."))
    if voice.leaning == Leaning.OBJECTION and not voice.said.strip():
        raise Refused(_("Write why. An objection without a reason cannot be looked at together."))
    position = Position(
        cooperative_id=proposal.cooperative_id,
        round=row,
        actor_id=by.actor_id,
        person=by,
        leaning=voice.leaning,
        at=at,
    )
    sealed = position.put(said=voice.said.strip(), interest=voice.interest.strip())
    _save_once(position)
    turn.spoken_at = at
    turn.save(update_fields=["spoken_at"])
    _ask_on(row, by, at)
    note("proposal.spoken", proposal, by=by, at=at, sealed=sealed, voice=position.code)
    return position


@transaction.atomic
def stop_round(proposal: Proposal, *, by: Person, at: dt.datetime) -> None:
    """Stop asking while not all have spoken. Then this round decides nothing: silence is no consent."""
    proposal = _talked_about(proposal)
    row = open_round(proposal)
    if row is None:
        raise Refused(_("No round is open now."))
    _refuse_while_voting(row)
    _close(row, at, stopped=row.sort == Round.Sort.CONSENT)
    note("proposal.round-closed", proposal, by=by, at=at, number=row.number)
