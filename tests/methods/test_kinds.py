"""Where kinds of members must agree: a kind that is silent, or for less than the majority, is found."""

from hypothesis import given, strategies as st

from tussenruimte.methods.deciding import least_for
from tussenruimte.methods.kinds import Voices, that_were_silent, without_majority


@st.composite
def voices(draw):
    """What people of one kind did: nobody more than there are."""
    in_favour, against, passed, still = (draw(st.integers(0, 30)) for _ in range(4))
    spoken = in_favour + against + passed
    return Voices(spoken + still, spoken, in_favour, against)


KINDS = st.dictionaries(st.sampled_from("abcd"), voices())
LEAST, NEEDED = st.integers(1, 25), st.sampled_from(["half", "two-thirds"])


@given(KINDS, LEAST)
def test_a_kind_is_silent_when_fewer_spoke_than_asked_and_not_all(kinds, least):
    silent = set(that_were_silent(kinds, least))
    for kind, one in kinds.items():
        is_enough = one.spoken >= least or one.spoken == one.roll
        assert (kind in silent) != is_enough


@given(KINDS, LEAST, LEAST)
def test_asking_more_people_makes_no_kind_speak(kinds, one, other):
    few, many = sorted((one, other))
    assert set(that_were_silent(kinds, few)) <= set(that_were_silent(kinds, many))


@given(KINDS, NEEDED)
def test_a_kind_has_its_majority_by_the_rule_of_the_whole(kinds, needed):
    lacking = set(without_majority(kinds, needed))
    for kind, one in kinds.items():
        is_enough = not one.roll or one.in_favour >= least_for(needed, one.in_favour + one.against)
        assert (kind in lacking) != is_enough


@given(KINDS)
def test_when_each_kind_has_more_than_half_so_has_the_whole(kinds):
    asked = {kind: one for kind, one in kinds.items() if one.roll}
    if not without_majority(asked, "half") and asked:
        assert sum(o.in_favour for o in asked.values()) > sum(o.against for o in asked.values())


@given(KINDS, LEAST, NEEDED)
def test_the_order_of_kinds_changes_nothing(kinds, least, needed):
    turned = dict(reversed(kinds.items()))
    assert set(that_were_silent(turned, least)) == set(that_were_silent(kinds, least))
    assert set(without_majority(turned, needed)) == set(without_majority(kinds, needed))


@given(KINDS, LEAST)
def test_a_kind_that_nobody_has_a_voice_of_is_not_asked(kinds, least):
    more = kinds | {"nobody": Voices(0, 0)}
    assert that_were_silent(more, least) == that_were_silent(kinds, least)
    assert without_majority(more, "half") == without_majority(kinds, "half")
