"""A full disk under PostgreSQL: the same must be seen as under SQLite, and the server lives on.

The tables lie on a small disk in memory; the server's log of what it is about to do lies on another,
as docs/operations.md advises: when *that* disk is full, PostgreSQL stops altogether.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.houses import inside, place
from faults.away import opened
from faults.full import (
    ADVICE,
    Outcome,
    fill,
    is_possible,
    looked_at,
    mount,
    read_on,
    status,
    write_again,
)
from faults.kill import ask, looked_over
from faults.servers import Server, address, servers
from faults.sown import sow
from tools.place import Stop

SIZE, SIZE_LATER = 256, 320  # megabytes
LEFT = 256  # kilobytes that are left when people begin to write


def run(say: Callable[[str], None] = print) -> Outcome:
    """Fill it, look around, make room, look again."""
    if not is_possible():
        raise Stop(ADVICE)
    outcome = Outcome("postgresql")
    with place("sqlite") as where, servers("only") as (server,), small_disk(server) as grow:
        env = where.room("vol")
        env["DATABASE_URL"] = address(server)
        sow(env, server, wal=server.folder / "wal")
        door, pages = ask(env, "door"), inside(env, "pages")
        with opened(env) as house:
            ballast(server.data)
            number = fill(house, door, outcome)
            read_on(lambda: status(house, pages["need"], pages["cookie"]))
            outcome.pages = looked_at(house, pages)
            grow()
            write_again(house, door, number, outcome)
        there, outcome.broken = looked_over(env)
        outcome.lost = outcome.acknowledged - there.keys()
    say(str(outcome))
    return outcome


@contextmanager
def small_disk(server: Server) -> Iterator[Callable[[], None]]:
    """Where the tables will lie. Gives what makes it larger."""
    server.data.mkdir()
    mount("-t", "tmpfs", "-o", f"size={SIZE}m,mode=0700", "none", str(server.data))
    subprocess.run(["chown", "postgres:postgres", str(server.data)], check=True)
    try:
        yield lambda: mount("-o", f"remount,size={SIZE_LATER}m", str(server.data))
    finally:
        server.stop("immediate")
        subprocess.run(["umount", "--lazy", str(server.data)], check=True)


def ballast(folder: Path) -> None:
    """Something that fills the disk but for a little."""
    free = int(subprocess.check_output(["stat", "-f", "-c", "%a %S", str(folder)]).split()[0])
    size = int(subprocess.check_output(["stat", "-f", "-c", "%S", str(folder)]))
    with (folder / "ballast").open("wb") as file:
        file.write(bytes(max(free * size - LEFT * 1024, 0)))
