"""The folder in which a cooperative travels: its tables, its files, and a list with the hash of each.

The list is a Data Package (`datapackage.json`), which many tools can read.
"""

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tussenruimte
from tussenruimte.cli.carrying import Cannot
from tussenruimte.cli.carrying.tables import NOTHING, Table

LIST, README, KEYS = "datapackage.json", "README.md", "keys.json"
FORMAT = 1
NAMES = re.compile(
    r"README\.md|keys\.json|tables/[A-Za-z]+\.[A-Za-z]+\.csv"
    r"|files/[0-9A-Z]{1,12}\.sealed|heads/[0-9-]{1,20}\.json"
)
LONGEST = 1 << 26  # letters in one value: more than anybody writes
AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Listed:
    """One file: how large, its hash, and how many rows when it is a table."""

    size: int
    hash: str
    rows: int = 0


class Packer:
    """A folder that is being filled."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.listed = folder, dict[str, Listed]()
        self._described: list[dict[str, Any]] = []

    def add_table(self, table: Table, rows: Iterable[list[str]]) -> None:
        """All rows of a table."""
        name = f"tables/{table.name}.csv"
        total = 0
        with self._open(name) as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([column.name for column in table.columns])
            for row in rows:
                writer.writerow(row)
                total += 1
        self._list(name, rows=total)
        self._described.append(_described(table, name, self.listed[name]))

    def add(self, name: str, content: bytes) -> None:
        """A file."""
        if not NAMES.fullmatch(name):
            raise Cannot(f"{name} is not how this house calls a file.")
        place = self.folder / name
        place.parent.mkdir(exist_ok=True, mode=0o700)
        with open(place, "xb", opener=_ours) as out:
            out.write(content)
        self._list(name)

    def close(self, about: dict[str, Any]) -> None:
        """Write the list. It says nothing of when or where: the same cooperative gives the same list."""
        others = [
            {"path": name, "bytes": one.size, "hash": f"sha256:{one.hash}"}
            for name, one in sorted(self.listed.items())
            if not name.startswith("tables/")
        ]
        told = about | {
            "format": FORMAT,
            "version": tussenruimte.__version__,
            "resources": self._described,
            "files": others,
        }
        with self._open(LIST) as out:
            out.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")

    def _open(self, name: str) -> Any:
        place = self.folder / name
        place.parent.mkdir(exist_ok=True, mode=0o700)
        return open(place, "x", encoding="utf-8", newline="", opener=_ours)

    def _list(self, name: str, rows: int = 0) -> None:
        size, digest = _hash(self.folder / name)
        self.listed[name] = Listed(size, digest, rows)


@contextmanager
def longer_cells() -> Iterator[None]:
    """The module of CSV has one limit for the whole program: afterwards it is what it was."""
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _ours(path: str, flags: int) -> int:
    """Only we can read it: names of people stand in it."""
    return os.open(path, flags, 0o600)


def _described(table: Table, path: str, listed: Listed) -> dict[str, Any]:
    """A table as Table Schema describes it."""
    links = [
        {"fields": c.name, "reference": {"resource": c.to._meta.label.lower(), "fields": "id"}}
        for c in table.columns
        if c.to and c.name != "id"
    ]
    schema: dict[str, Any] = {
        "fields": [{"name": c.name, "type": c.kind} for c in table.columns],
        "missingValues": [NOTHING],
    }
    return {
        "name": table.name.lower(),
        "path": path,
        "description": (table.model.__doc__ or "").strip().splitlines()[0],
        "bytes": listed.size,
        "hash": f"sha256:{listed.hash}",
        "rows": listed.rows,
        "schema": schema | ({"foreignKeys": links} if links else {}),
    }


def _hash(file: Path) -> tuple[int, str]:
    total, size = hashlib.sha256(), 0
    with file.open("rb") as content:
        while piece := content.read(AT_ONCE):
            total.update(piece)
            size += len(piece)
    return size, total.hexdigest()


@dataclass(frozen=True)
class Parcel:
    """A folder that was looked through: everything in it is as its list says."""

    folder: Path
    about: dict[str, Any]
    listed: dict[str, Listed]

    def rows(self, table: Table) -> int:
        """How many rows of this table there are."""
        return self.listed[f"tables/{table.name}.csv"].rows

    def read(self, table: Table) -> Iterator[tuple[int, list[str]]]:
        """The rows of a table, each with the number of its line."""
        name = f"tables/{table.name}.csv"
        with (
            longer_cells(),
            (self.folder / name).open(encoding="utf-8", newline="") as content,
        ):
            lines = csv.reader(content, strict=True)
            try:
                yield from self._checked(table, lines, name)
            except (csv.Error, UnicodeDecodeError) as problem:
                raise Cannot(f"{name}, line {lines.line_num}: this is no CSV.") from problem

    def _checked(self, table: Table, lines: Any, name: str) -> Iterator[tuple[int, list[str]]]:
        wanted = [column.name for column in table.columns]
        head: list[str] = next(lines, [])
        if head != wanted:
            missing, strange = set(wanted) - set(head), set(head) - set(wanted)
            which = ", ".join(sorted(missing or strange)) or "their order"
            raise Cannot(
                f"{name} has other columns than this house ({which}): it was made by version "
                f"{self.about.get('version')}, and this is {tussenruimte.__version__}."
            )
        for row in lines:
            if len(row) != len(wanted):
                raise Cannot(
                    f"{name}, line {lines.line_num}: {len(row)} values for {len(wanted)} columns."
                )
            yield lines.line_num, row

    def names(self, folder: str) -> list[str]:
        """The files in one of its folders."""
        return sorted(name for name in self.listed if name.startswith(f"{folder}/"))


def look_through(folder: Path) -> Parcel:
    """Everything on the list is there and as it was, and nothing else is."""
    if not folder.is_dir():
        raise Cannot(f"There is no folder {folder}.")
    try:
        about = json.loads((folder / LIST).read_text(encoding="utf-8"))
        listed = dict(_on_list(about))
        fits = about["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Cannot(
            f"{folder} is no export of a cooperative: {LIST} is missing or altered."
        ) from problem
    if not fits:
        raise Cannot(f"{folder} was made by a house that this one does not understand.")
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    if strange := sorted(there - set(listed) - {LIST}):
        raise Cannot(f"{folder / strange[0]} is not on the list in {LIST}.")
    for name, one in listed.items():
        if name not in there:
            raise Cannot(f"{folder / name} is missing.")
        if (folder / name).is_symlink() or _hash(folder / name) != (one.size, one.hash):
            raise Cannot(f"{folder / name} was altered: it is not what was exported.")
    return Parcel(folder, about, listed)


def _on_list(about: dict[str, Any]) -> Iterator[tuple[str, Listed]]:
    for one in (*about["resources"], *about["files"]):
        name, kind, digest = str(one["path"]), *str(one["hash"]).split(":")
        if not NAMES.fullmatch(name) or kind != "sha256":
            raise ValueError(name)
        yield name, Listed(int(one["bytes"]), digest, int(one.get("rows", 0)))
