"""Lists of members as neighbourhoods have them, for tests. Everybody in them is made up."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Font

TITLES = ("Nr", "Naam", "Tel.", "E-mail adres", "Soort lid", "Lid sinds", "Adres", "Opmerkingen")
# As a spreadsheet keeps it: numbers without their zero, days as days, names as somebody typed them.
MEMBERS: tuple[tuple[Any, ...], ...] = (
    (1, "Kuipers-Vos, Willemien", 612345671, "w.kuipers@voorbeeld.example", "bewoner",
     dt.date(2019, 3, 1), "Kade 4", "sleutel bij buurman"),
    (2, "  Rachid  Aydin ", "06-12345672", "Rachid.Aydin@Voorbeeld.example ", "Bewoner",
     dt.date(2020, 9, 15), "Kade 6", None),
    (3, "Vries, Jan de", 612345673, None, None, "1-2-2021", "Kade 8", None),
    (4, "Vries, Marie de", 612345673, "geen", "bewoner", 43_831, "Kade 8", "getrouwd met Jan"),
    (5, "Noor van der Linde", "0031 6 12345675", "noor@praktijk.example", "Professional",
     dt.date(2022, 1, 1), None, "wijkverpleegkundige"),
    (6, "Stichting De Woonstee", "0123 45 67 99", "info@woonstee.example", "organisatie",
     None, None, None),
    (7, "Gemeente Waterhoven", 140000, None, "gemeente", None, None, None),
    (8, "rachid aydin", "0612345672", None, "bewoner", None, "Kade 6", "staat dubbel"),
    (9, None, 612345679, None, "bewoner", None, "Kade 12", None),
    (10, "José Ñandú", None, None, "bewoner", None, "Kade 14", None),
    (11, "Truus Bloem", 612345681, "truus@", "donateur", None, None, None),
)  # fmt: skip


def spreadsheet(rows: Iterable[Sequence[Any]] = MEMBERS, titles: Sequence[str] = TITLES) -> bytes:
    """An .xlsx with a merged title above it, an empty row, bold titles, and empty rows in between."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ledenlijst De Rietkade, bijgewerkt door Sjaan"])
    sheet.merge_cells("A1:H1")
    sheet.append([])
    sheet.append(list(titles))
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows):
        sheet.append(list(row))
        if number == 1:
            sheet.append([])
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same packed folder with one part more."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, content)
    return out.getvalue()
