"""Everything that has to be true before a change may land: `./tussenruimte test`."""

import os
import shutil
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import postgres
from tools.place import BUILD, MANAGE, PYTHON, ROOT, Stop, chromium, run, say, surroundings
from tools.setup import make_keys

REPORTS = BUILD / "reports"
NO_TESTS_FOUND = 5
PROCESSES = 2  # that test beside each other
CHROMIUM_ADVICE = (
    "Chromium is missing: run `sudo apt-get install chromium-headless-shell` (or `chromium`)."
)
STRACE_ADVICE = "strace is missing: run `sudo apt-get install strace`."
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

    name: str = ""
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


def suite(*, fast: bool, full: bool) -> int:
    """Run all of it, tell each part's result, and close with one line that adds them up."""
    with own_surroundings(full=full) as around, working_folder() as folder:
        env = {**around, "TMPDIR": str(folder)}
        parts = [checked(name, words, env) for name, words in CHECKS]
        parts.append(tested("tests on SQLite", env, "--ignore=tests/browser"))
        if not fast:
            parts += on_postgres_and_in_a_browser(env)
    total = Count()
    for part in parts:
        total.add(part)
        if part.failed or part.skipped:
            say(f"{part.name}: {part}")
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


@contextmanager
def working_folder() -> Iterator[Path]:
    """Where files for a while go: in memory if there is room, where a commit waits for no disk."""
    with tempfile.TemporaryDirectory(prefix="tr-work-", dir=postgres.in_memory()) as folder:
        Path(folder).chmod(0o711)  # a server runs as somebody else, and has to find its own folder
        yield Path(folder)


def checked(name: str, words: tuple[str | Path, ...], env: Mapping[str, str]) -> Count:
    """One check that is right or wrong as a whole."""
    started = time.monotonic()
    code = run(words, env)
    outcome = Count(name, failed=1) if code else Count(name, passed=1)
    _tell(outcome, started)
    return outcome


def tested(name: str, env: Mapping[str, str], *words: str) -> Count:
    """One run of pytest, counted from the report that it writes."""
    started = time.monotonic()
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    pytest = (PYTHON, "-m", "pytest", "-q", "-n", str(PROCESSES), f"--junit-xml={report}")
    code = run([*pytest, *words], env)
    outcome = read_report(name, report)
    if code and not outcome.failed:
        why = "there were no tests" if code == NO_TESTS_FOUND else f"pytest ended with {code}"
        say(f"{name}: {why}")
        outcome.failed += 1
    _tell(outcome, started)
    return outcome


def read_report(name: str, report: Path) -> Count:
    """Add up a JUnit report; none at all is no tests at all."""
    count = Count(name)
    if not report.exists():
        return count
    for suite_of_tests in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file
        words = ("tests", "failures", "errors", "skipped")
        tests, failures, errors, skipped = (int(suite_of_tests.get(word, 0)) for word in words)
        failed = failures + errors
        count.add(Count(passed=tests - failed - skipped, failed=failed, skipped=skipped))
    return count


def on_postgres_and_in_a_browser(env: Mapping[str, str]) -> Iterator[Count]:
    """The same tests on the other database, then the walks in a browser, which use both."""
    if not postgres.is_there():
        yield missing("tests on PostgreSQL", postgres.ADVICE)
        yield in_a_browser(env)
        return
    with ExitStack() as stack:
        servers = [stack.enter_context(postgres.temporary_postgres()) for _ in range(PROCESSES)]
        # What can be the same only was tested on SQLite: tests/conftest.py tells what that is.
        on_servers = {**env, "DATABASE_URL": " ".join(servers), "TUSSENRUIMTE_BOTH": "1"}
        yield tested("tests on PostgreSQL", on_servers, "--ignore=tests/browser")
        yield in_a_browser({**env, "TEST_PG_URL": servers[0]})


def in_a_browser(env: Mapping[str, str]) -> Count:
    """What somebody with a browser can do, and what it looks like."""
    if chromium() is None:
        return missing("walks in a browser", CHROMIUM_ADVICE)
    return tested("walks in a browser", env, "tests/browser")


def missing(name: str, advice: str) -> Count:
    """What could not be run here: a gap on somebody's machine, a failure in CI."""
    say(f"\n!!! NOT RUN: {name}. {advice}\n")
    return Count(name, failed=1) if os.environ.get("CI") == "true" else Count(name, skipped=1)


def _tell(outcome: Count, started: float) -> None:
    verdict = "FAILED" if outcome.failed else "right"
    say(f"[{verdict}] {outcome.name}: {outcome} ({time.monotonic() - started:.0f} s)")


def benchmark(words: list[str]) -> int:
    """Run the benchmarks; which there are, they tell themselves."""
    if not (ROOT / "benchmarks" / "__main__.py").exists():
        raise Stop("There are no benchmarks in this copy of the house.")
    with own_surroundings(full=False) as env:
        return run([PYTHON, "-m", "benchmarks", *words], env)
