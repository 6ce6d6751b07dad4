"""Where things lie, and how the house starts a program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
REQUIREMENTS = ROOT / "requirements"
DATABASE = "tussenruimte.sqlite3"
MANAGE = (str(PYTHON), "-m", "tussenruimte.manage")
# The same browser, without windows that nobody looks at: it walks twice as fast.
BROWSERS = ("chromium-headless-shell", "chromium")


class Stop(Exception):  # noqa: N818 - it is an answer, not an error
    """The house cannot do this; the text says why in one plain sentence."""


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, flush=True)


def data_folder() -> Path:
    """The folder with the database, the keys and the files."""
    return Path(os.environ.get("TUSSENRUIMTE_DATA") or ROOT / "data").resolve()


def chromium() -> str | None:
    """The browser with which the tests walk through the house."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """The environment of every program that the house starts."""
    return {
        **os.environ,
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",
        "TUSSENRUIMTE_DATA": str(data),
        "TUSSENRUIMTE_DEMO": "0",  # only `demo` opens that door
        "UV_PYTHON_DOWNLOADS": "never",
        "VIRTUAL_ENV": str(VENV),
        **more,
    }


def run(words: Sequence[str | Path], env: Mapping[str, str], folder: Path = ROOT) -> int:
    """Run a program to its end and give its exit code."""
    sys.stdout.flush()
    return subprocess.run(
        [str(word) for word in words], env=env, cwd=folder, check=False
    ).returncode


def must(words: Sequence[str | Path], env: Mapping[str, str], folder: Path = ROOT) -> None:
    """Run a program that has to succeed: quiet when it does, all of its words when it does not."""
    done = subprocess.run(
        [str(word) for word in words],
        env=env,
        cwd=folder,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr, flush=True)
        raise Stop(f"`{' '.join(map(str, words[:6]))}` did not work; its own words are above.")
