"""Where sealed pictures and scans lie: one file each, named by code, unreadable without the key."""

from pathlib import Path

from django.conf import settings

from tussenruimte.kit.refusal import NotHere
from tussenruimte.kit.sealing import UnreadableError, seal_bytes, unseal_bytes
from tussenruimte.matters.models import File
from tussenruimte.members.models import person_key, words_left_behind


def keep(row: File, data: bytes) -> bytes:
    """Seal the bytes and write them down, all or nothing. Returns what was written."""
    sealed = seal_bytes(person_key(row.person), data, _place(row))
    there = _path(row)
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _draft(there)
    draft.write_bytes(sealed)
    draft.replace(there)
    return sealed


def fetch(row: File) -> bytes:
    """The bytes again; `NotHere` when the file was lost or the person forgotten."""
    try:
        return unseal_bytes(person_key(row.person), _path(row).read_bytes(), _place(row))
    except (FileNotFoundError, row.person.__class__.key.RelatedObjectDoesNotExist) as error:
        raise NotHere from error
    except UnreadableError as error:
        if words_left_behind():
            raise NotHere from error
        raise


def throw_away(row: File) -> None:
    """Remove the bytes, also of a draft that was never finished."""
    there = _path(row)
    for file in (there, _draft(there)):
        file.unlink(missing_ok=True)


def is_there(row: File) -> bool:
    """Whether bytes of it lie here."""
    there = _path(row)
    return there.exists() or _draft(there).exists()


def _path(row: File) -> Path:
    return Path(settings.MEDIA_ROOT) / str(row.cooperative_id) / f"{row.code}.sealed"


def _draft(there: Path) -> Path:
    return there.with_suffix(".new")


def _place(row: File) -> str:
    return f"{row._meta.db_table}|{row.code}|bytes"
