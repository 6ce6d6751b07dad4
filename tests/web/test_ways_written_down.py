"""The ways in, and how long they last, stand in the security model as they are in the code."""

import ast

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.texts import ROOT, SOURCE
from tests.tools.book import chapter, table
from tests.visitor import Visitor
from tussenruimte.members.clocks import CLOCKS
from tussenruimte.relations.reads import cards

PART = "Ways in, and how long they last"
DAY = 24 * 60 * 60
# Each address at the door, and the way in that it belongs to.
ADDRESSES = {
    "inloggen/": "a code by mail",
    "inloggen/code/": "a code by mail",
    "inloggen/tweede-code/": "a code from an app, or one on paper",
    "inloggen/passkey/": "a passkey",
    "inloggen/met/<slug:provider_id>/": "another house (OpenID Connect), when its name is set",
    "inloggen/met/<slug:provider_id>/terug/": "another house (OpenID Connect), when its name is set",
    "kaart/": "a card",
    "begin/": "the set-up code",
    "<slug:coop>/uitnodiging/": "an invitation, by mail or on paper",
}
# Pages that let somebody in by themselves; the rest goes by way of allauth, at the addresses above.
OPENERS = {
    "web/views/home.py": "the set-up code",
    "web/views/invitation.py": "an invitation, by mail or on paper",
    "web/views/demo.py": "",  # exists in the demo only
}
NO_ADDRESS = {"a way back"}  # two others say who it is; then one begins anew by mail


def ways():
    """What the table says of each: for whom, what it takes, how guessing is held back, how long."""
    return {way: told for way, *told in table(chapter(ROOT / "docs" / "security-model.md", PART))}


def addresses():
    for one in get_resolver().url_patterns:
        for inner in getattr(one, "url_patterns", [one]):
            yield str(inner.pattern) if inner is one else f"{one.pattern}{inner.pattern}"


def test_every_address_at_the_door_is_a_way_that_is_written_down():
    found = {path for path in addresses() if path.startswith("inloggen/")}
    assert found == {path for path in ADDRESSES if path.startswith("inloggen/")}
    assert set(ADDRESSES) <= set(addresses())
    assert set(ways()) == set(ADDRESSES.values()) | NO_ADDRESS


def test_nothing_else_lets_anybody_in():
    opens = {"login", "perform_login", "perform_passwordless_login", "resume_login"}
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in opens
    }
    assert found - {"web/views/other_house.py"} == set(OPENERS)
    assert {way for way in OPENERS.values() if way} <= set(ways())
    assert len(settings.AUTHENTICATION_BACKENDS) == 1


def test_of_each_it_says_for_whom_what_it_takes_how_guessing_is_held_back_and_how_long():
    for way, told in ways().items():
        assert len(told) == 4, way
        assert all(told), way


@pytest.mark.parametrize(
    ("way", "number", "words"),
    [
        ("a code by mail", settings.SESSION_COOKIE_AGE, {30 * DAY: "thirty days"}),
        ("a passkey", settings.SESSION_COOKIE_AGE, {30 * DAY: "thirty days"}),
        ("a card", cards.IDLE, {1_800: "half an hour without use"}),
        ("a card", cards.LONGEST, {14_400: "four hours at most"}),
        (
            "an invitation, by mail or on paper",
            CLOCKS["invitation"].number,
            {14: "fourteen days"},
        ),
    ],
)
def test_how_long_it_lasts_is_as_written(way, number, words):
    assert words[number] in ways()[way][-1]


def test_however_many_devices_all_stay_signed_in(idris):
    assert "as many sessions as devices" in chapter(ROOT / "docs" / "security-model.md", PART)
    devices = [Visitor().sign_in(idris) for _device in range(8)]
    for device in devices:
        assert device.get("/rietkade/vandaag/").status_code == 200
