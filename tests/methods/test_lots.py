"""A lot can be drawn again by anybody, and favours nobody."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.lots import lot, order_by_lot, seed_of

NAMES = st.lists(st.text(), unique=True)


def test_anybody_can_draw_it_again():
    """With `printf '2026-11-26 17:00\\nAnna' | sha256sum` and the like."""
    assert lot("Anna", "2026-11-26 17:00").startswith("78c4a82b0596c5f4")
    drawn = order_by_lot(["Anna", "Bram", "Chris", "Dirk"], "2026-11-26 17:00")
    by_hand = {
        hashlib.sha256(b"2026-11-26 17:00\n" + name.encode()).digest(): name for name in drawn
    }
    assert drawn == [by_hand[digest] for digest in sorted(by_hand)]


@given(names=NAMES, seed=st.text(min_size=1), data=st.data())
def test_how_names_are_listed_changes_nothing(names, seed, data):
    shuffled = data.draw(st.permutations(names))
    drawn = order_by_lot(names, seed)
    assert order_by_lot(shuffled, seed) == drawn
    assert sorted(drawn) == sorted(names)


@given(names=NAMES.filter(len), seed=st.text(min_size=1), data=st.data())
def test_who_is_left_keeps_the_order(names, seed, data):
    gone = data.draw(st.sampled_from(names))
    left = [name for name in order_by_lot(names, seed) if name != gone]
    assert order_by_lot([name for name in names if name != gone], seed) == left


def test_everybody_is_first_about_as_often():
    firsts = Counter(order_by_lot("ABCD", f"seed {number}")[0] for number in range(4_000))
    assert all(880 < firsts[name] < 1_120 for name in "ABCD")  # four times what chance spreads


def test_a_seed_and_different_names_are_needed():
    with pytest.raises(ValueError, match="seed"):
        order_by_lot(["Anna"], "")
    with pytest.raises(ValueError, match="'Anna' stands twice"):
        order_by_lot(["Anna", "Bram", "Anna"], "x")


def test_the_seed_of_a_file_is_its_sha256():
    assert seed_of(b"abc").startswith("ba7816bf8f01cfea")
