"""Kill -9 of the whole process tree while people write, again and again."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.houses import call, place
from faults.house import House
from faults.sown import sow
from faults.writers import Writers

SHORTEST, LONGEST = 0.2, 1.5  # seconds of writing before the switch
EACH = 25  # times, after which all is looked at


@dataclass
class Outcome:
    """What came of it. Right when nothing was lost, nothing came twice, and `verify` says yes."""

    kind: str
    killed: int = 0
    processes: int = 0
    acknowledged: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    twice: set[int] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    broken: str = ""
    slowest: float = 0.0  # seconds until the house answered again

    @property
    def is_right(self) -> bool:
        """Whether the house came through."""
        return bool(self.acknowledged) and not (
            self.lost or self.twice or self.refused or self.broken
        )

    def __str__(self) -> str:
        return (
            f"{self.kind}: killed {self.killed} times ({self.processes} processes the last time), "
            f"{len(self.acknowledged)} promises acknowledged, {len(self.lost)} lost, "
            f"{len(self.twice)} twice, {len(self.refused)} refused; "
            f"open again within {self.slowest:.1f} s; "
            f"verify: {self.broken or 'everything hangs together'}"
        )


def run(kind: str, times: int, say: Callable[[str], None] = print) -> Outcome:
    """Kill a house so many times under eight people who write."""
    outcome, number = Outcome(kind), 0
    with place(kind) as where:
        env = where.room("gedood")
        sow(env)
        door = ask(env, "door")
        while outcome.killed < times:
            number = once(House(env), door, number, outcome)
            if outcome.killed % EACH == 0 or outcome.killed == times:
                look(env, outcome)
                say(str(outcome))
    return outcome


def once(house: House, door: dict[str, Any], number: int, outcome: Outcome) -> int:
    """Open, write, kill. Returns the first number that was not used."""
    outcome.slowest = max(outcome.slowest, house.start())
    writers = Writers(door, house.port, first=number)
    try:
        writers.start()
        if not outcome.acknowledged:
            writers.wait_for_a_yes()
        time.sleep(random.uniform(SHORTEST, LONGEST))  # noqa: S311 - a moment, not a secret
    finally:
        outcome.processes = house.kill()
    outcome.killed += 1
    number = writers.stop()
    outcome.acknowledged |= writers.acknowledged
    outcome.refused += writers.refused.values()
    return number


def look(env: dict[str, str], outcome: Outcome) -> None:
    """Compare what was acknowledged with what is there."""
    there, outcome.broken = looked_over(env)
    outcome.lost = outcome.acknowledged - there.keys()
    outcome.twice = {number for number, times in there.items() if times > 1}


def looked_over(env: dict[str, str]) -> tuple[Counter[int], str]:
    """How often each promise is there, and what `verify` finds broken: nothing when all is well."""
    promised, broken = ask(env, "looked-over")
    return Counter(promised), broken


def ask(env: dict[str, str], *words: str) -> Any:
    """Ask the house itself."""
    return json.loads(call(env, "faults.inside", *words).splitlines()[-1])
