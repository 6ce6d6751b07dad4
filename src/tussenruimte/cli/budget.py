"""Sharing a budget out of a file, for anyone to check. It starts without Django."""

import argparse
import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tussenruimte.methods.budgets import Budget
from tussenruimte.methods.lots import order_by_lot, seed_of
from tussenruimte.methods.pabulib import BadFile, Published, named_twice, read_pabulib
from tussenruimte.methods.payments import payments, voters_of
from tussenruimte.methods.sharing import Outcome, share_by_purse, share_by_votes

MILLION = 1_000_000


def budget(asked: argparse.Namespace) -> int:
    """Share what is asked: 0 something is funded, 1 nothing is, 2 it cannot be shared."""
    if asked.rule == "greedy" and asked.completion != "none":
        return no_shares("A completion goes with --rule mes; greedy leaves nothing to complete.")
    try:
        content = Path(asked.file).read_bytes()
        published = read_pabulib(content)
    except OSError as no:
        return no_shares(f"{asked.file} cannot be read: {no.strerror}.")
    except BadFile as no:
        return no_shares(str(no))
    told = as_asked(asked, published, content)
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a terminal that knows fewer letters than the file
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(told, ensure_ascii=False) if asked.json else in_words(told))
    return 0 if told["funded"] else 1


def as_asked(asked: argparse.Namespace, published: Published, content: bytes) -> dict[str, Any]:
    """The outcome as it is published, with what was asked."""
    budget = published.budget
    seed = None
    if asked.ties == "lot":  # what was typed may be no letters
        seed = str(asked.seed or seed_of(content)).encode(errors="replace").decode()
    order = in_order(budget, seed)
    by_cost = asked.utility == "cost"
    if asked.rule == "greedy":
        outcome = share_by_votes(budget, order, by_cost=by_cost)
    else:
        outcome = share_by_purse(budget, order, by_cost=by_cost, completion=asked.completion)
    told = {
        "rule": asked.rule,
        "utility": asked.utility,
        "completion": asked.completion,
        **as_told(published, outcome),
        "ties_by": asked.ties,
        "seed": seed,
        "order_in_ties": [budget.ids[idea] for idea in order],
    }
    if asked.voters:
        told["voters_paid"] = paid_by_voter(published, outcome)
    return told


def no_shares(sentence: str) -> int:
    """Say why nothing was shared."""
    print(" ".join(sentence.split()), file=sys.stderr)
    return 2


def in_order(budget: Budget, seed: str | None) -> list[int]:
    """Who goes first in a tie: as the lot draws them, or as they are listed."""
    if seed is None:
        return list(range(len(budget.ids)))
    place = {name: number for number, name in enumerate(budget.ids)}
    return [place[name] for name in order_by_lot(budget.ids, seed)]


def as_told(published: Published, outcome: Outcome) -> dict[str, Any]:
    """The outcome as it is published."""
    budget = published.budget

    def money(amount: float, unit: int = 1) -> float | int:
        return rounded(amount, unit * budget.scale)

    refused = [
        {
            "id": budget.ids[idea],
            "why": why.word,
            **{name: money(amount) for name, amount in why.money.items()},
            "votes": why.votes,
        }
        for idea, why in outcome.refused.items()
    ]
    full = budget.total + outcome.steps * budget.scale * budget.ballots.voters
    return {
        "budget": money(budget.total),
        "cost": money(sum(budget.costs[idea] for idea in outcome.funded)),
        "voters": budget.ballots.voters,
        "share": money(full, budget.ballots.voters) if outcome.purses else None,
        "steps": outcome.steps,
        "funded": [budget.ids[idea] for idea in outcome.funded],
        "not_funded": refused,
        "payments": paid(budget, outcome),
        "ties": [{"between": [budget.ids[idea] for idea in tie.between]} for tie in outcome.ties],
        "named_twice": named_twice(published),
    }


def rounded(amount: float, unit: int) -> float | int:
    """An amount in whole money, to a millionth; whole numbers stay exact however large."""
    exact = amount if isinstance(amount, int) else round(amount * MILLION)
    parts = MILLION if isinstance(amount, int) else 1
    millionths = (2 * exact * parts + unit) // (2 * unit)
    return millionths / MILLION if millionths % MILLION else millionths // MILLION


def paid(budget: Budget, outcome: Outcome) -> dict[str, dict[str, object]]:
    """Of each funded idea, what came from shares and what from the rest, and who paid how much."""
    told: dict[str, dict[str, object]] = {}
    for idea in outcome.funded:
        cost = rounded(budget.costs[idea], budget.scale)
        rest = cost if idea in outcome.from_rest else 0
        told[budget.ids[idea]] = {"from_shares": 0 if rest else cost, "from_rest": rest, "paid": []}
    if not (purses := outcome.purses):
        return told
    for idea, parts in payments(purses):
        counted: Counter[float | int] = Counter()
        for part in parts:
            counted[rounded(part.amount, budget.scale * purses.unit)] += voters_of(purses, part)
        told[budget.ids[idea]]["paid"] = [
            {"each": each, "voters": voters} for each, voters in sorted(counted.items())[::-1]
        ]
    return told


def paid_by_voter(published: Published, outcome: Outcome) -> dict[str, dict[str, float | int]]:
    """Of each voter, what they paid for each idea."""
    budget = published.budget
    by_ballot: list[dict[str, float | int]] = [{} for _ in published.written]
    for idea, parts in payments(outcome.purses) if outcome.purses else ():
        unit = budget.scale * outcome.purses.unit if outcome.purses else 1
        for part in parts:
            each = rounded(part.amount, unit)
            for ballot in part.ballots.tolist():
                by_ballot[ballot][budget.ids[idea]] = each
    row = {written: number for number, written in enumerate(published.written)}
    pairs = zip(published.voters, published.votes, strict=True)
    return {voter: by_ballot[row[vote]] for voter, vote in pairs}


def in_words(told: dict[str, Any]) -> str:
    """The same for somebody who reads."""
    lines = [f"{told['rule']}: {told['cost']} of {told['budget']} spent, {told['voters']} voters."]
    lines.append(f"Funded: {', '.join(told['funded']) or 'nothing'}.")
    for one in told["not_funded"]:
        numbers = ", ".join(f"{name} {one[name]}" for name in one if name not in {"id", "why"})
        lines.append(f"Not funded: {one['id']}: {one['why']} ({numbers}).")
    how = f"Tie, by {told['ties_by']}, in this order:"
    lines += [f"{how} {', '.join(tie['between'])}." for tie in told["ties"]]
    by_lot = told["ties"] and told["seed"]
    return "\n".join([*lines, f"The seed of the lot: {told['seed']}"] if by_lot else lines)


if __name__ == "__main__":
    sys.exit(budget(argparse.Namespace(**json.loads(sys.argv[1]))))
