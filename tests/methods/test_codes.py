"""Codes survive paper, phone and thumbs."""

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods import codes

cards = st.integers(0, codes.CARD_CODES - 1).map(codes.card_code)


def test_the_alphabet_has_nothing_that_looks_alike():
    assert not set("0O1ILU") & set(codes.ALPHABET)
    for pair in ("S5", "B8", "Z2", "G6", "UV"):
        assert len(set(pair) & set(codes.ALPHABET)) == 1
    assert not set("AEIOU") & set(codes.ALPHABET)
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 24


def test_the_code_of_the_demo_is_a_code():
    assert codes.tidy("7Q4M-K9TX") == "7Q4M-K9TX"


def test_card_codes_are_numbers_in_this_alphabet():
    assert codes.card_code(0) == "2222-2222"
    assert codes.card_code(25) == "2222-2233"
    assert codes.card_code(codes.CARD_CODES - 1) == "YYYY-YYYY"
    assert codes.card_code(codes.CARD_CODES) == "2222-2222"


@given(st.integers(0, codes.SHORT_CODES - 1), st.integers(0, codes.SHORT_CODES - 1))
def test_different_numbers_have_different_codes(one, other):
    assert (codes.short(one) == codes.short(other)) == (one == other)
    assert len(codes.short(one)) == 10
    assert set(codes.short(one)) <= set(codes.ALPHABET)


@given(
    cards, st.sampled_from(["", " ", "-", "–", " - ", "\u00a0", ".", "\u200b", "_"]), st.booleans()
)
def test_a_code_is_read_however_it_is_typed(card, between, small):
    typed = f" {between.join(card.replace('-', ''))}\n"
    assert codes.tidy(typed.lower() if small else typed) == card


@given(cards)
def test_tidy_twice_is_tidy_once_and_wide_letters_are_read(card):
    assert codes.tidy(card) == card
    wide = "".join(chr(ord(c) + 0xFEE0) for c in card)
    assert codes.tidy(wide) == card


def test_lookalikes_that_can_be_one_thing_are_read():
    assert codes.tidy("sbzg-uqqq") == "5826-VQQQ"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7Q4M",
        "7Q4M-K9TX5",
        "7Q4M-K9T0",
        "O Q4MK9TX",
        "7Q4M-K9TI",
        "éééééééé",
        "ßßßß",
        "七Q4MK9TX",
    ],
)
def test_what_can_be_more_than_one_thing_is_asked_again(typed):
    assert codes.tidy(typed) is None


@given(st.text())
def test_anything_typed_is_a_code_or_nothing(typed):
    code = codes.tidy(typed)
    assert code is None or codes.tidy(code) == code
