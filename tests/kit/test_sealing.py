"""A text opens under its own key and in its own place, and nowhere else."""

import pytest

from tussenruimte.kit.sealing import (
    UnreadableError,
    digests,
    new_key,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
    unwrap,
    wrap,
)

PLACE = "relations_need|ABC|words"
WORDS = "Ik ben mijn kamer kwijt. ✓"


def test_it_opens_where_it_was_sealed():
    key = new_key()
    assert unseal(key, seal(key, WORDS, PLACE), PLACE) == WORDS
    assert unseal_bytes(key, seal_bytes(key, b"\x00jpg", PLACE), PLACE) == b"\x00jpg"


@pytest.mark.parametrize("place", ["relations_need|ABD|words", "relations_need|ABC|urgency", ""])
def test_moved_to_another_place_it_does_not_open(place):
    key = new_key()
    with pytest.raises(UnreadableError):
        unseal(key, seal(key, WORDS, PLACE), place)


def test_under_another_key_or_altered_it_does_not_open():
    key = new_key()
    sealed = seal(key, WORDS, PLACE)
    with pytest.raises(UnreadableError):
        unseal(new_key(), sealed, PLACE)
    for place in range(0, len(sealed), 7):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(UnreadableError):
            unseal(key, bytes(altered), PLACE)


def test_twice_the_same_words_give_another_ciphertext_and_another_digest():
    key = new_key()
    two = [seal(key, WORDS, PLACE), seal(key, WORDS, PLACE)]
    assert two[0] != two[1]
    assert len(set(digests(two))) == 2


def test_a_wrapped_key_belongs_to_one_person_and_one_master():
    key = new_key()
    wrapped, master = wrap(key, "AAAA")
    assert unwrap(wrapped, "AAAA", master) == key
    with pytest.raises(UnreadableError):
        unwrap(wrapped, "BBBB", master)
    with pytest.raises(UnreadableError):
        unwrap(wrapped, "AAAA", "00000000")
