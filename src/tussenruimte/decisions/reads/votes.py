"""Questions about votes: who may choose, how many did, and what came of it."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from tussenruimte.decisions.access import OF_SEAT
from tussenruimte.decisions.models import UNDERWAY, Ballot, Option, Proxy, Roll, Vote, Voted
from tussenruimte.decisions.reads.rounds import rounds_that_asked_all
from tussenruimte.kit import clock
from tussenruimte.kit.leaves import A_LEAF, Leaf, leaf_of
from tussenruimte.kit.questions import Places, Question
from tussenruimte.members.models import Actor, ActsFor, Cooperative, Person
from tussenruimte.members.reads.called import called


def options_of(vote: Vote) -> list[Option]:
    """What there is to choose, in its order."""
    options = OPTIONS.all(vote=vote.pk)
    for one in options:
        one.vote = vote
    return options


OPTIONS = Question(
    lambda given: (
        Option.objects.filter(vote=given.key("vote"))
        .select_related("listed__candidate__person__actor", "priced__idea")
        .order_by("place")
    )
)


def voices_in(vote: Vote) -> int:
    """How many voted so far."""
    rows: Any = Voted.objects if vote.is_secret else Ballot.objects
    return int(rows.filter(roll__vote=vote).count())


def numbers_of(vote: Vote) -> dict[str, Any]:
    """How many voices there are, how many are in, and with how many somebody else votes; and in how many
    rounds all were asked before it came to this vote.

    Counting a hundred thousand takes longer than the page: of many it is a few seconds old.
    """
    now = clock.now()
    found, until = _counted.get(vote.pk, ({}, now))
    if not found or not now < until <= now + FRESH:
        if found:
            _counted[vote.pk] = (found, now + FRESH)  # one counts, and others go on with these
        found = NUMBERS.first(vote=vote.pk, proposal=vote.round.proposal_id)
        _counted.pop(vote.pk, None)
        if found["on_roll"] > MANY:
            _counted[vote.pk] = (found, now + FRESH)
    voices = vote.result.outcome["voices"] if vote.closed_at else found["voices"]
    return found | {"roll": found["on_roll"], "voices": voices}


MANY = 1_000
FRESH = dt.timedelta(seconds=5)
_counted: dict[int, tuple[dict[str, Any], dt.datetime]] = {}


def _numbers(given: Places) -> QuerySet[Any, Any]:
    voted = Case(
        When(closed_at__isnull=False, then=None),
        When(is_secret=True, then=_how_many(Voted, roll__vote=OuterRef("pk"))),
        default=_how_many(Ballot, roll__vote=OuterRef("pk")),
    )
    return Vote.objects.filter(pk=given.key("vote")).values(
        voices=voted,
        on_roll=_how_many(Roll, vote=OuterRef("pk")),
        given_away=_how_many(Proxy, roll__vote=OuterRef("pk")),
        asked_before=_how_many(rounds_that_asked_all(given.key("proposal"))),
    )


def _how_many(rows: Any, **of: Any) -> Coalesce:
    """The number of these rows, in a question about something else."""
    found = rows if isinstance(rows, QuerySet) else rows.objects.filter(**of)
    number = found.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(number.values("n")), 0)


NUMBERS = Question(_numbers)


def ballot_of(voice: Roll) -> Ballot | None:
    """What this voice chose so far, in an open vote."""
    return Ballot.objects.filter(roll=voice).select_related("person__key").first()


def people_of_roll(vote: Vote, on: dt.date) -> list[Person]:
    """Everybody who has a voice, or acts for whom has one."""
    roll = Roll.objects.filter(vote=vote)
    acting = ActsFor.objects.current(on).filter(
        Q(actor__in=roll.values("actor")) | Q(actor__in=roll.values(OF_SEAT))
    )
    rows = Person.objects.filter(pk__in=acting.values("person"), forgotten_at=None)
    return list(rows.order_by("pk"))


def votes_to_count(cooperative: Cooperative, at: dt.datetime) -> list[Vote]:
    """Votes that are over."""
    rows = Vote.objects.whole().filter(cooperative=cooperative, closed_at=None)
    rows = rows.filter(closes_at__lte=at - UNDERWAY)
    return list(rows.order_by("pk"))


def secret_votes_closed_since(cooperative: Cooperative, moment: dt.datetime) -> bool:
    """Whether ballots were thrown away since then."""
    rows = Vote.objects.filter(cooperative=cooperative, is_secret=True, closed_at__gte=moment)
    return rows.exists()


class Named(NamedTuple):
    """What one voice chose."""

    who: str
    chosen: list[int]
    cast_by: str | None  # somebody else, to whom it was given
    interest: str


def named_voices(vote: Vote, page: int) -> Leaf[Named]:
    """What each chose in an open vote that is closed; before that nothing."""
    is_named = vote.closed_at is not None and not vote.is_secret
    return leaf_of(_by_name(vote) if is_named else [], page).turned_into(_named)


def _named(keys: list[int]) -> list[Named]:
    """Only the few words that are shown; a whole row of each of these tables takes six times as long."""
    if not keys:
        return []
    places = dict(enumerate(keys)) | dict.fromkeys(range(len(keys), A_LEAF), 0)
    rows = {row["ballot"]: row for row in NAMED.all(**{f"n{n}": key for n, key in places.items()})}
    told = _interests([key for key, row in rows.items() if row["has_interest"]])
    return [
        Named(row["who"] or str(Actor()), row["what"], row["cast_by"], told.get(key, ""))
        for key in keys
        if (row := rows.get(key))
    ]


def _interests(keys: list[int]) -> dict[int, str]:
    """What these said that they gain or lose by it; hardly anybody does."""
    rows = Ballot.objects.filter(pk__in=keys).select_related("person__key") if keys else ()
    return {one.pk: one.interest_now for one in rows}


def _by_name(vote: Vote) -> list[int]:
    """The ballots in the order of names. Sorting thousands takes longer than the page, and names hardly
    change: of many the order is a minute old.
    """
    now = clock.now()
    order, until = _sorted.get(vote.pk, ([], now))
    if not order or not now < until <= now + LATELY:
        if order:
            _sorted[vote.pk] = (order, now + LATELY)
        order = [row["ballot"] for row in IN_ORDER.all(vote=vote.pk)]
        _sorted.pop(vote.pk, None)
        if len(order) > SEVERAL:
            _sorted[vote.pk] = (order, now + LATELY)
            while len(_sorted) > AT_ONCE:
                _sorted.pop(next(iter(_sorted)), None)
    return order


SEVERAL = 100
LATELY = dt.timedelta(minutes=1)
AT_ONCE = 5  # votes of which the order is kept
_sorted: dict[int, tuple[list[int], dt.datetime]] = {}
IN_ORDER = Question(
    lambda given: (
        Ballot.objects.filter(roll__vote=given.key("vote"))
        .order_by("roll__actor__name", "pk")
        .values(ballot=F("pk"))
    )
)
NAMED = Question(
    lambda given: Ballot.objects.filter(
        pk__in=[given.key(f"n{place}") for place in range(A_LEAF)]
    ).values(
        ballot=F("pk"),
        what=F("chosen"),
        who=called("roll__actor"),
        cast_by=F("roll__proxy__holder__name"),
        has_interest=Q(interest__isnull=False),
    )
)
