"""The mail server says nothing, is gone, and is back: the house stays open, and every letter leaves."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.houses import free_port, place
from faults.away import opened
from faults.kill import ask
from faults.mailbox import SILENT, Mailbox
from faults.sown import sow
from faults.visits import Answer, get, post, together

TIMEOUT = 10  # seconds that the house waits for this mail server
QUEUE = 1.0  # seconds that one who signs in waits for another who does
SLACK = 6.0  # seconds for a machine that is busy with other things
PEOPLE = 6  # who ask for a code at once
LETTERS = 25  # more than the worker takes at a time
MOST = 6.0  # seconds for a page while others wait for the mail server: less than they do
SORRY = "We kunnen nu geen mail sturen"
LATER = "10"  # minutes: when the first pause is over


@dataclass
class Outcome:
    """What whoever asks for a code was told, how long pages took meanwhile, which letters came."""

    told: dict[str, list[Answer]] = field(default_factory=dict)
    pages: list[Answer] = field(default_factory=list)  # of others, while the server is silent
    codes: int = 0  # mails with a code that arrived once the server was back
    letters: set[str] = field(default_factory=set)  # that were put in the outbox
    arrived: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)  # of which the house says that they left

    @property
    def is_right(self) -> bool:
        """A sentence in time, others not kept waiting, and every letter under its own name."""
        no = [*self.told["silent"], *self.told["gone"]]
        sorry = all(SORRY in one.text and one.is_plain for one in no)
        in_time = all(one.seconds <= QUEUE + TIMEOUT + SLACK for one in no)
        others = bool(self.pages) and all(p.status == 200 and p.seconds < MOST for p in self.pages)  # noqa: PLR2004
        came = {one.status for one in self.told["back"]} == {302} and self.codes == PEOPLE
        left = bool(self.letters) and self.letters == self.written == set(self.arrived)
        return sorry and in_time and others and came and left

    def __str__(self) -> str:
        told = "; ".join(
            f"{name}: {sorted(one.status for one in some)}, longest "
            f"{max(one.seconds for one in some):.1f} s"
            for name, some in self.told.items()
        )
        slowest = max((page.seconds for page in self.pages), default=0.0)
        return (
            f"mail server away, whoever asks for a code: {told}; {len(self.pages)} pages of others "
            f"meanwhile, the slowest {slowest:.2f} s; of {len(self.letters)} letters "
            f"{len(set(self.arrived))} arrived, {len(self.arrived) - len(set(self.arrived))} twice "
            f"under the same name, {len(self.written)} written down as sent"
        )


def run(say: Callable[[str], None] = print) -> Outcome:
    """A house, and a mail server that we trouble."""
    outcome, box = Outcome(), Mailbox(free_port())
    with place("sqlite") as where:
        env = where.room("post")
        env["EMAIL_URL"] = f"smtp://localhost:{box.port}/?timeout={TIMEOUT}"
        sow(env)
        box.open()
        try:
            with opened(env) as house:
                box.manner = SILENT
                outcome.letters = set(ask(env, "letters", str(LETTERS)))
                outcome.pages = meanwhile(
                    house.port, lambda: sign_in("silent", house.port, outcome)
                )
                box.shut()
                sign_in("gone", house.port, outcome)
                box.open()
                sign_in("back", house.port, outcome)
                left, waiting = ask(env, "send", LATER)
                assert left or not waiting  # noqa: S101 - what the worker did not take yet
            outcome.written = set(ask(env, "sent"))
        finally:
            box.shut()
    outcome.arrived = [name for name in box.names() if name in outcome.letters]
    outcome.codes = sum("elders.example" in str(letter["To"]) for letter in box.arrived)
    say(str(outcome))
    return outcome


def sign_in(name: str, port: int, outcome: Outcome) -> None:
    """So many ask for a code at once, each with an address of their own."""
    answers = together(
        PEOPLE, lambda n: post(port, "/inloggen/", {"email": f"{name}{n}@elders.example"})
    )
    outcome.told[name] = answers


def meanwhile(port: int, do: Callable[[], None]) -> list[Answer]:
    """Pages that somebody else opens, one after another, until this is done."""
    doing, pages = threading.Thread(target=do), []
    doing.start()
    time.sleep(0.5)
    while doing.is_alive():
        pages.append(get(port, "/zaad-1/"))
        time.sleep(0.1)
    doing.join()
    return pages
