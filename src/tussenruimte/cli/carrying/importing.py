"""`import`: a cooperative comes into this house, row for row as it was; whole, or not at all."""

import datetime as dt
import re
import shutil
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction

import tussenruimte
from tussenruimte.belonging.forgetting import finish, forget_listed_in
from tussenruimte.cli.actions import give_keys, let_cards_open, let_sign_in
from tussenruimte.cli.carrying import Cannot, shut
from tussenruimte.cli.carrying.drafts import sync
from tussenruimte.cli.carrying.exporting import about_cooperative
from tussenruimte.cli.carrying.numbers import free
from tussenruimte.cli.carrying.parcel import KEYS, LIST, Parcel, look_through
from tussenruimte.cli.carrying.putting import put_rows
from tussenruimte.cli.carrying.tables import (
    Column,
    Table,
    is_row_of_sent_form,
    read,
    row_of,
    tables,
)
from tussenruimte.cli.locks import SQLITE_LINKS, taken_off
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit.forgotten import remember_forgotten
from tussenruimte.kit.keyring import sync_folder
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.tenancy import within
from tussenruimte.matters.models import File
from tussenruimte.members.actions.cooperatives import RESERVED
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.verify import BadHeads, break_in_chain, heads_in

AT_ONCE = 5_000
DOES_NOT_FIT = (IntegrityError, DataError, OverflowError, psycopg.IntegrityError, psycopg.DataError)
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
Report = Callable[[str], None]


@dataclass
class Coming:
    """A cooperative on its way in: which number each row gets here."""

    parcel: Parcel
    numbers: dict[Any, "array[int]"] = field(default_factory=dict)
    logins: dict[int, str] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)  # beside the database, that we made

    @property
    def home(self) -> int:
        """The number of the cooperative here."""
        return self.numbers[Cooperative][0]

    def number(self, model: Any, there: int) -> int:
        """The number here of a row that was called by this number there."""
        keys = self.numbers[model]
        if not 1 <= there <= len(keys):
            raise ValueError(f"there is no row {there} in {model._meta.label}")
        return keys[there - 1]


def bring_in(
    slug: str,
    folder: Path,
    *,
    keys: Sequence[Path],
    today: dt.date,
    at: dt.datetime,
    report: Report,
) -> None:
    """Put everything in, and look whether it hangs together, before anybody sees it."""
    holders = shut.private_keys(keys) if keys else []
    report(f"· Looking through {folder} …")
    parcel = look_through(folder)
    _refuse_taken(slug, parcel)
    if holders and KEYS not in parcel.listed:
        raise Cannot(f"No keys went along in {folder}: import it without --with.")
    coming = Coming(parcel)
    with _all_or_nothing(coming):
        with taken_off(SQLITE_LINKS) if connection.vendor == "sqlite" else nullcontext():
            _put_all(coming, report)
        with within(coming.home):
            cooperative = Cooperative.objects.get(pk=coming.home)
            _refuse_altered(coming, cooperative)
            _open_doors(coming, cooperative, holders, at)
            _stay_forgotten(cooperative, at, report)
        report("· Looking whether all hangs together …")
        _look_over(slug, today)
        _put_beside(coming, slug)
    with within(coming.home):
        finish(cooperative, by="invoer", at=at)  # when somebody reads now, the clock does it
    measure()
    report(_told(slug, with_words=bool(holders)))


def _refuse_taken(slug: str, parcel: Parcel) -> None:
    if parcel.about.get("name") != slug:
        raise Cannot(f"{parcel.folder} holds “{parcel.about.get('name')}”, not “{slug}”.")
    if not SLUG.fullmatch(slug) or slug in RESERVED:
        raise Cannot(f"The address “{slug}” cannot be a cooperative here.")
    if Cooperative.objects.filter(slug=slug).exists():
        raise Cannot(f"There is a cooperative at “{slug}” in this house already.")
    if Cooperative.objects.filter(code=parcel.about.get("code")).exists():
        raise Cannot("This cooperative is in this house already, at another address.")
    if Path(settings.HEADS, slug).exists():
        raise Cannot(f"Heads of an earlier “{slug}” lie in {settings.HEADS}: move them away first.")
    _refuse_other_tables(parcel)


def _refuse_other_tables(parcel: Parcel) -> None:
    """Nothing is passed over: neither what this house wants nor what it does not know."""
    known, there = {f"tables/{table.name}.csv" for table in tables()}, set(parcel.names("tables"))
    if missing := known - there:
        raise Cannot(f"{parcel.folder / min(missing)} is missing: this house has that table.")
    if strange := there - known:
        raise Cannot(
            f"This house has no place for {parcel.folder / min(strange)}: it was made by version "
            f"{parcel.about.get('version')}, and this is {tussenruimte.__version__}."
        )


@contextmanager
def _all_or_nothing(coming: Coming) -> Iterator[None]:
    """What lies beside the database goes again when the database did not take it."""
    try:
        with transaction.atomic(durable=True):
            yield
    except BaseException as problem:
        for folder in coming.folders:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, DOES_NOT_FIT):
            raise Cannot(
                f"{coming.parcel.folder} does not fit in this house: something in it is here already, "
                "or points to what is not in it."
            ) from problem
        raise


def _put_all(coming: Coming, report: Report) -> None:
    found = tables()
    for table in found:
        if table.is_numbered:
            coming.numbers[table.model] = free(table.model, coming.parcel.rows(table))
    if len(coming.numbers[Cooperative]) != 1:
        raise Cannot(f"{coming.parcel.folder} holds no cooperative, or more than one.")
    total = 0
    for table in found:
        rows = _rows(coming, table)
        while some := list(islice(rows, AT_ONCE)):
            put_rows(table, some)
            total += len(some)
    report(f"· {total:,} rows in {len(found)} tables")


def _rows(coming: Coming, table: Table) -> Iterator[list[Any]]:
    """The rows as this database wants them: the number of the cooperative first."""
    total = 0
    for line, texts in coming.parcel.read(table):
        total += 1
        try:
            values = _values(coming, table, texts)
            if table.is_numbered and table.model is not Cooperative and int(texts[0]) != total:
                raise ValueError(f"this is row {total}, and it is numbered {texts[0]}")
        except (ValueError, KeyError, LookupError, OverflowError) as problem:
            raise Cannot(f"tables/{table.name}.csv, line {line}: {problem}.") from problem
        yield [coming.home, *values]
    if total != coming.parcel.rows(table):
        raise Cannot(f"tables/{table.name}.csv has other rows than its list says.")


def _values(coming: Coming, table: Table, texts: list[str]) -> list[Any]:
    columns = table.columns
    values = [read(column, text) for column, text in zip(columns, texts, strict=True)]
    named = {column.name: value for column, value in zip(columns, values, strict=True)}
    return [_value(coming, table, column, named) for column in columns]


def _value(coming: Coming, table: Table, column: Column, row: dict[str, Any]) -> Any:
    value = row[column.name]
    if value is None:
        return None
    if column.name == "login":
        coming.logins[coming.number(row_of(Person._meta.label), row["actor"])] = value
        return None
    if is_row_of_sent_form(table, column):
        return coming.number(row_of(row["model"]), value)
    return coming.number(column.to, value) if column.to else value


def _refuse_altered(coming: Coming, cooperative: Cooperative) -> None:
    """Its record ends where the list says, and goes through the ends that were published."""
    folder, about = coming.parcel.folder, about_cooperative(cooperative)
    if about != {name: coming.parcel.about.get(name) for name in about}:
        raise Cannot(f"{folder / LIST} tells of another cooperative or record than its tables do.")
    try:
        broken = break_in_chain(cooperative.pk, heads_in(folder / "heads"))
    except BadHeads as problem:
        raise Cannot(f"{problem}") from problem
    if broken:
        raise Cannot(
            f"It does not hang together, so it stays outside: up to fact {broken.seq} its record is not "
            "the one that was published."
        )


def _open_doors(
    coming: Coming, cooperative: Cooperative, holders: list[Any], at: dt.datetime
) -> None:
    """Who may come in, and what opens."""
    keys: dict[str, bytes] = {}
    if holders:
        locked = (coming.parcel.folder / KEYS).read_text()
        keys = shut.unlock(locked, holders, about_cooperative(cooperative))
        people = Person.objects.filter(cooperative=cooperative, forgotten_at=None)
        if set(people.values_list("code", flat=True)) - keys.keys():
            raise Cannot("Not everybody's key came along: it is of another export.")
    let_sign_in(cooperative, coming.logins, by="invoer", at=at)
    give_keys(cooperative, keys, by="invoer", at=at)
    if keys:
        let_cards_open(cooperative, by="invoer", at=at)


def _stay_forgotten(cooperative: Cooperative, at: dt.datetime, report: Report) -> None:
    """Whoever was forgotten where it comes from is on the list of this house too; and whoever is on that
    list does not come back with an older folder.
    """
    people = Person.objects.filter(cooperative=cooperative, forgotten_at__isnull=False)
    if codes := list(people.values_list("code", flat=True)):
        remember_forgotten(*codes)
    for sentence in forget_listed_in(cooperative, by="invoer", at=at):
        report(sentence)


def _look_over(slug: str, today: dt.date) -> None:
    """Chains, readers, locks: as `verify` does. What was wrong in another cooperative is not ours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    scope = Scope(heads=(), today=today)
    others = tuple(f"{name}: " for name in scope.cooperatives.values() if name != slug)
    for sentence in faults(scope):
        if not sentence.startswith(others):
            raise Cannot(f"It does not hang together, so it stays outside: {sentence}")


def _files_of(coming: Coming) -> Path:
    return Path(settings.MEDIA_ROOT) / str(coming.home)


def _put_beside(coming: Coming, slug: str) -> None:
    """Files and published heads, before the database says that they are there."""
    rows = File.objects.filter(cooperative=coming.home, removed_at=None)
    named = {f"files/{code}.sealed" for code in rows.values_list("code", flat=True)}
    files, heads = _files_of(coming), Path(settings.HEADS, slug)
    shutil.rmtree(files, ignore_errors=True)  # of an import that was cut off: the number is new
    for folder, names in (
        (files, sorted(named & coming.parcel.listed.keys())),
        (heads, coming.parcel.names("heads")),
    ):
        if not names:
            continue
        folder.mkdir(parents=True, mode=0o700)
        coming.folders.append(folder)
        for name in names:
            shutil.copyfile(coming.parcel.folder / name, folder / Path(name).name)
        sync(folder)
        sync_folder(folder.parent)


def _told(slug: str, *, with_words: bool) -> str:
    if with_words:
        return f"“{slug}” is here, with its private texts; cards and log-ins open as they did."
    return (
        f"“{slug}” is here. Its private texts and cards stay closed: their keys did not come along. "
        "Whoever has a log-in comes in as before."
    )
