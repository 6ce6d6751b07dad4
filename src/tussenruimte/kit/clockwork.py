"""What the clock does every day. Rooms say so at start-up; `manage tick` walks through it.

A job gets the cooperative, today in the Netherlands, and the moment. It may be run again and again
on one day, and twice at once: it changes only what is not done yet.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

Job = Callable[[Any, dt.date, dt.datetime], object]

_JOBS: list[Job] = []


def every_day(job: Job) -> Job:
    """Have the clock do this for every cooperative, after what was asked for earlier."""
    if job not in _JOBS:
        _JOBS.append(job)
    return job


def jobs() -> tuple[Job, ...]:
    """Everything the clock does, in order: lower rooms first."""
    return tuple(_JOBS)


def is_first_turn(cooperative: Any, today: dt.date) -> bool:
    """Whether the clock did not come by yet today; what takes long is done in that turn only."""
    return bool(cooperative.last_tick_on != today)


def name_of(job: Job) -> str:
    """How a job is called in the log."""
    return f"{job.__module__}.{getattr(job, '__name__', type(job).__name__)}"
