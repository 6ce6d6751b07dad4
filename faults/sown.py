"""A small neighbourhood to break. Making the tables takes longest, so it is sown once and then copied."""

import fcntl
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from benchmarks import houses
from faults.servers import Server

MEMBERS = 30
_kept: ContextVar[Path | None] = ContextVar("kept", default=None)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """What is sown meanwhile stays in this folder for the next; other processes may use it too."""
    before = _kept.set(folder)
    try:
        yield
    finally:
        _kept.reset(before)


def sow(env: Mapping[str, str], server: Server | None = None, wal: Path | None = None) -> None:
    """People in the house of these surroundings; on this server, that is made for it and answers."""
    folder, kind = _kept.get(), "postgresql" if server else "sqlite"
    if folder is None or (server is None and "DATABASE_URL" in env):
        _sow(env, server, wal)
        return
    there = folder / kind
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there.exists():
            _sow(env, server, wal)
            _keep(env, server, folder / f"{kind}.new").rename(there)
            return
    shutil.copytree(there / "house", env["TUSSENRUIMTE_DATA"], dirs_exist_ok=True)
    if server:
        server.take(there / "data", wal)


def _sow(env: Mapping[str, str], server: Server | None, wal: Path | None) -> None:
    if server:
        server.make(*([f"--waldir={wal}"] if wal else []))
    houses.sow(env, MEMBERS)


def _keep(env: Mapping[str, str], server: Server | None, there: Path) -> Path:
    there.mkdir()
    shutil.copytree(env["TUSSENRUIMTE_DATA"], there / "house")
    if server:
        server.stop()
        server.give(there / "data")
        server.start()
    return there
