"""What all members decide: a vote that is open, one that was decided, money that was shared, people who
were elected, and an election that is still talked about.

Of every ten members one chooses. Votes that are over are counted by the clock, as everywhere else.
"""

import datetime as dt
import string
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.cli.seed.proposals import TALKS, Sown, hold, start
from tussenruimte.cli.seed.village import Village
from tussenruimte.cli.seed.words import BY_ALL, IDEAS
from tussenruimte.decisions.actions.secret import LENGTH
from tussenruimte.decisions.models import (
    Ballot,
    BallotKey,
    Budget,
    Candidate,
    Election,
    Idea,
    Kind,
    Listed,
    Method,
    Option,
    Priced,
    Roll,
    Round,
    SecretBallot,
    Stage,
    Vote,
    Voted,
)
from tussenruimte.kit.clock import midnight
from tussenruimte.kit.sealing import keyed_hash, new_key, seal, wrap
from tussenruimte.members.models import Member
from tussenruimte.methods.lots import order_by_lot

OPENED, CLOSES = 12, 26  # days on from where a proposal began
OPEN_NOW, DECIDED, SHARED, ELECTED = 16, 300, 400, 550  # days ago
TALKED_ABOUT = 9  # days ago
PART = 10  # one in so many chooses
AT_LEAST = 5  # voices, where there are so many
SAY = 200  # members to one who says what they find
EUROS = 5_000
STAND = 7  # people who want to be elected
SEATS = 3
# For and against, and now and then somebody who passes: more for than against, after each of them.
FOR_AND_AGAINST = ("[1]", "[1]", "[2]", "[1]", "[2]", "[1]", "[1]", "[2]", "[1]", "[]")


@dataclass(frozen=True)
class Asked:
    """A vote while it is being sown."""

    id: int
    code: str
    seed: str
    last: int  # days ago that a voice can have come in


def ask_all(ground: Ground, village: Village, people: list[Who]) -> None:
    """Each cooperative has the same five; how many choose grows with it."""
    members = [*village.connectors, *people]
    for number, began in enumerate((OPEN_NOW, DECIDED)):
        _decide(ground, village, members, began, number)
    _share(ground, village, members)
    _elect(ground, village, members, TALKED_ABOUT, BY_ALL[3])
    _elect(ground, village, members, ELECTED, BY_ALL[4])


def _decide(ground: Ground, village: Village, members: list[Who], began: int, number: int) -> None:
    """For or against, with names."""
    one = _talk(ground, village, members, began, Kind.DECISION, BY_ALL[number])
    vote = _open(ground, one, Method.YES_NO)
    for place, label in enumerate(("Voor", "Tegen"), start=1):
        ground.add(Option, vote_id=vote.id, place=place, label=label, is_as_now=place > 1)
    voices = _voices(ground, one, vote, members)
    chosen = (FOR_AND_AGAINST[n % len(FOR_AND_AGAINST)] for n in range(len(voices)))
    _cast(ground, one, vote, voices, chosen)


def _share(ground: Ground, village: Village, members: list[Who]) -> None:
    """Money, over ideas that people brought; with names."""
    one = _talk(ground, village, members, SHARED, Kind.BUDGET, BY_ALL[2])
    budget = ground.add(Budget, proposal_id=one.id, euros=EUROS)
    ideas = [_bring(ground, one, budget, *idea) for idea in IDEAS]
    vote = _open(ground, one, Method.SHARES)
    for place, (idea, (title, _euros)) in enumerate(zip(ideas, IDEAS, strict=True), start=1):
        option = ground.add(Option, vote_id=vote.id, place=place, label=title)
        ground.add(Priced, option_id=option, idea_id=idea)
    voices = _voices(ground, one, vote, members)
    _cast(ground, one, vote, voices, (str(_some(ground)) for _voice in voices))


def _some(ground: Ground) -> list[int]:
    """One to four of the ideas, the first ones most."""
    return sorted(
        {1 + int(ground.dice.random() ** 2 * len(IDEAS)) for _ in range(1 + ground.below(4))}
    )


def _bring(ground: Ground, one: Sown, budget: int, title: str, euros: int) -> int:
    code, at = ground.codes.new(), ground.moment(one.ago(8))
    ground.note("budget.idea", one.code, one.leads.code, at, idea=code, euros=str(euros))
    return ground.add(
        Idea,
        code=code,
        budget_id=budget,
        title=title,
        why="Dat zoeken mensen hier.",
        euros=euros,
        by_id=one.leads.id,
        at=at,
    )


def _elect(
    ground: Ground, village: Village, members: list[Who], began: int, words: tuple[str, ...]
) -> None:
    """People, in secret; when it began not long ago they only said that they want it."""
    one = _talk(ground, village, members, began, Kind.ELECTION, words)
    there = _there(members, one.ago(8))
    stand = ground.dice.sample(there, min(STAND, len(there)))
    seats = SEATS if len(stand) > SEATS else 1
    election = ground.add(Election, proposal_id=one.id, seats=seats)
    candidates = dict(_stand(ground, one, election, who) for who in stand)
    if one.stage == Stage.OPINION:
        return
    vote = _open(ground, one, Method.STV if seats > 1 else Method.RANKED)
    for place, code in enumerate(order_by_lot(candidates, vote.seed), start=1):
        letter = string.ascii_uppercase[place - 1]
        option = ground.add(Option, vote_id=vote.id, place=place, label=letter)
        ground.add(Listed, option_id=option, candidate_id=candidates[code])
    voices = _voices(ground, one, vote, members)
    _cast_secretly(ground, vote, voices, len(candidates))


def _stand(ground: Ground, one: Sown, election: int, who: Who) -> tuple[str, int]:
    code, at = ground.codes.new(), ground.moment(one.ago(8))
    words = ground.seal(who, ground.words.wants(), Candidate, code, "words")
    ground.note("election.stood", one.code, who.code, at, words, candidate=code)
    values = {"election_id": election, "person_id": who.id, "words": words, "at": at}
    return code, ground.add(Candidate, code=code, **values)


# ---- what all of them have -------------------------------------------------------------------------


def _talk(
    ground: Ground,
    village: Village,
    members: list[Who],
    began: int,
    kind: Kind,
    words: tuple[str, ...],
) -> Sown:
    """The proposal, and what some of the members find of it."""
    stage = Stage.OPINION if began == TALKED_ABOUT else Stage.DECISION
    leads = ground.dice.choice(village.connectors)
    one = Sown(ground.codes.new(), stage, began, leads, None, kind, Round.Sort.VOTE)
    start(ground, village, one, words)
    there = _there(members, one.ago(8))
    say = ground.dice.sample(there, min(3 + len(there) // SAY, len(there)))
    for place, sort in enumerate(TALKS, start=1):
        hold(ground, one, sort, place, say)
    return one


def _there(members: list[Who], days_ago: int) -> list[Who]:
    """Who was a member by then."""
    return [who for who in members if who.since > days_ago]


def _open(ground: Ground, one: Sown, method: Method) -> Asked:
    """A round in which everybody is asked at once, and its vote; the roll comes after the options."""
    code, opened = ground.codes.new(), ground.moment(one.ago(OPENED))
    closes = midnight(ground.date(one.ago(CLOSES))).astimezone(dt.UTC).isoformat()
    seed = f"{ground.dice.getrandbits(128):032x}"
    number = len(TALKS) + 1
    values = {"opened_at": opened, "opened_by_id": one.leads.id, "version_id": one.version}
    row = ground.add(Round, proposal_id=one.id, number=number, sort=Round.Sort.VOTE.value, **values)
    is_secret = one.kind == Kind.ELECTION
    vote = ground.add(
        Vote,
        code=code,
        round_id=row,
        method=method.value,
        is_secret=is_secret,
        seed=seed,
        opens_at=opened,
        closes_at=closes,
    )
    return Asked(vote, code, seed, max(one.ago(CLOSES - 1), 1))


def _voices(ground: Ground, one: Sown, vote: Asked, members: list[Who]) -> list[tuple[int, Who]]:
    """Whoever was a member when it opened has a voice; who choose are drawn."""
    roll = [
        (ground.add(Roll, vote_id=vote.id, actor_id=who.id, sort=_sort(who)), who)
        for who in _there(members, one.ago(OPENED))
    ]
    told = {"proposal": one.code, "voices": str(len(roll)), "seed": vote.seed}
    ground.note("vote.opened", vote.code, one.leads.code, ground.moment(one.ago(OPENED)), **told)
    ground.tables.pour()
    others = roll[1:]  # whoever can sign in did not choose yet
    many = max(len(roll) // PART, AT_LEAST)
    return sorted(ground.dice.sample(others, min(many, len(others))))


def _sort(who: Who) -> str:
    """Connectors were there from the beginning, and residents came after."""
    sort = Member.Sort.PROFESSIONAL if who.since == BEGAN else Member.Sort.RESIDENT
    return sort.value


def _cast(
    ground: Ground, one: Sown, vote: Asked, voices: list[tuple[int, Who]], chosen: Iterable[str]
) -> None:
    """With their names, on one of the days after it opened."""
    first = one.ago(OPENED + 1)
    for (voice, who), places in zip(voices, chosen, strict=True):
        code, at = ground.codes.new(), ground.moment(first - ground.below(first - vote.last + 1))
        ground.add(Ballot, code=code, roll_id=voice, person_id=who.id, chosen=places, at=at)
        ground.note("vote.cast", code, who.code, at, vote=vote.code)


def _cast_secretly(
    ground: Ground, vote: Asked, voices: list[tuple[int, Who]], candidates: int
) -> None:
    """In the order of what they like best; as `cast_secretly` locks it in, or it does not open at closing."""
    key = new_key(ground.chance.draw)
    wrapped, master = wrap(key, vote.code, ground.chance.draw)
    ground.add(BallotKey, vote_id=vote.id, wrapped=wrapped, master=master)
    for voice, _who in voices:
        order = ground.dice.sample(range(1, candidates + 1), 1 + ground.below(candidates))
        receipt, name = ground.codes.new(), UUID(bytes=ground.chance.draw(16)).hex
        words = f"{','.join(map(str, order))}|{receipt}".ljust(LENGTH)
        place = f"{SecretBallot._meta.db_table}|{vote.code}|{name}"
        sealed = seal(key, words, place, ground.chance.draw)
        ground.add(SecretBallot, id=name, vote_id=vote.id, sealed=sealed)
        ground.add(Voted, roll_id=voice, receipt=keyed_hash(receipt, "ballot"))
