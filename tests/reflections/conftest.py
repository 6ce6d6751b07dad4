"""Amina weighed something about what Ruben asked; Sjaan looks along."""

import pytest

from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter, Subject
from tussenruimte.reflections import actions
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.weighed import Weighed, Words


@pytest.fixture
def matter(ruben, amina, at) -> Matter:
    """What Ruben asked: private, and Amina holds on to it. No need, so that no room above listens."""
    matter = matters.open_private(ruben, subject=Subject.QUESTION, circle=None, by=ruben, at=at)
    matters.let_read(matter, amina.actor, ground=Ground.HOLDER, by=ruben, at=at)
    return matter


@pytest.fixture
def words() -> Words:
    """What Amina saw and did."""
    return Words(
        saw="Ruben kan op zondag nergens koken.",
        did="Ik gaf Ruben de sleutel, want zijn moeder is 81.",
        interest="geen",
    )


@pytest.fixture
def judgement(matter, words, amina, sjaan, at) -> Judgement:
    """Amina gave the key without the form; Sjaan looks along."""
    exception = Weighed(words, sjaan.actor, sort=Sort.EXCEPTION, rule="Huurformulier keuken")
    return actions.weigh(matter, exception, by=amina, at=at)
