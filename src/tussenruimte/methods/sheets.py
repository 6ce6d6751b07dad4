"""Reading a table as people send it: a spreadsheet, or text with semicolons, commas or tabs.

Out come rows of text, numbered as in the file. Nothing is worked out: a calculation stays the text
that it is. What cannot be read, or is made to break whoever reads it, gives a reason and no rows.
"""

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from openpyxl.reader import excel

_load: Any = excel.load_workbook  # it has no types
MOST_BYTES = 1_000_000  # of the file
MOST_UNPACKED = 30_000_000  # bytes of a spreadsheet, which is a packed folder
MOST_PARTS = 500  # files in that folder
MOST_ROWS = 2_000  # with something in them
MOST_COLUMNS = 60
LAST_ROW = 20_000  # empty rows between count here


class Why(Enum):
    """Why a file gives no table."""

    EMPTY = "empty"
    LARGE = "large"
    ROWS = "rows"
    OLD = "old"  # .xls, of before 2007
    LOCKED = "locked"  # with a password
    MACROS = "macros"
    OPEN_DOCUMENT = "open-document"
    OTHER = "other"  # a picture, a PDF, a letter
    BROKEN = "broken"


class Unread(Exception):  # noqa: N818 - it is an answer, no error
    """A file that gives no table."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it, and its number in the file."""

    number: int
    cells: tuple[str, ...]


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"<!DOCTYPE",
    b"<html",
    b"Rar!",
)


def rows_of(data: bytes) -> list[Row]:
    """The rows of a table, by what the file is, whatever its name says."""
    if len(data) > MOST_BYTES:
        raise Unread(Why.LARGE)
    if data.startswith(_OLE):
        raise Unread(Why.LOCKED if _ENCRYPTED in data else Why.OLD)
    if data.lstrip()[:16].startswith(_OTHERS):
        raise Unread(Why.OTHER)
    found = _of_spreadsheet(data) if data.startswith(b"PK") else _of_text(data)
    rows = list(_filled(found))
    if not rows:
        raise Unread(Why.EMPTY)
    return rows


def _filled(rows: Iterable[Iterable[str]]) -> Iterator[Row]:
    """Rows with something in them; one too many, and none is read."""
    count = 0
    for number, cells in enumerate(rows, 1):
        tidy = [" ".join(cell.split()) for cell in cells][:MOST_COLUMNS]
        while tidy and not tidy[-1]:
            tidy.pop()
        if tidy:
            count += 1
            yield Row(number, tuple(tidy))
        if count > MOST_ROWS or number > LAST_ROW:
            raise Unread(Why.ROWS)


# ---- a spreadsheet ----------------------------------------------------------------------------------


def _of_spreadsheet(data: bytes) -> Iterator[list[str]]:
    try:
        _look_inside(data)
        book = _load(io.BytesIO(data), read_only=True, keep_links=False)
        yield from _of_first_sheet(book)
    except Unread:
        raise
    except Exception as error:  # whatever the reader trips over in a file that is not whole
        raise Unread(Why.BROKEN) from error


def _look_inside(data: bytes) -> None:
    """Refuse what is no spreadsheet, or swells when it is unpacked, before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        parts = folder.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unread(Why.LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unread(Why.LARGE)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unread(Why.MACROS)
    if "content.xml" in names:
        raise Unread(Why.OPEN_DOCUMENT)
    if "xl/workbook.xml" not in names:
        raise Unread(Why.OTHER)


def _of_first_sheet(book: Any) -> Iterator[list[str]]:
    """The first sheet that can be seen and has something in it."""
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what it says about its own size may be wrong
        has_any = False
        for cells in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            texts = [written(cell) for cell in cells]
            has_any = has_any or any(texts)
            yield texts
        if has_any:
            return


def written(cell: object) -> str:
    """A cell as people read it: a whole number without ".0", a day as 2024-03-01."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)


# ---- text -------------------------------------------------------------------------------------------

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BETWEEN = ";\t,|"
_LOOKED_AT = 60  # rows, to see what stands between the columns


def text_of(data: bytes) -> str:
    """The text, in whichever of the usual ways its letters were written down."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    if b"\0" in data:
        return _decoded(data, _sixteen(data))
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")  # how Excel in Windows writes it
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unread(Why.BROKEN) from error


def _sixteen(data: bytes) -> str:
    """Two bytes a letter and no mark that says so: most letters here have an empty second half."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) * 3 < len(data) or len(data) % 2:
        raise Unread(Why.OTHER)
    return "utf-16-le" if odd > even else "utf-16-be"


def _of_text(data: bytes) -> Iterator[list[str]]:
    text = text_of(data)
    if "\0" in text:
        raise Unread(Why.OTHER)
    first, _end, rest = text.partition("\n")
    told = first.strip().casefold()
    if told.startswith("sep=") and len(told) == len("sep=;"):
        yield []  # so that rows keep their number
        yield from _split(rest, told[-1])
        return
    yield from _split(text, _between(text))


def _between(text: str) -> str:
    """What stands between the columns: the sign that cuts most rows into as many pieces."""
    return max(_BETWEEN, key=lambda sign: (_agreement(text, sign), -_BETWEEN.index(sign)))


def _agreement(text: str, sign: str) -> int:
    widths = Counter[int]()
    for number, cells in enumerate(_split(text, sign)):
        widths[len(cells)] += 1
        if number > _LOOKED_AT:
            break
    del widths[1], widths[0]
    return max(((width - 1) * often for width, often in widths.items()), default=0)


def _split(text: str, sign: str) -> Iterator[list[str]]:
    """Rows of cells. A row with a line break between quotes is one row."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error as error:
        raise Unread(Why.BROKEN) from error
