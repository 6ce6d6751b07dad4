"""What this machine has and lacks: `./tussenruimte check`."""

import importlib.util
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import postgres, setup
from tools.place import MANAGE, PYTHON, VENV, chromium, run, say, surroundings
from tools.suite import CHROMIUM_ADVICE, STRACE_ADVICE

SETUP_ADVICE = "run `./tussenruimte setup`"
SILENT_ADVICE = "it does not answer; look whether it runs, and at DATABASE_URL"
CARETAKER_ADVICE = (
    "put a name in TUSSENRUIMTE_CARETAKER, or `self` for the cooperative; till then that page says "
    "that nobody wrote it down"
)
SAFE_SQLITE = "from tussenruimte import settings; raise SystemExit(not settings.SQLITE_WAL)"


@dataclass(frozen=True)
class Need:
    """One thing that should be there, and what to do when it is not."""

    name: str
    there: bool
    advice: str
    needed: bool = True


def check(data: Path) -> int:
    """Say what is missing and how to get it; then let Django look at the settings."""
    needs = list(needs_here(data))
    for need in needs:
        state = "ok     " if need.there else "MISSING" if need.needed else "absent "
        say(f"{state} {need.name}" + ("" if need.there else f": {need.advice}"))
    if any(need.needed and not need.there for need in needs):
        return 1
    return 1 if run([*MANAGE, "check", "--deploy"], surroundings(data)) else 0


def needs_here(data: Path) -> Iterator[Need]:
    """All of it, the needed first."""
    has_venv = importlib.util.find_spec("ensurepip") is not None
    yield Need("Python with venv", has_venv or PYTHON.exists(), setup.VENV_ADVICE)
    packages = PYTHON.exists() and bool(setup.stamp(VENV, "packages"))
    yield Need("the locked packages", packages, SETUP_ADVICE)
    yield from keys(data)
    yield database(data, can_ask=packages and not setup.missing_keys(data))
    if packages and not setup.missing_keys(data):
        safe = subprocess.run(
            [PYTHON, "-c", SAFE_SQLITE], env=surroundings(data), check=False, capture_output=True
        )
        slower = "this SQLite can damage a database in WAL mode, so a slower and safe mode is used"
        yield Need("SQLite with a safe WAL", safe.returncode == 0, slower, needed=False)
    yield caretaker(data)
    yield Need("Chromium (browser tests)", chromium() is not None, CHROMIUM_ADVICE, needed=False)
    strace = shutil.which("strace") is not None
    yield Need("strace (power cuts in tests)", strace, STRACE_ADVICE, needed=False)
    yield Need(
        "PostgreSQL (tests, large houses)", postgres.is_there(), postgres.ADVICE, needed=False
    )


def caretaker(data: Path) -> Need:
    """Whether it was written down who looks after this machine."""
    said = surroundings(data).get("TUSSENRUIMTE_CARETAKER", "").strip()
    name = "who looks after the machine (page about privacy)"
    return Need(name, bool(said), CARETAKER_ADVICE, needed=False)


def database(data: Path, *, can_ask: bool) -> Need:
    """Whether it answers, and is of this version. Asking makes no database where there is none."""
    begun = bool(setup.stamp(data, "database"))
    if not (begun and can_ask):
        return Need("the database", begun, SETUP_ADVICE)
    asked = subprocess.run(
        [*MANAGE, "migrate", "--check", "--skip-checks"],
        env=surroundings(data, TUSSENRUIMTE_ROLE="owner"),
        check=False,
        capture_output=True,
        text=True,
    )
    is_silent = "OperationalError" in asked.stderr
    return Need("the database", asked.returncode == 0, SILENT_ADVICE if is_silent else SETUP_ADVICE)


def keys(data: Path) -> Iterator[Need]:
    """The keys, from the surroundings or in a file that only we can read."""
    missing = setup.missing_keys(data)
    for name in setup.KEYS:
        file = data / name
        yield Need(name, name not in missing, SETUP_ADVICE)
        if file.exists():
            private = not stat.S_IMODE(file.stat().st_mode) & 0o077
            yield Need(f"{name} is ours only", private, f"run `chmod 600 {file}`")
