"""A database that cannot write now is told from a mistake of ours, which nobody may overlook."""

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)

from tussenruimte.kit.refusal import Unsure
from tussenruimte.kit.unwritten import is_unwritten


def says(error, *, state=None, number=None):
    """An error of Django, for what the database said: PostgreSQL in letters, SQLite in a number."""
    cause = Exception()
    if state:
        cause.sqlstate = state
    if number:
        cause.sqlite_errorcode = number
    error.__cause__ = cause
    return error


PASSES = {
    "nobody there": OperationalError("could not connect"),
    "no answer to keeping": Unsure(),
    "the line closed": InterfaceError("connection already closed"),
    "busy": says(OperationalError(), number=5),
    "busy, more exactly": says(OperationalError(), number=517),
    "full": says(OperationalError(), number=13),
    "read-only": says(OperationalError(), number=8),
    "the disk": says(OperationalError(), number=778),
    "disk full": says(OperationalError(), state="53100"),
    "waited too long": says(OperationalError(), state="55P03"),
    "took too long": says(OperationalError(), state="57014"),
    "going down": says(OperationalError(), state="57P01"),
    "may only be read": says(InternalError(), state="25006"),
}
STAYS_WRONG = {
    "no such column": says(OperationalError(), number=1),
    "wrong, more exactly": says(OperationalError(), number=257),
    "used wrongly": says(InterfaceError(), number=21),
    "a place too many": says(InterfaceError(), number=25),
    "more than it can do": says(OperationalError(), state="54000"),
    "an aborted transaction": says(InternalError(), state="25P02"),
    "a word too many": says(ProgrammingError(), state="42601"),
    "twice the same": says(IntegrityError(), state="23505"),
    "broken": DatabaseError("database disk image is malformed"),
    "something else": ZeroDivisionError(),
    "nothing": None,
}


@pytest.mark.parametrize("error", PASSES.values(), ids=PASSES)
def test_it_passes(error):
    assert is_unwritten(error)


@pytest.mark.parametrize("error", STAYS_WRONG.values(), ids=STAYS_WRONG)
def test_it_stays_wrong(error):
    assert not is_unwritten(error)
