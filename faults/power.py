"""A power cut on SQLite, simulated: what was not yet told to the disk may be there, half there, or not.

One process promises while `strace` writes down what it asks of the kernel. Then the disk is made
again as it could have been at a cut: of each file all that was there at its last fsync, and of what
was written later any part, whole or torn at a sector. The house opens on that disk; everything that
was acknowledged before the cut has to be there.
"""

import random
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.houses import place
from faults.kill import looked_over
from faults.sown import sow
from tools.place import DATABASE, PYTHON, ROOT, Stop
from tools.suite import STRACE_ADVICE

SECTOR = 512
PROMISES = 40
CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink,write"
WRITTEN = re.compile(r'pwrite64\(\d+<(.+?)>, "(.*)", \d+, (\d+)\) += (\d+)')
SYNCED = re.compile(r"f(?:data)?sync\(\d+<(.+?)>\) += 0")
CUT_OFF = re.compile(r"ftruncate\(\d+<(.+?)>, (\d+)\) += 0")
REMOVED = re.compile(r'unlink\("(.+?)"\) += 0')
SAID = re.compile(r'write\(1<.*?>, "(.*)", \d+\) += \d+')


@dataclass(frozen=True, slots=True)
class Call:
    """One thing asked of the kernel: a write, a sync, a cut, a removal, or a yes to somebody."""

    what: str
    file: str = ""
    data: bytes = b""
    place: int = 0


@dataclass
class Outcome:
    """What came of it. Right when there were cuts, and each disk held what was acknowledged."""

    cuts: int = 0
    acknowledged: int = 0
    lost: dict[int, set[int]] = field(default_factory=dict)  # at which cut, which promises
    broken: dict[int, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether the house came through."""
        return self.cuts > 0 and self.acknowledged > 0 and not (self.lost or self.broken)

    def __str__(self) -> str:
        return (
            f"sqlite: the power was cut {self.cuts} times under {self.acknowledged} promises; "
            f"{len(self.lost)} disks lacked one that was acknowledged, "
            f"{len(self.broken)} did not hang together"
        )


def is_there() -> bool:
    """Whether calls of the kernel can be written down here."""
    return shutil.which("strace") is not None


@dataclass(frozen=True)
class Writing:
    """What somebody wrote and was told, call by call; how the disk was before, and one for after."""

    env: dict[str, str]
    before: Path
    after: Path
    calls: list[Call]

    def cut_off(self, times: int, *, disk_keeps_its_word: bool = True) -> Outcome:
        """Cut the power so many times under it, each time anew.

        A disk that does not keep its word forgets every sync: with it something has to be lost.
        """
        calls = [call for call in self.calls if disk_keeps_its_word or call.what != "sync"]
        outcome = Outcome(acknowledged=sum(call.what == "said" for call in calls))
        for at in moments(calls, times):
            disk = copied(self.before, self.after)
            cut(disk, Path(self.env["TUSSENRUIMTE_DATA"]), calls[:at])
            outcome.cuts += 1
            look({**self.env, "TUSSENRUIMTE_DATA": str(disk)}, calls[:at], at, outcome)
        return outcome


@contextmanager
def written_down() -> Iterator[Writing]:
    """Somebody promises, and each call is written down."""
    if not is_there():
        raise Stop(STRACE_ADVICE)
    with place("sqlite") as where:
        env = where.room("stroom")
        sow(env)
        before = copied(Path(env["TUSSENRUIMTE_DATA"]), where.folder / "voor")
        calls = list(read(traced(env, where.folder / "calls")))
        yield Writing(env, before, where.folder / "na", calls)


def run(times: int, say: Callable[[str], None] = print) -> Outcome:
    """Write once, then cut the power so many times."""
    with written_down() as writing:
        outcome = writing.cut_off(times)
    say(str(outcome))
    return outcome


def copied(folder: Path, to: Path) -> Path:
    """A folder again, elsewhere."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to


def traced(env: dict[str, str], log: Path) -> Path:
    """Promise, and have each call written down with all its bytes."""
    words = ["strace", "-y", "-xx", "-s", "100000", "-e", f"trace={CALLS}", "-o", str(log)]
    asked = [*words, str(PYTHON), "-m", "faults.inside", "promise", str(PROMISES)]
    subprocess.run(asked, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return log


def read(log: Path) -> Iterable[Call]:
    """The calls that matter, in the order in which they were made."""
    with log.open() as lines:
        for line in lines:
            if found := WRITTEN.match(line):
                name, data, where, size = found.groups()
                yield Call("write", plain(name), plain_bytes(data)[: int(size)], int(where))
            elif found := SYNCED.match(line):
                yield Call("sync", plain(found[1]))
            elif found := CUT_OFF.match(line):
                yield Call("truncate", plain(found[1]), place=int(found[2]))
            elif found := REMOVED.match(line):
                yield Call("remove", plain(found[1]))
            elif (found := SAID.match(line)) and (text := plain_bytes(found[1])).startswith(b"yes"):
                yield Call("said", place=int(text.split()[1]))


def plain(name: str) -> str:
    """A name as strace writes it, in letters."""
    return plain_bytes(name).decode() if name.startswith("\\x") else name


def plain_bytes(text: str) -> bytes:
    """Bytes as strace writes them."""
    return bytes.fromhex(text.replace("\\x", ""))


def moments(calls: list[Call], times: int) -> list[int]:
    """Moments to cut: half of them right after a yes, when losing it would be a lie."""
    said = [number + 1 for number, call in enumerate(calls) if call.what == "said"]
    dice = random.Random(7)  # noqa: S311 - the same cuts each time
    after = dice.sample(said, min(times // 2, len(said)))
    return sorted([*after, *dice.sample(range(1, len(calls)), times - len(after))])


def cut(disk: Path, home: Path, calls: list[Call]) -> None:
    """Make the disk as it could have been: synced calls surely, later ones by chance."""
    dice = random.Random(len(calls))  # noqa: S311
    last_sync: dict[str, int] = defaultdict(lambda: -1)
    for number, call in enumerate(calls):
        if call.what == "sync":
            last_sync[call.file] = number
    for number, call in enumerate(calls):
        if not call.file.startswith(str(home)) or call.what == "sync":
            continue
        sure = number < last_sync[call.file]
        if sure or dice.random() < 0.5:  # noqa: PLR2004 - a coin
            put(disk / Path(call.file).relative_to(home), call, whole=sure, dice=dice)


def put(file: Path, call: Call, *, whole: bool, dice: random.Random) -> None:
    """Do again what was asked, perhaps only some of its sectors."""
    if call.what == "remove":
        file.unlink(missing_ok=True)
        return
    file.touch()
    with file.open("r+b") as it:
        if call.what == "truncate":
            it.truncate(call.place)
            return
        for start in range(0, len(call.data), SECTOR):
            if whole or dice.random() < 0.9:  # noqa: PLR2004 - torn now and then
                it.seek(call.place + start)
                it.write(call.data[start : start + SECTOR])


def look(env: dict[str, str], calls: list[Call], at: int, outcome: Outcome) -> None:
    """Open the house on that disk and count."""
    (Path(env["TUSSENRUIMTE_DATA"]) / f"{DATABASE}-shm").unlink(missing_ok=True)  # was memory
    there, wrong = looked_over(env)
    lost = {call.place for call in calls if call.what == "said"} - there.keys()
    if lost:
        outcome.lost[at] = lost
    if wrong:
        outcome.broken[at] = wrong
