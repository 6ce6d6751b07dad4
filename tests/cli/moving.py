"""A house with a data folder of its own, and an empty place elsewhere to take it to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connections

from tests import databases
from tussenruimte.kit.tenancy import within
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Person
from tussenruimte.promises.actions import make_promise


def live_in(folder: Path, settings: Any) -> Path:
    """Have files, heads and the list of who was forgotten lie here."""
    folder.mkdir()
    settings.DATA = folder
    settings.HEADS, settings.MEDIA_ROOT = folder / "heads", folder / "files"
    settings.FORGOTTEN_LIST = folder / "forgotten.list"
    return folder


@contextmanager
def elsewhere(folder: Path, settings: Any, *, fresh: bool = False) -> Iterator[Path]:
    """An empty data folder and an empty database, or a fresh one; afterwards we are where we were."""
    names = ("DATA", "HEADS", "MEDIA_ROOT", "FORGOTTEN_LIST")
    before = {name: getattr(settings, name) for name in names}
    live_in(folder, settings)
    try:
        with databases.another(folder) if fresh else databases.emptied(folder):
            yield folder
    finally:
        for name, value in before.items():
            setattr(settings, name, value)


class Promising(threading.Thread):
    """Promises as quickly as the house says yes, and remembers what it said yes to."""

    def __init__(self, matter: Matter, maker: Person, receiver: Person, at: datetime) -> None:
        super().__init__()
        self.what = {"maker": maker.actor, "receiver": receiver.actor, "by": maker, "at": at}
        self.matter, self.due = matter, at.date() + timedelta(days=3)
        self.kept: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        try:
            with within(self.matter.cooperative_id):
                while not self.stopped.is_set():
                    row = make_promise(
                        self.matter, due=self.due, text="Ik kom", person_said_yes=True, **self.what
                    )
                    self.kept.append(row.code)
        finally:
            connections.close_all()


@contextmanager
def meanwhile(*people: Promising, at_least: int = 0) -> Iterator[None]:
    """While these promise; they did so many times before we begin, and none of them fell over."""
    for one in people:
        one.start()
    try:
        while sum(len(one.kept) for one in people) < at_least:
            assert all(one.is_alive() for one in people)
        yield
        assert all(one.is_alive() for one in people)
    finally:
        for one in people:
            one.stopped.set()
            one.join()
