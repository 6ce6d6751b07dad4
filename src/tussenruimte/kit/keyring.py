"""The master keys: in a file of their own, read again when it changes, so that they rotate while people work."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

NAME = "master.key"


def master_keys() -> tuple[str, ...]:
    """The master keys; the first wraps new keys. From the file, else from the surroundings."""
    file = key_file()
    try:
        now = file.stat()
    except FileNotFoundError:
        return tuple(settings.MASTER_KEYS)
    return _read(file, now.st_ino, now.st_mtime_ns)


def key_file() -> Path:
    """Where the keys lie, unless they come from the surroundings."""
    return _in_folder(settings.DATA)


@lru_cache(maxsize=2)
def _in_folder(folder: Path) -> Path:
    return Path(folder, NAME)


@lru_cache(maxsize=2)
def _read(file: Path, _number: int, _moment: int) -> tuple[str, ...]:
    return tuple(file.read_text().split())


def write_keys(file: Path, keys: tuple[str, ...]) -> None:
    """Put keys into a file that is never half written, that only we can read, and that is on the disk."""
    fresh = file.with_name(f"{file.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as text:
        text.write("\n".join(keys) + "\n")
        text.flush()
        os.fsync(text.fileno())
    fresh.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
