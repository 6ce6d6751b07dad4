"""Phone numbers as people write them, and the ways to reach somebody that are none."""

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods import phone


@pytest.mark.parametrize(
    ("typed", "shown", "dialled"),
    [
        ("0612345678", "06 12 34 56 78", "tel:+31612345678"),
        ("06-12345678", "06 12 34 56 78", "tel:+31612345678"),
        ("06 1234 5678", "06 12 34 56 78", "tel:+31612345678"),
        ("+31612345678", "06 12 34 56 78", "tel:+31612345678"),
        ("+31 (0)6 12 34 56 78", "06 12 34 56 78", "tel:+31612345678"),
        ("0031 612345678", "06 12 34 56 78", "tel:+31612345678"),
        ("020-1234567", "020 123 45 67", "tel:+31201234567"),
        ("(020) 123 45 67", "020 123 45 67", "tel:+31201234567"),
        ("0592 123456", "0592 12 34 56", "tel:+31592123456"),
        ("088/1234567", "088 123 45 67", "tel:+31881234567"),
        ("0800-2000", "0800 2000", "tel:08002000"),
        ("09001234567", "0900 123 4567", "tel:09001234567"),
        ("14030", "14 030", "tel:14030"),
        ("112", "112", "tel:112"),
        ("+32 475 12 34 56", "+32 475 12 34 56", "tel:+32475123456"),
        ("0032475123456", "0032475123456", "tel:+32475123456"),
    ],
)
def test_numbers_are_shown_and_dialled(typed, shown, dialled):
    assert phone.tidy(typed) == shown
    assert phone.tel(typed) == dialled
    assert phone.tel(shown) == dialled


@pytest.mark.parametrize(
    "words", ["", "via Sjaan", "de inloop op woensdag", "niet bellen", "12", "kamer 4", "٠٦١٢٣"]
)
def test_what_is_no_number_stays_and_has_no_link(words):
    assert phone.tidy(words) == words
    assert phone.tel(words) == ""


@pytest.mark.parametrize(
    ("typed", "can"),
    [
        ("06-12345678", True), ("000 123 45 67", True), ("0800-2000", True), ("14030", True), ("112", True),
        ("+32 475 12 34 56", True), ("06 12 34 56 78 (na zes uur)", True), ("0123 45 67 8", False),
        ("06-12", False), ("06 1234 56789", False), ("bel Sjaan", False), ("12", False), ("", False),
    ],
)  # fmt: skip
def test_a_number_with_a_figure_missing_cannot_be_called(typed, can):
    assert phone.can_be_called(typed) is can


def test_words_around_a_number_stay():
    assert phone.tidy("  0612345678 (na  zes uur)\n") == "06 12 34 56 78 (na zes uur)"
    assert phone.tel("bel 020 1234567 of kom langs") == "tel:+31201234567"
    two = "0612345678 of 0201234567"
    assert phone.tidy(two) == "06 12 34 56 78 of 020 123 45 67"


@given(st.integers(10**8, 10**9 - 1), st.sampled_from(["", " ", "-"]))
def test_every_dutch_number_is_grouped_without_losing_a_digit(number, gap):
    typed = f"0{number}"
    shown = phone.tidy(typed[:2] + gap + typed[2:])
    if not typed.startswith(("0800", "0900", "0906", "0909")):
        assert shown.replace(" ", "") == typed
        assert phone.tel(shown) == f"tel:+31{number}"
    assert phone.tidy(shown) == shown


@given(st.text())
def test_nothing_is_ever_refused(typed):
    assert phone.tidy(phone.tidy(typed)) == phone.tidy(typed)
    assert phone.tel(typed).startswith(("tel:", ""))


def test_a_whole_number_is_told_from_a_text_with_one():
    assert phone.is_number(" 06-12345678 ")
    assert not phone.is_number("0612345678 thuis")
    assert not phone.is_number("123456782")
