"""Who may see, answer, leave and arrange which seat."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from tussenruimte.belonging.models import Question, StandInAsked, Succession
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import may_read
from tussenruimte.members.models import ActsFor, Circle, Cooperative, Person, Seat
from tussenruimte.promises.models import Promise

Actors = Collection[int]


def seat_to_see(cooperative: Cooperative, code: str) -> Seat:
    """A seat: everybody may see it, also one that is no longer there."""
    rows = Seat.objects.filter(cooperative=cooperative, actor__code=code)
    seat = rows.select_related(
        "cooperative", "actor", "organisation__actor", "stand_in__actor"
    ).first()
    if seat is None:
        raise NotHere
    return seat


def arranges(seat: Seat, person: Person, on: dt.date) -> bool:
    """Whether this person sees to who sits there: of its organisation, and otherwise of the board.

    Of the organisation are who acts for it and who sits in another of its seats. Where nobody does,
    and for a seat of the cooperative itself, it is the board.
    """
    of_town = Q(actor=seat.organisation_id) | Q(actor__seat__organisation=seat.organisation_id)
    of_board = Q(actor__circle__sort=Circle.Sort.BOARD)
    rows = ActsFor.objects.current(on).filter(
        of_town | of_board if seat.organisation_id else of_board,
        cooperative=seat.cooperative_id,
        person__forgotten_at=None,
    )
    found = list(rows.exclude(actor=seat.actor_id).values_list("person", "actor__circle__sort"))
    town = {who for who, sort in found if not sort}
    return person.pk in (town or {who for who, _sort in found})


def seat_to_arrange(cooperative: Cooperative, person: Person, code: str, on: dt.date) -> Seat:
    """A seat of which this person sees to who sits there."""
    seat = seat_to_see(cooperative, code)
    if not arranges(seat, person, on):
        raise NotHere
    return seat


def seat_to_leave(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Seat:
    """A seat in which this person sits, or of which they see to who does."""
    seat = seat_to_see(cooperative, code)
    if seat.actor_id not in actors and not arranges(seat, person, on):
        raise NotHere
    return seat


def stand_in_to_answer(person: Person, code: str) -> StandInAsked:
    """A question to this person to stand in for a seat."""
    rows = StandInAsked.objects.filter(cooperative=person.cooperative_id, code=code, person=person)
    row = rows.select_related("seat__actor", "asked_by__actor").first()
    if row is None:
        raise NotHere
    return row


def question_to_see(cooperative: Cooperative, actors: Actors, code: str, on: dt.date) -> Question:
    """A public question, or a private one that one of these actors may read."""
    row = Question.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None or not may_read(row.matter, actors, on):
        raise NotHere
    return row


def answers(question: Question, person: Person, actors: Actors) -> bool:
    """Whether this person may answer: for the seat, or for what is public as its stand-in."""
    seat = question.seat
    stands_in = seat.vacant_since is not None and seat.stand_in_id == person.pk
    return seat.actor_id in actors or (stands_in and not question.matter.is_private)


def succession_to_see(
    cooperative: Cooperative, person: Person, code: str, on: dt.date
) -> Succession:
    """Who comes next: for themselves, and for who sees to who sits there."""
    row = Succession.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None or (row.person_id != person.pk and not arranges(row.seat, person, on)):
        raise NotHere
    return row


def succession_of_mine(cooperative: Cooperative, person: Person, code: str) -> Succession:
    """Only whoever was named says what they take."""
    rows = Succession.objects.whole().filter(cooperative=cooperative, code=code, person=person)
    row = rows.first()
    if row is None:
        raise NotHere
    return row


def promise_to_inherit(succession: Succession, code: str) -> Promise:
    """A promise of the seat to which somebody comes."""
    rows = Promise.objects.whole().filter(maker=succession.seat_id, code=code)
    promise = rows.filter(cooperative=succession.cooperative_id).first()
    if promise is None:
        raise NotHere
    return promise
