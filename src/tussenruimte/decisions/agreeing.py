"""Whether each kind of member agreed, in a vote that asks for that. Never of a secret vote.

The municipality is no kind here: it speaks by its own name, and nobody has a veto.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tussenruimte.decisions.counting import KINDS
from tussenruimte.decisions.models import Ballot, Proposal, Result, Roll, Together, Vote
from tussenruimte.methods.groups import PUBLIC
from tussenruimte.methods.kinds import Voices, that_were_silent, without_majority

FOR, AGAINST = (1,), (2,)
WINNERS = {Result.Verdict.ADOPTED: 1, Result.Verdict.NOT_ADOPTED: 2}
Chosen = tuple[int, ...]


def together_of(proposal: Proposal) -> Together | None:
    """What is asked of the kinds; nothing when not all of them must agree."""
    return getattr(proposal, "together", None)


def per_kind(roll: Iterable[str], voices: Iterable[tuple[str, Chosen]]) -> dict[str, Voices]:
    """Each kind of which somebody has a voice: what those chose who spoke."""
    numbers, chosen = Counter(roll), Counter(voices)
    found = {}
    for kind in (one.value for one in KINDS if numbers[one.value]):
        spoken = sum(n for (sort, _choice), n in chosen.items() if sort == kind)
        found[kind] = Voices(numbers[kind], spoken, chosen[kind, FOR], chosen[kind, AGAINST])
    return found


def agreed(vote: Vote, least: int, verdict: str) -> tuple[str, dict[str, Any]]:
    """What an open vote comes to when all kinds must agree, and which of them were lacking.

    Too few of a kind decide nothing, as too few voices do; a kind without a majority turns it down.
    """
    roll = Roll.objects.filter(vote=vote).values_list("sort", flat=True)
    cast = Ballot.objects.filter(roll__vote=vote).values_list("roll__sort", "chosen")
    kinds = per_kind(roll, ((sort, tuple(chosen)) for sort, chosen in cast))
    silent, against = that_were_silent(kinds, least), without_majority(kinds, vote.needed)
    if verdict == Result.Verdict.ADOPTED and (silent or against):
        verdict = Result.Verdict.QUORUM if silent else Result.Verdict.NOT_ADOPTED
    of_kinds = {
        "least": least,
        "silent": silent,
        "against": against,
        "large": [kind for kind, one in kinds.items() if one.roll >= PUBLIC.under],
    }
    return verdict, {"winner": WINNERS.get(Result.Verdict(verdict), 0), "of_kinds": of_kinds}
