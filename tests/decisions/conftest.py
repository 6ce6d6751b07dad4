"""A circle of three that decides, and a proposal to close on Sundays."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.decisions.meeting import ask
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft, There, When
from tussenruimte.decisions.models import Adviser, Demand, Meeting, Proposal, Round, Vote
from tussenruimte.kit.clock import midnight
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Member, Person


@pytest.fixture
def circle(
    rietkade: Cooperative, idris: Person, amina: Person, sjaan: Person, at: datetime
) -> Circle:
    """The walk-in, run by Amina, Idris and Sjaan."""
    row = members.make_circle(rietkade, "De inloop", sort="work", by="invoer", at=at)
    for person in (idris, amina, sjaan):
        members.sit_in_circle(row, person, since=at.date(), by="invoer", at=at)
    return row


@pytest.fixture
def draft() -> Draft:
    """What somebody proposes."""
    return Draft(
        title="De inloop op zondag dicht",
        why="Op zondag zijn er te weinig handen.",
        how="Op woensdag blijven we langer open.",
        builds_on="De inloop op woensdag",
        saves=True,
        saves_euros=3_600,
        asks_more="op zondag bij elkaar langsgaan",
        risk="Iemand blijft weg en niemand merkt het.",
        borne_by="De vaste gasten. We bellen hen.",
    )


@pytest.fixture
def proposal(
    rietkade: Cooperative, circle: Circle, draft: Draft, idris: Person, at: datetime
) -> Proposal:
    """Idris proposes it to the circle."""
    return actions.start_proposal(rietkade, draft, kind="decision", circle=circle, by=idris, at=at)


@pytest.fixture
def adviser(proposal: Proposal, joris: Person, idris: Person, at: datetime) -> Adviser:
    """The alderman's seat has to be heard."""
    seat = joris.tenures.get().seat
    return actions.name_adviser(
        proposal,
        seat.actor,
        authority="political",
        why="De zaal is van de gemeente",
        by=idris,
        at=at,
    )


@pytest.fixture
def asked(proposal: Proposal, idris: Person, at: datetime) -> Round:
    """Each is asked in turn: Amina first, by name."""
    for sort in ("picture", "opinion", "consent"):
        row = actions.open_next(proposal, sort, by=idris, at=at)
    return row


@pytest.fixture
def talked(proposal: Proposal, idris: Person, at: datetime) -> Proposal:
    """People say what they find of it."""
    for sort in ("picture", "opinion"):
        actions.open_next(proposal, sort, by=idris, at=at)
    return proposal


@pytest.fixture
def week(at: datetime) -> datetime:
    """A vote that opens now closes at the end of the seventh day."""
    return midnight(at.date() + timedelta(8))


@pytest.fixture
def vote(talked: Proposal, idris: Person, at: datetime, week: datetime) -> Vote:
    """For or against, with their names."""
    return actions.open_vote(talked, Ask("yes-no", week), by=idris, at=at)


@pytest.fixture
def house(rietkade, circle, draft, idris, amina, sjaan, joris, tess, at, week) -> SimpleNamespace:
    """Who does what, and when."""
    return SimpleNamespace(**locals())


# ---- the members' meeting --------------------------------------------------------------------------


@pytest.fixture
def board(rietkade: Cooperative, sjaan: Person, at: datetime) -> Circle:
    """Sjaan is the board."""
    row = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(row, sjaan, since=at.date(), by="invoer", at=at)
    return row


@pytest.fixture
def crowd(welcome: Any, at: datetime) -> list[Person]:
    """Twenty-one members more."""
    people = [welcome(f"Lid {number}") for number in range(21)]
    for person in people:
        members.make_member(
            person.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at
        )
    return people


@pytest.fixture
def demand(
    rietkade: Cooperative, board: Circle, crowd: list[Person], idris: Person, at: datetime
) -> Demand:
    """Idris asks for a meeting: of twenty-two or more members."""
    return ask(rietkade, idris, at)


@pytest.fixture
def reached(demand: Demand, crowd: list[Person], at: datetime) -> Demand:
    """A tenth of them ask for it."""
    for person in crowd[:2]:
        actions.join_in(demand, member=person.actor, by=person, at=at)
    return Demand.objects.get(pk=demand.pk)


@pytest.fixture
def meeting(
    rietkade: Cooperative, board: Circle, idris: Person, amina: Person, sjaan: Person, at: datetime
) -> Meeting:
    """In nine days, planned by the board."""
    return actions.plan_meeting(rietkade, When(at + timedelta(9), "De Steiger"), by=sjaan, at=at)


@pytest.fixture
def invited(meeting: Meeting, proposal: Proposal, sjaan: Person, at: datetime) -> Meeting:
    """A proposal and something else stand on its agenda, and members are invited."""
    actions.put_on_agenda(meeting, title="Rondvraag", by=sjaan, at=at)
    actions.put_on_agenda(meeting, proposal=proposal, by=sjaan, at=at)
    actions.move_up(meeting, 2, by=sjaan, at=at)
    actions.convene(meeting, by=sjaan, at=at)
    return Meeting.objects.whole().get(pk=meeting.pk)


@pytest.fixture
def held(invited: Meeting, idris: Person, amina: Person, sjaan: Person, at: datetime) -> Meeting:
    """Idris was there, and voted for Amina too."""
    there = There([idris.actor], [(amina.actor, idris.actor)])
    actions.hold_meeting(invited, there, by=sjaan, at=at + timedelta(9))
    return Meeting.objects.whole().get(pk=invited.pk)
