"""STV as Scotland counts: by hand, paper by paper, and what it owes to groups."""

from decimal import ROUND_DOWN, Decimal

import pytest
from hypothesis import given, strategies as st

from tests.methods.counting import of_words, profiles, renumbered, ties_of
from tussenruimte.methods.ballots import Profile, Uncountable
from tussenruimte.methods.single import irv
from tussenruimte.methods.stv import stv


def count(profile, seats, seed="seed"):
    return stv(profile, seats, ties_of(profile, seed))


def test_a_surplus_is_cut_off_after_five_decimals():
    """Quota 7: of A's 9 papers each goes on for 2/9 = 0.22222."""
    outcome = count(of_words("9 AB, 5 C, 4 B, 2 DC", "ABCD"), 2)
    assert outcome.winners == ["A", "C"]
    assert outcome.more == {"quota": "7.00000"}
    steps = [(row["step"], row.get("of"), row["elected"]) for row in outcome.rounds]
    assert steps == [
        ("first choices", None, ["A"]),
        ("surplus", "A", []),
        ("excluded", "D", ["C"]),
    ]
    assert outcome.rounds[1]["votes"] == {
        "A": "7.00000",
        "B": "5.99998",
        "C": "5.00000",
        "D": "2.00000",
    }
    assert outcome.rounds[1]["lost_to_rounding"] == "0.00002"


def test_a_paper_that_came_for_less_goes_on_for_a_share_of_less():
    """Quota 6. B gets A's ten papers for 4/10 each, and hands on 2 of its 8 votes: 0.4 becomes
    0.1, and B's own four papers 0.25. So C has 1, and 1 and 1 more."""
    outcome = count(of_words("10 ABC, 4 BC, 3 D, 2 E, 1 C", "ABCDE"), 3)
    assert [row["votes"]["B"] for row in outcome.rounds[:3]] == ["4.00000", "8.00000", "6.00000"]
    assert outcome.rounds[2]["votes"]["C"] == "3.00000"


def test_whoever_is_left_is_elected_when_all_fit():
    outcome = count(of_words("5 A, 1 B, 1 C", "ABC"), 3)
    assert outcome.winners[0] == "A"
    assert len(outcome.rounds) == 1
    assert [tie.candidates for tie in outcome.ties] in ([("B", "C")], [("C", "B")])


def test_an_earlier_round_decides_before_the_lot():
    """After E's paper went to C, C and D have 3 each; D had more before."""
    outcome = count(of_words("6 A, 6 B, 2 C, 3 D, 1 EC", "ABCDE"), 2)
    looked_back = [tie for tie in outcome.ties if tie.about == "who is excluded"]
    assert [(tie.chosen, tie.by, tie.round) for tie in looked_back] == [("C", "round 1", 3)]


def test_a_shared_rank_is_refused():
    with pytest.raises(Uncountable, match=r"STV .* A and C at the same rank"):
        count(of_words("3 B, 2 A=CB", "ABC"), 1)


@pytest.mark.parametrize("seats", [0, 4])
def test_seats_have_to_fit(seats):
    with pytest.raises(Uncountable, match="seat"):
        count(of_words("3 B, 2 A", "ABC"), seats)


class ByPaper:
    """The same rules with one paper at a time, in decimals. `picked` says whose turn it is."""

    def __init__(self, profile, seats, picked):
        self.papers = [
            [kind, kind[0], Decimal(1)] for kind, n in profile.strict.items() for _ in range(n)
        ]
        self.quota = Decimal(len(self.papers) // (seats + 1) + 1)
        self.everybody = range(len(profile.candidates))
        self.standing, self.elected, self.kept, self.stages = set(self.everybody), set(), {}, []
        for name in picked:
            if name is not None:
                self.hand_on(profile.candidates.index(name))
            self.stages.append([self.votes(one) for one in self.everybody])
            self.elected |= {one for one in self.standing if self.stages[-1][one] >= self.quota}
            self.standing -= self.elected
            assert len(self.elected) <= seats
        if len(self.elected) < seats:
            self.elected |= self.standing
        assert len(self.elected) == seats

    def votes(self, one):
        own = sum((worth for _kind, at, worth in self.papers if at == one), Decimal(0))
        return self.kept.get(one, own)

    def hand_on(self, one):
        total, share = self.votes(one), Decimal(1)
        self.standing.discard(one)
        if one in self.elected:
            self.kept[one], share = self.quota, (total - self.quota)
        for paper in self.papers:
            if paper[1] == one:
                paper[1] = next((c for c in paper[0] if c in self.standing), None)
                if one in self.elected:
                    paper[2] = (paper[2] * share / total).quantize(Decimal("0.00001"), ROUND_DOWN)


@given(profile=profiles(), data=st.data())
def test_every_round_is_as_counted_paper_by_paper(profile, data):
    outcome = count(profile, data.draw(st.integers(1, len(profile.candidates))))
    by_paper = ByPaper(profile, len(outcome.winners), [row.get("of") for row in outcome.rounds])
    assert {profile.candidates[one] for one in by_paper.elected} == set(outcome.winners)
    for stage, row in zip(by_paper.stages, outcome.rounds, strict=True):
        assert [Decimal(votes) for votes in row["votes"].values()] == stage


@given(profile=profiles(), data=st.data())
def test_no_vote_disappears(profile, data):
    outcome = count(profile, data.draw(st.integers(1, len(profile.candidates))))
    for row in outcome.rounds:
        parts = [*row["votes"].values(), row["not_transferable"], row["lost_to_rounding"]]
        assert sum(map(Decimal, parts)) == profile.voters


@given(profile=profiles(), data=st.data())
def test_who_goes_is_lowest_and_whose_surplus_goes_is_highest(profile, data):
    outcome = count(profile, data.draw(st.integers(1, len(profile.candidates))))
    standing, waiting = set(profile.candidates), set()
    for before, row in zip([None, *outcome.rounds], outcome.rounds, strict=False):
        one = row.get("of")
        if row["step"] == "surplus":
            assert Decimal(before["votes"][one]) == max(
                Decimal(before["votes"][other]) for other in waiting
            )
        elif row["step"] == "excluded":
            quota = Decimal(outcome.more["quota"])
            assert not any(Decimal(before["votes"][other]) > quota for other in waiting)
            assert Decimal(before["votes"][one]) == min(
                Decimal(before["votes"][other]) for other in standing
            )
        standing -= {one, *row["elected"]}
        waiting = (waiting | set(row["elected"])) - {one}


@given(profile=profiles(), data=st.data())
def test_how_voters_and_candidates_are_listed_changes_nothing(profile, data):
    """Not even a tie: the lot hangs on names."""
    seats = data.draw(st.integers(1, len(profile.candidates)))
    order = data.draw(st.permutations(range(len(profile.candidates))))
    assert count(renumbered(profile, order), seats) == count(profile, seats)


@given(profile=profiles(), data=st.data())
def test_a_group_that_is_large_enough_gets_its_share(profile, data):
    """Whoever put the same candidates first, in any order, with k quotas: they get k of them."""
    seats = data.draw(st.integers(1, len(profile.candidates)))
    size = data.draw(st.integers(1, len(profile.candidates)))
    group = set(data.draw(st.permutations(range(len(profile.candidates))))[:size])
    more = data.draw(st.integers(0, profile.voters))
    orders = data.draw(st.lists(st.permutations(sorted(group)), min_size=1, max_size=4))
    strict = dict(profile.strict)
    for order in orders:
        strict[tuple(order)] = strict.get(tuple(order), 0) + more // len(orders)
    whole = Profile(profile.candidates, {kind: n for kind, n in strict.items() if n})
    solid = sum(n for kind, n in whole.strict.items() if set(kind[:size]) == group)
    owed = min(solid // (whole.voters // (seats + 1) + 1), size)
    won = {whole.candidates.index(name) for name in count(whole, seats).winners}
    assert len(won & group) >= owed


@given(profile=profiles(), seed=st.text(min_size=1, max_size=3))
def test_one_seat_goes_to_whom_the_run_off_elects(profile, seed):
    run_off = irv(profile, 1, ties_of(profile, seed))
    assert count(profile, 1, seed).winners == run_off.winners
