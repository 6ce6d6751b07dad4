"""Ruben asks something; Amina holds on to it, Sjaan stands beside him."""

from datetime import timedelta

import pytest

from tussenruimte.conversations import actions
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Line, Noted, Plan, Telling
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter, Subject


@pytest.fixture
def matter(ruben, amina, at) -> Matter:
    """What Ruben asked: private, and Amina holds on to it. No need, so that no room above listens."""
    matter = matters.open_private(ruben, subject=Subject.QUESTION, circle=None, by=ruben, at=at)
    matters.let_read(matter, amina.actor, ground=Ground.HOLDER, by=ruben, at=at)
    return matter


@pytest.fixture
def asked(matter, ruben, amina, at) -> Conversation:
    """Ruben asked Amina for a conversation."""
    return actions.ask(matter, host=amina.actor, about="Over mijn post", by=ruben, at=at)


@pytest.fixture
def planned(asked, amina, at) -> Conversation:
    """Amina chose tomorrow at ten."""
    actions.plan(asked, Plan(at + timedelta(days=1), place="Bij de inloop"), by=amina, at=at)
    return Conversation.objects.whole().get(pk=asked.pk)


@pytest.fixture
def held(matter, amina, at) -> Conversation:
    """Amina wrote down what she and Ruben discussed."""
    return actions.note_conversation(matter, Noted(said="Hij wil een adres."), by=amina, at=at)


@pytest.fixture
def without_ruben(amina, at) -> Noted:
    """A conversation about Ruben at which he was not; Amina tells him the day after tomorrow."""
    telling = Telling("Hij was ziek.", amina.actor, at.date() + timedelta(days=2))
    return Noted(said="Over de sleutel.", was_person_there=False, telling=telling)


@pytest.fixture
def line(amina, at) -> Line:
    """Amina calls within a week."""
    return Line(amina.actor, "Amina belt het loket", at.date() + timedelta(days=7))
