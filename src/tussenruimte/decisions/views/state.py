"""How far a proposal is, and what the one who reads can do about it now."""

from typing import Any

from tussenruimte.decisions import access
from tussenruimte.decisions.models import Proposal, Round, Stage
from tussenruimte.decisions.reads import rounds as reads
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest


def state_of(
    request: CooperativeRequest, proposal: Proposal, all_rounds: list[Round]
) -> dict[str, Any]:
    """The latest round with what may be read of it, and what this person can do."""
    row = all_rounds[-1] if all_rounds else None
    said: dict[str, Any] = {"round": row, "rounds": all_rounds, "steps": _steps(proposal)}
    if row is not None:
        positions = reads.said_in(row)
        said |= {"positions": positions, "counted": reads.counted(positions)}
        turns = reads.turns_of(row) if row.sort == Round.Sort.CONSENT else []
        said |= {"turns": turns, "spoken": [one for one in turns if one.spoken_at]}
    return said | (_mine(request, proposal, row) if request.person else {})


def _steps(proposal: Proposal) -> list[tuple[Any, str]]:
    """The three rounds as a row of stops, each with "done", "now" or nothing."""
    order = [Stage.PICTURE, Stage.OPINION, Stage.DECISION]
    at = order.index(Stage(proposal.stage)) if proposal.stage in order else -1
    if proposal.is_decided:
        at = len(order)
    return [
        (stage.label, "done" if place < at else "now" if place == at else "")
        for place, stage in enumerate(order)
    ]


def _mine(request: CooperativeRequest, proposal: Proposal, row: Round | None) -> dict[str, Any]:
    me, actors, today = request.person, request.actors, clock.today()
    has_voice = access.decides(proposal, me, actors, today)
    is_open = row is not None and row.closed_at is None
    turn = reads.turn_of(row, me) if row and is_open and row.sort == Round.Sort.CONSENT else None
    leads, open_ended = access.leads(proposal, me), proposal.is_talked_about
    goes_on = proposal.stage in {Stage.ADOPTED, Stage.CARRIED_OUT}
    return {
        "leads": leads,
        "writes": access.writes(proposal, me) and open_ended,
        "can_do": (open_ended and (has_voice or access.writes(proposal, me)))
        or (leads and goes_on),
        "has_voice": has_voice,
        "keeps_out": access.keeps_out(proposal, me),
        "my_turn": turn if turn and turn.since else None,
        "my_voice": reads.own_voice(row, actors) if row and has_voice else None,
        "answers": proposal.stage == Stage.TO_ANSWER and access.answers(proposal, actors, today),
        "is_open": is_open,
    }
