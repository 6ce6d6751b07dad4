"""`bench closing`: thousands of voices that arrive while a vote closes. None is lost, none is double."""

import asyncio
import itertools
import json
import random
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from benchmarks.figures import Report, load, p50, p95
from benchmarks.houses import Server, call, place, served, sow
from benchmarks.posting import PATIENCE, Answer, Asked, get, post
from tools.place import PYTHON, ROOT, Stop

WAYS = ("open", "secret")
SECONDS = 20.0  # in which they arrive
IN_LAST = 0.1  # of them in the last second
AFTER = 0.01  # of them just after it
TWICE = 10  # one in so many presses twice
CLOSERS = 3  # people who press until it is closed, beside the clock
BEFORE = 10.0  # seconds to make ready
AGAIN = 0.2
RECEIPT = re.compile(r"<p><strong>([^<]+)</strong></p>")
TOO_LATE = "kwam niet meer binnen"
IN_ALREADY = "stem is al binnen"


@dataclass
class Poll:
    """What came of it, by the number of each voice, and what was published."""

    chosen: dict[int, int] = field(default_factory=dict)  # of whom a yes came back
    codes: dict[int, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    closed_after: float = 0.0
    lost: int = 0
    double: int = 0
    differs: int = 0
    left: int = 0

    def take(
        self, number: int, choice: int, answer: Answer, *, secret: bool, in_time: bool = False
    ) -> None:
        """An answer of the web, as the person reads it."""
        self.waits.append(answer.seconds)
        receipt = RECEIPT.search(answer.text)
        if answer.status == HTTPStatus.FOUND and not secret:
            self.chosen[number] = choice
        elif answer.status == HTTPStatus.OK and secret and receipt:
            self.double += number in self.codes
            self.chosen[number], self.codes[number] = choice, receipt[1]
        elif TOO_LATE in answer.text:
            self.refused["too late, though pressed in time" if in_time else "too late"] += 1
        elif IN_ALREADY in answer.text:
            self.refused["in already"] += 1
        elif answer.status == HTTPStatus.SERVICE_UNAVAILABLE and "<h1" in answer.text:
            self.refused["not now"] += 1
        else:
            self.wrong.append(f"{answer.status} {answer.text[:200]!r}")


def run(report: Report, kinds: Sequence[str], *, voices: int, seconds: float = SECONDS) -> None:
    """Each kind of database in turn, with names and in secret."""
    for kind in kinds:
        with place(kind) as there:
            env = there.room("closing")
            report.say(f"\n{kind}, {sow(env, voices + voices // 10 + 20)} {load()}")
            with served(env, "tussenruimte.wsgi:application") as house:
                for way in WAYS:
                    tell(report, f"{kind}, {way}", measure(env, house, way, voices, seconds))
            call(env, "tussenruimte.manage", "verify")


def measure(env: Mapping[str, str], house: Server, way: str, voices: int, seconds: float) -> Poll:
    """One vote, and everybody who has a voice in it."""
    asked = ask(env, "opened", way, str(voices))
    asyncio.run(warm(house.port, asked))
    ends, over = ask(env, "close-in", asked["vote"], str(seconds + BEFORE))
    with counted_by_the_clock(env, asked["vote"], over):
        poll = asyncio.run(arrive(house.port, asked, (ends, over), seconds, secret=way == "secret"))
    file, codes = asyncio.run(published(house.port, asked, secret=way == "secret"))
    compare(poll, asked, file, codes, ask(env, "kept", asked["vote"]))
    return poll


def ask(env: Mapping[str, str], *words: str) -> Any:
    """Ask something of the house itself."""
    return json.loads(call(env, "benchmarks.polls", *words).splitlines()[-1])


@contextmanager
def counted_by_the_clock(env: Mapping[str, str], vote: str, over: float) -> Iterator[None]:
    """A process of its own closes the vote as soon as it is over, as the clock does."""
    words = [PYTHON, "-m", "benchmarks.polls", "count", vote, str(over)]
    counting = subprocess.Popen(words, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        if counting.wait(PATIENCE):
            raise Stop("The clock could not count the vote; its own words are above.")


async def warm(port: int, asked: dict[str, Any]) -> None:
    """Both processes have answered before it begins."""
    await asyncio.gather(*(get(port, asked["page"]) for _ in range(8)))


def moments(many: int, seconds: float, dice: random.Random) -> Iterator[float]:
    """When each arrives, seen from the last moment: evenly, a tenth in the last second, a few after."""
    for number in range(many):
        if number < many * AFTER:
            yield dice.uniform(0, 1)
        elif number < many * (AFTER + IN_LAST):
            yield dice.uniform(-1, 0)
        else:
            yield dice.uniform(-seconds, -1)


async def arrive(
    port: int, asked: dict[str, Any], when: tuple[float, float], seconds: float, *, secret: bool
) -> Poll:
    """Everybody votes at their moment, some press twice, and some close it as soon as it is over."""
    poll, dice = Poll(), random.Random(4)  # noqa: S311 - people, no secret
    ends, over = when
    voices = asked["voices"]

    async def vote(number: int, moment: float) -> None:
        one, choice = voices[number], 1 + number % 2
        form = Asked(one["path"], one["cookie"], {"one": str(choice)})
        await asyncio.sleep(max(0.0, ends + moment - time.time()))
        presses = 2 if number % TWICE == 0 else 1
        for answer in await asyncio.gather(*(post(port, form) for _ in range(presses))):
            poll.take(number, choice, answer, secret=secret, in_time=moment < 0)

    async def close(number: int) -> None:
        form = Asked(asked["close"], voices[number]["cookie"], {})
        await asyncio.sleep(max(0.0, over - time.time()))
        while (await post(port, form)).status != HTTPStatus.FOUND:
            await asyncio.sleep(AGAIN)
        poll.closed_after = max(poll.closed_after, time.time() - ends)

    each = enumerate(moments(len(voices), seconds, dice))
    await asyncio.gather(
        *(vote(number, moment) for number, moment in each),
        *(close(number) for number in range(min(CLOSERS, len(voices)))),
    )
    return poll


async def published(port: int, asked: dict[str, Any], *, secret: bool) -> tuple[str, list[str]]:
    """The file from which anybody counts again, and the codes of a secret vote."""
    file = await get(port, asked["file"])
    codes = await get(port, asked["codes"]) if secret else None
    return file.text, codes.text.split() if codes else []


def compare(
    poll: Poll, asked: dict[str, Any], file: str, codes: list[str], kept: dict[str, Any]
) -> None:
    """What was acknowledged against what was published and what is kept, voice by voice."""
    said = Counter(poll.chosen.values())
    counted = Counter(dict(ballots(file)))
    everywhere = {sum(counted.values()), kept["voices"], kept["voted"], len(poll.chosen)}
    poll.differs = len(everywhere) - 1 + sum(said[one] != counted[one] for one in said | counted)
    poll.left = kept["left"]
    if poll.codes:
        mine, theirs = set(poll.codes.values()), Counter(codes)
        poll.double += sum(times > 1 for times in theirs.values())
    else:
        mine = {f"{asked['voices'][n]['who']} {choice}" for n, choice in poll.chosen.items()}
        theirs = Counter(f"{who} {chosen[0]}" for who, chosen in kept["chosen"])
        poll.double += len(kept["chosen"]) - len({who for who, _chosen in kept["chosen"]})
    poll.lost = len(mine - theirs.keys())
    poll.differs += len(theirs.keys() - mine)


def ballots(file: str) -> Iterator[tuple[int, int]]:
    """How many chose each option."""
    lines = itertools.dropwhile(lambda line: not line.startswith("candidate"), file.splitlines())
    for line in itertools.dropwhile(lambda line: line.startswith("candidate"), lines):
        times, option = line.split(";")
        yield int(option), int(times)


def tell(report: Report, name: str, poll: Poll) -> None:
    """None lost, none double; and how long people waited."""
    no = ", ".join(f"{many} {why}" for why, many in sorted(poll.refused.items())) or "nobody"
    report.say(f"\n{name}: {len(poll.chosen)} voices acknowledged; told no: {no}. {load()}")
    report.say(
        f"    waited: p50 {p50(poll.waits):.2f} s, p95 {p95(poll.waits):.2f} s, "
        f"worst {max(poll.waits):.2f} s; closed {poll.closed_after:.1f} s after the last moment"
    )
    report.check(f"{name}: somebody was acknowledged", len(poll.chosen), 1, unit=" ", least=True)
    report.check(f"{name}: acknowledged and lost", poll.lost, 0, unit=" ")
    report.check(f"{name}: counted twice", poll.double, 0, unit=" ")
    report.check(f"{name}: differs from what was published", poll.differs, 0, unit=" ")
    report.check(f"{name}: ballots and keys left after closing", poll.left, 0, unit=" ")
    report.check(f"{name}: without a true answer", len(poll.wrong), 0, unit=" ")
    for one in poll.wrong[:1]:
        report.say(f"    {one}")
