"""The alderman's seat, who else is of the municipality, the board, and what the seat promised."""

from datetime import datetime, timedelta

import pytest

from tests.belonging import told
from tussenruimte.belonging import actions
from tussenruimte.belonging.models import Succession
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Person, Seat
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise


@pytest.fixture
def seat(joris: Person) -> Seat:
    """Joris sits there, for the municipality."""
    row: Seat = joris.tenures.get().seat
    return row


@pytest.fixture
def berend(welcome, rietkade: Cooperative, seat: Seat, at: datetime) -> Person:
    """Sits in another seat of the municipality, and speaks for it."""
    person: Person = welcome("Berend Kuiperij", email="berend@example.org")
    town = seat.organisation
    other = members.make_seat(rietkade, "praktijk", organisation=town, by="invoer", at=at)
    members.sit_down(other, person, since=at.date(), by="invoer", at=at)
    assert town is not None
    members.speak_for(town, person, since=at.date(), by="invoer", at=at)
    return person


@pytest.fixture
def marlies(welcome) -> Person:
    """Comes next."""
    person: Person = welcome("Marlies Dekkerink", email="marlies@example.org")
    return person


@pytest.fixture
def board(rietkade: Cooperative, sjaan: Person, at: datetime) -> Circle:
    """The board, with Sjaan in it."""
    circle = members.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    members.sit_in_circle(circle, sjaan, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def garden(rietkade: Cooperative, idris: Person, at: datetime) -> Matter:
    """Something that everybody may read."""
    return matters.open_public(
        rietkade, "De tuin", subject=Subject.WORK, serves=None, by=idris, at=at
    )


@pytest.fixture
def owed(seat: Seat, garden: Matter, idris: Person, at: datetime) -> list[Promise]:
    """Two promises of the seat to Idris, for different days."""
    return [
        promises.make_promise(
            garden,
            maker=seat.actor,
            receiver=idris.actor,
            text=f"De gemeente doet {n}",
            due=at.date() + timedelta(days=n),
            by=idris,
            at=at,
        )
        for n in (3, 5)
    ]


@pytest.fixture
def empty(seat: Seat, joris: Person, berend: Person, at: datetime) -> Seat:
    """Joris left."""
    actions.leave(seat, by=joris, at=at)
    seat.refresh_from_db()
    return seat


@pytest.fixture
def named(empty: Seat, owed: list[Promise], marlies, berend: Person, at: datetime) -> Succession:
    """Berend named Marlies for the empty seat, which owes two things."""
    return actions.name_successor(empty, marlies, by=berend, at=at)


@pytest.fixture
def talked_over(named: Succession, marlies: Person, berend: Person, at: datetime) -> Succession:
    """They spoke about it."""
    noted = Noted(said="Alles doorgenomen", present=[marlies.actor])
    conversations.hold(named.talk, noted, by=berend, at=at)
    return named


@pytest.fixture
def told_everywhere(
    real_commits, welcome, rietkade, amina, idris, sjaan, garden, named, seat, berend, marlies, at
) -> Person:
    """Ruben told the same sentence in every field of the house; his questions are closed."""
    ruben = told.come_in(welcome, at)
    need, also = told.ask(rietkade, ruben, idris, amina, at)
    told.promise_and_talk(need, ruben, amina, at)
    told.weigh(garden, need, ruben, idris, at)
    told.ask_the_seat(seat, named, ruben, berend, marlies, at)
    told.put_up(ruben, at)
    told.hand_over(need, amina, sjaan, at)
    told.decide_together(rietkade, ruben, idris, at)
    told.join_and_leave(ruben, amina, at)
    told.put_up(ruben, at)
    told.complain(rietkade, ruben, amina, sjaan, at)
    told.let_go(ruben, need, also, at=at)
    person: Person = ruben
    return person


@pytest.fixture
def card(ruben: Person, at: datetime) -> dict[str, str]:
    """Ruben's card: code and word."""
    _row, code = members.make_card(ruben, "reiger", by=ruben, at=at)
    return {"code": code, "word": "reiger"}
