"""Reading all ballots at once gives what reading them one by one gives, or nothing."""

from collections import Counter

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods.ballot_files.grouping import grouped
from tussenruimte.methods.ballot_files.lines import Numbers, Unreadable, from_one, whole
from tussenruimte.methods.ballot_files.quick import Form, all_at_once

PLAIN = [
    (Form(3, ",", ",", tail=","), ["7,2,1,", "20,1,", "1,3,2,1,"]),
    (Form(3, ":", ","), ["7:2,1", "20:1", "1:3,2,1"]),
    (Form(3, ";", ";"), ["7;2;1", "20;1", "1;3;2;1"]),
]


def one_by_one(line, form):
    times, _sign, order = line.partition(form.sign)
    words = order.removesuffix(form.tail).split(form.between)
    return whole(times), Numbers(from_one(form.candidates)).ranking(words)


@pytest.mark.parametrize(("form", "lines"), PLAIN)
def test_what_is_plain_is_read_at_once(form, lines):
    assert all_at_once(Counter(lines), form) == {(1, 0): 7, (0,): 20, (2, 1, 0): 1}
    assert all_at_once(Counter(lines * 2), form) == {(1, 0): 14, (0,): 40, (2, 1, 0): 2}


def test_numbers_of_two_digits():
    lines = ["3:12,1,2,11", "1:1,12", "2:10", "1:60,59,6"]
    found = {(11, 0, 1, 10): 3, (0, 11): 1, (9,): 2, (59, 58, 5): 1}
    assert all_at_once(Counter(lines), Form(60, ":", ",")) == found
    assert all_at_once(Counter(lines), Form(61, ":", ",")) is None
    assert all_at_once(Counter(lines), Form(59, ":", ",")) is None


ODD = ["2:4", "2:12", "2:1,1", "2:", "2:1,", "2:,1", "2:1,,2", "0:1", "x:1", "2", "2:1 ", "2:½"]


@pytest.mark.parametrize("line", [*ODD, "1234567890123:1", "2:{1,2}", "2:1\t", "2:１", "２:1"])
def test_what_is_odd_is_left_alone(line):
    assert all_at_once(Counter(["7:2,1", line, "1:3,2,1"]), Form(3, ":", ",")) is None


def test_who_has_to_name_everybody():
    assert all_at_once(Counter(["7:2,1"]), Form(2, ":", ",", least=2)) == {(1, 0): 7}
    assert all_at_once(Counter(["7:2,1", "7:2"]), Form(2, ":", ",", least=2)) is None


@given(
    lines=st.lists(
        st.from_regex(r"[0-9]{1,2},[0-9,]{0,9}", fullmatch=True), min_size=1, max_size=4
    ),
    candidates=st.integers(1, 25),
)
def test_it_gives_what_one_by_one_gives_or_nothing(lines, candidates):
    form = Form(candidates, ",", ",", tail=",")
    quick = all_at_once(Counter(lines), form)
    if quick is not None:
        slow = Counter()
        for line in lines:
            times, ranking = one_by_one(line, form)
            slow[ranking] += times
        assert quick == slow


def test_what_is_left_alone_is_told_by_the_reader_of_lines():
    form = Form(3, ":", ",")
    with pytest.raises(Unreadable, match="names '4'") as no:
        grouped(["7:2,1", "2:4"], lambda line: one_by_one(line, form), 11, form)
    assert no.value.line == 12
