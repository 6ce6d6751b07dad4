"""Everything that has to be true before a change may land: `./tussenruimte test`."""

import os
import shutil
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import postgres
from tools.place import BUILD, MANAGE, PYTHON, ROOT, Stop, run, say, surroundings
from tools.setup import make_keys

REPORTS = BUILD / "reports"
NO_TESTS_FOUND = 5
CHROMIUM_ADVICE = "Chromium is missing: run `sudo apt-get install chromium`."
# Each of these counts as one test.
CHECKS: tuple[tuple[str, tuple[str | Path, ...]], ...] = (
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("layout", ("ruff", "format", "--check", "--quiet", ".")),
    ("types", ("mypy",)),
    ("floors", ("lint-imports",)),
    ("templates", ("djlint", "--lint", "--quiet", "src")),
    ("spelling", ("codespell",)),
    ("dependencies", ("deptry", "src", "--config", "requirements/deptry.toml")),
    ("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
)


@dataclass
class Count:
    """How many passed, failed, and were not run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Count") -> None:
        """Take another count along."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


PASS, FAIL, SKIP = Count(passed=1), Count(failed=1), Count(skipped=1)


def suite(*, fast: bool, full: bool) -> int:
    """Run all of it, tell each part's result, and close with one line that adds them up."""
    total = Count()
    with own_surroundings(full=full) as env:
        for name, words in CHECKS:
            total.add(checked(name, words, env))
        total.add(tested("tests on SQLite", env, "--ignore=tests/browser"))
        if not fast:
            total.add(on_postgres_and_in_a_browser(env))
    say(str(total))
    return 1 if total.failed or not total.passed else 0


@contextmanager
def own_surroundings(*, full: bool) -> Iterator[dict[str, str]]:
    """A data folder with keys for this run only: tests never see the house's own."""
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="tr-tests-") as folder:
        make_keys(Path(folder))
        env = surroundings(Path(folder), TUSSENRUIMTE_ROLE="owner")
        env.pop("DATABASE_URL", None)
        yield {**env, "TUSSENRUIMTE_FULL": "1"} if full else env


def checked(name: str, words: tuple[str | Path, ...], env: Mapping[str, str]) -> Count:
    """One check that is right or wrong as a whole."""
    started = time.monotonic()
    outcome = PASS if run(words, env) == 0 else FAIL
    _tell(name, outcome, started)
    return outcome


def tested(name: str, env: Mapping[str, str], *words: str) -> Count:
    """One run of pytest, counted from the report that it writes."""
    started = time.monotonic()
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    pytest = (PYTHON, "-m", "pytest", "-q", "-n", "2", f"--junit-xml={report}")
    code = run([*pytest, *words], env)
    outcome = read_report(report)
    if code and not outcome.failed:
        why = "there were no tests" if code == NO_TESTS_FOUND else f"pytest ended with {code}"
        say(f"{name}: {why}")
        outcome.add(FAIL)
    _tell(name, outcome, started)
    return outcome


def read_report(report: Path) -> Count:
    """Add up a JUnit report; none at all is no tests at all."""
    count = Count()
    if not report.exists():
        return count
    for suite_of_tests in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file
        tests, failures, errors, skipped = (
            int(suite_of_tests.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
        )
        failed = failures + errors
        count.add(Count(passed=tests - failed - skipped, failed=failed, skipped=skipped))
    return count


def on_postgres_and_in_a_browser(env: Mapping[str, str]) -> Count:
    """The same tests on the other database, then the walks in a browser on both."""
    total = Count()
    browser = shutil.which("chromium", path=env["PATH"])
    if not postgres.is_there():
        total.add(missing("tests on PostgreSQL", postgres.ADVICE))
        if browser:
            total.add(tested("browser walks", env, "tests/browser"))
    else:
        with postgres.temporary_postgres() as address:
            on_server = {**env, "DATABASE_URL": address}
            total.add(tested("tests on PostgreSQL", on_server, "--ignore=tests/browser"))
            if browser:
                walks = {**env, "TEST_PG_URL": address}
                total.add(tested("browser walks", walks, "tests/browser"))
    if not browser:
        total.add(missing("browser walks", CHROMIUM_ADVICE))
    return total


def missing(name: str, advice: str) -> Count:
    """What could not be run here: a gap on somebody's machine, a failure in CI."""
    say(f"\n!!! NOT RUN: {name}. {advice}\n")
    return FAIL if os.environ.get("CI") == "true" else SKIP


def _tell(name: str, outcome: Count, started: float) -> None:
    sys.stdout.flush()
    verdict = "FAILED" if outcome.failed else "right"
    say(f"[{verdict}] {name}: {outcome} ({time.monotonic() - started:.0f} s)")


def benchmark(words: list[str]) -> int:
    """Run the benchmarks; which there are, they tell themselves."""
    if not (ROOT / "benchmarks" / "__main__.py").exists():
        raise Stop("There are no benchmarks in this copy of the house.")
    with own_surroundings(full=False) as env:
        return run([PYTHON, "-m", "benchmarks", *words], env)
