"""A person is a front door: which letters stand on it and which of the seven colours it has."""

from typing import Any, NamedTuple
from zlib import crc32

from tussenruimte.methods.initials import initials

COLOURS = 7


class Door(NamedTuple):
    """What is painted on a door."""

    letters: str
    colour: int


def name_of(actor: Any) -> str:
    """The name of a person, seat, circle or organisation; a bare name is a name too."""
    return str(getattr(actor, "name", actor) or "")


def called(actor: Any) -> str:
    """The name, with for whom they speak behind it when that is the municipality."""
    hat = getattr(actor, "hat", None)
    return f"{name_of(actor)} ({hat})" if hat else name_of(actor)


def door_of(actor: Any) -> Door:
    """The colour follows the code, so that it never changes with the name."""
    code = str(getattr(actor, "code", name_of(actor)))
    return Door(initials(name_of(actor)), crc32(code.encode()) % COLOURS + 1)
