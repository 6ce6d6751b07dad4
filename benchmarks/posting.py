"""Thousands of people who each send one form, every one over a line of their own."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "a" * 32  # what the browser keeps and what the form says are the same
PATIENCE = 300.0  # seconds; whoever waits longer got no answer
NO_ANSWER = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A form of somebody who is signed in."""

    path: str
    cookie: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Its number, what it says, and after how many seconds."""

    status: int
    text: str
    seconds: float


async def get(port: int, path: str) -> Answer:
    """Open a page that is for everybody."""
    return await _send(port, f"GET {path} HTTP/1.1\r\n{_head(port)}\r\n")


async def post(port: int, form: Asked) -> Answer:
    """Send a form whose page is open already."""
    body = urlencode({**form.words, "csrfmiddlewaretoken": TOKEN})
    return await _send(
        port,
        f"POST {form.path} HTTP/1.1\r\n{_head(port)}"
        f"Cookie: sessionid={form.cookie}; csrftoken={TOKEN}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}",
    )


def _head(port: int) -> str:
    return f"Host: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n"


async def _send(port: int, request: str) -> Answer:
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request.encode())
            whole = await reader.read()
            writer.close()
    except OSError as problem:  # an end of patience is one too
        return Answer(NO_ANSWER, repr(problem), time.perf_counter() - begun)
    head, _, body = whole.decode(errors="replace").partition("\r\n\r\n")
    status = head.split(" ")[1] if head else NO_ANSWER
    return Answer(int(status), body, time.perf_counter() - begun)
