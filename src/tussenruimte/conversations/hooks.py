"""Rooms above hear that a conversation was held, or disputed (docs/adr/0007-rooms-above-hear.md).

A room registers a callable once, in the `ready` of its app. It is called inside the transaction
that notes the conversation or the dispute, with the conversation as it was just saved, and may refuse.
"""

import datetime as dt
from collections.abc import Callable

from tussenruimte.conversations.models import Conversation
from tussenruimte.members.models import Person

Hears = Callable[[Conversation, Person, dt.datetime], None]

_listening: list[Hears] = []
_to_disputes: list[Hears] = []


def when_held(hears: Hears) -> Hears:
    """From now on this is called with every conversation that is noted: (conversation, by, at)."""
    if hears not in _listening:
        _listening.append(hears)
    return hears


def when_disputed(hears: Hears) -> Hears:
    """The same, with every conversation of which somebody says that it was otherwise."""
    if hears not in _to_disputes:
        _to_disputes.append(hears)
    return hears


def no_longer(hears: Hears) -> None:
    """Stop calling it; for tests."""
    _listening.remove(hears)


def tell(conversation: Conversation, by: Person, at: dt.datetime) -> None:
    """Call everybody who listens, in the order in which they came."""
    for hears in tuple(_listening):
        hears(conversation, by, at)


def tell_of_dispute(conversation: Conversation, by: Person, at: dt.datetime) -> None:
    """The same, for those who listen to disputes."""
    for hears in tuple(_to_disputes):
        hears(conversation, by, at)
