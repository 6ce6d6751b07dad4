"""Numbers of rows: those of the database on one side, counted from 1 on the other."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from django.db import connection

from tussenruimte.cli.carrying.tables import HOME


class Counted:
    """The rows of one cooperative, counted from 1 in each table, in their own order."""

    def __init__(self, cooperative_id: int) -> None:
        self._home = cooperative_id
        self._keys: dict[Any, Sequence[int]] = {}

    def number(self, model: Any, key: int) -> int | None:
        """The number of a row; None when there is no such row (any more)."""
        if model not in self._keys:
            rows = model.objects.filter(**{HOME: self._home}).order_by("id")
            self._keys[model] = array("q", rows.values_list("id", flat=True).iterator(5_000))
        keys = self._keys[model]
        place = bisect_left(keys, key)
        return place + 1 if place < len(keys) and keys[place] == key else None


def free(model: Any, many: int) -> "array[int]":
    """So many numbers that no row of this table has, nor will get from the database itself."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, many],
            )
            return array("q", sorted(key for (key,) in cursor.fetchall()))
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')  # noqa: S608 - our own table
        ((last,),) = cursor.fetchall()
    return array("q", range(last + 1, last + 1 + many))
