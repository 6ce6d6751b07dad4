"""Small groups: what a curious reader tries, written apart from the method itself."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings, strategies as st

from tussenruimte.methods.groups import (
    MEMBERS,
    PUBLIC,
    Counts,
    members_cells,
    members_table,
    merge_small,
    public_cells,
    public_table,
    votes_table,
)

counts = st.lists(st.one_of(st.integers(0, 14), st.integers(0, 300)), min_size=1, max_size=7)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    cell = st.one_of(st.integers(0, 14), st.integers(0, 300))
    return draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=5))


def believed(shown, rule):
    """What a reader believes of one figure: (lowest, highest)."""
    around = rule.base // 2
    return (0, 10**6) if shown is None else (max(rule.under, shown - around), shown + around)


def attack(bounds, lines):
    """Narrow the bounds of all figures until nothing moves; a line is (parts, total)."""
    moved = True
    while moved:
        moved = False
        for parts, total in lines:
            low = sum(bounds[p][0] for p in parts)
            high = sum(bounds[p][1] for p in parts)
            news = [(total, low, high)]
            for p in parts:
                others_low, others_high = low - bounds[p][0], high - bounds[p][1]
                news.append((p, bounds[total][0] - others_high, bounds[total][1] - others_low))
            for key, new_low, new_high in news:
                better = (max(bounds[key][0], new_low), min(bounds[key][1], new_high))
                moved |= better != bounds[key]
                bounds[key] = better
    return bounds


def figures(shown):
    """All figures of a shown table by place; the totals stand at place -1."""
    found = {(r, c): v for r, row in enumerate(shown.rows) for c, v in enumerate(row)}
    found |= {(r, -1): v for r, v in enumerate(shown.row_totals)}
    found |= {(-1, c): v for c, v in enumerate(shown.column_totals)}
    return found | {(-1, -1): shown.total}


def lines_of(height, width):
    rows, columns = [*range(height), -1], [*range(width), -1]
    across = [([(r, c) for c in range(width)], (r, -1)) for r in rows]
    return across + [([(r, c) for r in range(height)], (-1, c)) for c in columns]


def check_hidden(found, bounds, rule):
    for place, shown in found.items():
        low, high = bounds[place]
        assert low <= high
        if shown is None:
            assert high - low + 1 >= rule.spread, place


@settings(max_examples=200)
@given(tables(), st.sampled_from([(public_table, PUBLIC), (members_table, MEMBERS)]))
def test_no_hidden_figure_of_a_table_follows_from_the_others(rows, page):
    method, rule = page
    found = figures(method(rows))
    bounds = {place: believed(shown, rule) for place, shown in found.items()}
    check_hidden(found, attack(bounds, lines_of(len(rows), len(rows[0]))), rule)


@given(counts, st.sampled_from([(public_cells, PUBLIC), (members_cells, MEMBERS)]))
def test_no_hidden_figure_of_a_list_follows_from_the_others(row, page):
    method, rule = page
    shown = method(row)
    found = dict(enumerate(shown.cells)) | {-1: shown.total}
    bounds = {place: believed(value, rule) for place, value in found.items()}
    check_hidden(found, attack(bounds, [(list(range(len(row))), -1)]), rule)


@given(tables())
def test_public_figures_are_large_multiples_of_five_near_the_truth(rows):
    found = figures(public_table(rows))
    whole = [[*row, sum(row)] for row in rows]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    for (r, c), shown in found.items():
        if shown is not None:
            assert shown % 5 == 0
            assert shown >= 10
            assert abs(shown - whole[r][c]) <= 2


@given(tables())
def test_in_each_line_none_is_hidden_or_more_than_one(rows):
    found = figures(public_table(rows))
    for parts, total in lines_of(len(rows), len(rows[0])):
        assert sum(found[place] is None for place in [*parts, total]) != 1


@given(tables())
def test_members_see_exact_figures_from_five(rows):
    found = figures(members_table(rows))
    for r, row in enumerate(rows):
        for c, count in enumerate(row):
            assert found[r, c] in ({None} if count < 5 else {None, count})


@pytest.mark.parametrize(
    ("method", "most", "size"),
    [(public_cells, 42, 3), (members_cells, 24, 3), (members_cells, 14, 4)],
)
def test_a_reader_who_knows_the_method_and_tries_every_list_is_left_with_doubt(method, most, size):
    same = defaultdict(list)
    for row in itertools.product(range(most + 1), repeat=size):
        if sum(row) <= most:
            same[method(row)].append(row)
    for shown, rows in same.items():
        for place, value in enumerate(shown.cells):
            if value is None:
                assert len({row[place] for row in rows}) > 1, shown


def test_a_reader_who_knows_the_method_and_tries_every_table_is_left_with_doubt():
    same = defaultdict(list)
    for a, b, c, d in itertools.product(range(14), repeat=4):
        if a + b + c + d <= 13:
            same[members_table([[a, b], [c, d]])].append((a, b, c, d))
    for shown, tried in same.items():
        for place, value in enumerate([*shown.rows[0], *shown.rows[1]]):
            if value is None:
                assert len({table[place] for table in tried}) > 1, shown


def test_a_figure_that_two_rows_together_give_away_is_not_given_away():
    """Two blocks with one hidden count between them: each line hides two, the sum of lines one."""
    rows = [[30, 30, 90, 90], [30, 30, 2, 90], [90, 90, 30, 30], [90, 90, 30, 30]]
    hidden = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    small = [
        [2 if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(rows)
    ]
    found = figures(members_table(small))
    assert {place for place in found if found[place] is None} > hidden


def test_lists_by_hand():
    assert public_cells([40, 31, 22]) == Counts((40, 30, 20), 95)
    assert public_cells([40, 31, 22, 3]) == Counts((40, 30, None, None), 95)
    assert public_cells([40, 3]) == Counts((None, None), 45)
    assert public_cells([1, 2]) == Counts((None, None), None)
    assert members_cells([30, 12, 4, 6, 9]) == Counts((30, None, None, 6, 9), 61)
    assert members_cells([0, 0, 50]) == Counts((None, None, None), 50)
    assert members_cells([4, 4, 4]) == Counts((None, None, None), None)


def test_a_table_by_hand():
    shown = public_table([[40, 3, 70], [50, 60, 80], [4, 90, 12]])
    assert shown.rows == ((None, None, 70), (50, 60, 80), (None, None, 10))
    assert shown.row_totals == (115, 190, 105)
    assert shown.column_totals == (95, 155, 160)
    assert shown.total == 410


def test_empty_lists_and_tables():
    assert public_cells([]).cells == ()
    assert public_cells([]).total is None
    assert public_table([]).rows == ()
    assert public_table([[], []]).row_totals == (None, None)


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[1, -2]]])
def test_what_is_no_table_of_people_is_refused(rows):
    with pytest.raises(ValueError, match=r"as many|no fewer"):
        public_table(rows)


def test_small_kinds_go_together():
    merged = merge_small({"bewoner": 80, "vakmens": 12, "organisatie": 3, "gemeente": 1})
    assert merged.kinds == {"bewoner": 80}
    assert (merged.rest, merged.merged) == (16, ("organisatie", "gemeente", "vakmens"))
    assert merge_small({"a": 5, "b": 9}).merged == ()
    assert merge_small({"a": 3, "b": 2, "c": 9}).kinds == {"c": 9}


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40)))
def test_merging_loses_nobody_and_leaves_no_small_kind(kinds):
    merged = merge_small(kinds)
    assert sum(merged.kinds.values()) + merged.rest == sum(kinds.values())
    assert all(count >= 5 for count in merged.kinds.values())
    assert merged.rest >= 5 or not merged.kinds or not merged.merged


def could_be(shown, rows, rule):
    """Every table of small numbers that a reader of a table of votes cannot tell from this one."""
    height, width = len(rows), len(rows[0])
    columns = [
        [
            column
            for column in itertools.product(range(total + 1), repeat=height)
            if sum(column) == total
            and all(_fits(column[r], shown.rows[r][c], rule) for r in range(height))
        ]
        for c, total in enumerate(shown.column_totals)
    ]
    for chosen in itertools.product(*columns):
        table = [tuple(chosen[c][r] for c in range(width)) for r in range(height)]
        if all(_fits(sum(row), shown.row_totals[r], rule) for r, row in enumerate(table)):
            yield table


def _fits(count, shown, rule):
    if shown is None:
        return True
    return count >= rule.under and (count + rule.base // 2) // rule.base * rule.base == shown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 2), min_size=2, max_size=3))
def test_a_table_of_votes_hides_what_is_small_though_its_totals_are_told(rows):
    shown = votes_table(rows, MEMBERS)
    assert shown.column_totals == tuple(map(sum, zip(*rows, strict=True)))
    tables = list(could_be(shown, rows, MEMBERS))
    assert [tuple(row) for row in rows] in tables
    if all(cell is None for row in shown.rows for cell in row) and not any(shown.row_totals):
        return  # then no more is told than the totals
    for r, row in enumerate(rows):
        for c, count in enumerate(row):
            if count < MEMBERS.under:
                assert shown.rows[r][c] is None
                assert len({table[r][c] for table in tables}) >= MEMBERS.spread
