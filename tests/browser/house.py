"""A house to walk in: the demo behind a real server, at any moment.

Loading the demo takes a while, so it is done once for each kind of database. Every walk gets a copy
of it, which is thrown away; the server stays, and turns to the next copy.
"""

import datetime as dt
import fcntl
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import IO
from unittest.mock import patch
from zoneinfo import ZoneInfo

from tests.browser.shelves import Files, Server, Shelf
from tools import postgres
from tools.place import PYTHON, ROOT, VENV, surroundings
from tools.setup import make_keys, set_up

# A Wednesday: it makes no difference whether the tests run in a weekend or at night.
BEGIN = dt.datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def days_on(days: int, hour: int = 10) -> dt.datetime:
    """So many days after the walk began, at this hour."""
    return BEGIN.replace(hour=hour) + dt.timedelta(days=days)


KINDS = ("sqlite", "postgres")
PATIENCE = 60.0
BESIDE = ("heads", "files", "*.list")  # what a house keeps outside its database
NOT_OURS = {
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "TUSSENRUIMTE_SECRET_KEY",
    "TUSSENRUIMTE_MASTER_KEY",
}
GRANIAN = [
    "--interface",
    "wsgi",
    "--no-ws",
    "--log-level",
    "warning",
    "--workers",
    "1",
    "--blocking-threads",
    "2",
]
numbers = count(1)


@dataclass(frozen=True)
class House:
    """A data folder with keys, the databases on a shelf, and the address of a server."""

    folder: Path
    shelf: Shelf
    address: str = "http://localhost"
    is_demo: bool = True

    def env(self, role: str = "web") -> Mapping[str, str]:
        """What a program of this house has around it."""
        own = {
            "DATABASE_URL": self.shelf.server,
            "DJANGO_SETTINGS_MODULE": "tussenruimte.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "TUSSENRUIMTE_DEMO": "1" if self.is_demo else "0",
            "EMAIL_URL": "console:",  # so that a walk reads in the log what was mailed
            "TUSSENRUIMTE_ROLE": role,
            "TUSSENRUIMTE_URL": self.address,
            "WALK_STAGE": str(self.folder / "stage"),
        }
        around = surroundings(self.folder)
        return {name: word for name, word in around.items() if name not in NOT_OURS} | own

    def manage(self, *words: str, role: str = "owner") -> str:
        """Run a command of the house, and give what it says."""
        done = subprocess.run(
            [str(PYTHON), "-m", "tests.browser.later", *words],
            env=self.env(role), cwd=ROOT, check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    def last_words(self) -> str:
        """What the server said last, when something broke."""
        return (self.folder / "log").read_text()[-3000:]

    def turn_to(self, name: str, at: dt.datetime) -> None:
        """From now on it is this moment, in the database of this name; the clocks go on ticking."""
        stage = {"ahead": at.timestamp() - time.time(), "database": self.shelf.place(name)}
        fresh = self.folder / "stage.new"
        fresh.write_text(json.dumps(stage))
        fresh.replace(self.folder / "stage")

    @contextmanager
    def fresh(self, like: str = "demo") -> Iterator[str]:
        """A copy for one walk; what came to stand beside the database goes with it."""
        name = f"copy_{os.getpid()}_{next(numbers)}"
        self.shelf.copy(name, like=like)
        self.turn_to(name, BEGIN)
        try:
            with as_it_was(self.folder):
                yield name
        finally:
            self.shelf.drop(name)


@contextmanager
def as_it_was(folder: Path) -> Iterator[None]:
    """Whatever is published, filed or forgotten meanwhile is undone: another copy knows nothing of it."""
    with tempfile.TemporaryDirectory(prefix="tr-beside-") as place:
        aside = Path(place)
        copied(folder, aside, *BESIDE)
        try:
            yield
        finally:
            for found in beside(folder, *BESIDE):
                shutil.rmtree(found) if found.is_dir() else found.unlink()
            copied(aside, folder, *BESIDE)


def copied(folder: Path, to: Path, *patterns: str) -> None:
    """Copy the files and folders with such names."""
    for found in beside(folder, *patterns):
        copy = shutil.copytree if found.is_dir() else shutil.copy
        copy(found, to / found.name)


def beside(folder: Path, *patterns: str) -> list[Path]:
    """The files and folders with such names."""
    return [found for pattern in patterns for found in folder.glob(pattern)]


# ---- the demo, once for each kind ------------------------------------------------------------------


@contextmanager
def prepared(kind: str, shared: Path, *, keep: bool = False) -> Iterator[House]:
    """A house without a server: an empty database and the demo. The last who uses it clears it."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres.temporary_postgres()) if kind == "postgres" else ""
        if server and not os.environ.get("TEST_PG_URL"):  # a server of our own, for us alone
            shared = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tr-walks-")))
        using = stack.enter_context((shared / f"{kind}.using").open("w"))
        with one_at_a_time(shared / f"{kind}.lock"):
            house = _known(shared / kind, server) or _built(shared / kind, server)
            fcntl.flock(using, fcntl.LOCK_SH)
        yield house
        if keep:
            return
        with one_at_a_time(shared / f"{kind}.lock"), suppress(BlockingIOError):
            fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for name in ("empty", "demo"):
                house.shelf.drop(name)
            shutil.rmtree(house.folder)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait for the other test processes."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _known(folder: Path, server: str) -> House | None:
    with suppress(FileNotFoundError):
        return House(folder, _shelf(folder, server, (folder / "ready").read_text()))
    return None


def _shelf(folder: Path, server: str, begin: str) -> Shelf:
    return Server(server, begin) if server else Files(folder)


def _built(folder: Path, server: str) -> House:
    shutil.rmtree(folder, ignore_errors=True)
    with patch.dict(os.environ):  # settings and keys of the other tests are not those of the house
        for name in NOT_OURS:
            os.environ.pop(name, None)
        set_up(None, testing=True)
        make_keys(folder)
    begin = f"walks_{os.getpid()}"
    house = House(folder, _shelf(folder, server, begin))
    house.shelf.first("empty")
    house.turn_to("empty", BEGIN)
    house.manage("migrate", "--noinput", "--skip-checks", "--verbosity=0")
    house.shelf.copy("demo", like="empty")
    house.turn_to("demo", BEGIN)
    house.manage("demo")
    (folder / "ready").write_text(begin)
    return house


# ---- a server ------------------------------------------------------------------------------------------


@contextmanager
def opened(base: House, *, is_demo: bool = True) -> Iterator[House]:
    """A house that answers, with the keys of this one and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="tr-house-") as place, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        door.close()
        folder = Path(place, "data")
        folder.mkdir()
        copied(base.folder, folder, "*.key", *BESIDE)
        house = House(folder, base.shelf, f"http://localhost:{port}", is_demo)
        house.turn_to("empty", BEGIN)
        with (folder / "log").open("w+") as log, serving(house, port, log):
            yield house


@contextmanager
def serving(house: House, port: int, log: IO[str]) -> Iterator[None]:
    """The server that everybody gets, with one process."""
    words = [
        *GRANIAN,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "tests.browser.later:application",
    ]
    server = subprocess.Popen(
        [str(VENV / "bin" / "granian"), *words], env=house.env(), cwd=ROOT, stdout=log, stderr=log
    )
    try:
        if not answers(port, server):
            log.seek(0)
            raise AssertionError(f"The house did not open: {log.read()}")
        yield
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait until it does, or until it turns out that it never will."""
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and server.poll() is None:
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=10)) as door:
            door.request("GET", "/toegankelijkheid")
            return door.getresponse().status == HTTPStatus.OK
        time.sleep(0.1)
    return False
