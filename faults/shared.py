"""Two whole houses on one database: two webs, two workers, two clocks. They share the work, and
nothing is done twice: no form that reaches both, and no letter. A step of the clock the database
itself lets in once; `verify` looks whether each was taken.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.houses import free_port, place
from faults.away import opened
from faults.house import House
from faults.kill import ask, looked_over
from faults.mailbox import Mailbox
from faults.servers import address, servers
from faults.sown import sow
from faults.visits import get, send, together
from faults.writers import TOKEN

FORMS = 20  # each of which reaches both webs at the same moment
HOUSES = 2
LETTERS = 10  # at once; more come until both workers have sent some
PATIENCE = 90.0


@dataclass
class Outcome:
    """How often each form and each letter came through."""

    answers: Counter[int] = field(default_factory=Counter)
    there: Counter[int] = field(default_factory=Counter)
    letters: set[str] = field(default_factory=set)
    arrived: Counter[str] = field(default_factory=Counter)
    workers: int = 0  # who had a hand in it
    broken: str = ""

    @property
    def is_right(self) -> bool:
        """Each form answered twice and kept once; each letter sent once; both workers worked."""
        once = dict.fromkeys(range(FORMS), 1)
        forms = self.answers == {302: HOUSES * FORMS} and self.there == once
        letters = len(self.letters) >= LETTERS and self.arrived == dict.fromkeys(self.letters, 1)
        return forms and letters and self.workers >= HOUSES and not self.broken

    def __str__(self) -> str:
        twice = sum(times > 1 for times in (*self.there.values(), *self.arrived.values()))
        return (
            f"two houses on one database: {FORMS} forms sent to both, answered {dict(self.answers)}, "
            f"{len(self.there)} kept; {len(self.arrived)} of {len(self.letters)} letters sent by "
            f"{self.workers} workers; {twice} done twice; "
            f"verify: {self.broken or 'everything hangs together'}"
        )


def run(say: Callable[[str], None] = print) -> Outcome:
    """Open both, send everything to both, and count."""
    outcome, box = Outcome(), Mailbox(free_port())
    with place("sqlite") as where, servers("only") as (server,):
        env = where.room("samen")
        env |= {"DATABASE_URL": address(server), "TUSSENRUIMTE_TICK": "2"}
        env["EMAIL_URL"] = f"smtp://localhost:{box.port}/?timeout=10"
        sow(env, server)
        box.open()
        try:
            with opened(env) as one, opened(env) as other:
                fill_in((one, other), ask(env, "door"), outcome)
                send_letters(env, outcome)
        finally:
            box.shut()
        outcome.arrived = Counter(name for name in box.names() if name in outcome.letters)
        outcome.there, outcome.broken = looked_over(env)
    say(str(outcome))
    return outcome


def send_letters(env: dict[str, str], outcome: Outcome) -> None:
    """Some letters, and more until each worker had a hand in them; then wait until all have left.

    Whichever worker looks first may take everything that lies there.
    """
    until = time.monotonic() + PATIENCE
    while outcome.workers < HOUSES and time.monotonic() < until:
        outcome.letters = set(ask(env, "letters", str(LETTERS)))
        outcome.workers = len(ask(env, "workers"))
    while len(ask(env, "sent")) < len(outcome.letters) and time.monotonic() < until:
        time.sleep(0.5)


def fill_in(houses: tuple[House, House], door: dict[str, Any], outcome: Outcome) -> None:
    """The same form to both at once, again and again with something else in it."""
    page = get(houses[0].port, door["path"], door["cookie"])
    token = TOKEN.search(page.text)
    assert token  # noqa: S101 - both are open
    cookie = f"{door['cookie']}; {page.cookie}"
    for number in range(FORMS):
        words = {**door["words"], "text": door["text"].format(number)}
        both = together(
            HOUSES,
            lambda n, words=words: send(houses[n].port, door["path"], words, cookie, token[1]),  # type: ignore[misc]
        )
        outcome.answers.update(answer.status for answer in both)
