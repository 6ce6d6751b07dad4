"""Names as they are written on doors."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.initials import NOBODY, first_name, initials, short_name


@pytest.mark.parametrize(
    ("name", "door", "called"),
    [
        ("Noor van Hessum", "NH", "Noor"),
        ("Idris", "I", "Idris"),
        ("idris ben ali", "IA", "idris"),
        ("Amina El Idrissi", "AI", "Amina"),
        ("Jan-Willem de Boer", "JB", "Jan-Willem"),
        ("Gerard 't Hooft", "GH", "Gerard"),
        ("Gerard ’t Hooft", "GH", "Gerard"),
        ("Charles d'Artagnan", "CA", "Charles"),
        ("Maria de Vries-van Dam", "MV", "Maria"),
        ("Fenna Bakker-Smit", "FB", "Fenna"),
        ("Hessum, Noor van", "NH", "Noor"),
        ("dr. Noor van Hessum", "NH", "dr. Noor van Hessum"),
        ("Mevrouw Jansen", "J", "Mevrouw Jansen"),
        ("J. Bos", "JB", "J. Bos"),
        ("Van Hessum", "H", "Van Hessum"),
        ("De", "D", "De"),
        ("Sjaan (huismeester)", "S", "Sjaan"),
        ("Sjaan de Wit (Gemeente Bergen (L.))", "SW", "Sjaan"),
        ("  Łukasz \n Żak ", "ŁŻ", "Łukasz"),
        ("e\u0301milie o\u0308zil", "ÉÖ", "e\u0301milie"),
        ("ßabine", "S", "ßabine"),
        ("Ruben 🙂 Aldekamp 🌷", "RA", "Ruben"),
        ("王小明", "王", "王小明"),
    ],
)
def test_a_name_on_a_door(name, door, called):
    assert initials(name) == door
    assert first_name(name) == called


@pytest.mark.parametrize("name", ["", "  \n", "🙂", "...", "123", "\u202e", "()"])
def test_a_door_without_a_name(name):
    assert initials(name) == NOBODY


def test_letters_of_a_joining_script_stay_two_letters():
    assert initials("محمد علي") == "م\u200cع"
    assert initials("דוד לוי") == "דל"


@given(st.text())
def test_any_text_gives_at_most_two_letters_and_no_marks(name):
    door = initials(name)
    letters = door.replace("\u200c", "")
    assert 1 <= len(letters) <= 2
    assert letters == NOBODY or letters.isalpha()
    assert not any(unicodedata.category(c) in {"Cc", "Zs"} for c in door)


@given(st.text())
def test_somebody_is_called_by_a_part_of_the_name(name):
    assert first_name(name) in " ".join(name.split())
    assert bool(first_name(name)) == bool(name.split())


@pytest.mark.parametrize(
    ("called", "short"),
    [
        ("Joris Haanappel (Gemeente Waterhoven)", "Joris (Gemeente Waterhoven)"),
        ("Hessum, Noor van (Gemeente Waterhoven)", "Noor (Gemeente Waterhoven)"),
        ("Joris Haanappel", "Joris"),
        ("", ""),
    ],
)
def test_in_a_sentence_it_still_says_for_whom_they_speak(called, short):
    assert short_name(called) == short
