"""`restore`: a backup becomes a house again, in an empty place; whole and looked over, or not at all."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from tussenruimte.cli.carrying import Cannot, snapshot
from tussenruimte.cli.carrying.chest import DATABASE, Packed, broken, look_through, unpack
from tussenruimte.cli.carrying.drafts import draft_in, sync
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit.keyring import master_keys, sync_folder
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.sealing import master_name

UNFINISHED = "restore.unfinished"
Report = Callable[[str], None]
OTHER = {"postgresql": "SQLite", "sqlite": "PostgreSQL"}


def restore(file: Path, *, today: dt.date, report: Report) -> list[str]:
    """Put everything back. Returns what does not hang together in it: that was so when it was packed."""
    data = Path(settings.DATA)
    _refuse_full(data)
    report(f"· Looking through {file} …")
    packed = look_through(file)
    _refuse_unfitting(file, packed)
    with _unfinished(data), draft_in(data, "restore") as draft:
        report("· Unpacking …")
        unpack(file, packed, draft)
        with _opened(file, draft / DATABASE):
            report("· Bringing the database up to date, and looking whether all hangs together …")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            measure()
            found = list(faults(Scope(heads=(draft / "heads",), today=today)))
            if snapshot.kind() == "postgresql":
                _put_in_place(draft, data)
        if snapshot.kind() == "sqlite":
            _put_in_place(draft, data)
    return found


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
