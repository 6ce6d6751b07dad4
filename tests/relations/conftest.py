"""A need in De Rietkade: told by Ruben, held by Amina."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import translation
from PIL import Image

from tests.conftest import Welcome
from tests.visitor import Visitor
from tussenruimte.conversations.actions import moment
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Permission
from tussenruimte.members.models import Actor, Cooperative, Person
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise
from tussenruimte.relations.actions import Told, ask_relation, start_clock, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import LegalClock, Need, Relation

Promised = Callable[..., Promise]

WORDS = "Ik ben mijn kamer kwijt. Ik wil dat iemand het afmaakt."


class Mine:
    """A browser on the pages of one's own need."""

    def __init__(self, visitor: Visitor, there: str) -> None:
        self.visitor, self.there = visitor, there

    def get(self, page: str = "") -> HttpResponse:
        return self.visitor.get(self.there + page)

    def text(self, page: str = "") -> str:
        return " ".join(self.get(page).content.decode().split())

    def post(self, page: str, **typed: str) -> HttpResponse:
        return self.visitor.post(self.there + page, typed)


@pytest.fixture
def telling() -> Telling:
    """What Ruben tells at the front: a first name, and that he goes by Sjaan."""
    return Telling(
        words=WORDS, own_word="reiger", has_consent=True, name="Ruben", reach="via Sjaan"
    )


@pytest.fixture
def told(rietkade: Cooperative, amina: Person, telling: Telling, at: datetime) -> Told:
    """Ruben told it; Amina has the duty."""
    return tell(rietkade, telling, by=None, at=at)


@pytest.fixture
def message(told: Told) -> Need:
    """Nobody spoke with him yet."""
    return told.need


@pytest.fixture
def need(message: Need, amina: Person, at: datetime) -> Need:
    """Amina had a first chat with Ruben."""
    moment(message.matter, by=amina, at=at)
    message.refresh_from_db()
    return Need.objects.whole().get(pk=message.pk)


@pytest.fixture
def english() -> Iterator[None]:
    """Refusals as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def jpeg() -> bytes:
    """A small photo that tells where it was made."""
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "op de trap van nummer 84"
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG", exif=exif)
    return picture.getvalue()


@pytest.fixture
def card(client: Visitor, told: Told, need: Need) -> Mine:
    """A browser that came in with the card, and where the need is."""
    client.post("/kaart/", {"code": told.cards[0].read("sealed_code"), "word": "reiger"})
    return Mine(client, f"/kaart/{need.code}/")


@pytest.fixture
def promised(need: Need, amina: Person, at: datetime) -> Promised:
    """Amina promises Ruben something; `promised(days=3)`."""

    def make(
        what: str = "Amina belt over het briefadres",
        *,
        days: int = 3,
        maker: Actor | None = None,
        receiver: Actor | None = None,
    ) -> Promise:
        return promises.make_promise(
            need.matter,
            maker=maker or amina.actor,
            receiver=receiver or need.person.actor,
            text=what,
            due=at.date() + timedelta(days),
            person_said_yes=True,
            by=amina,
            at=at,
        )

    return make


@pytest.fixture
def hanneke(welcome: Welcome) -> Person:
    """Arranges money and post for Ruben, and signs in."""
    return welcome("Hanneke Vos", email="hanneke@example.org")


@pytest.fixture
def stands(need: Need, hanneke: Person, amina: Person, at: datetime) -> Relation:
    """Hanneke may act for Ruben: Amina saw the paper, and both said yes."""
    return act_for_ruben(need, hanneke, amina, at)


def act_for_ruben(need: Need, who: Person, amina: Person, at: datetime, **terms: Any) -> Relation:
    """With a paper about money and post."""
    said = {"person_said_yes": True, "other_said_yes": True} | terms
    return ask_relation(
        need,
        who,
        part=Relation.Part.REPRESENTATIVE,
        scope="geld en post",
        paper_seen_on=at.date() - timedelta(7),
        by=amina,
        at=at,
        **said,
    )


@pytest.fixture
def hers(need: Need, stands: Relation, hanneke: Person) -> Mine:
    """The browser of Hanneke, signed in, on the page about the question of Ruben."""
    return Mine(Visitor().sign_in(hanneke), f"/rietkade/vragen/{need.code}/mijn/")


@pytest.fixture
def wethouder(joris: Person) -> Actor:
    """The seat of the municipality."""
    actor: Actor = joris.tenures.get().seat.actor
    return actor


@pytest.fixture
def allowed(need: Need, wethouder: Actor, at: datetime) -> Permission:
    """Ruben lets the alderman read it for a hundred days."""
    until = at.date() + timedelta(100)
    return matters.give_permission(
        need.matter, wethouder, purpose="de melding", until=until, by=need.person, at=at
    )


@pytest.fixture
def start(need: Need, amina: Person, wethouder: Actor, at: datetime) -> Callable[..., LegalClock]:
    """Amina lets a term run from ten days ago: `start("debt")`."""

    def starting(
        key: str = "wmo-research",
        *,
        ago: int = 10,
        seat: Actor | None = wethouder,
        by: Person = amina,
    ) -> LegalClock:
        reported = at.date() - timedelta(ago)
        return start_clock(need, key, reported_on=reported, seat=seat, by=by, at=at)

    return starting
