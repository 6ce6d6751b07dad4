"""A PostgreSQL server for as long as it is needed: for tests, and for measuring.

    python3 -m tools.postgres [--durable] [COMMAND …]

With a command: runs it with DATABASE_URL set, and ends with its exit code.
Without: prints the address, and stays until Ctrl-C.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from tools.place import ROOT, Stop, run, say

ADVICE = "PostgreSQL is missing: run `sudo apt-get install postgresql`, or set TEST_PG_URL."
NAME = "tussenruimte"
# Tests take back what they write. Whoever counts rows meanwhile finds none, and the next question is
# planned for empty tables: what takes a moment then takes minutes. So nobody counts.
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
# A test with several connections takes a copy of the whole database: in memory that is quicker.
# What is small (a container gives 64 MB) or nearly full stays on the disk.
MEMORY, ROOM = Path("/dev/shm"), 6 * 2**30  # noqa: S108 - a folder of our own is made in it


def binaries() -> Path | None:
    """The folder with initdb: the newest of Debian's, else the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def is_there() -> bool:
    """Whether a server can be had."""
    return bool(os.environ.get("TEST_PG_URL")) or binaries() is not None


@contextmanager
def temporary_postgres(*, durable: bool = False) -> Iterator[str]:
    """The address of a database whose login role owns it but is no superuser.

    Everything lies in a folder that disappears. Nothing listens on the network: the address is a
    socket in that folder. Only with `durable` does it survive a power cut.
    """
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield given
        return
    tools = binaries()
    if tools is None:
        raise Stop(ADVICE)
    folder = Path(tempfile.mkdtemp(prefix="tr-pg-", dir=None if durable else in_memory()))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        make(tools, folder)
        start(tools, folder, *(() if durable else HASTE))
        make_database(tools, folder)
        yield f"postgres://{NAME}@{quote(str(folder), safe='')}/{NAME}"
    finally:
        tool(tools, "pg_ctl", "stop", "-D", f"{folder}/data", "-m", "immediate", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def in_memory() -> Path | None:
    """Where files need no disk, if there is room; else wherever files for a while go."""
    with suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            return MEMORY
    return None


def make(tools: Path, folder: Path, *more: str) -> None:
    """The files of a server, in `data` in this folder."""
    locale = ("--encoding=UTF8", "--locale=C.UTF-8")
    tool(tools, "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", *locale, *more)


def start(tools: Path, folder: Path, *settings: str) -> None:
    """Have it answer at a socket in its folder; nothing listens on the network."""
    words = ["listen_addresses=", f"unix_socket_directories={folder}", "max_connections=200"]
    options = " ".join(f"-c {word}" for word in (*words, *settings))
    log = f"{folder}/log"
    tool(tools, "pg_ctl", "start", "-w", "-D", f"{folder}/data", "-l", log, "-o", options)


def make_database(tools: Path, folder: Path) -> None:
    """The role that signs in, and its database."""
    ask(tools, folder, f"CREATE ROLE {NAME} LOGIN CREATEDB CREATEROLE")
    ask(tools, folder, f"CREATE DATABASE {NAME} OWNER {NAME}")


def ask(tools: Path, folder: Path, statement: str) -> None:
    """Tell the server something, as its superuser."""
    tool(tools, "psql", "-q", "-h", str(folder), "-U", "postgres", "-c", statement)


def tool(tools: Path, name: str, *words: str, check: bool = True) -> None:
    """Run one of PostgreSQL's programs; it refuses root, so root steps aside for `postgres`."""
    aside = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*aside, str(tools / name), *words],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if check else subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if check and done.returncode:
        print(done.stderr, file=sys.stderr)
        raise Stop(f"PostgreSQL's {name} did not work; its own words are above.")


def main(words: list[str]) -> int:
    """Run a command beside a server, or keep the server up until Ctrl-C."""
    durable = words[:1] == ["--durable"]
    command = words[1:] if durable else words
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with temporary_postgres(durable=durable) as address:
            if command:
                return run(command, {**os.environ, "DATABASE_URL": address}, ROOT)
            say(address)
            signal.pause()
    except KeyboardInterrupt:
        pass
    except Stop as no:
        print(no, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
