"""Four people in one process who write: without a pause, or with the pauses people make."""

import json
import random
import sys
import threading
import time
from collections.abc import Callable

THREADS = 4
PAUSE = (0.3, 1.5)  # seconds between two promises of one person
Write = Callable[[int], None]


def main(prepare: Callable[[list[str], int], Write]) -> None:
    """`SECONDS PAUSES WORDS…`; starts when the other process is ready too: at a line on stdin."""
    seconds, pauses, *words = sys.argv[1:]
    writes = [prepare(words, thread) for thread in range(THREADS)]
    for write in writes:
        write(0)  # connected, and everything imported
    print("ready", flush=True)
    sys.stdin.readline()
    waits: list[list[float]] = [[] for _ in range(THREADS)]
    end = time.monotonic() + float(seconds)
    threads = [
        threading.Thread(target=_write, args=(write, end, pauses == "pauses", mine))
        for write, mine in zip(writes, waits, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(sorted(one for mine in waits for one in mine)))


def _write(write: Write, end: float, pauses: bool, waits: list[float]) -> None:
    number = 0
    while time.monotonic() < end:
        if pauses:
            time.sleep(random.uniform(*PAUSE))  # noqa: S311 - people, not secrets
        number += 1
        begun = time.perf_counter()
        write(number)
        waits.append(time.perf_counter() - begun)
