"""A round in which people choose ideas that cost: shared out by the rule of the house, and told.

The rule of the house is equal shares, an idea worth what it costs, completed by `add1`: as `budget`
does it when it is asked for nothing else but that. Ideas are called after their places, from 1.
Money is in whole euros; what each person paid is told in cents, rounded.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tussenruimte.methods.budgets import Budget, budget_of
from tussenruimte.methods.lots import order_by_lot
from tussenruimte.methods.payments import payments
from tussenruimte.methods.sharing import Completion, Outcome, share_by_purse, share_by_votes

RULE, UTILITY = "mes", "cost"
COMPLETION: Completion = "add1"
CENTS = 100
Chosen = tuple[int, ...]
"""Places of ideas, from 1, the lowest first."""


@dataclass(frozen=True, slots=True)
class Money:
    """What is shared: so much, over these ideas with what they cost. The seed draws the lot."""

    euros: int
    ideas: Sequence[tuple[str, int]]
    seed: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an idea is not funded: a word, and how much is left for it, in cents."""

    place: int
    word: str
    left: int | None
    votes: int


@dataclass(frozen=True, slots=True)
class Funding:
    """What came of it, in places of ideas. `paid`: of each choice that people made, what they paid."""

    funded: list[int]
    refused: list[Refusal]
    by_most_votes: list[int]
    votes: list[int]
    ties: list[list[int]]
    steps: int
    share: int  # of each, after all steps, in cents
    paid: Mapping[Chosen, list[tuple[int, int]]]


def shared_out(money: Money, choices: Sequence[Chosen]) -> Funding:
    """Share the money over what people chose; whoever passed is not among them."""
    costs = {str(place): cost for place, (_name, cost) in enumerate(money.ideas, start=1)}
    budget = budget_of(money.euros, costs, [[str(one) for one in chosen] for chosen in choices])
    drawn = order_by_lot(budget.ids, money.seed)
    order = [int(name) - 1 for name in drawn]
    found = share_by_purse(budget, order, completion=COMPLETION)
    full = money.euros + found.steps * len(choices)
    return Funding(
        funded=_places(found.funded),
        refused=_refused(found),
        by_most_votes=_places(share_by_votes(budget, order).funded),
        votes=budget.votes,
        ties=[_places(tie.between) for tie in found.ties],
        steps=found.steps,
        share=_rounded(full * CENTS, len(choices)),
        paid=_paid(budget, found),
    )


def _places(ideas: Sequence[int]) -> list[int]:
    return [idea + 1 for idea in ideas]


def _rounded(amount: int, unit: int) -> int:
    return (2 * amount + unit) // (2 * unit)


def _refused(found: Outcome) -> list[Refusal]:
    told = []
    for idea, why in sorted(found.refused.items()):
        left = why.money.get("left")
        cents = None if left is None else round(left * CENTS)
        told.append(Refusal(idea + 1, why.word, cents, why.votes))
    return told


def _paid(budget: Budget, found: Outcome) -> dict[Chosen, list[tuple[int, int]]]:
    rows = [
        tuple(sorted(idea + 1 for idea in budget.ballots.row(ballot)))
        for ballot in range(len(budget.ballots.weights))
    ]
    told: dict[Chosen, list[tuple[int, int]]] = {row: [] for row in rows}
    if found.purses is not None:
        for idea, parts in payments(found.purses):
            for part in parts:
                each = _rounded(part.amount * CENTS, found.purses.unit)
                for ballot in part.ballots.tolist():
                    told[rows[ballot]].append((idea + 1, each))
    return told


def as_pabulib(money: Money, choices: Sequence[Chosen], words: str) -> str:
    """The round as a file that `budget` reads. The order of voters says nothing: equal ones together."""
    file = io.StringIO()
    sheet = csv.writer(file, delimiter=";", lineterminator="\n")
    sheet.writerow(["META"])
    sheet.writerow(["key", "value"])
    sheet.writerow(["description", _plain(words)])
    sheet.writerow(["budget", money.euros])
    sheet.writerow(["num_projects", len(money.ideas)])
    sheet.writerow(["num_votes", len(choices)])
    sheet.writerows([["vote_type", "approval"], ["PROJECTS"], ["project_id", "cost", "name"]])
    for place, (name, cost) in enumerate(money.ideas, start=1):
        sheet.writerow([place, cost, _plain(name)])
    sheet.writerows([["VOTES"], ["voter_id", "vote"]])
    counted = sorted(Counter(choices).items(), key=lambda one: (-one[1], one[0]))
    every = [chosen for chosen, times in counted for _ in range(times)]
    for number, chosen in enumerate(every, start=1):
        sheet.writerow([number, ",".join(map(str, chosen))])
    return file.getvalue()


def _plain(words: str) -> str:
    return " ".join(words.replace(";", ",").split())
