"""How far a proposal is, and what the one who reads can do about it now."""

from collections.abc import Sequence
from typing import Any

from tussenruimte.decisions import access
from tussenruimte.decisions.models import Adviser, Proposal, Round, Stage, Turn
from tussenruimte.decisions.reads.around import Around
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest
from tussenruimte.members.models import Person


def state_of(
    request: CooperativeRequest, proposal: Proposal, advisers: Sequence[Adviser], found: Around
) -> dict[str, Any]:
    """The latest round with what may be read of it, and what this person can do.

    That follows from what the page shows anyway: nothing is asked for it.
    """
    said = {
        "round": proposal.round,
        "steps": _steps(proposal),
        "positions": found.voices,
        "counted": found.counted,
        "said": found.said,
        "turns": found.turns,
        "spoken": [one for one in found.turns if one.spoken_at],
    }
    if request.person is None:
        return said
    answers = proposal.stage == Stage.TO_ANSWER and _answers(request, proposal, advisers)
    return said | _mine(request, proposal, found) | {"answers": answers}


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


def _mine(request: CooperativeRequest, proposal: Proposal, found: Around) -> dict[str, Any]:
    me, row = request.person, proposal.round
    has_voice = _has_voice(request, proposal)
    is_open = row is not None and row.closed_at is None
    is_of_opinion = is_open and row is not None and row.sort == Round.Sort.OPINION
    leads, open_ended = access.leads(proposal, me), proposal.is_talked_about
    writes = access.writes(proposal, me) and open_ended
    goes_on = proposal.stage in {Stage.ADOPTED, Stage.CARRIED_OUT}
    voices = [one for one in found.voices if one.actor_id in request.actors]
    return {
        "leads": leads,
        "writes": writes,
        "can_do": (open_ended and (has_voice or writes)) or (leads and goes_on),
        "has_voice": has_voice,
        "keeps_out": any(one.person == me for one in found.conflicts),
        "my_turn": _turn_of(me, found),
        "my_voice": voices[0] if voices and is_of_opinion and has_voice else None,
        "is_open": is_open,
    }


def _turn_of(me: Person, found: Around) -> Turn | None:
    """Theirs, when they are asked now."""
    mine = [one for one in found.turns if one.person == me and one.since and not one.spoken_at]
    return mine[0] if mine else None


def _answers(request: CooperativeRequest, proposal: Proposal, advisers: Sequence[Adviser]) -> bool:
    """Whoever acts for who promised it, or is of the circle; where nobody does, as `access.answers`."""
    promised = [one for one in advisers if one.promise is not None]
    mine = {one.promise.maker_id for one in promised if one.promise}.intersection(request.actors)
    if mine or proposal.circle_id is not None:
        return bool(mine) or proposal.circle_id in request.actors
    is_heard = all(getattr(one, "is_heard", False) for one in promised)
    return not is_heard and access.answers(proposal, request.actors, clock.today())


def _has_voice(request: CooperativeRequest, proposal: Proposal) -> bool:
    """As `access.decides` says; whoever is signed in is known to be a member or not."""
    if proposal.circle_id is not None:
        return proposal.circle_id in request.actors
    return request.person is not None and request.person.is_member
