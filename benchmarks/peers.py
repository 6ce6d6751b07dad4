"""Other people's programs, to measure beside: in an environment that nothing of ours runs in."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tools.place import BUILD, PYTHON, ROOT, VENV, Stop


def published() -> Path:
    """The folder with files that have no licence to be in this repository."""
    return Path(
        os.environ.get("TUSSENRUIMTE_SHARED_DATA") or ROOT.parent / "shared" / "data"
    ).resolve()


def python_with(name: str, packages: Sequence[str]) -> Path:
    """A Python with exactly these packages, made when it is not there yet. Stops when it cannot."""
    place = BUILD / "peers" / name
    python, told = place / "bin" / "python", place / "packages"
    if told.exists() and told.read_text().split() == list(packages):
        return python
    uv = VENV / "bin" / "uv"
    for words in (
        [uv, "venv", "--quiet", "--clear", "--no-python-downloads", "--python", PYTHON, place],
        [uv, "pip", "install", "--quiet", "--python", python, *packages],
    ):
        if subprocess.run(words, cwd=ROOT, check=False).returncode:
            raise Stop(f"{', '.join(packages)} could not be installed to measure beside.")
    told.write_text("\n".join(packages))
    return python
