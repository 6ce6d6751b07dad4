"""A vote closes: it is counted, what came of it stands for ever, and it decides or opens a new talk."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.deciding import _decide
from tussenruimte.decisions.actions.secret import _taken_out
from tussenruimte.decisions.actions.shared import _locked, _move, _send
from tussenruimte.decisions.actions.turns import _begun, _close
from tussenruimte.decisions.agreeing import agreed, together_of
from tussenruimte.decisions.counting import Voiced, asked, outcome_of
from tussenruimte.decisions.models import (
    Ballot,
    Proposal,
    Result,
    Roll,
    Round,
    Stage,
    Vote,
)
from tussenruimte.decisions.money import is_about_money, shared
from tussenruimte.decisions.reads.paper import voices_on_paper
from tussenruimte.decisions.reads.votes import options_of, voices_in
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.methods.ballot_files.own import written
from tussenruimte.methods.deciding import decided
from tussenruimte.record.actions import note


@transaction.atomic
def close_vote(vote: Vote, *, by: By, at: dt.datetime) -> bool:
    """Count it: after its last moment, or sooner when everybody voted. False: that was done already."""
    proposal = _locked(vote.round.proposal)
    vote = Vote.objects.select_for_update(of=("self",), no_key=True).get(pk=vote.pk)
    if vote.closed_at is not None:
        return False
    if not vote.is_over(at) and voices_in(vote) < Roll.objects.filter(vote=vote).count():
        raise Refused(_("The vote is open until its last day. Not everybody voted yet."))
    on_paper = voices_on_paper(vote)
    voices, receipts = _taken_out(vote) if vote.is_secret else (_open_voices(vote), [])
    result = _write_down(vote, voices, receipts, on_paper, at)
    vote.closed_at = at
    vote.save(update_fields=["closed_at"])
    row = Round.objects.get(pk=vote.round_id)
    _close(row, at)
    _send("vote-over", proposal.code, [proposal.leads], by, at)
    told: dict[str, Any] = {
        "vote": vote.code,
        "verdict": result.verdict,
        "voices": len(voices),
        "file": hashlib.sha256(result.file.encode()).hexdigest(),
    }
    if result.is_decision:
        _decide(proposal, adopted=result.is_adopted, met=vote.met, by=by, at=at, **told)
    else:
        _talk_again(proposal, row, at)
        note("vote.closed", proposal, by=by, at=at, **told)
    return True


def _open_voices(vote: Vote) -> list[Voiced]:
    cast = Ballot.objects.filter(roll=OuterRef("pk"))
    Roll.objects.filter(vote=vote).filter(Exists(cast)).update(has_voted=True)
    rows = Ballot.objects.filter(roll__vote=vote).order_by("roll")
    return [
        Voiced(tuple(chosen), sort, name)
        for chosen, sort, name in rows.values_list("chosen", "roll__sort", "roll__actor__name")
    ]


def _write_down(
    vote: Vote, voices: Sequence[Voiced], receipts: list[str], on_paper: int, at: dt.datetime
) -> Result:
    options = options_of(vote)
    if is_about_money(vote):
        verdict, outcome, file = shared(vote, options, voices)
    else:
        question = asked(vote, options)
        found = decided(question, [one.chosen for one in voices])
        outcome = outcome_of(found, question, [] if vote.is_secret else voices)
        verdict, file = found.verdict, written(found.profile)
        if (together := together_of(vote.round.proposal)) is not None:
            verdict, of_kinds = agreed(vote, together.least, verdict)
            outcome |= of_kinds
    outcome["on_paper"] = on_paper
    return Result.objects.create(
        cooperative_id=vote.cooperative_id,
        vote=vote,
        verdict=verdict,
        outcome=outcome,
        file=file,
        receipts=receipts,
        at=at,
    )


def _talk_again(proposal: Proposal, voted: Round, at: dt.datetime) -> None:
    """Equal, or too few: people talk about it once more, in a new round of opinions."""
    _move(proposal, Stage.OPINION)
    _begun(proposal, Round.Sort.OPINION, voted.opened_by_id, at)
