"""Counting: nothing that failed may look as if it passed."""

import os
import subprocess

import pytest

from tools import postgres, suite
from tools.place import PYTHON, ROOT
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


WHERE = """
from pathlib import Path
from django.db import connection

def test_where(worker_id):
    Path(__file__).with_name(worker_id).write_text(connection.settings_dict["HOST"])
"""


def test_each_process_has_a_server_of_its_own(tmp_path):
    (tmp_path / "test_where.py").write_text(WHERE)
    words = ("-c", ROOT / "pyproject.toml", "--rootdir", ROOT, "-p", "no:cacheprovider")
    servers = "postgres://x@%2Fone/x postgres://x@%2Ftwo/x"
    env = {name: said for name, said in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [PYTHON, "-m", "pytest", *words, "--tx", "2*popen", "--dist", "each", tmp_path],
        cwd=ROOT,
        env={**env, "DATABASE_URL": servers},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert [(tmp_path / name).read_text() for name in ("gw0", "gw1")] == ["/one", "/two"]


@pytest.mark.parametrize(
    ("place", "wanted", "found"), [("", 0, True), ("", 2**60, False), ("no", 0, False)]
)
def test_a_server_lies_in_memory_when_there_is_room(monkeypatch, tmp_path, place, wanted, found):
    monkeypatch.setattr(postgres, "MEMORY", tmp_path / place)
    monkeypatch.setattr(postgres, "ROOM", wanted)
    assert postgres.in_memory() == (tmp_path if found else None)


def test_what_asks_the_database_is_tested_on_both():
    home = ("tests/architecture/test_databases.py", "tests/architecture/test_glossary.py")
    env = {name: said for name, said in os.environ.items() if not name.startswith("PYTEST_")}
    for both, left in (("", {*home}), ("1", {home[0]})):
        done = subprocess.run(
            [PYTHON, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", *home],
            cwd=ROOT,
            env={**env, "DATABASE_URL": "postgres://x@%2Fone/x", "TUSSENRUIMTE_BOTH": both},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        found = [line for line in done.stdout.splitlines() if "::" in line]
        assert {line.partition("::")[0] for line in found} == left, done.stdout
