"""A new master key, again and again, while people write and read what is sealed: nobody notices.

The command is the operator's own. Web, worker and clock are never started anew meanwhile, and when
it is done nothing needs the old key any more.
"""

import html
import re
import secrets
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.houses import free_port, place
from faults.away import opened
from faults.house import House
from faults.kill import ask, looked_over
from faults.mailbox import Mailbox
from faults.sown import sow
from faults.visits import Answer, get, post
from faults.writers import SEE_OTHER, Writers
from tools.place import ROOT, Stop

WRITERS, TELLERS, READERS = 4, 2, 2
MOST = 50  # told from one place: a house asks for patience after sixty in an hour
LETTERS = 10  # put in the outbox at each new key
BETWEEN = 1.0  # seconds in which people go on after the old key is gone
PATIENCE = 90.0
TAG = re.compile(r"<[^>]*>")
TELLS = "Ik zoek iemand om mee te eten, nummer {}"  # as `faults.inside` looks for it


@dataclass
class Outcome:
    """What people were told, and what opens afterwards. Right when nobody could see that it happened."""

    kind: str
    rotated: int = 0
    acknowledged: set[int] = field(default_factory=set)  # promises, under keys that were there
    told: set[int] = field(default_factory=set)  # by people who came in meanwhile, with a new key
    read: int = 0
    odd: list[str] = field(default_factory=list)  # any other answer than it should be
    there: Counter[int] = field(default_factory=Counter)
    told_there: Counter[int] = field(default_factory=Counter)
    by_worker: set[int] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    arrived: Counter[str] = field(default_factory=Counter)
    still_needed: list[str] = field(default_factory=list)  # of the old key, after it should be gone
    broken: str = ""

    @property
    def lost(self) -> int:
        """What was acknowledged, and opens no more, to whoever looks or to the worker."""
        promises = self.acknowledged - (self.there.keys() & self.by_worker)
        return len(promises) + len(self.told - self.told_there.keys())

    @property
    def is_right(self) -> bool:
        """Whether the house came through."""
        people = self.acknowledged and self.told and self.read
        letters = bool(self.letters) and self.arrived == dict.fromkeys(self.letters, 1)
        twice = any(times > 1 for times in (*self.there.values(), *self.told_there.values()))
        wrong = self.lost or twice or self.odd or self.still_needed or self.broken
        return bool(people) and letters and not wrong

    def __str__(self) -> str:
        odd = "".join(f"\n  {answer}" for answer in (*self.odd[:5], *self.still_needed))
        return (
            f"{self.kind}: {self.rotated} new master keys under {len(self.acknowledged)} promises, "
            f"{len(self.told)} people who told something for the first time and {self.read} pages "
            f"that were read; {len(self.odd)} answered otherwise, {self.lost} lost, "
            f"{len(self.arrived)} of {len(self.letters)} letters arrived; "
            f"verify: {self.broken or 'everything hangs together'}{odd}"
        )


@dataclass
class Street:
    """People who tell something for the first time, and people who read, until it is enough."""

    house: House
    door: Mapping[str, Any]
    outcome: Outcome

    def __post_init__(self) -> None:
        self._enough, self._next, self._lock = threading.Event(), 0, threading.Lock()
        doing = [(self._tell, 2.0)] * TELLERS + [(self._read, 0.2)] * READERS
        self._people = [threading.Thread(target=self._go_on, args=each) for each in doing]

    def start(self) -> None:
        """All at once."""
        for person in self._people:
            person.start()

    def stop(self) -> None:
        """Wait until nobody waits for an answer any more."""
        self._enough.set()
        for person in self._people:
            person.join()

    def _go_on(self, each: Callable[[], None], pause: float) -> None:
        while not self._enough.wait(pause):
            each()

    def _read(self) -> None:
        answer = get(self.house.port, self.door["need"], self.door["cookie"])
        if self.door["said"] in html.unescape(answer.text):
            with self._lock:
                self.outcome.read += 1
        else:
            self._wonder("read", answer)

    def _tell(self) -> None:
        with self._lock:
            number, self._next = self._next, self._next + 1
        if number >= MOST:
            return
        words = {
            "words": TELLS.format(number),
            "own_word": "lantaarnpaal",
            "has_consent": "on",
            "language": "nl",
            "once": secrets.token_urlsafe(16),
        }
        try:
            answer = post(self.house.port, self.door["tell"], words)
        except Stop as no:
            answer = Answer(0, str(no))
        if answer.status in SEE_OTHER:
            self.outcome.told.add(number)
        else:
            self._wonder("tell", answer)

    def _wonder(self, what: str, answer: Answer) -> None:
        _head, _found, page = answer.text.partition("<h1")
        said = " ".join(html.unescape(TAG.sub(" ", page or answer.text)).split())
        self.outcome.odd.append(f"{what}: {answer.status} {said[:300]}")


def run(kind: str, times: int, say: Callable[[str], None] = print) -> Outcome:
    """So many new keys for a house in which people write and read all the time."""
    outcome, box = Outcome(kind), Mailbox(free_port())
    with place(kind) as where:
        env = where.room("sleutel") | {
            "EMAIL_URL": f"smtp://localhost:{box.port}/?timeout=10",
            "TUSSENRUIMTE_PATIENCE": "60",  # a machine that is busy is another fault
        }
        sow(env)
        box.open()
        try:
            with opened(env) as house:
                live_through(house, env, times, outcome)
                outcome.by_worker = set(ask(env, "read-by-worker"))
        finally:
            box.shut()
        outcome.arrived = Counter(name for name in box.names() if name in outcome.letters)
        outcome.told_there = Counter(ask(env, "told"))
        outcome.there, outcome.broken = looked_over(env)
    say(str(outcome))
    return outcome


def live_through(house: House, env: Mapping[str, str], times: int, outcome: Outcome) -> None:
    """People begin, the keys change, and people go on."""
    door = ask(dict(env), "door")
    writers = Writers(door, house.port, many=WRITERS, pauses=True)
    street = Street(house, door, outcome)
    writers.start()
    street.start()
    try:
        writers.wait_for_a_yes()
        for _ in range(times):
            outcome.letters |= set(ask(dict(env), "letters", str(LETTERS)))
            rotate(env, outcome)
            time.sleep(BETWEEN)
        since = time.monotonic()
        while set(ask(dict(env), "sent")) < outcome.letters and time.monotonic() - since < PATIENCE:
            time.sleep(0.5)
    finally:
        street.stop()
        writers.stop()
    outcome.acknowledged = writers.acknowledged
    outcome.odd += [f"promise: {said[:300]}" for said in writers.refused.values()]


def rotate(env: Mapping[str, str], outcome: Outcome) -> None:
    """As an operator does it, in a process of its own; afterwards the old key lies nowhere."""
    folder = Path(env["TUSSENRUIMTE_DATA"])
    before = set((folder / "master.key").read_text().split())
    done = subprocess.run(
        [ROOT / "tussenruimte", "rotate-keys"], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"rotate-keys said no: {done.stdout}{done.stderr}")
    outcome.rotated += 1
    after = set((folder / "master.key").read_text().split())
    if len(after) != 1 or after & before:
        outcome.still_needed.append("the old key still lies in master.key")
    outcome.still_needed += [
        f"{file.name} holds it" for file in folder.glob("master.key?*") if file.is_file()
    ]
