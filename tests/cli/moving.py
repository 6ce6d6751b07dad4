"""A house with a data folder of its own, and an empty place elsewhere to take it to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import databases


def live_in(folder: Path, settings: Any) -> Path:
    """Have files, heads and the list of who was forgotten lie here."""
    folder.mkdir()
    settings.DATA = folder
    settings.HEADS, settings.MEDIA_ROOT = folder / "heads", folder / "files"
    settings.FORGOTTEN_LIST = folder / "forgotten.list"
    return folder


@contextmanager
def elsewhere(folder: Path, settings: Any) -> Iterator[Path]:
    """An empty data folder and an empty database; afterwards we are where we were."""
    names = ("DATA", "HEADS", "MEDIA_ROOT", "FORGOTTEN_LIST")
    before = {name: getattr(settings, name) for name in names}
    with databases.emptied(folder):
        yield live_in(folder, settings)
    for name, value in before.items():
        setattr(settings, name, value)
