"""Questions of busy pages: Django works out their SQL once for each process, not on each page.

Working out takes longer than the answer, so this halves what such a question costs. The question
stays plain ORM: `queryset` gives it as such, and a test compares the two.

    THE_NEED = Question(lambda given: Need.objects.filter(code=given.text("code")))
    THE_NEED.first(code="7q4m")

What is given may be a text, a key, a day or a moment; never nothing, and no list: with those the SQL would be
another one.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import DatabaseError, connection, connections
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    QuerySet,
    TextField,
)
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]

Values = dict[str, Any]


@contextmanager
def one_plan() -> Iterator[None]:
    """Inside, PostgreSQL plans a prepared statement once, whatever is given with it.

    Otherwise it plans the first five times anew, on each connection: 100 ms each for a statement as
    long as *Vandaag*. Two small questions more, which together take less than one millisecond.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        try:
            yield
        finally:
            with suppress(DatabaseError):  # in a broken transaction it ends together with that
                cursor.execute("RESET plan_cache_mode")


class Given(Expression):
    """The place in a question of what is given with it."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self.is_written_out = type(output_field) is DateField

    def as_sql(self, *_compiler_and_connection: Any) -> tuple[str, list[Any]]:
        """A place for a value; itself is the note of which one comes there."""
        return "%s", [self]

    def told(self, value: Any) -> Any:
        """The value as this database keeps it."""
        if value is None or isinstance(value, (list, tuple, set)):
            raise TypeError(
                f"{self.name} cannot be {value!r} in a question that is worked out once"
            )
        return self.output_field.get_db_prep_value(value, connection)


class _Literal(str):
    """SQL for a value that stands in the question itself."""

    __slots__ = ()


def _literal(value: Any) -> _Literal | None:
    if isinstance(value, str):
        quoted = str(value).replace("'", "''").replace("%", "%%")
        return _Literal(f"'{quoted}'")
    if type(value) is int:
        return _Literal(value)
    return _Literal(f"'{value.isoformat()}'") if type(value) is dt.date else None


class Places:
    """Hands out the places of a question; or, for the plain question, the values themselves."""

    def __init__(self, values: Values | None = None) -> None:
        self.values = values

    def text(self, name: str) -> Any:
        """A text."""
        return self._place(name, TextField())

    def key(self, name: str) -> Any:
        """A key of a row, or another whole number."""
        return self._place(name, BigIntegerField())

    def day(self, name: str) -> Any:
        """A date."""
        return self._place(name, DateField())

    def moment(self, name: str) -> Any:
        """A moment."""
        return self._place(name, DateTimeField())

    def _place(self, name: str, output_field: "Field[Any, Any]") -> Any:
        return Given(name, output_field) if self.values is None else self.values[name]


@dataclass
class _Worked:
    """A question as it is asked of one kind of database, and how its rows become objects."""

    pieces: list[str]  # of the SQL, around its places
    places: list[Any]
    compiler: Any
    names: list[str] = field(default_factory=list)  # of a question for values

    def __post_init__(self) -> None:
        self.places = [_literal(place) or place for place in self.places]

    def asked(self, values: Values) -> tuple[str, list[Any]]:
        """The SQL and what goes along with it.

        Words and numbers of the question itself stand in the SQL, and so do days: only then can the
        database know that `state = 'open'` is what a partial index holds, and keep one plan all day.
        """
        sql, params = [self.pieces[0]], []
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            if isinstance(place, Given):
                told = place.told(values[place.name])
                place = _literal(told) if place.is_written_out else told  # noqa: PLW2901
            if isinstance(place, _Literal):
                sql += (place, piece)
            else:
                sql += ("%s", piece)
                params.append(place)
        return "".join(sql), params

    @cached_property
    def converters(self) -> list[tuple[int, list[Any], Any]]:
        """For which columns this database gives something else than Python wants."""
        found = self.compiler.get_converters([column[0] for column in self.compiler.select])
        return [(place, functions, expression) for place, (functions, expression) in found.items()]

    @cached_property
    def populators(self) -> list[Any]:
        """What makes the related objects of a row."""
        return list(
            get_related_populators(self.compiler.klass_info, self.compiler.select, "default")
        )

    @cached_property
    def columns(self) -> tuple[int, int, list[str]]:
        """Where the fields of the object itself stand, and their names."""
        fields = self.compiler.klass_info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        return start, end, [f[0].target.attname for f in self.compiler.select[start:end]]

    def objects(self, rows: Sequence[Sequence[Any]]) -> Iterator[Any]:
        """The rows as Django would give them."""
        line = connections["default"]  # once, and not through its stand-in for each value
        for raw in rows:
            row = self._converted(raw, line)
            yield dict(zip(self.names, row, strict=True)) if self.names else self._object(row)

    def _converted(self, row: Sequence[Any], line: Any) -> list[Any]:
        values = list(row[: self.compiler.col_count])
        for place, functions, expression in self.converters:
            for function in functions:
                values[place] = function(values[place], expression, line)
        return values

    def _object(self, row: list[Any]) -> Any:
        start, end, names = self.columns
        found = self.compiler.klass_info["model"].from_db("default", names, row[start:end])
        for populator in self.populators:
            populator.populate(row, found)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found


class Question:
    """A question of which only the values change."""

    def __init__(self, build: Callable[[Places], "QuerySet[Any, Any]"]) -> None:
        self.build = build
        self._worked: dict[str, _Worked] = {}

    def queryset(self, **values: Any) -> "QuerySet[Any, Any]":
        """The same as a plain question."""
        return self.build(Places(values))

    def all(self, **values: Any) -> list[Any]:
        """Every object, or every row of values, that answers it."""
        worked = self._worked.get(connection.vendor) or self._work_out()
        with connection.cursor() as cursor:
            cursor.execute(*worked.asked(values))
            rows = cursor.fetchall()
        return list(worked.objects(rows))

    def first(self, **values: Any) -> Any:
        """The first of them, or nothing. The question itself says in which order, and how many."""
        return next(iter(self.all(**values)), None)

    def _work_out(self) -> _Worked:
        queryset = self.build(Places())
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = list(queryset.query.selected or ()) if compiler.klass_info is None else []
        worked = _Worked(sql.split("%s"), list(params), compiler, names)
        self._worked[connection.vendor] = worked
        return worked
