"""A backup while people write: what was acknowledged before it began is in the house that comes out of it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.houses import KEYS, Place, call, place
from faults.house import House
from faults.kill import ask, looked_over
from faults.sown import sow
from faults.writers import Writers
from tools.place import Stop


@dataclass
class Outcome:
    """What came of it. Right when nothing was lost, nobody was refused, and each house hangs together."""

    kind: str
    made: int = 0
    acknowledged: int = 0  # before the last one began
    lost: dict[int, set[int]] = field(default_factory=dict)  # out of which backup, which promises
    broken: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    longest: float = 0.0  # seconds that somebody waited for an answer

    @property
    def is_right(self) -> bool:
        """Whether the house came through."""
        return bool(self.made and self.acknowledged) and not (
            self.lost or self.broken or self.refused
        )

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.made} backups under {self.acknowledged} promises, "
            f"{len(self.refused)} refused meanwhile, the longest wait {self.longest:.1f} s; "
            f"{len(self.lost)} lacked one that was acknowledged before, "
            f"{len(self.broken)} did not hang together {list(self.broken.values())[:1]}"
        )


def run(kind: str, times: int, say: Callable[[str], None] = print) -> Outcome:
    """Pack a house so many times under eight people who write, and open each of them elsewhere."""
    outcome = Outcome(kind)
    with place(kind) as where:
        env = where.room("gepakt")
        sow(env)
        house = House(env)
        house.start()
        writers = Writers(ask(env, "door"), house.port)
        try:
            writers.start()
            writers.wait_for_a_yes()
            for number in range(times):
                before, file = set(writers.acknowledged), where.folder / f"{number}.tar.gz"
                call(env, "tussenruimte.manage", "backup", str(file))
                outcome.made, outcome.acknowledged = number + 1, len(before)
                look(where, env, file, before, outcome)
        finally:
            writers.stop()
            house.kill()
        outcome.refused, outcome.longest = list(writers.refused.values()), writers.longest
    say(str(outcome))
    return outcome


def look(
    where: Place, packed: Mapping[str, str], file: Path, before: set[int], outcome: Outcome
) -> None:
    """Open it in an empty place with the keys of the house that was packed, and count."""
    env = where.room(f"uit{outcome.made}")
    for key in KEYS:
        shutil.copy(Path(packed["TUSSENRUIMTE_DATA"]) / key, env["TUSSENRUIMTE_DATA"])
    try:
        call(env, "tussenruimte.manage", "restore", str(file))
    except Stop as no:
        outcome.broken[outcome.made] = str(no)
        return
    there, wrong = looked_over(env)
    if wrong:
        outcome.broken[outcome.made] = wrong
    if lost := before - there.keys():
        outcome.lost[outcome.made] = lost
    shutil.rmtree(env["TUSSENRUIMTE_DATA"])
    file.unlink()
