"""When the database cannot write now, or not be reached: it passes, and nothing was written."""

from django.db import InterfaceError, InternalError, OperationalError

from tussenruimte.kit.refusal import Unsure

READ_ONLY = "25006"  # what PostgreSQL says of a write while it may only be read
# What is our own mistake, though it comes under the same name as a full disk. SQLite: no such column,
# a place too many, a connection that is used wrongly. PostgreSQL: more than it can ever do.
OURS_SQLITE = {1, 21, 25}
OURS_POSTGRES = "54"
FIRST_BYTE = 0xFF  # of a number of SQLite; what comes before it says more exactly what is wrong


def is_unwritten(error: BaseException | None) -> bool:
    """Whether the database is locked, full, read-only or gone. It may say so in several ways.

    Whatever is wrong in itself will not be better later: that is a mistake, and is seen as one.
    """
    cause = error and error.__cause__
    number, state = getattr(cause, "sqlite_errorcode", 0), getattr(cause, "sqlstate", None) or ""
    if number & FIRST_BYTE in OURS_SQLITE or state.startswith(OURS_POSTGRES):
        return False
    is_read_only = isinstance(error, InternalError) and state == READ_ONLY
    return is_read_only or isinstance(error, (OperationalError, InterfaceError))


def is_unsure(error: BaseException | None) -> bool:
    """Whether the line broke while something was being kept: perhaps it was.

    Django then wants a new line, and when there is none it speaks of that; what went before it stays
    behind that error.
    """
    while error is not None:
        if isinstance(error, Unsure):
            return True
        error = error.__context__
    return False
