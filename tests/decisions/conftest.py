"""A circle of three that decides, and a proposal to close on Sundays."""

from datetime import datetime, timedelta

import pytest

from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.decisions.models import Adviser, Proposal, Round, Vote
from tussenruimte.kit.clock import midnight
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Person


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
