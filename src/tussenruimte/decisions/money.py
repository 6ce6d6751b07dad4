"""What a vote about money comes to, as it is written down, and the file that tells the same."""

from collections.abc import Sequence
from typing import Any

from tussenruimte.decisions.counting import Voiced, town_and_kinds
from tussenruimte.decisions.models import Kind, Option, Proposal, Result, Vote
from tussenruimte.methods import deciding
from tussenruimte.methods.funding import Funding, Money, as_pabulib, shared_out
from tussenruimte.methods.pabulib import read_pabulib


def is_about_money(vote: Vote) -> bool:
    """Whether people chose ideas that cost."""
    return vote.round.proposal.kind == Kind.BUDGET


def money_of(vote: Vote, proposal: Proposal, options: Sequence[Option]) -> Money:
    """What is shared in this vote."""
    ideas = [(one.label, one.priced.idea.euros) for one in options]
    return Money(proposal.budget.euros, ideas, vote.seed)


def shared(
    vote: Vote, options: Sequence[Option], voices: Sequence[Voiced]
) -> tuple[str, dict[str, Any], str]:
    """The verdict, everything that the pages show, and the file; nothing is shared without voices."""
    money = money_of(vote, vote.round.proposal, options)
    choices = sorted(tuple(sorted(one.chosen)) for one in voices if one.chosen)
    found = shared_out(money, choices) if choices else None
    verdict = _verdict(vote, len(voices), found)
    question = deciding.Vote("approval", tuple(one.label for one in options), 0, vote.seed)
    said: dict[str, Any] = {
        "winner": 0,
        "voices": len(voices),
        "passed": len(voices) - len(choices),
        "votes": found.votes if found else [0] * len(options),
        "needed": 0,
        "rounds": [],
        "ties": [],
        "winners": [],
        "money": _told(money, found) if found else None,
    }
    named = [] if vote.is_secret else voices
    file = as_pabulib(money, choices, str(vote.round.proposal)) if choices else ""
    return verdict, said | town_and_kinds(question, named), file


def _verdict(vote: Vote, voices: int, found: Funding | None) -> str:
    if voices < (vote.quorum or 0):
        return Result.Verdict.QUORUM
    if found is None:
        return Result.Verdict.TIE
    return Result.Verdict.ADOPTED if found.funded else Result.Verdict.NOT_ADOPTED


def _told(money: Money, found: Funding) -> dict[str, Any]:
    return {
        "euros": money.euros,
        "cost": sum(money.ideas[place - 1][1] for place in found.funded),
        "funded": found.funded,
        "refused": [
            {"place": one.place, "why": one.word, "left": one.left} for one in found.refused
        ],
        "by_most_votes": found.by_most_votes,
        "ties": found.ties,
        "steps": found.steps,
        "share": found.share,
        "paid": [[list(chosen), parts] for chosen, parts in sorted(found.paid.items())],
    }


def comes_to_the_same(row: Result, options: Sequence[Option]) -> bool:
    """Whether the file of this result comes to what was written down. Raises ValueError when unreadable."""
    vote, said = row.vote, row.outcome
    choices = _choices_in(row.file) if row.file else []
    voices = [Voiced(chosen, "", "") for chosen in choices]
    voices += [Voiced((), "", "") for _ in range(said["passed"])]
    verdict, again, file = shared(vote, options, voices)
    same = (verdict, again["money"], again["votes"]) == (
        row.verdict,
        _plain(said["money"]),
        said["votes"],
    )
    return same and file == row.file and again["voices"] == said["voices"]


def _plain(money: dict[str, Any] | None) -> dict[str, Any] | None:
    """Out of the database pairs come as lists."""
    if money is None:
        return None
    paid = [[chosen, [tuple(one) for one in parts]] for chosen, parts in money["paid"]]
    return money | {"paid": paid}


def _choices_in(file: str) -> list[tuple[int, ...]]:
    return [tuple(map(int, vote.split(","))) for vote in read_pabulib(file.encode()).votes]
