"""What pages of the shell are tested with: a second cooperative, a need, a day full of things."""

from datetime import datetime

import pytest

from tests.web import about, next_door as heide
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.matters import actions as matters
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Person
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need


@pytest.fixture
def heideveen(rietkade: Cooperative, at: datetime) -> Cooperative:
    """Another cooperative in the same house."""
    cooperative = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 765 43 21", by="beheer", at=at
    )
    matters.open_bond(cooperative, by="beheer", at=at)
    tell_database(rietkade.pk)
    return cooperative


@pytest.fixture
def wiepkje(heideveen: Cooperative, rietkade: Cooperative, at: datetime) -> Person:
    """Connects people in Heideveen, and is nobody in De Rietkade."""
    tell_database(heideveen.pk)
    person = members.welcome_person(heideveen, name="Wiepkje Harmsma", by="invoer", at=at)
    person.user = members.give_login(person, "wiepkje@example.org", by="invoer", at=at)
    tell_database(rietkade.pk)
    return person


@pytest.fixture
def board(rietkade: Cooperative, amina: Person, at: datetime) -> Circle:
    """The board, with Amina in it."""
    circle = members.make_circle(rietkade, "Bestuur", sort="board", by="beheer", at=at)
    members.sit_in_circle(circle, amina, since=at.date(), by="beheer", at=at)
    return circle


@pytest.fixture
def need(rietkade: Cooperative, amina: Person, ruben: Person, at: datetime) -> Need:
    """What Ruben told; Amina holds on to it and has not spoken with him yet."""
    telling = Telling(words="Ik slaap bij vrienden.", own_word="reiger", has_consent=True)
    return tell(rietkade, telling, person=ruben, by=ruben, at=at).need


fenna, gerrit, noor, tine, hanna = about.fenna, about.gerrit, about.noor, about.tine, about.hanna
codes, browsers = about.codes, about.browsers
next_door = heide.next_door
