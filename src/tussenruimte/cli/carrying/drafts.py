"""Nothing half: what is made lies apart until it is whole, and is put on the disk before it is named."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tussenruimte.cli.carrying import Cannot
from tussenruimte.kit.keyring import sync_folder


@contextmanager
def draft_in(folder: Path, name: str) -> Iterator[Path]:
    """A folder that only we can read, gone afterwards, on the same disk as what it is for."""
    with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=folder) as draft:
        yield Path(draft)


def refuse_taken(file: Path) -> None:
    """What is made comes at a name that is free, in a folder that is there."""
    if not file.parent.is_dir():
        raise Cannot(f"There is no folder {file.parent}.")
    if file.exists() or file.is_symlink():
        raise Cannot(f"{file} is there already: choose another name, nothing is ever overwritten.")


def put_in_place(draft: Path, file: Path) -> None:
    """Give a whole file its name, unless somebody took that name meanwhile."""
    sync(draft)
    try:
        os.link(draft, file)
    except FileExistsError as problem:
        raise Cannot(f"{file} is there already: choose another name.") from problem
    except OSError:  # a disk that knows no second name for a file
        refuse_taken(file)
        draft.rename(file)
    sync_folder(file.parent)


def sync(place: Path) -> None:
    """Have a file, or a folder with all that is in it, on the disk."""
    if place.is_dir():
        for inner in place.iterdir():
            sync(inner)
        sync_folder(place)
        return
    with place.open("rb") as content:
        os.fsync(content.fileno())
