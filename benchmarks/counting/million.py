"""A million made-up ballots: twelve candidates, 160,000 different orders, the same for each seed."""

import random
from itertools import accumulate
from pathlib import Path

CANDIDATES, VOTERS, ORDERS = 12, 1_000_000, 160_000


def write_million(
    file: Path, seed: int = 26, *, voters: int = VOTERS, different: int = ORDERS
) -> None:
    """As a file of PrefLib."""
    chance = random.Random(seed)  # noqa: S311 - made-up ballots, no secret
    orders = _orders(chance, different)
    counts = dict.fromkeys(orders, 1)
    shares = list(accumulate(1 / (place + 20) for place in range(different)))
    for order in chance.choices(orders, cum_weights=shares, k=voters - different):
        counts[order] += 1
    lines = [
        f"# FILE NAME: {file.name}",
        "# DATA TYPE: soi",
        f"# NUMBER ALTERNATIVES: {CANDIDATES}",
        f"# NUMBER VOTERS: {voters}",
        f"# NUMBER UNIQUE ORDERS: {different}",
        *(f"# ALTERNATIVE NAME {one}: Candidate {one}" for one in range(1, CANDIDATES + 1)),
        *(f"{times}: {','.join(map(str, order))}" for order, times in counts.items()),
    ]
    file.write_text("\n".join(lines) + "\n")


def _orders(chance: random.Random, different: int) -> list[tuple[int, ...]]:
    """All different; some candidates are liked more, most people name three to eight."""
    liked = [1 / (place + 2) for place in range(CANDIDATES)]
    orders: dict[tuple[int, ...], None] = {}
    while len(orders) < different:
        drawn = sorted(
            range(CANDIDATES), key=lambda one: chance.random() ** (1 / liked[one]), reverse=True
        )
        length = min(CANDIDATES, chance.choice((1, 2, 3, 4, 5, 5, 6, 6, 7, 8, 10, 12)))
        orders[tuple(one + 1 for one in drawn[:length])] = None
    return list(orders)
