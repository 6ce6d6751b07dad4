"""What a cooperative has, as tables that anybody can read: which ones, which columns, how each value is
written. Rows are numbered anew from 1, in their own order, so that an export says nothing about the
other cooperatives of an installation and is the same wherever it is made.
"""

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models

from tussenruimte.kit.apart import has_cooperative
from tussenruimte.members.models import Cooperative, Person, SentForm

NOTHING = "\\N"  # a value that is not there; a text that begins with a backslash gets one more
HOME = "cooperative_id"
# What does not go along, and why. Every other table does: a new one by itself.
STAYS = {
    "members.PersonKey": "the keys of people go in keys.json, locked to two holders, or not at all",
    "members.User": "a log-in is of no cooperative; its address goes along with the person",
    "members.Login": "which log-in is somebody where; made anew from those addresses",
    "members.CardDirectory": "hangs on the secret key; made anew when the keys of people come along",
    "members.CardTry": "wrong tries and who asked to join from one network, under the secret key, for a day",
    "members.DoorTry": "tries at the door of this house, under its secret key, for minutes",
    "members.SetUpCode": "opens this house only",
    "decisions.BallotKey": "the key of a secret vote that is open leaves this house in no way",
    "decisions.BoxCount": "papers of a secret vote that is open: two people count them once more",
    "decisions.SecretBallot": "ballots of a secret vote that is open; once counted, its file goes along",
    "decisions.Voted": "who voted in it so far: without the ballots they vote once more",
    "account.EmailAddress": "follows from the address of the log-in",
    "account.EmailConfirmation": "nobody is asked for one",
    "mfa.Authenticator": "second codes and passkeys hang on the address and the master key of a house",
    "usersessions.UserSession": "where somebody is signed in here",
    "sessions.Session": "where somebody is signed in here",
    "socialaccount.SocialAccount": "as whom another house knows a log-in; that house tells it again",
    "socialaccount.SocialApp": "a setting of this house",
    "socialaccount.SocialToken": "none is kept",
    "django_tasks_database.DBTaskResult": "work for this house; what waits to be sent goes along",
    "contenttypes.ContentType": "Django's own list of tables",
    "auth.Group": "not used",
    "auth.Permission": "not used",
}
# A link to what stays here is left empty: the log-in that was made ready for who had an invitation.
LEFT_EMPTY = {("members.Invitation", "user")}
Write = Callable[[Any], str]
Read = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column: how it is called in the file, and to which numbered table it points."""

    name: str
    field: Any
    to: Any = None

    @cached_property
    def write(self) -> Write:
        """How a value becomes text."""
        return _kind(self.field)[1]

    @cached_property
    def read(self) -> Read:
        """How text becomes a value again; ValueError when it is none."""
        return _kind(self.field)[2]

    @property
    def kind(self) -> str:
        """The word of Table Schema for it."""
        return "integer" if self.to else _kind(self.field)[0]


@dataclass(frozen=True)
class Table:
    """The rows of one model."""

    model: Any

    @property
    def name(self) -> str:
        """As the model is called: "promises.Promise"."""
        return str(self.model._meta.label)

    @property
    def order(self) -> tuple[str, ...]:
        """The columns of its own order."""
        if self.is_numbered:
            return ("id",)
        key = self.model._meta.pk
        return (
            (key.attname,) if key.remote_field else tuple(c.field.attname for c in self.columns)[:1]
        )

    @property
    def is_numbered(self) -> bool:
        """Whether its rows have a number of their own."""
        return isinstance(self.model._meta.pk, models.AutoField)

    @cached_property
    def columns(self) -> list[Column]:
        """Every column but that of the cooperative, which is the same in all rows."""
        fields = [
            f
            for f in self.model._meta.local_fields
            if f.column not in {None, HOME} and (self.name, f.name) not in LEFT_EMPTY
        ]
        if self.model is Cooperative:
            fields = [f for f in fields if f.column != "id"]
        return [self._column(field) for field in fields]

    def _column(self, field: Any) -> Column:
        if (self.model, field.name) == (Person, "user"):
            return Column("login", field)
        if field.primary_key and self.is_numbered:
            return Column("id", field, self.model)
        to = _numbered(field.remote_field.model) if field.remote_field else None
        return Column(field.name, field, to)


def _numbered(model: Any) -> Any:
    """The table whose numbers somebody is called by: a person is numbered as their actor."""
    while model._meta.pk.remote_field:
        model = model._meta.pk.remote_field.model
    return model


def tables() -> list[Table]:
    """All that belongs to a cooperative, but what stays."""
    found = [m for m in apps.get_models() if has_cooperative(m) and m._meta.label not in STAYS]
    return sorted([Table(Cooperative), *map(Table, found)], key=lambda table: table.name)


def row_of(model: str) -> Any:
    """To which numbered table the row of a sent form belongs."""
    return _numbered(apps.get_model(model))


def is_row_of_sent_form(table: Table, column: Column) -> bool:
    """It points to a row of whatever table stands beside it."""
    return table.model is SentForm and column.name == "row"


def written(column: Column, value: Any) -> str:
    """A value as it stands in a file."""
    if value is None:
        return NOTHING
    text = column.write(value)
    return f"\\{text}" if text.startswith("\\") else text


def read(column: Column, text: str) -> Any:
    """The value that stands in a file. ValueError says what is wrong with it."""
    if text == NOTHING:
        if not column.field.null:
            raise ValueError(f"{column.name} is missing")
        return None
    value = column.read(text.removeprefix("\\"))
    longest = getattr(column.field, "max_length", None)
    if longest and isinstance(value, str) and len(value) > longest:
        raise ValueError(f"{column.name} is longer than {longest} letters")
    return value


def canonical_json(value: Any) -> str:
    """JSON in one way only: PostgreSQL keeps no order of names."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _moment(text: str) -> dt.datetime:
    value = dt.datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError("a moment has its zone")
    return value


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


KINDS: tuple[tuple[type[Any], str, Write, Read], ...] = (
    (models.BooleanField, "boolean", lambda value: "true" if value else "false", _truth),
    (models.DateTimeField, "datetime", lambda v: v.astimezone(dt.UTC).isoformat(), _moment),
    (models.DateField, "date", lambda value: value.isoformat(), dt.date.fromisoformat),
    (models.TimeField, "time", lambda value: value.isoformat(), dt.time.fromisoformat),
    (models.BinaryField, "string", lambda v: base64.b64encode(bytes(v)).decode(), _bytes),
    (models.JSONField, "object", canonical_json, json.loads),
    (models.IntegerField, "integer", str, int),
    (models.TextField, "string", str, str),
    (models.CharField, "string", str, str),
)


def _kind(field: Any) -> tuple[str, Write, Read]:
    if field.remote_field:
        return ("string", str, str) if field.name == "user" else ("integer", str, int)
    for kind, word, write, read_again in KINDS:
        if isinstance(field, kind):
            return word, write, read_again
    raise TypeError(f"nobody said how a {type(field).__name__} is written down")
