"""A question of Ruben's, and what was promised about it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tussenruimte.cli.verifying.ladder import late_promises_climbed
from tussenruimte.kit import clock
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter, Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Person, Seat
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.models import Promise

Promised = Callable[..., Promise]
TEXT = "Amina belt over het briefadres"
COUNCIL = "de gemeenteraad"


@pytest.fixture
def matter(ruben: Person, amina: Person, at: datetime) -> Matter:
    """What Ruben asked; Amina holds on to it."""
    row = matters.open_private(ruben, subject=Subject.NEED, circle=None, by=amina, at=at)
    matters.let_read(row, amina.actor, ground=Ground.HOLDER, by=amina, at=at)
    return row


@pytest.fixture
def garden(rietkade: Cooperative, amina: Person, at: datetime) -> Matter:
    """Something that everybody may read."""
    return matters.open_public(
        rietkade, "De tuin", subject=Subject.WORK, serves=None, by=amina, at=at
    )


@pytest.fixture
def promised(matter: Matter, amina: Person, ruben: Person, at: datetime) -> Promised:
    """`promised(days=3)`: Amina promises Ruben something for that many days from now."""

    def make(*, days: int = 3, **more: Any) -> Promise:
        more = {"maker": amina.actor, "receiver": ruben.actor, "text": TEXT, "by": amina} | more
        due: date = at.date() + timedelta(days=days)
        about = more.pop("about", matter)
        return actions.make_promise(
            about, due=due, at=more.pop("at", at), person_said_yes=True, **more
        )

    return make


@pytest.fixture
def promise(promised: Promised) -> Promise:
    """Amina calls Ruben, on Thursday."""
    return promised()


@pytest.fixture
def to_idris(promised: Promised, idris: Person) -> Promise:
    """Amina promised Idris something about Ruben's question."""
    return promised(receiver=idris.actor)


@pytest.fixture
def area(rietkade: Cooperative, sjaan: Person, at: datetime) -> Circle:
    """The neighbourhood's circle, with Sjaan in it."""
    circle = members.make_circle(rietkade, "De buurt", sort=Circle.Sort.AREA, by="invoer", at=at)
    members.sit_in_circle(circle, sjaan, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def board(rietkade: Cooperative, tess: Person, at: datetime) -> Circle:
    """The board, with Tess in it."""
    circle = members.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def walk(rietkade: Cooperative, at: datetime) -> Callable[[int], None]:
    """`walk(4)`: the clock comes by on that day, and ends its turn; then every late promise climbed."""

    def go(day: int) -> None:
        moment = at + timedelta(days=day)
        ladder.walk(rietkade, clock.day(moment), moment)
        actions.end_turn(rietkade, today=clock.day(moment), by="klok", at=moment)
        rietkade.refresh_from_db()
        assert list(late_promises_climbed(None)) == []

    return go


@pytest.fixture
def travel(at: datetime) -> Iterator[Callable[[datetime], None]]:
    """`travel(at + timedelta(days=7))`: the clocks of the house stand there from then on."""
    with ExitStack() as stack:

        def go(moment: datetime) -> None:
            stack.enter_context(time_machine.travel(moment, tick=True))

        yield go


@pytest.fixture
def seat(joris: Person) -> Seat:
    """The alderman's seat, in which Joris sits."""
    row: Seat = joris.tenures.get().seat
    return row


@pytest.fixture
def of_seat(promised: Promised, seat: Seat, idris: Person) -> Promise:
    """The alderman promised Idris something, for in ten days."""
    return promised(days=10, maker=seat.actor, receiver=idris.actor)


@pytest.fixture
def asked(of_seat: Promise, joris: Person, at: datetime) -> Promise:
    """It still has to go past the council, within three days."""
    actions.must_pass(of_seat, via=COUNCIL, until=at.date() + timedelta(days=3), by=joris, at=at)
    return of_seat
