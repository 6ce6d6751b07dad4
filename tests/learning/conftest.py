"""The trust circle: Wil and Amal, and Piet who stands in. Amina speaks for a care provider."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.utils import translation

from tussenruimte.learning import actions
from tussenruimte.learning.models import Complaint
from tussenruimte.members import actions as members
from tussenruimte.members.models import Circle, Cooperative, Organisation, Person

Tells = Callable[..., Complaint]


@pytest.fixture
def english() -> Iterator[None]:
    """Refusals as they are written."""
    with translation.override("en"):
        yield


@pytest.fixture
def circle(rietkade: Cooperative, at: datetime) -> Circle:
    """The trust circle, still without anybody."""
    return members.make_circle(
        rietkade, "Vertrouwenskring", sort=Circle.Sort.TRUST, by="invoer", at=at
    )


def seated(name: str) -> Callable[..., Person]:
    """Somebody who sits in the trust circle, called `name`."""

    def sit(welcome: Callable[..., Person], circle: Circle, at: datetime) -> Person:
        first = name.split(maxsplit=1)[0].casefold()
        person = welcome(name, email=f"{first}@example.org")
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
        return person

    return sit


@pytest.fixture
def wil(welcome: Callable[..., Person], circle: Circle, at: datetime) -> Person:
    """The first who came to sit there."""
    return seated("Wil van Dam")(welcome, circle, at)


@pytest.fixture
def amal(welcome: Callable[..., Person], circle: Circle, wil: Person, at: datetime) -> Person:
    """The second."""
    return seated("Amal Benhaddou")(welcome, circle, at)


@pytest.fixture
def piet(welcome: Callable[..., Person], circle: Circle, amal: Person, at: datetime) -> Person:
    """Stands in for either of them."""
    return seated("Piet Nagelhout")(welcome, circle, at)


@pytest.fixture
def provider(rietkade: Cooperative, amina: Person, at: datetime) -> Organisation:
    """A care provider, for which Amina speaks."""
    house = members.make_organisation(rietkade, "Zorggroep De Brug", by="invoer", at=at)
    members.speak_for(house, amina, since=at.date(), by="invoer", at=at)
    return house


@pytest.fixture
def tell(idris: Person, piet: Person, at: datetime) -> Tells:
    """Idris tells what went wrong."""

    def told(whom: str = "", words: str = "Ze vergat mij twee keer.") -> Complaint:
        return actions.tell(words, whom=whom, by=idris, at=at)

    return told


@pytest.fixture
def board(rietkade: Cooperative, sjaan: Person, at: datetime) -> Circle:
    """The board, with Sjaan in it."""
    made = members.make_circle(rietkade, "Bestuur", sort=Circle.Sort.BOARD, by="invoer", at=at)
    members.sit_in_circle(made, sjaan, since=at.date(), by="invoer", at=at)
    return made


@pytest.fixture
def about_amina(tell: Tells, provider: Organisation) -> Complaint:
    """It is about Amina, who speaks for the provider."""
    return tell("Amina Telgenhof")
