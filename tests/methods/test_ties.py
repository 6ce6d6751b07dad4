"""Between equals: the latest round that differs, then the lot or the list; always told."""

import pytest

from tussenruimte.methods.lots import order_by_lot
from tussenruimte.methods.ties import Tie, Ties

NAMES = ("Anna", "Bram", "Chris", "Doris")


def test_whoever_has_most_or_fewest_needs_no_tie():
    ties = Ties(NAMES, "seed")
    assert ties.highest([0, 1, 2], [3, 5, 4, 9], "who") == 1
    assert ties.lowest([0, 1, 3], [3, 5, 1, 9], "who") == 0
    assert ties.found == []


def test_the_latest_round_that_differs_decides():
    before = [[1, 4, 2, 2], [3, 2, 2, 2], [5, 5, 5, 1]]
    ties = Ties(NAMES, "seed")
    assert ties.highest([0, 1, 2], [6, 6, 6, 0], "who", before) == 0
    assert (ties.found[-1].by, ties.found[-1].round) == ("round 2", 4)
    assert ties.lowest([0, 1, 2], [6, 6, 6, 0], "who", before) == 2  # 2 and 2, then 4 and 2
    assert ties.found[-1].by == "round 1"


def test_the_lot_decides_only_between_those_who_never_differed():
    before = [[1, 1, 9, 1]]
    for number in range(20):
        ties = Ties(NAMES, f"seed {number}")
        drawn = [name for name in order_by_lot(NAMES, f"seed {number}") if name in {"Anna", "Bram"}]
        assert NAMES[ties.lowest([0, 1, 2], [6, 6, 6, 0], "who", before)] == drawn[-1]
        assert ties.found[-1].by == "lot"
        assert set(ties.found[-1].candidates) == {"Anna", "Bram", "Chris"}


@pytest.mark.parametrize(("ask", "chosen"), [("highest", 1), ("lowest", 3)])
def test_without_a_seed_the_list_decides(ask, chosen):
    ties = Ties(NAMES)
    assert getattr(ties, ask)([3, 1], [0, 2, 0, 2], "who") == chosen
    assert ties.found == [Tie(1, "who", ("Bram", "Doris"), NAMES[chosen], "listed")]
