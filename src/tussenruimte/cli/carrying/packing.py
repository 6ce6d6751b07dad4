"""`backup`: the whole installation in one file, as it was at one moment. Keys are never in it."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

import tussenruimte
from tussenruimte.cli.carrying import Cannot, snapshot
from tussenruimte.cli.carrying.chest import DATABASE, FORGOTTEN, Packer, secret_name
from tussenruimte.cli.carrying.drafts import draft_in, put_in_place, refuse_taken
from tussenruimte.kit.clock import day

Report = Callable[[str], None]
KEYS_APART = (
    "The keys are not in it: keep master.key and secret.key apart, on another disk. Without them this "
    "file opens nowhere; with them it opens all."
)


def pack(file: Path, *, at: dt.datetime, report: Report) -> None:
    """Make the backup, or nothing. What was published of the record is listed before the database is
    looked at, and who was forgotten afterwards: neither may be behind what the database says.
    """
    refuse_taken(file)
    if not snapshot.is_there():
        raise Cannot(
            f"There is no house in {settings.DATA} yet: `./tussenruimte start` begins one."
        )
    heads = sorted(Path(settings.HEADS).glob("*/*.json"))
    with draft_in(file.parent, file.name) as draft:
        report("· Looking at the database as it is at this moment …")
        moment = snapshot.take(draft / DATABASE)
        report("· Packing it, with files, published heads and the list of who was forgotten …")
        with (draft / "whole").open("xb") as content:
            packer = Packer(content)
            packer.add(DATABASE, draft / DATABASE)
            (draft / DATABASE).unlink()
            lost = _add_all(packer, heads, moment)
            packer.close(_about(moment, at))
        (draft / "whole").chmod(0o600)
        put_in_place(draft / "whole", file)
    report(_told(file, packer, lost, moment, at))


def _add_all(packer: Packer, heads: list[Path], moment: snapshot.Moment) -> int:
    """The rest. Returns how many files the database names that are not there."""
    lost = 0
    for head in heads:
        packer.add(f"heads/{head.parent.name}/{head.name}", head)
    for name, source in _files(moment):
        try:
            packer.add(name, source)
        except FileNotFoundError:  # somebody took it away since that moment, or it was lost before
            lost += 1
    if Path(settings.FORGOTTEN_LIST).exists():
        packer.add(FORGOTTEN, settings.FORGOTTEN_LIST)
    return lost


def _files(moment: snapshot.Moment) -> Iterator[tuple[str, Path]]:
    for cooperative_id, code in moment.files:
        place = f"{cooperative_id}/{code}.sealed"
        yield f"files/{place}", Path(settings.MEDIA_ROOT) / place


def _about(moment: snapshot.Moment, at: dt.datetime) -> dict[str, object]:
    return {
        "version": tussenruimte.__version__,
        "made_at": at.isoformat(),
        "database": snapshot.kind(),
        "migrations": [list(one) for one in moment.migrations],
        "masters": moment.masters,
        "secret": secret_name(),
    }


def _told(file: Path, packer: Packer, lost: int, moment: snapshot.Moment, at: dt.datetime) -> str:
    what = f"everything as it was on {day(at)}, {file.stat().st_size:,} bytes"
    said = [f"{file}: {what}, parts: {len(packer.members)}.", KEYS_APART]
    if lost:
        said.append(
            f"{lost} sealed files that the database names were not there: taken away just now, or lost."
        )
    if moment.open_secret:
        said.append(
            f"Secret votes that are open: {moment.open_secret}. Their ballots are not in it: in a house "
            "that comes out of this file people vote once more."
        )
    return "\n".join(said)
