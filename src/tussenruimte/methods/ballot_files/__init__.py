"""Reading ballots from files: of Scottish councils, of PrefLib, and our own export."""

from tussenruimte.methods.ballot_files import own, preflib, scottish
from tussenruimte.methods.ballot_files.lines import Unreadable, text_of
from tussenruimte.methods.ballots import Profile

__all__ = ["Unreadable", "read"]


def read(content: bytes) -> Profile:
    """The ballots in a file, by what it holds, whatever its name says.

    Raises Unreadable, with the number of the line, for what is not written as it should be.
    """
    lines = text_of(content)
    if own.is_it(lines):
        return own.read(lines)
    if preflib.is_it(lines):
        return preflib.read(lines)
    if scottish.is_it(lines):
        return scottish.read(lines)
    raise Unreadable(1, "is the beginning of no file with ballots that we know")
