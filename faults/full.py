"""A full disk under SQLite: reading in public goes on, writing says no, and afterwards all is well.

The data folder is a small disk in memory for a while, which only root can make.
"""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.houses import inside, place
from faults.house import House
from faults.kill import ask, looked_over
from faults.power import copied
from faults.sown import sow
from faults.writers import Writers
from tools.place import Stop

ROOM_LEFT = 1  # megabytes, at the beginning
ROOM_LATER = 64
PATIENCE = 60.0
SORRY = "niet bewaard"  # what you just sent was not kept
ADVICE = "Only root can make a small disk: run this as root."


@dataclass
class Outcome:
    """What was seen with a full disk, and after there was room again."""

    kind: str = "sqlite"
    acknowledged: set[int] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)  # with the disk full
    later: int = 0  # acknowledged once there was room, without a restart
    lost: set[int] = field(default_factory=set)
    broken: str = ""

    @property
    def is_right(self) -> bool:
        """Refusals are sentences that keep what was typed; reading went on; nothing is lost."""
        kind = all(said.startswith("503") and SORRY in said for said in self.refused)
        return bool(self.refused and kind and self.pages == EXPECTED and self.later) and not (
            self.lost or self.broken
        )

    def __str__(self) -> str:
        return (
            f"{self.kind}: the disk was full after {len(self.acknowledged) - self.later} promises, "
            f"{len(self.refused)} refused, pages {self.pages}; with room again {self.later} more; "
            f"{len(self.lost)} lost; verify: {self.broken or 'everything hangs together'}"
        )


EXPECTED = {"front": 200, "promised": 200, "today": 200, "need": 503}


def is_possible() -> bool:
    """Whether a small disk can be made here."""
    return os.geteuid() == 0


def run(say: Callable[[str], None] = print) -> Outcome:
    """Fill it, look around, make room, look again."""
    if not is_possible():
        raise Stop(ADVICE)
    outcome = Outcome()
    with place("sqlite") as where:
        env = where.room("vol")
        sow(env)
        door, pages = ask(env, "door"), inside(env, "pages")
        with small_disk(Path(env["TUSSENRUIMTE_DATA"]), where.folder / "elders") as grow:
            house = House(env)
            house.start()
            try:
                number = fill(house, door, outcome)
                read_on(lambda: status(house, pages["need"], pages["cookie"]))
                outcome.pages = looked_at(house, pages)
                grow()
                write_again(house, door, number, outcome)
            finally:
                house.kill()
            there, outcome.broken = looked_over(env)
            outcome.lost = outcome.acknowledged - there.keys()
    say(str(outcome))
    return outcome


@contextmanager
def small_disk(folder: Path, aside: Path) -> Iterator[Callable[[], None]]:
    """The folder on a disk with hardly any room. Gives what makes it larger."""
    kept = copied(folder, aside)
    used = sum(file.stat().st_size for file in kept.rglob("*") if file.is_file())
    mount("-t", "tmpfs", "-o", f"size={used // 2**20 + ROOM_LEFT + 1}m", "none", str(folder))
    try:
        subprocess.run(["cp", "-a", f"{kept}/.", str(folder)], check=True)
        yield lambda: mount("-o", f"remount,size={ROOM_LATER}m", str(folder))
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(*words: str) -> None:
    """Ask the kernel; what it says goes along when it does not want to."""
    done = subprocess.run(["mount", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"A small disk cannot be made here: {done.stderr.strip()}")


def fill(house: House, door: dict[str, Any], outcome: Outcome) -> int:
    """Write until the house says no."""
    writers = Writers(door, house.port, many=4)
    began = time.monotonic()
    writers.start()
    while len(writers.refused) < writers.many and time.monotonic() - began < PATIENCE:
        time.sleep(0.1)
    number = writers.stop()
    outcome.acknowledged |= writers.acknowledged
    outcome.refused += writers.refused.values()
    return number


def read_on(look: Callable[[], int]) -> None:
    """Somebody else's question is opened until its reading cannot be noted any more.

    A file has some room left at its end, so this does not stop at the first time.
    """
    began = time.monotonic()
    while look() == 200 and time.monotonic() - began < PATIENCE:  # noqa: PLR2004
        continue


def looked_at(house: House, pages: dict[str, Any]) -> dict[str, int]:
    """What the pages answer: in public, one's own day, and somebody else's question."""
    paths = {"front": "/zaad-1/"} | {name: pages[name] for name in ("promised", "today", "need")}
    return {name: status(house, path, pages["cookie"]) for name, path in paths.items()}


def status(house: House, path: str, cookie: str) -> int:
    """The answer in one number."""
    asked = urllib.request.Request(  # noqa: S310 - our own house
        house.address + path, headers={"Cookie": f"sessionid={cookie}"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        return int(answer.code)


def write_again(house: House, door: dict[str, Any], number: int, outcome: Outcome) -> None:
    """With room again writing goes on, in the house as it stands."""
    began = time.monotonic()
    while not outcome.later and time.monotonic() - began < PATIENCE:
        writers = Writers(door, house.port, first=number, many=2)
        writers.start()
        time.sleep(1)
        number = writers.stop()
        outcome.later += len(writers.acknowledged)
        outcome.acknowledged |= writers.acknowledged
