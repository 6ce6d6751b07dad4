"""The measuring of shared budgets: the programs start, and the best of their rounds counts."""

import sys
from pathlib import Path

import pytest

from benchmarks import budget
from benchmarks.figures import Report
from tools.place import Stop


def test_ballots_that_are_all_different_are_shared_within_the_bound(monkeypatch):
    monkeypatch.setattr(budget, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(budget, "WAYS", 40)
    report = Report()
    budget.measure_many_ways(report, rounds=2)
    assert report.broken == 0
    assert report.lines[0].startswith("40 ballots, all different: ")


def test_the_best_of_the_rounds_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(budget, "WAYS", 12)
    file = tmp_path / "ways.pb"
    budget.write_ways(file)
    told = budget.shared(Path(sys.executable), "us", "plain", file, rounds=3)
    assert len(told["answer"][0]) > 1
    assert 0 < told["seconds"] < 60


def test_a_program_that_falls_over_stops_the_measuring(tmp_path):
    with pytest.raises(Stop, match="Sharing by us did not work"):
        budget.shared(Path(sys.executable), "us", "plain", tmp_path / "none.pb", rounds=1)
