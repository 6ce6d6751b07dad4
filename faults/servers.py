"""PostgreSQL servers that can be killed, frozen, filled up and promoted; all in a folder that goes."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from faults.house import descendants
from tools import postgres
from tools.place import Stop


class Server:
    """One server: its files in `data` in a folder, and in the folder the socket where it answers."""

    def __init__(self, tools: Path, folder: Path) -> None:
        self.tools, self.folder, self.data = tools, folder, folder / "data"
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")

    def make(self, *more: str) -> None:
        """A new and empty one, started, with the database of the house."""
        postgres.make(self.tools, self.folder, *more)
        self.start()
        postgres.make_database(self.tools, self.folder)

    def give(self, there: Path) -> None:
        """Put its files elsewhere, for others to begin with; it is closed."""
        there.mkdir()
        _copy(self.data, there)

    def take(self, there: Path, wal: Path | None = None) -> None:
        """Begin with the files of another, and answer; its log of what it will do may lie apart."""
        self.data.mkdir(exist_ok=True)
        _copy(there, self.data)
        if wal:
            inside = self.data / "pg_wal"
            wal.mkdir()
            _copy(inside, wal)
            shutil.rmtree(inside)
            inside.symlink_to(wal)
        self.start()

    def follow(self, first: "Server") -> None:
        """A copy that follows another. From now on the other says yes when this one has it too."""
        words = ("-U", "postgres", "-D", str(self.data), "-R", "-X", "stream", "-c", "fast")
        postgres.tool(self.tools, "pg_basebackup", "-h", str(first.folder), *words)
        self.start()
        first.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
        first.ask("SELECT pg_reload_conf()")

    def start(self) -> None:
        """Open it, or open it again."""
        postgres.start(self.tools, self.folder)

    def stop(self, how: str = "fast") -> None:
        """Close it; when it was closed already that is well too."""
        words = ("stop", "-w", "-D", str(self.data), "-m", how)
        postgres.tool(self.tools, "pg_ctl", *words, check=False)

    def promote(self) -> None:
        """From now on this one may write."""
        postgres.tool(self.tools, "pg_ctl", "promote", "-w", "-D", str(self.data))

    def ask(self, statement: str) -> None:
        """Tell it something as its superuser."""
        postgres.ask(self.tools, self.folder, statement)

    def hold(self, statement: str) -> "subprocess.Popen[bytes]":
        """Somebody who begins this and does not go away until they are ended."""
        aside = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        words = [*aside, str(self.tools / "psql"), "-q", "-h", str(self.folder), "-U", "postgres"]
        words += ["-d", postgres.NAME, "-c", f"BEGIN; {statement}; SELECT pg_sleep(600)"]
        return subprocess.Popen(
            words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def let_go(self, holder: "subprocess.Popen[bytes]") -> None:
        """End who holds something, on the server too."""
        who = "FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()"
        self.ask(f"SELECT pg_terminate_backend(pid) {who}")
        holder.wait(10)

    def tell(self, number: signal.Signals) -> None:
        """The same signal to all of its processes."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        for process in [first, *descendants(first)]:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue


def _copy(folder: Path, to: Path) -> None:
    """All of it, with whose it is; what lies apart comes along."""
    subprocess.run(["cp", "-RL", "--preserve=all", f"{folder}/.", str(to)], check=True)


def address(*servers: Server, more: str = "") -> str:
    """One address for all of them."""
    hosts = ",".join(quote(str(server.folder), safe="") for server in servers)
    return f"postgres://{postgres.NAME}@{hosts}/{postgres.NAME}{more}"


@contextmanager
def servers(*names: str) -> Iterator[list[Server]]:
    """So many, not made yet; whatever state they are in at the end, they go."""
    tools = postgres.binaries()
    if tools is None:
        raise Stop(postgres.ADVICE)
    folder = Path(tempfile.mkdtemp(prefix="tr-pg-"))
    folder.chmod(0o755)
    made = [Server(tools, folder / name) for name in names]
    try:
        yield made
    finally:
        for server in made:
            if (server.data / "postmaster.pid").exists():
                server.tell(signal.SIGCONT)
                server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
