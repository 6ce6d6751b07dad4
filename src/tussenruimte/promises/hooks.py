"""Rooms above hear that a promise is no longer needed (docs/adr/0007-rooms-above-hear.md).

It is called inside the transaction that lets the promise go, with the promise as it was just saved.
"""

import datetime as dt
from collections.abc import Callable

from tussenruimte.members.by import By
from tussenruimte.promises.models import Promise

Hears = Callable[[Promise, By, dt.datetime], None]

_listening: list[Hears] = []


def when_released(hears: Hears) -> Hears:
    """From now on this is called with every single promise that is let go: (promise, by, at)."""
    if hears not in _listening:
        _listening.append(hears)
    return hears


def tell_of_release(promise: Promise, by: By, at: dt.datetime) -> None:
    """Call everybody who listens, in the order in which they came."""
    for hears in tuple(_listening):
        hears(promise, by, at)
