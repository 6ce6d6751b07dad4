"""What a check looks at."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tussenruimte.kit import clock
from tussenruimte.members.reads import everywhere

SHOWN = 20


def _slugs() -> dict[int, str]:
    return {cooperative.pk: cooperative.slug for cooperative in everywhere()}


@dataclass(frozen=True)
class Scope:
    """All cooperatives by key, where published heads lie, and what day it is."""

    heads: tuple[Path, ...] = field(default_factory=lambda: (settings.HEADS,))
    today: dt.date = field(default_factory=clock.today)
    cooperatives: dict[int, str] = field(default_factory=_slugs)


Check = Callable[[Scope], Iterator[str]]


def rows(sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    """The rows that one question to the database gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while found := cursor.fetchmany(1_000):
            yield from found


def told(sentence: str, found: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    """A sentence for each row that breaks a rule; after twenty only how many more."""
    more = 0
    for number, row in enumerate(found):
        if number < SHOWN:
            yield sentence.format(*row)
        else:
            more += 1
    if more:
        yield f"… and {more} more like that."


def is_owner() -> bool:
    """Whether we see all cooperatives; the web's role on PostgreSQL sees one."""
    if connection.vendor != "postgresql":
        return True
    return not next(rows("SELECT row_security_active('record_fact')"))[0]
