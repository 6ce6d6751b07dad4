"""Somebody who opens a page or sends a form once, and how long it took until there was an answer."""

import http.client
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from faults.writers import TOKEN
from tools.place import Stop

FORM = "application/x-www-form-urlencoded"
NO_ANSWER = 0
INSIDE = ("Traceback", "OperationalError", "psycopg", "smtplib")


@dataclass(frozen=True)
class Answer:
    """What came back: its number, what it says, what it gave to keep, after how many seconds."""

    status: int
    text: str = ""
    cookie: str = ""
    seconds: float = 0.0

    @property
    def is_plain(self) -> bool:
        """A whole page with a sentence, and nothing of how the house is built."""
        return "<h1" in self.text and not any(word in self.text for word in INSIDE)


def get(port: int, path: str, cookie: str = "") -> Answer:
    """Open a page."""
    return _ask(port, "GET", path, {"Cookie": cookie})


def post(port: int, path: str, words: Mapping[str, str], cookie: str = "") -> Answer:
    """Open the page with the form, and send it filled in."""
    page = get(port, path, cookie)
    token = TOKEN.search(page.text)
    if not token:
        raise Stop(f"{path} answers {page.status}, and has no form.")
    return send(port, path, words, f"{cookie}; {page.cookie}".strip("; "), token[1])


def send(port: int, path: str, words: Mapping[str, str], cookie: str, token: str) -> Answer:
    """Send a form whose page is open already."""
    head = {"Cookie": cookie, "Content-Type": FORM, "Referer": f"http://localhost:{port}/"}
    body = urlencode({**words, "csrfmiddlewaretoken": token})
    return _ask(port, "POST", path, head, body)


def _ask(
    port: int, how: str, path: str, head: Mapping[str, str], body: str | None = None
) -> Answer:
    begun = time.monotonic()
    line = http.client.HTTPConnection("localhost", port, timeout=90)
    try:
        line.request(how, path, body, dict(head))
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return Answer(NO_ANSWER, str(problem), seconds=time.monotonic() - begun)
    finally:
        line.close()
    cookie = answer.headers.get("Set-Cookie", "").split(";")[0]
    return Answer(answer.status, text, cookie, time.monotonic() - begun)


def together(many: int, visit: Callable[[int], Answer]) -> list[Answer]:
    """So many people at the same moment."""
    answers: list[Answer] = []
    people = [
        threading.Thread(target=lambda number=number: answers.append(visit(number)))  # type: ignore[misc]
        for number in range(many)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return answers
