"""BSN numbers are found; what only looks like one is left alone. All numbers are made up."""

import pytest
from hypothesis import given, strategies as st
from stdnum.nl import bsn as reference

from tussenruimte.methods.bsn import column_of, found_in


def passes(number):
    """The eleven-test by its own definition: 9, 8 … 2 times the digits, minus the last."""
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return (
        number > 0
        and sum(w * int(d) for w, d in zip(weights, f"{number:09}", strict=True)) % 11 == 0
    )


numbers = st.integers(10**7, 10**9 - 1)
valid = st.integers(10**6, 10**8 - 1).map(
    lambda n: next(k for k in range(n * 10 % 10**9, 10**10) if passes(k) and k < 10**9)
)


@given(numbers)
def test_the_eleven_test_is_the_published_one(number):
    assert reference.is_valid(f"{number:09}") == passes(number)
    assert found_in(f"Nummer {number:09}.") == ([f"{number:09}"] if passes(number) else [])


@pytest.mark.parametrize(
    "text",
    [
        "123456782",
        "Mijn nummer is 123456782.",
        "1234.56.782",
        "1234 56 782",
        "123 456 782",
        "123.456.782",
        "123-456-782, alstublieft",
        "bsn123456782",
        "BSN: 12 34 56 782",
        "burgerservicenummer is 1 2 3 4 5 6 7 8 2",
        "１２３４５６７８２",
        "123\u00a0456\u00a0782",
        "1234–56–782",
        "12345\u200b6782",
        "(123456782)",
        "a;123456782;b",
        "1234 AB 123456782",
        "5 keer 123456782 1 keer",
        "123456782 20 euro",
        "€ 20 123456782",
    ],
)
def test_a_bsn_is_found_however_it_is_written(text):
    assert found_in(text) == ["123456782"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0123456782",
        "06-12345678 en 0612345678",
        "+31 123456782",
        "+31123456782",
        "0031 123456782",
        "+31 (0)123456782",
        "0123 456782",
        "NL91 ABNA 0 123456782",
        "nl91abna0123456782",
        "BE12123456782345",
        "NL123456782B01",
        "€ 123456782",
        "€123.456.782",
        "123.456.782 euro",
        "123456782,50",
        "123.456.782,-",
        "1.123.456.782",
        "123456782345",
        "22-11-2026 om 12:34, 20261122",
        "2026-11-22",
        "7Q4M-K9TX",
        "X123456782",
        "123456782CD",
        "1234 AB",
        "192.168.123.456.782",
        "123456783",
        "000000000",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text):
    assert found_in(text) == []


@given(valid, st.text(" abcxyz,;:!?\n", max_size=20), st.text(" abcxyz;:!?\n", max_size=20))
def test_a_bsn_is_found_between_any_words(number, before, after):
    assert f"{number:09}" in found_in(f"{before} {number:09} {after}")


@given(st.integers(10**8, 10**9 - 1), st.sampled_from(["0{}", "+31{}", "+31 {}", "0031{}"]))
def test_a_phone_number_is_no_bsn(number, form):
    assert found_in(f"Bel {form.format(number)} of kom langs") == []


def test_several_come_in_order_and_once():
    assert found_in("111222333 dan 123456782, weer 111222333") == ["111222333", "123456782"]
    assert found_in("123456782,111222333") == ["123456782", "111222333"]


def test_with_its_name_the_leading_zero_may_be_gone():
    assert found_in("BSN 10000008") == ["010000008"]
    assert found_in("nummer 10000008") == []


@given(st.lists(valid, min_size=1, max_size=9), st.lists(st.just("0612345678"), max_size=20))
def test_a_column_of_bsn_is_seen_between_phone_numbers(column, phones):
    assert column_of([*(str(n).rjust(9, "0") for n in column), *phones, "", " "])
    assert column_of([f"{n}.0" for n in column if n > 10**7])


@pytest.mark.parametrize(
    "column",
    [
        [],
        ["", " "],
        ["0612345678", "020-1234567"],
        [f"6123456{n:02}" for n in range(60)],  # phone numbers whose zero fell off
        [str(n) for n in range(1, 90)],
        ["1234 AB"] * 5,
        ["NL91 ABNA 0417 1643 00"] * 5,
        ["123456782", "geen", "weet ik niet"],
    ],
)
def test_other_columns_pass(column):
    assert not column_of(column)


def test_a_long_text_takes_no_time():
    assert found_in("1 " * 50_000 + "0" * 50_000 + " bsn" * 20_000) == []
