"""Two people at the same moment."""

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import connections

from tussenruimte.kit.tenancy import within

MOMENT = 0.5  # seconds: the other would have gone as far as it can by then
Change = Callable[[], object]


def at_once(cooperative_id: int, *changes: Change) -> list[Exception]:
    """Each in a thread with a connection of its own; all errors come back."""
    begin, errors = threading.Barrier(len(changes)), list[Exception]()

    def go(change: Change) -> None:
        try:
            begin.wait()
            with within(cooperative_id):
                change()
        except Exception as problem:
            errors.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[change]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def do_before(patch: pytest.MonkeyPatch, place: str, before: Change) -> None:
    """What is done just before the function at `room.module.name` is called."""
    module, _dot, name = place.rpartition(".")
    home = import_module(f"tussenruimte.{module}")
    real = getattr(home, name)

    def done_later(*args: Any, **kwargs: Any) -> Any:
        before()
        return real(*args, **kwargs)

    patch.setattr(home, name, done_later)


def cross(
    patch: pytest.MonkeyPatch,
    cooperative_id: int,
    first: tuple[Change, str],
    second: tuple[Change, str],
) -> list[Exception]:
    """Two changes cross: the first waits at its place until the second is at its own, or cannot get there."""
    first_is_there, second_is_there = threading.Event(), threading.Event()

    def at_first() -> None:
        first_is_there.set()
        second_is_there.wait(MOMENT)

    def after_first() -> None:
        first_is_there.wait(10)
        second[0]()

    do_before(patch, first[1], at_first)
    do_before(patch, second[1], second_is_there.set)
    return at_once(cooperative_id, first[0], after_first)
