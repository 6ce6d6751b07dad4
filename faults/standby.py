"""The first PostgreSQL server is killed under people who write; its standby goes on in its place.

The two of them keep every change together before anybody hears yes. The web stays as it is: its
address names both servers, and it goes to the one that may write.
"""

import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.houses import place
from faults.house import House, descendants
from faults.kill import ask, looked_over
from faults.servers import Server, address, servers
from faults.sown import sow
from faults.writers import Writers

WRITING = 1.0  # seconds after the first yes of each of the two
GONE = 2.0  # seconds without any: somebody has to see that it is gone
PATIENCE = 60.0
NO, PERHAPS = "niet bewaard", "We weten niet of"  # what was sent was not kept; perhaps it was


@dataclass
class Outcome:
    """What was acknowledged, what was said instead, and what was there afterwards."""

    before: int = 0  # acknowledged by the first server
    acknowledged: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)
    there: Counter[int] = field(default_factory=Counter)
    shut: float = 0.0  # seconds from the end of the first until a promise was kept by the second
    longest: float = 0.0  # seconds that somebody waited for an answer
    same_web: bool = False
    broken: str = ""

    @property
    def lost(self) -> set[int]:
        """To whom yes was said, and it is gone."""
        return self.acknowledged - self.there.keys()

    @property
    def twice(self) -> set[int]:
        """Kept twice."""
        return {number for number, times in self.there.items() if times > 1}

    @property
    def lied(self) -> set[int]:
        """To whom "not kept" was said, and it is there."""
        return {n for n, said in self.refused.items() if NO in said and n in self.there}

    @property
    def odd(self) -> list[str]:
        """Answers that are not one of the two sentences."""
        plain = (said for said in self.refused.values() if said.startswith("503"))
        known = [said for said in plain if NO in said or PERHAPS in said]
        return [said for said in self.refused.values() if said not in known]

    @property
    def is_right(self) -> bool:
        """Whether it went on, with nothing lost, nothing twice and nothing said that is untrue."""
        went_on = 0 < self.before < len(self.acknowledged) and self.same_web
        return went_on and not (self.lost or self.twice or self.lied or self.odd or self.broken)

    def __str__(self) -> str:
        return (
            f"postgresql: the first server was killed after {self.before} promises, the standby "
            f"kept {len(self.acknowledged) - self.before} more after {self.shut:.1f} s, in the "
            f"same web: {self.same_web}; {len(self.refused)} told to wait, of whom "
            f"{len(self.lied)} wrongly and {len(self.odd)} not in plain words; "
            f"the longest wait {self.longest:.1f} s; {len(self.lost)} lost, "
            f"{len(self.twice)} twice; verify: {self.broken or 'everything hangs together'}"
        )


def run(say: Callable[[str], None] = print) -> Outcome:
    """Two servers, a house, people who write; the first server goes and does not come back."""
    outcome = Outcome()
    with place("sqlite") as where, servers("first", "standby") as (first, standby):
        env = where.room("eerste")
        env["DATABASE_URL"] = address(first)
        sow(env, first)
        standby.follow(first)
        env["DATABASE_URL"] = address(first, standby, more="?target_session_attrs=read-write")
        house = House(env)
        house.start()
        try:
            fall_over(house, ask(env, "door"), first, standby, outcome)
        finally:
            house.kill()
        outcome.there, outcome.broken = looked_over(env)
    say(str(outcome))
    return outcome


def fall_over(
    house: House, door: Mapping[str, Any], first: Server, standby: Server, outcome: Outcome
) -> None:
    """Write, kill, promote, and write on until the standby keeps what is promised."""
    web = web_of(house)
    writers = Writers(dict(door), house.port, pauses=True)
    writers.start()
    try:
        writers.wait_for_a_yes()
        time.sleep(WRITING)
        first.tell(signal.SIGKILL)
        gone = time.monotonic()
        time.sleep(GONE)
        outcome.before = len(writers.acknowledged)
        standby.promote()
        while len(writers.acknowledged) == outcome.before and time.monotonic() - gone < PATIENCE:
            time.sleep(0.05)
        outcome.shut = time.monotonic() - gone
        time.sleep(WRITING)
    finally:
        writers.stop()
    outcome.acknowledged, outcome.refused = writers.acknowledged, writers.refused
    outcome.longest, outcome.same_web = writers.longest, bool(web) and web == web_of(house)


def web_of(house: House) -> set[int]:
    """The processes that answer pages."""
    assert house.supervisor is not None  # noqa: S101 - it was started
    return {
        number
        for number in descendants(house.supervisor.pid)
        if b"granian" in Path(f"/proc/{number}/cmdline").read_bytes()
    }
