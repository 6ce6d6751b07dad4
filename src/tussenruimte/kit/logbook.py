"""How a line in the log reads: when in UTC, how bad, where, what; in one line, without people's words."""

import datetime as dt
import logging
from pathlib import Path
from traceback import extract_tb
from typing import Any

LAST_STEPS = 12  # of the way to a mistake


class CodesOnly(logging.Formatter):
    """One line an event. Of a mistake its kind and its place: its words may hold what people wrote."""

    def __init__(self, *, shows_everything: bool = False) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")
        self.shows_everything = shows_everything

    def formatTime(self, record: logging.LogRecord, _form: str | None = None) -> str:  # noqa: N802
        """In UTC, so that the night in which the clock goes back has no hour twice."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Whatever somebody sends, it makes no line of its own."""
        said = super().formatMessage(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in said)

    def formatException(self, problem: Any) -> str:  # noqa: N802
        """Which kind of mistake, and by which lines of the code."""
        if self.shows_everything:
            return super().formatException(problem)
        kind, _words, trace = problem
        way = [f"{Path(step.filename).name}:{step.lineno}" for step in extract_tb(trace)]
        return f"{kind.__name__} at {' > '.join(way[-LAST_STEPS:])}"
