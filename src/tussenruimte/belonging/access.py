"""Who may see, answer, leave and arrange which seat; who decides who joins; which circle."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from tussenruimte.belonging.models import (
    CircleAsked,
    Expulsion,
    Inherited,
    Joining,
    Question,
    StandInAsked,
    Started,
    Succession,
)
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters.access import may_read
from tussenruimte.matters.models import Subject
from tussenruimte.members.access import is_member, is_of_board
from tussenruimte.members.hearing import hears_for_board
from tussenruimte.members.models import (
    Actor,
    ActsFor,
    Card,
    Circle,
    Cooperative,
    Kind,
    Member,
    Organisation,
    Person,
    Seat,
)
from tussenruimte.promises.access import promise_to_see
from tussenruimte.promises.models import Promise, PromiseQuerySet, Purpose, State

Actors = Collection[int]


def seat_to_see(cooperative: Cooperative, code: str) -> Seat:
    """A seat: everybody may see it, also one that is no longer there.

    With `comes`, who was named for it, and `asks`, who was asked to stand in and has not answered yet.
    """
    waits = Q(successions__seated_at=None, successions__called_off_at=None)
    is_asked = Q(stand_ins_asked__answered_at=None)
    rows = Seat.objects.filter(cooperative=cooperative, actor__code=code)
    rows = rows.select_related("cooperative", "actor", "organisation__actor", "stand_in__actor")
    named: Any = rows.annotate(
        comes=FilteredRelation("successions", condition=waits),
        asks=FilteredRelation("stand_ins_asked", condition=is_asked),
    )
    both = named.select_related("comes__person__actor", "asks__person__actor")
    seat: Seat | None = both.first()
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


def whose_seats(cooperative: Cooperative, person: Person, on: dt.date) -> list[Organisation | None]:
    """For whom this person may make a seat: member organisations that they act for; for the board
    every one of them, and the cooperative itself, which is None here.
    """
    acts = ActsFor.objects.current(on).filter(person=person, cooperative=cooperative)
    of_board = is_of_board(person, on)
    rows = Organisation.objects.filter(cooperative=cooperative, actor__member__until=None)
    rows = rows.exclude(actor__member=None).select_related("actor").order_by("actor__name", "pk")
    if not of_board:
        mine = acts.values("actor")
        rows = rows.filter(Q(actor__in=mine) | Q(seats__actor__in=mine)).distinct()
    return [*([None] if of_board else []), *rows]


def asked_of_seats(person: Person) -> PromiseQuerySet:
    """What seats promised this person because they asked it: an answer, or a conversation."""
    return Promise.objects.whole().filter(
        cooperative=person.cooperative_id,
        receiver=person.pk,
        purpose=Purpose.ANSWER,
        matter__subject__in=[Subject.QUESTION, Subject.SEAT],
    )


def asked_to_confirm(person: Person, code: str) -> Promise:
    """One of those: of what else was promised to them it is said elsewhere."""
    promise = asked_of_seats(person).filter(code=code).first()
    if promise is None:
        raise NotHere
    return promise


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


def given_back_to_read(
    cooperative: Cooperative, actors: Actors, code: str, on: dt.date
) -> tuple[Inherited, Promise]:
    """The last time that a promise was given back, for whoever may read that promise."""
    promise = promise_to_see(cooperative, actors, code, on)
    rows = Inherited.objects.filter(promise=promise, accepted=False)
    row = rows.select_related(
        "succession__person__actor", "succession__seat__actor", "offer__taker"
    ).last()
    if row is None:
        raise NotHere
    row.promise = promise  # with the key that opens what was said of it
    return row, promise


# ---- joining and members ---------------------------------------------------------------------------


def card_in_use(cooperative: Cooperative, code: str) -> Card | None:
    """The card of this row, as long as it was not replaced; `code` is not what is printed on it."""
    rows = Card.objects.select_related("person__actor", "person__key")
    return rows.filter(
        cooperative=cooperative, code=code, ended_at=None, person__forgotten_at=None
    ).first()


def joining_to_see(cooperative: Cooperative, actors: Actors, code: str, on: dt.date) -> Joining:
    """Who wants to join: for whoever may read it, because they talk about it or decide."""
    row = Joining.objects.whole().filter(cooperative=cooperative, code=code).first()
    if row is None or not may_read(row.matter, actors, on):
        raise NotHere
    return row


def decides_on(joining: Joining, person: Person, actors: Actors, on: dt.date) -> bool:
    """Whether this person says yes or no: of the board, and never about themselves."""
    return person.pk != joining.person_id and hears_for_board(joining.cooperative, actors, on)


def joining_to_decide(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Joining:
    """One about which this person says yes or no."""
    row = joining_to_see(cooperative, actors, code, on)
    if not decides_on(row, person, actors, on):
        raise NotHere
    return row


def joining_of_mine(person: Person) -> Joining:
    """The latest time that this person asked to join."""
    rows = Joining.objects.whole().filter(cooperative=person.cooperative_id, person=person)
    row = rows.order_by("-asked_at", "-pk").first()
    if row is None:
        raise NotHere
    return row


def first_card_of(person: Person) -> Card:
    """The card that somebody new got with what they asked."""
    rows = Card.objects.filter(cooperative=person.cooperative_id, person=person)
    return rows.select_related("person__key").earliest("pk")


# ---- leaving ---------------------------------------------------------------------------------------


def member_to_arrange(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Member:
    """A member about whom this person writes down something for the board; never themselves."""
    rows = Member.objects.filter(cooperative=cooperative, actor__code=code, until=None)
    member = rows.select_related("actor", "cooperative").first()
    if (
        member is None
        or member.actor_id == person.pk
        or not hears_for_board(cooperative, actors, on)
    ):
        raise NotHere
    return member


def expulsion_to_see(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Expulsion:
    """For who may read it: the board, as long as it owes something, and whom it is about."""
    row = Expulsion.objects.whole().filter(cooperative=cooperative, code=code).first()
    is_theirs = row is not None and row.person_id == person.pk
    if row is None or not (is_theirs or may_read(row.matter, actors, on)):
        raise NotHere
    return row


def expulsion_to_decide(
    cooperative: Cooperative, person: Person, actors: Actors, code: str, on: dt.date
) -> Expulsion:
    """For the board, and never about oneself."""
    row = expulsion_to_see(cooperative, person, actors, code, on)
    if row.person_id == person.pk or not hears_for_board(cooperative, actors, on):
        raise NotHere
    return row


def expulsion_of_mine(person: Person) -> Expulsion:
    """The latest time that the board talked with this person about staying."""
    rows = Expulsion.objects.whole().filter(cooperative=person.cooperative_id, person=person)
    row = rows.order_by("-begun_at", "-pk").first()
    if row is None:
        raise NotHere
    return row


# ---- circles ---------------------------------------------------------------------------------------


def circle_to_see(cooperative: Cooperative, code: str) -> Circle:
    """A circle: everybody may see what it is for, also when it ended."""
    rows = Circle.objects.filter(cooperative=cooperative, actor__code=code)
    row = rows.select_related("cooperative", "actor", "started__giver__actor").first()
    if row is None:
        raise NotHere
    return row


def may_start(person: Person, on: dt.date) -> None:
    """Members begin circles and sit in them, and whoever speaks for one."""
    if not is_member(person, on):
        raise Refused(_("Only members begin a circle or sit in one. First become a member."))


def circle_of_mine(cooperative: Cooperative, actors: Actors, code: str) -> Circle:
    """A circle in which this person sits."""
    row = circle_to_see(cooperative, code)
    if row.actor_id not in actors:
        raise NotHere
    return row


def givers_of(circle: Circle, actors: Actors) -> list[Actor]:
    """For whom they may say what it decides by itself: the circle out of which it came, the board,
    or a seat. Circles come first.
    """
    if circle.ended_on is not None:
        return []
    came_out_of = Started.objects.filter(circle=circle).values("giver")
    above = Q(circle__sort=Circle.Sort.BOARD) | Q(pk__in=came_out_of)
    is_there = Q(circle__ended_on=None, seat__abolished_on=None)
    rows = Actor.objects.filter(is_there, above | Q(kind=Kind.SEAT), pk__in=actors)
    rows = rows.filter(cooperative=circle.cooperative_id).exclude(pk=circle.pk)
    return list(rows.order_by("kind", "name", "pk"))


def fills(circle: Circle, actors: Actors, givers: Collection[Actor]) -> bool:
    """Whether they may ask somebody to sit there: they do, or they sit in a circle that gives to it."""
    return circle.actor_id in actors or any(one.kind == Kind.CIRCLE for one in givers)


def circle_to_back(
    cooperative: Cooperative, actors: Actors, code: str, giver: str = ""
) -> tuple[Circle, Actor]:
    """The circle, and for whom this person writes what it may decide: as asked, else the first."""
    row = circle_to_see(cooperative, code)
    for one in givers_of(row, actors):
        if giver in {"", one.code}:
            return row, one
    raise NotHere


def circle_to_fill(cooperative: Cooperative, actors: Actors, code: str) -> Circle:
    """One into which this person may ask somebody: they sit there, or in the one that gave it."""
    row = circle_to_see(cooperative, code)
    if not fills(row, actors, givers_of(row, actors)):
        raise NotHere
    return row


def circle_question(person: Person, code: str) -> CircleAsked:
    """A question to this person to sit in a circle."""
    rows = CircleAsked.objects.filter(cooperative=person.cooperative_id, code=code, person=person)
    row = rows.select_related("circle__actor", "asked_by__actor").first()
    if row is None:
        raise NotHere
    return row


def forgetting_to_do(cooperative: Cooperative, actors: Actors, code: str) -> Promise:
    """That somebody asked to be forgotten, for whoever promised to see to it."""
    rows = (
        Promise.objects.whole()
        .select_related("of__cooperative")
        .filter(
            cooperative=cooperative, matter__code=code, purpose=Purpose.FORGET, state=State.OPEN
        )
    )
    promise = rows.filter(maker__in=actors).first()
    if promise is None:
        raise NotHere
    return promise
