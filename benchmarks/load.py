"""Eight people who open pages, each as soon as the one before has come."""

import socket
import threading
import time
from dataclasses import dataclass

from benchmarks.houses import Server

CLIENTS = 8
LETTER = "benchmarks" * 3 + "00"  # what guards its forms: a browser that was here before has it


@dataclass(frozen=True)
class Page:
    """A page behind a port, opened with a cookie."""

    name: str
    server: Server
    path: str
    cookie: str

    @property
    def request(self) -> bytes:
        """The words on the line."""
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
            f"Cookie: sessionid={self.cookie}; csrftoken={LETTER}\r\n"
            "Accept: text/html\r\nConnection: keep-alive\r\n\r\n"
        ).encode()


class WrongAnswer(Exception):  # noqa: N818 - it is an answer
    """The page did not say 200."""


def open_page(line: socket.socket, request: bytes) -> bytes:
    """One page, whole."""
    line.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        part = line.recv(65_536)
        if not part:
            raise WrongAnswer("the line was closed")
        answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise WrongAnswer(head.split(b"\r\n")[0].decode())
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65_536)
    return body


@dataclass(frozen=True)
class Visits:
    """How long each opening took, and how long the server worked for one, in milliseconds."""

    times: list[float]
    work: float


def measure(page: Page, seconds: float, clients: int = CLIENTS) -> Visits:
    """Open a page again and again."""
    before = page.server.worked()
    times: list[list[float]] = [[] for _ in range(clients)]
    wrong: list[Exception] = []
    end = time.monotonic() + seconds

    def visit(mine: list[float]) -> None:
        try:
            with socket.create_connection(("127.0.0.1", page.server.port), timeout=30) as line:
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                while time.monotonic() < end:
                    begun = time.perf_counter()
                    open_page(line, page.request)
                    mine.append((time.perf_counter() - begun) * 1_000)
        except (OSError, WrongAnswer) as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=visit, args=(mine,)) for mine in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise WrongAnswer(f"{page.name} ({page.path}): {wrong[0]}")
    all_times = [one for mine in times for one in mine]
    return Visits(all_times, (page.server.worked() - before) / len(all_times))
