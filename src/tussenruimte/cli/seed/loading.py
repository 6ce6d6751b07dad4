"""Putting very many rows into tables: COPY on PostgreSQL, many at a time on SQLite."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from tussenruimte.cli.locks import SQLITE_LINKS, taken_off
from tussenruimte.record.models import Fact

AT_ONCE = 20_000
FACTS = Fact._meta.db_table
Row = tuple[Any, ...]


class Table:
    """Rows on their way into one table. What is not said gets the default of the model.

    Days and moments come as text: "2026-11-16" and "2026-11-16T09:00:00+00:00".
    """

    def __init__(self, model: Any) -> None:
        fields = model._meta.local_concrete_fields
        self.name: str = model._meta.db_table
        self.is_numbered = isinstance(model._meta.pk, models.AutoField)
        self.next = _first_free(self.name) if self.is_numbered else 0
        self.rows: list[Row] = []
        self.total = 0
        self._start = {field.column: _default(field) for field in fields}
        if connection.vendor == "sqlite":
            self._moments = [n for n, f in enumerate(fields) if isinstance(f, models.DateTimeField)]
        else:
            self._moments = []

    @property
    def columns(self) -> str:
        """The names of the columns, for SQL."""
        return ", ".join(f'"{column}"' for column in self._start)

    def add(self, **values: Any) -> int:
        """Put in one row. Returns its number, in a table whose rows have one."""
        number = self.next
        if self.is_numbered:
            values["id"], self.next = number, number + 1
        row = self._start | values
        if len(row) > len(self._start):
            raise TypeError(f"{self.name} has no {row.keys() - self._start.keys()}")
        self.rows.append(tuple(row.values()))
        return number

    def taken(self) -> list[Row]:
        """The waiting rows as the database wants them; afterwards none wait."""
        rows, self.rows = self.rows, []
        self.total += len(rows)
        return [self._plain(row) for row in rows] if self._moments else rows

    def _plain(self, row: Row) -> Row:
        """SQLite keeps a moment as Django writes it: "2026-11-16 09:00:00", in UTC."""
        values = list(row)
        for place in self._moments:
            if value := values[place]:
                values[place] = f"{value[:10]} {value[11:19]}"
        return tuple(values)


def _default(field: Any) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def _first_free(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"')  # noqa: S608 - our table
        return int(cursor.fetchone()[0])


class Tables:
    """All tables that are filled, in the order in which rows may point back."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {}
        self._hand = ThreadPoolExecutor(max_workers=1)
        self._behind: Future[None] | None = None

    def of(self, model: Any) -> Table:
        """The table of a model. Ask first for those that others point to."""
        name = model._meta.db_table
        if name not in self._tables:
            self._tables[name] = Table(model)
        return self._tables[name]

    @property
    def total(self) -> int:
        """How many rows there are by now."""
        return sum(table.total for table in self._tables.values())

    def pour(self) -> None:
        """Write what waits. PostgreSQL has a processor of its own: it works while we go on."""
        waiting = [(table, rows) for table in self._tables.values() if (rows := table.taken())]
        if connection.vendor != "postgresql":
            for table, rows in waiting:
                _insert(table, rows)
            return
        self._poured()
        connection.ensure_connection()
        self._behind = self._hand.submit(_copy, connection.connection, waiting)

    def flush(self) -> None:
        """Write what waits, and be sure that it is there."""
        self.pour()
        self._poured()

    def _poured(self) -> None:
        if self._behind:
            self._behind.result()

    def count_on(self) -> None:
        """PostgreSQL counts ids itself: tell it where we stopped."""
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            for table in self._tables.values():
                if table.is_numbered:
                    cursor.execute(
                        "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
                        [table.name, table.next],
                    )


def _copy(link: Any, waiting: list[tuple[Table, list[Row]]]) -> None:
    """Over the connection itself: Django's own belongs to the thread in which it was made."""
    for table, rows in waiting:
        words = f'COPY "{table.name}" ({table.columns}) FROM STDIN'
        with link.cursor() as cursor, cursor.copy(words) as copy:
            if table.name == FACTS:
                copy.write("".join(map(_fact_line, rows)))
                continue
            for row in rows:
                copy.write_row(row)


def _fact_line(row: Row) -> str:
    """A fact as COPY reads it: they are half of all rows, and this is the quicker half of the work."""
    cooperative, seq, body, digest = row
    escaped = body.replace("\\", "\\\\")  # JSON leaves no other sign that COPY reads as its own
    return f"{cooperative}\t{seq}\t{escaped}\t\\\\x{digest.hex()}\n"


def _insert(table: Table, rows: list[Row]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    words = f'INSERT INTO "{table.name}" ({table.columns}) VALUES ({places})'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(words, rows)


@contextmanager
def quick() -> Iterator[None]:
    """One transaction in which links between rows are looked at once, at the end, and not per row."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), taken_off(LINKS), taken_off(LAST_IN_LINE):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -400000")
        cursor.execute("PRAGMA foreign_keys = OFF")  # `verify` looks at all of them afterwards
    try:
        with transaction.atomic(), taken_off(SQLITE_LINKS), taken_off(LAST_IN_LINE_SQLITE):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA cache_size = -2000")


@contextmanager
def without_indexes() -> Iterator[None]:
    """PostgreSQL makes the indexes of the largest tables afterwards, all rows in order, in half the time."""
    if connection.vendor != "postgresql":
        yield
        return
    with taken_off(INDEXES):
        yield


# What to take off, and how to put it back: two statements for each.
LINKS = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
  FROM pg_constraint
 WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conrelid, conname
"""
INDEXES = """
SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %I', i.relname)
            ELSE format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, c.conname) END,
       CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.oid)
            ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, c.conname,
                        pg_get_constraintdef(c.oid)) END
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
  LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'u'
 WHERE NOT x.indisprimary AND t.relnamespace = 'public'::regnamespace
   AND t.relname IN ('members_actor', 'members_person', 'members_personkey', 'members_actsfor',
                     'members_member', 'matters_matter', 'matters_reader', 'relations_need',
                     'relations_relation', 'promises_promise', 'conversations_conversation',
                     'conversations_attendance', 'conversations_outcome', 'record_reading',
                     'decisions_roll', 'decisions_ballot')
 ORDER BY i.oid
"""
LAST_IN_LINE = """
SELECT 'ALTER TABLE record_fact DISABLE TRIGGER record_fact_at_end',
       'ALTER TABLE record_fact ENABLE TRIGGER record_fact_at_end'
"""
LAST_IN_LINE_SQLITE = """
SELECT 'DROP TRIGGER "' || name || '"', sql FROM sqlite_master
 WHERE type = 'trigger' AND name = 'record_fact_at_end'
"""
