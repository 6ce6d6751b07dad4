"""Databases to measure with, made up and thrown away; and web servers on them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.place import PYTHON, ROOT, VENV, Stop, surroundings
from tools.postgres import temporary_postgres
from tools.supervise import HANDS, QUEUE

DATABASES = ("sqlite", "postgresql")
OPENING = 60.0
GROUP, USER_TIME, SYSTEM_TIME = 2, 11, 12  # in /proc/N/stat, after the name
KEYS = ("secret.key", "master.key")


@dataclass(frozen=True)
class Place:
    """Where one kind of database lives while we measure."""

    kind: str
    folder: Path
    address: str = ""

    def room(self, name: str) -> dict[str, str]:
        """The surroundings of one database in it, made when it is not there."""
        data = self.folder / name
        data.mkdir(exist_ok=True)
        for key in KEYS:
            if not (data / key).exists():
                shutil.copy(Path(os.environ["TUSSENRUIMTE_DATA"]) / key, data / key)
        env = surroundings(data, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        env.pop("DATABASE_URL", None)
        env["TUSSENRUIMTE_ROLE"] = "owner"
        if self.address:
            env["DATABASE_URL"] = f"{self.address.rsplit('/', 1)[0]}/{name}"
            _make_database(self.address, name)
        return env


def _make_database(address: str, name: str) -> None:
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(address, autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if there.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')


@contextmanager
def place(kind: str) -> Iterator[Place]:
    """SQLite in a folder; or PostgreSQL with every commit on the disk, as in real life."""
    with tempfile.TemporaryDirectory(prefix="tr-bench-") as folder:
        if kind == "sqlite":
            yield Place(kind, Path(folder))
            return
        with temporary_postgres(durable=True) as address:
            yield Place(kind, Path(folder), address)


def call(env: Mapping[str, str], *words: str) -> str:
    """Run a Python module to its end and give what it said."""
    done = subprocess.run(
        [PYTHON, "-m", *words], env=env, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE
    )
    if done.returncode:
        raise Stop(f"`{' '.join(words)}` did not work: {done.stdout[-2000:]}")
    return done.stdout


def inside(env: Mapping[str, str], *words: str) -> Any:
    """Ask something of the house itself, in a process of its own."""
    return json.loads(call(env, "benchmarks.inside", *words).splitlines()[-1])


def sow(env: Mapping[str, str], members: int, cooperatives: int = 1) -> str:
    """A database with so many members; gives what the seed said of itself."""
    call(env, "tussenruimte.manage", "migrate", "--verbosity=0")
    words = (f"--members={members}", "--seed=1", f"--cooperatives={min(cooperatives, members)}")
    said = call(env, "tussenruimte.manage", "seed", *words).strip()
    if "DATABASE_URL" in env:
        _tidy(env["DATABASE_URL"])
    return said


def _tidy(address: str) -> None:
    """As PostgreSQL has it in the night after. It would do so in the minutes after the seed, and forget
    at each table what it had planned: nobody gets so many members a minute before people come.
    """
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


@dataclass(frozen=True)
class Server:
    """A web server at work; all its processes are one group."""

    port: int
    group: int

    def worked(self) -> float:
        """How many milliseconds its processes have worked: this does not count waiting for others."""
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:  # it ended just now
                continue
            if int(words[GROUP]) == self.group:
                total += int(words[USER_TIME]) + int(words[SYSTEM_TIME])
        return total * 1_000 / os.sysconf("SC_CLK_TCK")

    def weight(self) -> list[float]:
        """How many MB each of its processes has for itself: what is shared counts for its share."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rsplit(")", 1)[1].split()
                if int(words[GROUP]) == self.group:
                    rollup = (stat.parent / "smaps_rollup").read_text()
                    found.append(int(rollup.split("Pss:")[1].split()[0]) / 1_024)
            except OSError:  # it ended just now
                continue
        return sorted(found, reverse=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def served(env: Mapping[str, str], application: str) -> Iterator[Server]:
    """Two processes of the web server that the house uses."""
    port = free_port()
    words = ["--interface", "wsgi", "--no-ws", "--log-level", "warning", *HANDS, *QUEUE]
    words += ["--host", "127.0.0.1", "--port", str(port), application]
    with _running(
        [VENV / "bin" / "granian", *words], {**env, "TUSSENRUIMTE_ROLE": "web"}
    ) as server:
        _wait_for(server, port)
        yield Server(port, server.pid)


def weight_of(env: Mapping[str, str], words: Sequence[str], after: float) -> float:
    """How many MB a program of the house has for itself, so many seconds after it was started."""
    with _running(words, env) as program:
        time.sleep(after)
        if program.poll() is not None:
            raise Stop(f"{words[-1]} did not stay; its own words are above.")
        return sum(Server(0, program.pid).weight())


@contextmanager
def _running(
    words: Sequence[str | Path], env: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that leads a group of its own, until we are done with it."""
    program = subprocess.Popen(
        [str(word) for word in words],
        env=env,
        cwd=ROOT,
        process_group=0,
        stdout=subprocess.DEVNULL,  # letters, for example; what is wrong goes the other way
    )
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGTERM)
        try:
            program.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    patience = time.monotonic() + OPENING
    while time.monotonic() < patience and server.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Stop("The web server did not start; its own words are above.")
