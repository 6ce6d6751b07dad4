"""The database is busy, frozen, gone and back: pages say so in a sentence, soon, and recover.

Everything is asked by more people than there are hands to answer, since whoever waits for a silent
server keeps a hand busy.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import Any

from benchmarks.houses import inside, place
from faults.house import House
from faults.kill import ask, looked_over
from faults.servers import Server, address, servers
from faults.sown import sow
from faults.standby import NO
from faults.visits import Answer, get, send, together
from faults.writers import TOKEN

PEOPLE = 12  # with two processes of four hands each
KNOCK = 5  # seconds: to look whether a connection lives, and to make a new one
SLACK = 3.0
BACK = 15.0  # seconds after which everything goes again
HOME = "/toegankelijkheid"  # a page that asks nothing of the database
PAGES = ("front", "promised", "today", "need")


@dataclass
class Stage:
    """What people saw while the database was in one state."""

    name: str
    longest: float = 0.0
    answers: dict[str, set[int]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)  # answers that are no plain page

    def add(self, what: str, answers: list[Answer]) -> None:
        """Some more."""
        self.longest = max([self.longest, *(one.seconds for one in answers)])
        self.answers.setdefault(what, set()).update(one.status for one in answers)
        self.odd += [
            f"{what}: {one.status} {one.text[:200]}"
            for one in answers
            if not (one.is_plain or (what == "write" and one.status in {302, 303}))
        ]

    def __str__(self) -> str:
        said = ", ".join(f"{what} {sorted(status)}" for what, status in self.answers.items())
        return f"{self.name}: {said}; longest {self.longest:.1f} s" + "".join(
            f"; not plain: {one}" for one in self.odd
        )


ALL_WELL = {name: {200} for name in PAGES} | {"home": {200}, "write": {302}}
CLOSED = {name: {503} for name in PAGES} | {"home": {200}, "write": {503}}
EXPECTED = {
    "well": ALL_WELL,
    "busy": ALL_WELL | {"write": {503}},
    "frozen": CLOSED,
    "thawed": ALL_WELL,
    "gone": CLOSED,
    "back": ALL_WELL,
}


@dataclass
class Outcome:
    """Each state, whether it was left by itself, and what there was afterwards."""

    bound: float
    stages: list[Stage] = field(default_factory=list)
    recovered: list[float] = field(default_factory=list)
    lied: int = 0  # "not kept" was said, and it is there
    broken: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every page said what it should in time, and everything came back by itself."""
        seen = {stage.name: stage.answers for stage in self.stages}
        in_time = all(stage.longest <= self.bound and not stage.odd for stage in self.stages)
        back = len(self.recovered) == 3 and all(one <= BACK for one in self.recovered)  # noqa: PLR2004
        return seen == EXPECTED and in_time and back and not (self.lied or self.broken)

    def __str__(self) -> str:
        stages = "\n  ".join(map(str, self.stages))
        back = ", ".join(f"{one:.1f}" for one in self.recovered)
        return (
            f"postgresql away (bound {self.bound:.0f} s):\n  {stages}\n  all well again after "
            f"{back} s; {self.lied} told wrongly that it was not kept; "
            f"verify: {self.broken or 'everything hangs together'}"
        )


@dataclass
class Street:
    """Who looks at what in which house."""

    house: House
    door: dict[str, Any]
    paths: dict[str, str]
    session: str
    said: dict[int, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def look(self, name: str) -> Stage:
        """Everybody opens a page, and a few send the form of a page that they had open."""
        stage = Stage(name)
        port = self.house.port
        for what, path in self.paths.items():
            stage.add(what, together(PEOPLE, lambda _n, path=path: get(port, path, self.session)))  # type: ignore[misc]
        stage.add("write", together(PEOPLE, lambda _n: self.write()))
        return stage

    def fetch_form(self) -> None:
        """Open the page with the form while all is well."""
        page = get(self.house.port, self.door["path"], self.door["cookie"])
        token = TOKEN.search(page.text)
        assert token  # noqa: S101 - all is well
        self.token, self.cookie = token[1], f"{self.door['cookie']}; {page.cookie}"

    def write(self) -> Answer:
        """Promise something."""
        number = next(self.numbers)
        words = {**self.door["words"], "text": self.door["text"].format(number)}
        answer = send(self.house.port, self.door["path"], words, self.cookie, self.token)
        self.said[number] = answer.text
        return answer

    def is_well(self) -> bool:
        """Whether a private page opens for everybody, whichever process answers."""
        answers = together(
            PEOPLE, lambda _n: get(self.house.port, self.paths["need"], self.session)
        )
        return {answer.status for answer in answers} == {HTTPStatus.OK}


def run(say: Callable[[str], None] = print, *, patience: int = 20) -> Outcome:
    """A house on a server that we trouble in three ways."""
    outcome = Outcome(bound=patience + 2 + 2 * KNOCK + SLACK)
    with place("sqlite") as where, servers("only") as (server,):
        env = where.room("weg")
        env |= {"DATABASE_URL": address(server), "TUSSENRUIMTE_PATIENCE": str(patience)}
        sow(env, server)
        door, pages = ask(env, "door"), inside(env, "pages")
        with opened(env) as house:
            paths = {"front": "/zaad-1/"} | {name: pages[name] for name in PAGES[1:]}
            street = Street(house, door, paths | {"home": HOME}, f"sessionid={pages['cookie']}")
            street.fetch_form()
            outcome.stages.append(street.look("well"))
            trouble(street, server, outcome)
        there, outcome.broken = looked_over(env)
        outcome.lied = sum(NO in text and n in there for n, text in street.said.items())
    say(str(outcome))
    return outcome


@contextmanager
def opened(env: dict[str, str]) -> Iterator[House]:
    """A house for as long as this lasts."""
    house = House(env)
    house.start()
    try:
        yield house
    finally:
        house.kill()


def trouble(street: Street, server: Server, outcome: Outcome) -> None:
    """Somebody holds on to the record; the server freezes; the server is closed."""
    holder = server.hold("LOCK TABLE record_head IN ACCESS EXCLUSIVE MODE")
    time.sleep(1)
    outcome.stages.append(street.look("busy"))
    server.let_go(holder)
    recover(street, outcome)
    server.tell(signal.SIGSTOP)
    outcome.stages.append(street.look("frozen"))
    server.tell(signal.SIGCONT)
    recover(street, outcome)
    outcome.stages.append(street.look("thawed"))
    server.stop()
    outcome.stages.append(street.look("gone"))
    server.start()
    recover(street, outcome)
    outcome.stages.append(street.look("back"))


def recover(street: Street, outcome: Outcome) -> None:
    """Wait until all is well again, without touching the house."""
    since = time.monotonic()
    while not street.is_well() and time.monotonic() - since < BACK:
        time.sleep(0.2)
    outcome.recovered.append(time.monotonic() - since)
