"""Where sealed pictures and scans lie: one file each, named by code, unreadable without the key."""

from pathlib import Path

from django.conf import settings

from tussenruimte.kit.refusal import NotHere
from tussenruimte.kit.sealing import seal_bytes, unseal_bytes
from tussenruimte.matters.models import File
from tussenruimte.members.models import person_key


def keep(row: File, data: bytes) -> bytes:
    """Seal the bytes and write them down, all or nothing. Returns what was written."""
    sealed = seal_bytes(person_key(row.person), data, _place(row))
    there = _path(row)
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = there.with_suffix(".new")
    draft.write_bytes(sealed)
    draft.replace(there)
    return sealed


def fetch(row: File) -> bytes:
    """The bytes again; `NotHere` when the file was lost or the person forgotten."""
    try:
        return unseal_bytes(person_key(row.person), _path(row).read_bytes(), _place(row))
    except (FileNotFoundError, row.person.__class__.key.RelatedObjectDoesNotExist) as error:
        raise NotHere from error


def throw_away(row: File) -> None:
    """Remove the bytes."""
    _path(row).unlink(missing_ok=True)


def _path(row: File) -> Path:
    return Path(settings.MEDIA_ROOT) / str(row.cooperative_id) / f"{row.code}.sealed"


def _place(row: File) -> str:
    return f"{row._meta.db_table}|{row.code}|bytes"
