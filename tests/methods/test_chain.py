"""The chain finds each of six faults, and only those."""

import hashlib
import json
import struct

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.chain import START, Break, Fault, canonical, first_break, link


def chain(bodies):
    rows, previous = [], START
    for seq, body in enumerate(bodies, start=1):
        previous = link(previous, seq, body)
        rows.append((seq, body, previous))
    return rows


FACTS = chain(f'{{"n":{n}}}' for n in range(1, 9))
HEADS = [(5, FACTS[4][2]), (8, FACTS[7][2])]


def test_link_is_plain_sha256_over_previous_number_and_text():
    by_hand = hashlib.sha256(START + struct.pack(">q", 7) + "één".encode()).digest()
    assert link(START, 7, "één") == by_hand
    by_sha256sum = "efdc0e2f8a22c306"
    assert link(bytes(32), 1, '{"a":1}').hex().startswith(by_sha256sum)


@pytest.mark.parametrize("previous", [b"", b"x" * 31, b"x" * 33])
def test_link_refuses_a_hash_of_another_size(previous):
    with pytest.raises(ValueError, match="32 bytes"):
        link(previous, 1, "{}")


def test_a_whole_chain_holds():
    assert first_break(iter(FACTS), HEADS) is None
    assert first_break([]) is None
    assert first_break([], [(0, START)]) is None


def test_altered_is_found():
    rows = [*FACTS[:3], (4, '{"n":40}', FACTS[3][2]), *FACTS[4:]]
    assert first_break(rows) == Break(4, Fault.ALTERED)


def test_altered_with_its_own_hash_made_anew_is_found_one_further():
    rows = [*FACTS[:3], (4, "{}", link(FACTS[2][2], 4, "{}")), *FACTS[4:]]
    assert first_break(rows) == Break(5, Fault.ALTERED)


def test_removed_is_found():
    assert first_break([*FACTS[:3], *FACTS[4:]]) == Break(4, Fault.MISSING)
    assert first_break(FACTS[1:]) == Break(1, Fault.MISSING)


def test_removed_and_renumbered_is_found():
    moved = [(seq - 1, body, digest) for seq, body, digest in FACTS[4:]]
    assert first_break([*FACTS[:3], *moved]) == Break(4, Fault.ALTERED)


def test_reordered_is_found():
    (_, body_4, hash_4), (_, body_5, hash_5) = FACTS[3:5]
    rows = [*FACTS[:3], (4, body_5, hash_5), (5, body_4, hash_4), *FACTS[5:]]
    assert first_break(rows) == Break(4, Fault.ALTERED)
    assert first_break([*FACTS[:4], FACTS[2]]) == Break(3, Fault.ORDER)


def test_inserted_is_found():
    extra = (4, "{}", link(FACTS[2][2], 4, "{}"))
    renumbered = [(seq + 1, body, digest) for seq, body, digest in FACTS[3:]]
    assert first_break([*FACTS[:3], extra, *renumbered]) == Break(5, Fault.ALTERED)
    assert first_break([*FACTS[:4], extra, *FACTS[4:]]) == Break(4, Fault.ORDER)


def test_cut_off_is_found_by_a_published_head():
    assert first_break(FACTS[:6]) is None
    assert first_break(FACTS[:6], HEADS) == Break(7, Fault.CUT)
    assert first_break([], HEADS) == Break(1, Fault.CUT)


def test_rewritten_is_found_by_a_published_head():
    rows = chain(["{}"] * 8)
    assert first_break(rows) is None
    assert first_break(rows, HEADS) == Break(5, Fault.REWRITTEN)


def test_two_heads_that_contradict_each_other_cannot_both_hold():
    assert first_break(FACTS, [HEADS[0], (5, b"x" * 32)]) == Break(5, Fault.REWRITTEN)
    assert first_break(FACTS, [(0, b"x" * 32)]) == Break(0, Fault.REWRITTEN)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=9), st.data())
def test_any_change_of_one_text_is_found(bodies, data):
    rows = chain(bodies)
    seq, body, digest = data.draw(st.sampled_from(rows))
    rows[seq - 1] = (seq, body + data.draw(st.text(" abc", min_size=1)), digest)
    assert first_break(rows) == Break(seq, Fault.ALTERED)


@given(st.lists(st.integers(), min_size=2, max_size=9, unique=True), st.data())
def test_any_new_order_is_found_by_the_head(numbers, data):
    head = chain(map(str, numbers))[-1]
    other = data.draw(st.permutations(numbers).filter(lambda new: new != numbers))
    found = first_break(chain(map(str, other)), [(head[0], head[2])])
    assert found == Break(head[0], Fault.REWRITTEN)


plain = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"))
bodies = st.dictionaries(st.text(st.characters(codec="utf-8")), plain | st.lists(plain))


@given(bodies, st.randoms())
def test_canonical_does_not_depend_on_the_order_of_keys(body, random):
    keys = list(body)
    random.shuffle(keys)
    assert canonical({key: body[key] for key in keys}) == canonical(body)
    assert json.loads(canonical(body)) == body


def test_canonical_is_short_and_readable():
    assert canonical({"b": "één", "a": [1, None]}) == '{"a":[1,null],"b":"één"}'


@pytest.mark.parametrize("odd", [{"a": float("nan")}, {"a": "\ud800"}, {"a": float("inf")}])
def test_canonical_refuses_what_has_no_one_form(odd):
    with pytest.raises(ValueError, match=r"JSON|surrogates"):
        canonical(odd)


@pytest.mark.parametrize("odd", [{1: "a"}, {"a": [{2: "b"}]}, {"a": {1, 2}}, {"a": b"x"}])
def test_canonical_refuses_keys_and_values_json_does_not_know(odd):
    with pytest.raises(TypeError):
        canonical(odd)
