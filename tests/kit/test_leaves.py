"""A long list, so much at a time."""

import pytest

from tussenruimte.kit.leaves import Leaf, leaf_of


@pytest.mark.parametrize("many", [0, 1, 24, 25, 26, 50, 51, 99])
def test_every_row_stands_on_one_leaf_in_its_place(many):
    seen, number = [], 1
    while number:
        leaf = leaf_of(range(many), number)
        assert leaf.before == number - 1
        seen, number = seen + leaf.rows, leaf.after
    assert seen == list(range(many))


def test_the_last_leaf_is_not_empty():
    leaf = leaf_of(range(50), 2)
    assert (len(leaf.rows), leaf.after) == (25, 0)


def test_after_the_last_there_is_nothing():
    assert leaf_of(range(3), 9_999) == Leaf([], 9_999, has_more=False)


def test_what_is_shown_of_the_rows_stands_on_the_same_leaf():
    leaf = leaf_of([1, 2, 3], 1, 2).turned_into(lambda rows: [str(row) for row in rows])
    assert leaf == Leaf(["1", "2"], 1, has_more=True)
