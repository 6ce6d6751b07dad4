"""A machine for an operator who follows the book, in a folder of its own.

What the book does as the user of the house is done here as it stands there. Left out is what takes the
whole machine: packages, users, services, the network. Packages and styles are those of the tests, unless
the machine gets a copy of the repository: that one sets up what its version needs.
"""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.houses import free_port
from tests.texts import ROOT
from tests.tools.book import OPERATIONS, blocks, chapter
from tests.tools.history import told

# The house's own command, with the packages that are here already.
COMMAND = f"""\
import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from tools import place
place.VENV, place.PYTHON = Path(sys.prefix), Path(sys.executable)
place.MANAGE = (sys.executable, "-m", "tussenruimte.manage")
from tools import setup
for there in ("install_packages", "compile_sources", "build_frontend", "collect_static"):
    setattr(setup, there, lambda **_: None)
from tools.commands import main
sys.exit(main(sys.argv[1:]))
"""
WHOLE_MACHINE = re.compile(
    r"\bsudo\b|^(?:apt-get|systemctl|journalctl|restic|curl)\b|^\./tussenruimte start\b"
)
OWN = ("TUSSENRUIMTE_", "DJANGO_", "DATABASE_", "EMAIL_", "GIT_", "PYTHONPATH", "VIRTUAL_ENV")
OPENING = 120  # seconds, on a machine that has other things to do


class Machine:
    """`/srv/house` and `/etc` of its own; `/srv/backups` and `/safe` are disks that go from one to another."""

    def __init__(
        self, folder: Path, disks: Path, database: str = "", *, repository: Path | None = None
    ) -> None:
        self.folder, self.disks = folder, disks
        self.place = folder / "srv" / "house" / "tussenruimte"
        (folder / "etc").mkdir(parents=True)
        for disk in ("safe", "backups"):
            (disks / disk).mkdir(parents=True, exist_ok=True)
        if repository:
            self.place.parent.mkdir(parents=True)
            told(repository, "clone", "--quiet", repository, self.place)
        else:
            self.place.mkdir(parents=True)
            _borrow(self.place)
        written = blocks(chapter(OPERATIONS, "From nothing to a house"))
        settings = self.here(next(one.text for one in written if one.kind == "ini"))
        lines = [line for line in settings.splitlines() if not line.startswith("EMAIL_URL")]
        lines += [f"DATABASE_URL={database}"] if database else []
        (folder / "etc" / "tussenruimte.env").write_text("\n".join(lines) + "\n")

    @property
    def data(self) -> Path:
        """Where the house lives."""
        return self.folder / "srv" / "house" / "data"

    def here(self, text: str) -> str:
        """The same on this machine."""
        for before, after in (
            ("/srv/backups", f"{self.disks}/backups"),
            ("/safe/", f"{self.disks}/safe/"),
            ("/srv/house", f"{self.folder}/srv/house"),
            ("/etc/", f"{self.folder}/etc/"),
        ):
            text = re.sub(rf"(?<![\w/]){re.escape(before)}", after, text)
        return text

    def follow(self, title: str, *, only: int | None = None, **named: str) -> str:
        """Type what a chapter says, or one of its blocks. Returns what was answered."""
        found = [one.text for one in blocks(chapter(OPERATIONS, title)) if one.kind == "sh"]
        text = "".join(found if only is None else [found[only]])
        for before, after in named.items():
            text = text.replace(before, after)
        lines = [line for line in text.splitlines() if not WHOLE_MACHINE.search(line)]
        return self.type(self.here("\n".join(lines)))

    def type(self, text: str) -> str:
        """In a shell that stops at the first no."""
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", f"{self.settings()}\n{text}"],
            **self.around(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
        return done.stdout

    def settings(self) -> str:
        """How the book has one read them."""
        return self.here("cd /srv/house/tussenruimte; set -a; . /etc/tussenruimte.env; set +a")

    def around(self) -> dict[str, object]:
        """Where a program starts, with nothing of the tests in its surroundings."""
        env = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
        return {"cwd": self.folder, "env": env}

    def opens(self) -> str:
        """Start the house, ask whether it is well, and close it. Returns what `healthz` said."""
        port = free_port()
        words = f"{self.settings()}; exec ./tussenruimte start --port {port}"
        with subprocess.Popen(
            ["bash", "-c", words], **self.around(), stdout=subprocess.DEVNULL
        ) as house:
            try:
                return _asked(f"http://127.0.0.1:{port}/healthz", house)
            finally:
                house.send_signal(signal.SIGINT)
                house.wait(timeout=OPENING)


def _borrow(place: Path) -> None:
    """The command of the house, with the packages of the tests."""
    command = place / "command.py"
    command.write_text(COMMAND)
    (place / "tussenruimte").write_text(f'#!/bin/sh\nexec {sys.executable} {command} "$@"\n')
    (place / "tussenruimte").chmod(0o700)


def _asked(address: str, house: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + OPENING
    while house.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own
                return answer.read().decode()
        except urllib.error.HTTPError as no:
            return no.read().decode()
        except OSError:
            time.sleep(0.1)
    return "it did not open"
