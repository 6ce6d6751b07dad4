"""People who promise something on the page for it, and remember what was acknowledged."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tools.place import Stop

SEE_OTHER = (302, 303)
PATIENCE = 60.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Writers:
    """So many at once, each with the next promise as soon as the last one was acknowledged.

    `acknowledged` has the number of each promise to which the house said yes; `refused` what it
    said instead, and to which. Where the line broke nobody knows, and nothing is claimed.
    """

    door: dict[str, Any]  # what `faults.inside door` said
    port: int
    first: int = 0
    many: int = 8
    pauses: bool = False
    acknowledged: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)
    longest: float = 0.0  # seconds that somebody waited for an answer

    def __post_init__(self) -> None:
        self._stop = threading.Event()
        self._next, self._lock = self.first, threading.Lock()
        self._threads = [threading.Thread(target=self._write) for _ in range(self.many)]

    def start(self) -> None:
        """Begin, all at once."""
        for thread in self._threads:
            thread.start()

    def wait_for_a_yes(self) -> None:
        """Until somebody was acknowledged: a machine that is busy takes its time."""
        began = time.monotonic()
        while not self.acknowledged and time.monotonic() - began < PATIENCE:
            time.sleep(0.02)

    def stop(self) -> int:
        """Wait until nobody writes any more. Returns the number after the last one tried."""
        self._stop.set()
        for thread in self._threads:
            thread.join(90)
            if thread.is_alive():
                raise Stop("Somebody who writes got no answer within a minute.")
        return self._next

    def _number(self) -> int:
        with self._lock:
            self._next += 1
            return self._next - 1

    def _write(self) -> None:
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            token, cookie = self._form(line)
            while not self._stop.is_set():
                if self.pauses:
                    time.sleep(random.uniform(0.1, 0.5))  # noqa: S311 - people, not secrets
                number = self._number()
                begun = time.monotonic()
                said = self._promise(line, token, cookie, number)
                self.longest = max(self.longest, time.monotonic() - begun)
                if said:
                    self.refused[number] = said
                else:
                    self.acknowledged.add(number)
        except (OSError, http.client.HTTPException):
            return  # the house is gone
        finally:
            line.close()

    def _form(self, line: http.client.HTTPConnection) -> tuple[str, str]:
        line.request("GET", self.door["path"], headers={"Cookie": self.door["cookie"]})
        answer = line.getresponse()
        body = answer.read().decode()
        token, given = TOKEN.search(body), answer.headers.get("Set-Cookie", "")
        if not token:
            raise Stop(f"The page to promise on says {answer.status}, and has no form.")
        return token[1], f"{self.door['cookie']}; {given.split(';')[0]}"

    def _promise(
        self, line: http.client.HTTPConnection, token: str, cookie: str, number: int
    ) -> str:
        """Nothing when the house said yes; else what it said."""
        words = {**self.door["words"], "text": self.door["text"].format(number)}
        body = urlencode({**words, "csrfmiddlewaretoken": token})
        head = {
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"http://localhost:{self.port}/",
        }
        line.request("POST", self.door["path"], body, head)
        answer = line.getresponse()
        said = answer.read().decode(errors="replace")
        return "" if answer.status in SEE_OTHER else f"{answer.status} {said}"
