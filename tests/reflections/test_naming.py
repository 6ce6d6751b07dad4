"""A name becomes a code and a code a name again, without changing a letter of the text."""

from types import SimpleNamespace

import pytest

from tussenruimte.members.models import Kind
from tussenruimte.reflections.naming import by_code, by_name, codes_in


def actor(name, code, kind=Kind.PERSON):
    return SimpleNamespace(name=name, code=code, kind=kind)


PEOPLE = [
    actor("Ruben Aldekamp", "RUBEN22222"),
    actor("Noor van Hessum", "NR33333333"),
    actor("wethouder sociaal", "SEAT444444", Kind.SEAT),
    actor("", "NAMELESS55"),
]
NAMES = {one.code: one.name for one in PEOPLE}


@pytest.mark.parametrize(
    "text",
    [
        "Ruben belde.",
        "Ik sprak Ruben Aldekamp, en RUBEN zei: ruben is moe.",
        "Rubens moeder en Noor's fiets",
        "noor van hessum kwam",
        "De wethouder sociaal was er niet.",
        "",
    ],
)
def test_there_and_back(text):
    assert by_name(by_code(text, PEOPLE), NAMES) == text


@pytest.mark.parametrize("text", ["Rubensstraat", "Noorderlicht", "geruben"])
def test_words_that_look_like_a_name_stay(text):
    assert by_code(text, PEOPLE) == text


def test_no_name_is_left():
    kept = by_code("Ruben Aldekamp, ruben en Rubens moeder", PEOPLE)
    assert "uben" not in kept.replace("RUBEN22222", "")
    assert codes_in(kept) == ["RUBEN22222"]


def test_a_forgotten_person_is_somebody():
    kept = by_code("Ruben en Noor", PEOPLE)
    assert by_name(kept, {**NAMES, "RUBEN22222": ""}) == "iemand en Noor"


def test_without_people_nothing_changes():
    assert by_code("Ruben", []) == "Ruben"
