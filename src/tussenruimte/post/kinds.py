"""How a kind of message becomes a letter. Each room says so for its own kinds at start-up.

The outbox carries codes only; the text is made at the moment of sending, from how things stand then.
A letter never carries somebody's own words: names, days and links are enough.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

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
    by_kind: dict[str, list[Dispatch]] = {}
    for message in messages:
        by_kind.setdefault(message.kind, []).append(message)
    letters: dict[str, Letter] = {}
    for kind, of_kind in by_kind.items():
        letters.update(_BUILD[kind](of_kind, aloud_to))
    return letters
