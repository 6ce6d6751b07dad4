"""`restore`: a backup becomes a house again, in an empty place; whole and looked over, or not at all."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from tussenruimte.belonging.forgetting import forget_listed
from tussenruimte.cli.carrying import Cannot, snapshot
from tussenruimte.cli.carrying.chest import (
    DATABASE,
    FORGOTTEN,
    Packed,
    broken,
    look_through,
    unpack,
)
from tussenruimte.cli.carrying.drafts import draft_in, sync
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit import clock
from tussenruimte.kit.forgotten import codes_forgotten, put_on_list
from tussenruimte.kit.keyring import master_keys, sync_folder
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.sealing import master_name
from tussenruimte.matters.models import File
from tussenruimte.members.models import Person

NO_LIST = (
    "No forgotten.list lay in {0}, so whoever was forgotten after {1} is back. When that may be: throw "
    "this house away, put the newest list there, and restore again."
)
UNFINISHED = "restore.unfinished"
Report = Callable[[str], None]
OTHER = {"postgresql": "SQLite", "sqlite": "PostgreSQL"}


def restore(file: Path, *, at: dt.datetime, report: Report) -> list[str]:
    """Put everything back. Returns what does not hang together in it: that was so when it was packed."""
    data = Path(settings.DATA)
    _refuse_full(data)
    has_list = Path(settings.FORGOTTEN_LIST).exists()
    report(f"· Looking through {file} …")
    packed = look_through(file)
    _refuse_unfitting(file, packed)
    with _unfinished(data), draft_in(data, "restore") as draft:
        report("· Unpacking …")
        unpack(file, packed, draft)
        with _both_lists(draft / FORGOTTEN):
            with _opened(file, draft / DATABASE):
                found = _made_ready(draft, at, report)
                if snapshot.kind() == "postgresql":
                    _put_in_place(draft, data)
            if snapshot.kind() == "sqlite":
                _put_in_place(draft, data)
    if not has_list:
        report(NO_LIST.format(data, str(packed.about["made_at"])[:10]))
    return found


def _made_ready(draft: Path, at: dt.datetime, report: Report) -> list[str]:
    """Of this version, without whoever was forgotten, and looked over."""
    report("· Bringing the database up to date, and looking whether all hangs together …")
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    left = _forget_again(draft, at, report)
    measure()
    return [*left, *faults(Scope(heads=(draft / "heads",), today=clock.day(at)))]


def _refuse_full(data: Path) -> None:
    """Only into an empty place: nothing is ever written over."""
    if snapshot.is_there():
        where = "the database of DATABASE_URL" if snapshot.kind() == "postgresql" else str(data)
        raise Cannot(f"There is a house in {where} already: restore goes into an empty place only.")
    for folder in (settings.MEDIA_ROOT, settings.HEADS):
        if Path(folder).is_dir() and any(Path(folder).iterdir()):
            raise Cannot(f"There is something in {folder}: restore goes into an empty place only.")


def _refuse_unfitting(file: Path, packed: Packed) -> None:
    """The other database, a newer house, or keys that do not open what is in it."""
    try:
        made_on, migrations = packed.about["database"], packed.about["migrations"]
        masters, known = set(packed.about["masters"]), set(MigrationLoader(None).disk_migrations)
        newer = {(app, name) for app, name in migrations} - known
    except (KeyError, TypeError, ValueError) as problem:
        raise broken(file) from problem
    if made_on != snapshot.kind():
        raise Cannot(
            f"{file} is of a house on {OTHER[snapshot.kind()]}: set or unset DATABASE_URL, or take the "
            "cooperatives along one by one with export and import."
        )
    if newer:
        raise Cannot(f"{file} was made by a newer version of the house: upgrade this one first.")
    missing = sorted(masters - {master_name(key) for key in master_keys()})
    if missing:
        raise Cannot(
            f"The texts in {file} open with master key {', '.join(missing)}, which is not in master.key: "
            f"put the master.key of that day in {settings.DATA}."
        )


@contextmanager
def _unfinished(data: Path) -> Iterator[None]:
    """Until it is done a sign lies there: nobody opens a house that is half restored."""
    sign = data / UNFINISHED
    sign.touch(mode=0o600)
    sync_folder(data)
    try:
        yield
    except BaseException:
        if snapshot.kind() == "sqlite" or not snapshot.is_there():  # all was taken back
            sign.unlink()
        raise
    sign.unlink()
    sync_folder(data)


@contextmanager
def _opened(file: Path, database: Path) -> Iterator[None]:
    """The database that was in the backup. What goes wrong leaves PostgreSQL as empty as it was."""
    if snapshot.kind() == "postgresql":
        try:
            snapshot.load(database)
            yield
        except BaseException:
            snapshot.empty()
            raise
        return
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
    except DatabaseError as problem:
        _go_back(before)
        raise broken(file) from problem
    try:
        yield
    finally:
        _go_back(before)


@contextmanager
def _both_lists(packed: Path) -> Iterator[None]:
    """Who was forgotten by the list that lies here, and by the one in the backup."""
    here = Path(settings.FORGOTTEN_LIST)
    before = here.read_bytes() if here.exists() else None
    try:
        if listed := codes_forgotten(packed):
            put_on_list(listed)
        yield
    except BaseException:
        here.unlink(missing_ok=True)
        if before is not None:
            here.write_bytes(before)
            here.chmod(0o600)
        raise


def _forget_again(draft: Path, at: dt.datetime, report: Report) -> list[str]:
    """Before anybody comes in: their keys and words, and every file that the database does not name."""
    left = forget_listed(by="beheer", at=at)
    named = {
        f"{home}/{code}.sealed"
        for home, code in File.objects.filter(removed_at=None).values_list("cooperative_id", "code")
    }
    for file in (draft / "files").glob("*/*"):
        if f"{file.parent.name}/{file.name}" not in named:
            file.unlink()
    forgotten = Person.objects.filter(forgotten_at__isnull=False).count()
    report(f"· Forgotten, and stays forgotten: {forgotten}")
    return left


def _go_back(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _put_in_place(draft: Path, data: Path) -> None:
    """The database last: before it is there, there is no house."""
    sync(draft)
    for name, there in (("files", settings.MEDIA_ROOT), ("heads", settings.HEADS)):
        if (draft / name).is_dir():
            if Path(there).is_dir():
                Path(there).rmdir()  # it was empty
            (draft / name).rename(there)
    if snapshot.kind() == "sqlite":
        (draft / DATABASE).rename(connection.settings_dict["NAME"])
    sync_folder(data)
