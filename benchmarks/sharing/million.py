"""A made-up budget of a million voters and two hundred ideas, the same for each seed."""

import random
from itertools import accumulate
from pathlib import Path

VOTERS, IDEAS, MOST = 1_000_000, 200, 10


def write_million(file: Path, seed: int = 26) -> None:
    """As a file of Pabulib: some ideas are liked more, and people choose one to ten."""
    chance = random.Random(seed)  # noqa: S311 - made-up ballots, no secret
    costs = [chance.randint(2_000, 150_000) for _ in range(IDEAS)]
    names = [f"p{number}" for number in range(IDEAS)]
    liked = list(accumulate(0.02 + chance.random() ** 2 for _ in names))
    with file.open("w") as out:
        out.write(f"META\nkey;value\nnum_votes;{VOTERS}\nbudget;{sum(costs) // 3}\n")
        out.write("vote_type;approval\nPROJECTS\nproject_id;cost\n")
        out.writelines(f"{name};{cost}\n" for name, cost in zip(names, costs, strict=True))
        out.write("VOTES\nvoter_id;vote\n")
        for voter in range(VOTERS):
            some = chance.choices(names, cum_weights=liked, k=chance.randint(1, MOST))
            out.write(f"{voter};{','.join(dict.fromkeys(some))}\n")
