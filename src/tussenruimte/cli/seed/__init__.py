"""Made-up cooperatives of any size, the same for the same seed: names, days, numbers and sentences.

Keys, ciphertexts and the codes that actions draw are fresh each time.

What is common is written row by row in large sets, with the facts that the actions would note; what
stands around it is made by the actions themselves. `verify` looks at all of it afterwards.
"""

import datetime as dt
from collections.abc import Callable
from random import Random

from tussenruimte.cli.seed.conversations import talk_about
from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.cli.seed.loading import Tables, quick, without_indexes
from tussenruimte.cli.seed.needs import let_read, tell
from tussenruimte.cli.seed.people import welcome
from tussenruimte.cli.seed.promises import promise_about, promise_in_public
from tussenruimte.cli.seed.proposals import propose
from tussenruimte.cli.seed.readings import look, seal_days
from tussenruimte.cli.seed.village import Village, settle
from tussenruimte.cli.seed.votes import ask_all
from tussenruimte.cli.seed.words import COOPERATIVE
from tussenruimte.decisions.actions import close_vote
from tussenruimte.decisions.models import UNDERWAY
from tussenruimte.decisions.reads.votes import votes_to_count
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.tenancy import within
from tussenruimte.members.actions import found_cooperative
from tussenruimte.members.models import Cooperative
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import end_turn
from tussenruimte.promises.ladder import climb, walk
from tussenruimte.promises.models import DayTold, Step
from tussenruimte.record.actions import publish_head
from tussenruimte.record.models import Fact

NEEDS, CONVERSATIONS, PROMISES = 0.3, 0.6, 3  # per member
ABOUT_NEEDS = 0.8  # of the promises
LATE = 16  # days ago: the oldest day of a promise that is still open
BY_THE_CLOCK = (Step, DayTold, Dispatch, Fact)  # what fills while time passes
Progress = Callable[[float], None]


def sow(
    members: int, seed: int, cooperatives: int = 1, *, today: dt.date, progress: Progress
) -> list[Cooperative]:
    """New cooperatives with this many members together. All of them stand, or none."""
    grounds = []
    with quick():
        with without_indexes():
            for number in range(cooperatives):
                share = members // cooperatives + (number < members % cooperatives)
                part = _part(lambda done: progress(0.9 * done), number, cooperatives)
                grounds.append(_sow_one(share, seed, today, part))
        measure()
        for number, ground in enumerate(grounds):
            with within(ground.cooperative.pk):
                _let_time_pass(ground)
            progress(0.9 + 0.1 * (number + 1) / cooperatives)
    measure(*(model._meta.db_table for model in BY_THE_CLOCK))
    return [ground.cooperative for ground in grounds]


def _part(progress: Progress, number: int, of: int) -> Progress:
    return lambda done: progress((number + done) / of)


def _sow_one(members: int, seed: int, today: dt.date, progress: Progress) -> Ground:
    cooperative = _found(today)
    with within(cooperative.pk):
        dice = Random(f"{seed} {cooperative.slug}")  # noqa: S311 - made-up data, no secrets
        ground = Ground(cooperative, Tables(), dice, today)
        village = settle(ground, members=members)
        ground.take_up_the_chain()
        people = welcome(ground, max(members - len(village.connectors), 1))
        progress(0.15)
        _sow_needs(ground, village, people, members, lambda done: progress(0.15 + 0.8 * done))
        propose(ground, village, members)
        ask_all(ground, village, people)
        look(ground, village)
        ground.hand_back_the_chain()
        ground.tables.count_on()
        progress(1)
    return ground


def _found(today: dt.date) -> Cooperative:
    number = 1
    while Cooperative.objects.filter(slug=f"zaad-{number}").exists():
        number += 1
    at = dt.datetime.combine(today - dt.timedelta(days=BEGAN), dt.time(9), AMSTERDAM)
    return found_cooperative(
        slug=f"zaad-{number}",
        name=f"{COOPERATIVE[number % len(COOPERATIVE)]} {number}",
        phone="000 000 00 00",
        tagline="verzonnen buurt",
        by="invoer",
        at=at,
    )


def _sow_needs(
    ground: Ground, village: Village, people: list[Who], members: int, progress: Progress
) -> None:
    """Needs one by one; promises and conversations are spread evenly over them."""
    needs = max(round(NEEDS * members), 1)
    promises, conversations = round(PROMISES * members), round(CONVERSATIONS * members)
    promised, talked = 0, 0
    for number in range(needs):
        person = people[number * len(people) // needs]
        need = tell(ground, village, person, number)
        share = round(ABOUT_NEEDS * promises * (number + 1) / needs) - promised
        given = promise_about(ground, village, need, share)
        promised += len(given)
        if len(given) > 1:
            share = round(conversations * (number + 1) / needs) - talked
            talk_about(ground, need, given, people[ground.below(len(people))], share)
            talked += share
        let_read(ground, need)
        if number % 500 == 0:
            progress(number / needs)
    promise_in_public(ground, village, people, promises - promised)


def _let_time_pass(ground: Ground) -> None:
    """The clock comes by as it would have: votes, the silence ladder, its letters, the reading log, the head."""
    for vote in votes_to_count(ground.cooperative, ground.noon(0)):
        close_vote(vote, by="klok", at=vote.closes_at + UNDERWAY)
    for days_ago in range(LATE, -1, -1):
        today, at = ground.date(days_ago), ground.noon(days_ago)
        climb(ground.cooperative, today=today, by="klok", at=at)
        if days_ago == 0:
            walk(ground.cooperative, today, at)
        end_turn(ground.cooperative, today=today, by="klok", at=at)
        ground.cooperative.last_tick_on = today
    seal_days(ground)
    publish_head(ground.cooperative, by="klok", at=ground.noon(0))
