"""Counting: nothing that failed may look as if it passed."""

import pytest

from tools import suite
from tools.suite import Count

REPORT = """<testsuites><testsuite name="pytest" tests="7" failures="1" errors="2" skipped="1"/>
<testsuite tests="3" failures="0" errors="0" skipped="0"/></testsuites>"""


def test_a_report_is_added_up(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert suite.read_report("all", report) == Count("all", passed=6, failed=3, skipped=1)


@pytest.fixture
def pytest_ends_with(monkeypatch, tmp_path):
    monkeypatch.setattr(suite, "REPORTS", tmp_path)
    return lambda code: monkeypatch.setattr(suite, "run", lambda *_: code)


@pytest.mark.parametrize("code", [1, 2, 3, 4, 5, -9])
def test_a_run_that_broke_off_has_failed(pytest_ends_with, code):
    pytest_ends_with(code)
    assert suite.tested("tests", {}).failed == 1


def test_what_is_missing_fails_in_ci_and_is_skipped_at_home(monkeypatch, capsys):
    monkeypatch.setenv("CI", "true")
    assert suite.missing("walks", "get it").failed == 1
    monkeypatch.setenv("CI", "")
    assert suite.missing("walks", "get it").skipped == 1
    assert "NOT RUN: walks. get it" in capsys.readouterr().out


def test_the_last_line_is_the_count_and_nothing_else():
    assert str(Count("x", 3, 0, 1)) == "3 passed, 0 failed, 1 skipped"
