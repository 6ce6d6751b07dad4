"""`export`: one cooperative in open formats, as it is at one moment."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tussenruimte.cli.actions import words_leave
from tussenruimte.cli.carrying import Cannot, seated, shut
from tussenruimte.cli.carrying.drafts import draft_in, sync
from tussenruimte.cli.carrying.numbers import Counted
from tussenruimte.cli.carrying.parcel import KEYS, README, Packer
from tussenruimte.cli.carrying.readme import readme
from tussenruimte.cli.carrying.tables import (
    HOME,
    Column,
    Table,
    is_row_of_sent_form,
    row_of,
    tables,
    written,
)
from tussenruimte.kit.clock import day
from tussenruimte.kit.keyring import sync_folder
from tussenruimte.kit.tenancy import within
from tussenruimte.matters.models import File
from tussenruimte.members.models import Cooperative, PersonKey, User, person_key
from tussenruimte.members.models.sealed import LEFT_BEHIND
from tussenruimte.record.reads import head_of

Report = Callable[[str], None]


def export(
    slug: str, folder: Path, *, to: Sequence[tuple[str, Path]], at: dt.datetime, report: Report
) -> None:
    """Write everything down, or nothing. With public keys of two seats the private texts can be read
    again.
    """
    _refuse_taken(folder)
    holders = shut.public_keys([file for _seat, file in to]) if to else []
    cooperative = Cooperative.objects.filter(slug=slug).first()
    if cooperative is None:
        raise Cannot(f"There is no cooperative “{slug}” in this house.")
    with draft_in(folder.parent, folder.name) as draft, within(cooperative.pk):
        if holders:  # before anything leaves, so that it is in what leaves
            words_leave(cooperative, seated.holders(cooperative, to, day(at)), by="beheer", at=at)
        whole = draft / "whole"
        whole.mkdir(mode=0o700)
        packer = Packer(whole)
        with one_moment():
            lost = _fill(packer, cooperative, holders, report)
        sync(whole)
        if folder.is_dir():
            folder.rmdir()  # it was empty
        whole.rename(folder)
    sync_folder(folder.parent)
    report(_told(folder, packer, lost, with_words=bool(holders)))


def _refuse_taken(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise Cannot(f"There is no folder {folder.parent}.")
    is_free = folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())
    if (folder.exists() or folder.is_symlink()) and not is_free:
        raise Cannot(f"There is something at {folder} already: choose a name that is free.")


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside is of the same moment, while others go on writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django's own would keep everybody else from writing
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _fill(packer: Packer, cooperative: Cooperative, holders: list[Any], report: Report) -> int:
    """All that belongs to it. Returns how many files are named and not there."""
    cooperative = Cooperative.objects.get(pk=cooperative.pk)
    counted, logins = Counted(cooperative.pk), _logins(cooperative)
    for table in tables():
        packer.add_table(table, _rows(table, cooperative, counted, logins))
    total = sum(one.rows for one in packer.listed.values())
    report(f"· {total:,} rows in {len(packer.listed)} tables")
    lost = _add_files(packer, cooperative)
    for head in sorted(Path(settings.HEADS, cooperative.slug).glob("*.json")):
        packer.add(f"heads/{head.name}", head.read_bytes())
    about = about_cooperative(cooperative)
    if holders:
        packer.add(KEYS, shut.lock(_keys(cooperative), holders, about).encode())
    packer.add(README, readme(cooperative, tables()).encode())
    packer.close(about)
    return lost


def about_cooperative(cooperative: Cooperative) -> dict[str, Any]:
    """Which cooperative it is, and where its record ends; the keys of people are bound to this."""
    seq, digest = head_of(cooperative.pk) or (0, b"")
    return {
        "name": cooperative.slug,
        "title": cooperative.name,
        "code": cooperative.code,
        "facts": seq,
        "head": digest.hex(),
    }


def _logins(cooperative: Cooperative) -> dict[int, str | None]:
    """By which address people sign in, if by one: a log-in itself is not of one cooperative."""
    rows = User.objects.filter(people__cooperative=cooperative)
    return dict(rows.values_list("pk", "email"))


def _rows(
    table: Table, cooperative: Cooperative, counted: Counted, logins: dict[int, str | None]
) -> Iterator[list[str]]:
    mine = {"pk": cooperative.pk} if table.model is Cooperative else {HOME: cooperative.pk}
    rows = table.model.objects.filter(**mine).order_by(*table.order)
    columns = table.columns
    for values in rows.values_list(*(c.field.attname for c in columns)).iterator(5_000):
        row = dict(zip((c.name for c in columns), values, strict=True))
        yield [written(column, _plain(table, column, row, counted, logins)) for column in columns]


def _plain(
    table: Table,
    column: Column,
    row: dict[str, Any],
    counted: Counted,
    logins: dict[int, str | None],
) -> Any:
    """A value without the numbers of this database."""
    value = row[column.name]
    if value is None:
        return None
    if column.name == "login":
        return logins.get(value)
    if is_row_of_sent_form(table, column):
        return counted.number(row_of(row["model"]), value)
    if column.to:
        return counted.number(column.to, value)
    if table.model is Cooperative and column.name == "settings":
        return {name: one for name, one in value.items() if name != LEFT_BEHIND}
    return value


def _add_files(packer: Packer, cooperative: Cooperative) -> int:
    lost = 0
    codes = File.objects.filter(cooperative=cooperative, removed_at=None).order_by("code")
    for code in codes.values_list("code", flat=True):
        there = Path(settings.MEDIA_ROOT) / str(cooperative.pk) / f"{code}.sealed"
        try:
            packer.add(f"files/{code}.sealed", there.read_bytes())
        except FileNotFoundError:
            lost += 1
    return lost


def _keys(cooperative: Cooperative) -> dict[str, bytes]:
    rows = PersonKey.objects.filter(cooperative=cooperative).select_related("person__key")
    return {row.person.code: person_key(row.person) for row in rows.iterator(2_000)}


def _told(folder: Path, packer: Packer, lost: int, *, with_words: bool) -> str:
    said = [
        f"{folder}: {len(packer.listed)} files. Names of people are in it: keep it as you keep those."
    ]
    if with_words:
        said.append("Private texts open with the two private keys together. The board is told.")
    else:
        said.append(
            "Private texts are in it, sealed, and nobody can open them: no keys went along."
        )
    if lost:
        said.append(f"{lost} files that are named were not there: taken away just now, or lost.")
    return "\n".join(said)
