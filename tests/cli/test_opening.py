"""`setupcode` and `demo`: how a house opens."""

import re
import sys
from io import StringIO
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command

from tussenruimte.members.actions import use_set_up_code
from tussenruimte.members.models import SetUpCode


def said(*words, **more):
    out = StringIO()
    call_command(*words, stdout=out, **more)
    return out.getvalue()


def code_in(text):
    return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", text)[0]


def test_an_empty_house_prints_a_code(database, at):
    text = said("setupcode")
    assert "/begin/" in text
    use_set_up_code(code_in(text), by="beheer", at=at)


def test_a_new_code_ends_the_one_before(database, at):
    first, second = code_in(said("setupcode")), code_in(said("setupcode"))
    assert first != second
    assert SetUpCode.objects.filter(used_at=None).count() == 1


def test_once_there_is_a_cooperative_there_is_no_code(rietkade):
    assert said("setupcode") == ""
    assert not SetUpCode.objects.exists()


def test_whoever_asks_for_a_code_hears_why_there_is_none(rietkade):
    with pytest.raises(CommandError, match="for one more") as no:
        said("setupcode", "--explain")
    assert no.value.returncode == 1
    assert code_in(said("setupcode", "--explain", "--another"))


def test_for_one_more_somebody_asks(rietkade):
    assert code_in(said("setupcode", "--another"))


def test_made_up_people_come_only_into_the_demo(database):
    with pytest.raises(CommandError, match="only into the demo"):
        said("demo")


@pytest.fixture
def loader(settings, monkeypatch):
    settings.DEMO = True
    module = ModuleType("tussenruimte.cli.demo")
    monkeypatch.setitem(sys.modules, "tussenruimte.cli.demo", module)
    return module


def test_the_demo_loads_once_and_tells_who_is_who(loader, request, database):
    loader.load = lambda _at: request.getfixturevalue("amina")
    text = said("demo")
    assert "De Rietkade (http://localhost:8000/rietkade/)" in text
    assert "  Amina Telgenhof: professional, has the duty" in text
    loader.load = None  # a second time nothing is loaded
    assert said("demo") == text
