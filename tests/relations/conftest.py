"""A need in De Rietkade: told by Ruben, held by Amina."""

import io
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import translation
from PIL import Image

from tussenruimte.conversations.actions import moment
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.relations.actions import Told, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need

WORDS = "Ik ben mijn kamer kwijt. Ik wil dat iemand het afmaakt."


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
