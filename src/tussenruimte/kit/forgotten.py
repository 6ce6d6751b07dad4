"""The list of who was forgotten, beside the database: with it an older backup forgets them again.

It holds no codes of people but their hashes, made with the secret key of the installation: whoever
has the list alone learns nothing from it, and whoever has the database and that key finds who it is.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from tussenruimte.kit.keyring import sync_folder
from tussenruimte.kit.sealing import keyed_hash

PURPOSE = "forgotten"
LINE = re.compile("[0-9a-f]{64}")


def hash_of(code: str) -> str:
    """How somebody with this code stands on the list."""
    return keyed_hash(code, PURPOSE)


def codes_forgotten(file: Path | None = None) -> frozenset[str]:
    """The hashes on the list, or on another one; a line that was cut off half-way is none."""
    try:
        lines = (file or _list()).read_text(errors="replace").split()
    except FileNotFoundError:
        return frozenset()
    return frozenset(line for line in lines if LINE.fullmatch(line))


def was_forgotten(code: str) -> bool:
    """Whether somebody with this code stands on the list."""
    return hash_of(code) in codes_forgotten()


def remember_forgotten(*codes: str) -> None:
    """Put people on the list, and have it on the disk before going on."""
    put_on_list(map(hash_of, codes))


def put_on_list(hashes: Iterable[str]) -> None:
    """Add what does not stand there yet. Again, or by two at once, does no harm."""
    file = _list()
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.fchmod(handle, 0o600)
        missing = sorted(set(hashes) - codes_forgotten(file))
        if missing:
            begin = b"" if _ends_whole(handle) else b"\n"
            os.write(handle, begin + "".join(f"{line}\n" for line in missing).encode())
        os.fsync(handle)  # also when it stood there already: perhaps not yet on the disk
    finally:
        os.close(handle)
    sync_folder(file.parent)


def _ends_whole(handle: int) -> bool:
    """Whether the last line was written to its end."""
    size = os.fstat(handle).st_size
    return size == 0 or os.pread(handle, 1, size - 1) == b"\n"


def _list() -> Path:
    return Path(settings.FORGOTTEN_LIST)
