"""Keeping the web, the worker and the clock alive together, and stopping them together."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tools.place import MANAGE, ROOT, VENV, Stop, say

LONGEST_WAIT = 30.0
CALM_AFTER = 60.0
PATIENCE = 15.0
OPENING_TIME = 60.0
# A hand that rests for a while would be let go, and with it a connection that knows how to find things:
# on PostgreSQL the next one has to think of that anew, in the middle of somebody's page.
HANDS = ("--workers", "2", "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600")
QUEUE = ("--backlog", "8192")  # whoever comes when thousands wait already, waits too
Door = tuple[str, int]  # host and port


def web(host: str, port: int) -> list[str]:
    """The web server: two processes, so that one slow page does not hold up the street."""
    granian = [
        str(VENV / "bin" / "granian"),
        "--interface",
        "wsgi",
        "--no-ws",
        "--log-level",
        "warning",
    ]
    size = [*HANDS, *QUEUE, "--respawn-failed-workers"]
    return [*granian, *size, "--host", host, "--port", str(port), "tussenruimte.wsgi:application"]


def worker(*, quiet: bool = False) -> list[str]:
    """Sends what waits in the outbox and does other work in the background."""
    return [*MANAGE, "db_worker", "--no-startup-delay", *(["--verbosity=0"] if quiet else [])]


def clock() -> list[str]:
    """Looks every minute whether a promise, a duty or a term has come to its day."""
    return [*MANAGE, "tick", "--loop"]


@dataclass
class Child:
    """One program of the house. It leads a process group, so that its own children stop with it."""

    name: str
    words: Sequence[str]
    env: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 1.0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it, in a group of its own."""
        self.process = subprocess.Popen(self.words, env=self.env, cwd=ROOT, process_group=0)
        self.started = time.monotonic()

    def mind(self) -> None:
        """Start it again when it died, each time a little later."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.wait = 1.0 if now - self.started > CALM_AFTER else min(self.wait * 2, LONGEST_WAIT)
        say(f"The {self.name} stopped (exit {code}). It starts again in {self.wait:.0f} s.")
        self.process, self.again_at = None, now + self.wait

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program and everything that it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def is_gone(self) -> bool:
        """Whether it has ended."""
        return self.process is None or self.process.poll() is not None


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before starting when somebody else answers at this port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as problem:
            raise Stop(
                f"Port {port} on {host} is not free; choose another with --port."
            ) from problem


def keep_alive(house: Sequence[Child], once: Child | None, address: str, door: Door) -> int:
    """Run until asked to stop: the web first, the others as soon as it answers.

    `once` speaks when the house is open, and is not started again.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    try:
        house[0].start()
        if is_open(house[0], door, stop):
            say(f"Tussenruimte is open at {address}. Ctrl-C closes it.")
            for child in (once, *house[1:]):
                if child is not None:
                    child.start()
        while not stop.wait(0.5):
            for child in house:
                child.mind()
    finally:
        stop_all([*house, once] if once else house)
    return 0


def is_open(child: Child, door: Door, stop: threading.Event) -> bool:
    """Wait until the door answers; false when asked to stop meanwhile."""
    host, port = door
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked, not bound
    patience = time.monotonic() + OPENING_TIME
    while not stop.is_set():
        if child.is_gone() or time.monotonic() > patience:
            raise Stop("The web server did not start; its own words are above.")
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            stop.wait(0.05)
        else:
            return True
    return False


def stop_all(children: Sequence[Child]) -> None:
    """Ask each to stop, wait, and end what does not listen."""
    say("Stopping …")
    for child in children:
        child.send(signal.SIGTERM)
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and not all(child.is_gone() for child in children):
        time.sleep(0.05)
    for child in children:
        child.send(signal.SIGKILL)
