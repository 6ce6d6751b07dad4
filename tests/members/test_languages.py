"""In which language somebody speaks, told to whoever speaks with them."""

import pytest

from tussenruimte.conversations.actions import ask
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Subject
from tussenruimte.members.languages import speaks
from tussenruimte.members.models import Person

SAYS = "Selam spreekt Tigrinya. Selam wil een tolk: Tigrinya of Amhaars."


@pytest.fixture
def selam(welcome):
    """Speaks Tigrinya, and asked for an interpreter."""
    return welcome("Selam", language="ti", interpreter="Tigrinya of Amhaars")


def test_for_which_language_is_sealed(selam):
    person = Person.objects.with_key().get(pk=selam.pk)
    assert b"Amhaars" not in bytes(person.interpreter)
    assert person.read("interpreter") == "Tigrinya of Amhaars"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, ""),
        ({"language": "nl", "interpreter": "gebarentaal"}, "Bo wil een tolk: gebarentaal."),
        ({"language": "pl"}, "Bo spreekt Pools."),
        ({"language": "xx"}, ""),
    ],
)
def test_nothing_is_said_of_who_speaks_as_we_do(welcome, known, said):
    assert speaks(welcome("Bo", **known)) == said


@pytest.mark.parametrize("page", ["plannen/", ""])
def test_it_stands_where_a_conversation_is_planned(selam, amina, client, at, page):
    matter = matters.open_private(selam, subject=Subject.QUESTION, circle=None, by=selam, at=at)
    matters.let_read(matter, amina.actor, ground=Ground.HOLDER, by=selam, at=at)
    asked = ask(matter, host=amina.actor, by=amina, at=at)
    shown = client.sign_in(amina).get(f"/rietkade/gesprekken/{asked.code}/{page}")
    assert SAYS in shown.content.decode()
