"""How a kind of message becomes a letter. Each room says so for its own kinds at start-up.

The outbox carries codes only; the text is made at the moment of sending, from how things stand then.
A letter never carries somebody's own words: names, days and links are enough.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError

from tussenruimte.post.models import Dispatch


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along, such as an invitation for somebody's calendar."""

    name: str
    content: bytes | str
    mimetype: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody gets. `spoken` is the same for on the phone: one sentence for each thing."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    spoken: tuple[str, ...] = ()


Build = Callable[[Dispatch], Letter | None]
Together = Callable[[Sequence[Dispatch], Collection[int]], Mapping[str, Letter]]

_BUILD: dict[str, Together] = {}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """Letters by code of their message, and the messages that could not be made into one."""

    letters: dict[str, Letter]
    broken: frozenset[str]

    def over(self, messages: Sequence[Dispatch]) -> list[Dispatch]:
        """Which of these have nothing to say any more."""
        return [m for m in messages if m.code not in self.letters and m.code not in self.broken]


def register(kind: str, build: Build | None = None, *, together: Together | None = None) -> None:
    """Say how this kind becomes a letter; None means that there is nothing left to say.

    `together` makes many at once, by code of the message, in a constant number of questions. It hears
    for which actors they will be read aloud: those who may not know who promised what do not hear it.
    """
    if together is None and build is None:
        raise ValueError("say how this kind becomes a letter")
    _BUILD[kind] = together or _one_by_one(build)


def _one_by_one(build: Build | None) -> Together:
    def together(messages: Sequence[Dispatch], _aloud_to: Collection[int]) -> dict[str, Letter]:
        made = {message.code: build(message) for message in messages} if build else {}
        return {code: letter for code, letter in made.items() if letter is not None}

    return together


def letters_of(messages: Sequence[Dispatch], aloud_to: Collection[int] = ()) -> dict[str, Letter]:
    """The letters of these messages by code; who is not in there has nothing to hear any more."""
    letters: dict[str, Letter] = {}
    for of_kind in _by_kind(messages):
        letters.update(_BUILD[of_kind[0].kind](of_kind, aloud_to))
    return letters


def make_letters(messages: Sequence[Dispatch], aloud_to: Collection[int] = ()) -> Made:
    """The same, where one that cannot be made does not keep the others."""
    letters: dict[str, Letter] = {}
    broken: set[str] = set()
    for of_kind in _by_kind(messages):
        made = _try(of_kind, aloud_to)
        if made is None:
            alone = {message.code: _try([message], aloud_to) for message in of_kind}
            broken |= {code for code, found in alone.items() if found is None}
            made = {code: found[code] for code, found in alone.items() if found}
        letters.update(made)
    return Made(letters, frozenset(broken))


def _by_kind(messages: Sequence[Dispatch]) -> list[list[Dispatch]]:
    found: dict[str, list[Dispatch]] = {}
    for message in messages:
        found.setdefault(message.kind, []).append(message)
    return list(found.values())


def _try(messages: Sequence[Dispatch], aloud_to: Collection[int]) -> Mapping[str, Letter] | None:
    """None: it could not be made. A database that does not answer is no fault of the letter."""
    try:
        return letters_of(messages, aloud_to)
    except (OperationalError, InterfaceError):
        raise
    except Exception as problem:  # whatever it is, the others go on
        codes, what = ", ".join(m.code for m in messages), type(problem).__name__
        log.error("no letter could be made of %s: %s", codes, what)  # a traceback may hold words
        return None
