"""Tables are read as people send them, and what is no table is refused with a reason."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, strategies as st

from tests.lists import saved, spreadsheet, with_part
from tussenruimte.methods import sheets
from tussenruimte.methods.sheets import Unread, Why, rows_of, text_of

TEXT = "Naam;Telefoon\r\nJosé Ñandú;06 12 34 56 78\r\n"
letters = st.text(
    st.characters(codec="cp1252", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)
tables = st.lists(st.lists(letters, min_size=3, max_size=3), min_size=2, max_size=8)


def why_not(data):
    with pytest.raises(Unread) as no:
        rows_of(data)
    return no.value.why


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_letters_are_read_however_they_were_written_down(code):
    assert rows_of(TEXT.encode(code))[1].cells == ("José Ñandú", "06 12 34 56 78")


def test_two_bytes_a_letter_highest_first_with_its_mark():
    assert text_of(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@given(tables, st.sampled_from(";\t,"), st.sampled_from(["utf-8-sig", "cp1252", "utf-16"]))
def test_whatever_stands_in_a_table_comes_out_again(table, sign, code):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(
        [["Naam", "Tel", "Mail"], *table]
    )
    rows = rows_of(out.getvalue().encode(code))
    assert [list(row.cells) for row in rows[1:]] == table


@given(tables)
def test_a_spreadsheet_gives_the_same_as_text(table):
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(["'" + cell if cell.startswith("=") else cell for cell in row])
    found = [[cell.lstrip("'") for cell in row.cells] for row in rows_of(saved(book))]
    assert found == [[cell.lstrip("'") for cell in row] for row in table]


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_reason(data):
    try:
        rows = rows_of(data)
    except Unread:
        return
    assert rows


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=20))
def test_a_damaged_spreadsheet_gives_rows_or_a_reason(where, junk):
    whole = spreadsheet()
    data = whole[:where] + junk + whole[where + len(junk) :]
    try:
        rows_of(data)
    except Unread:
        return


def test_rows_keep_their_number_and_empty_ones_are_left_out():
    assert [row.number for row in rows_of(b"sep=,\r\nNaam,Tel\r\n,,\r\n\r\nJan,06\r\n")] == [2, 5]


def test_a_line_break_between_quotes_is_no_new_row():
    rows = rows_of(b'Naam;Opmerking\r\nJan;"een\r\ntwee"\r\nPiet;x\r\n')
    assert [row.cells for row in rows[1:]] == [("Jan", "een twee"), ("Piet", "x")]


def test_numbers_and_days_of_a_spreadsheet_read_as_people_read_them():
    values = [
        612345678,
        612345678.0,
        1.5,
        True,
        dt.datetime.combine(dt.date(2024, 3, 1), dt.time()),
        dt.date(2024, 3, 2),
        None,
    ]
    assert [sheets.written(value) for value in values] == [
        "612345678", "612345678", "1.5", "ja", "2024-03-01", "2024-03-02", "",
    ]  # fmt: skip


def test_the_first_sheet_with_something_in_it_counts_and_hidden_ones_do_not():
    book = openpyxl.Workbook()
    hidden = book.create_sheet("oud", 0)
    hidden.append(["Naam"])
    hidden.sheet_state = "hidden"
    book.create_sheet("leden").append(["Naam", "Tel"])
    assert rows_of(saved(book))[0].cells == ("Naam", "Tel")


def test_a_calculation_stays_the_text_that_it_is():
    book = openpyxl.Workbook()
    book.active.append(["=1+1", '=HYPERLINK("http://elders.example","Jan")'])
    assert rows_of(saved(book))[0].cells[0] == "=1+1"


def test_what_is_no_table_is_refused_with_its_reason():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert why_not(old) is Why.OLD
    assert why_not(old + "EncryptedPackage".encode("utf-16-le")) is Why.LOCKED
    assert why_not(b"%PDF-1.7 ...") is Why.OTHER
    assert why_not(b"\x89PNG\r\n\x1a\n" + bytes(40)) is Why.OTHER
    assert why_not(b"") is Why.EMPTY
    assert why_not(b";;;\r\n;;\r\n") is Why.EMPTY
    assert why_not(spreadsheet()[:900]) is Why.BROKEN
    assert why_not(with_part(spreadsheet(), "xl/vbaProject.bin", b"x")) is Why.MACROS


def test_a_folder_of_another_kind_is_told_apart():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("word/document.xml", "<a/>")
    assert why_not(out.getvalue()) is Why.OTHER
    assert why_not(with_part(out.getvalue(), "content.xml", b"<a/>")) is Why.OPEN_DOCUMENT


def test_what_swells_when_it_is_unpacked_is_not_unpacked():
    bomb = with_part(spreadsheet(), "xl/media/nought.bin", bytes(sheets.MOST_UNPACKED))
    assert len(bomb) < sheets.MOST_BYTES
    assert why_not(bomb) is Why.LARGE
    assert why_not(b"a" * (sheets.MOST_BYTES + 1)) is Why.LARGE


def test_a_text_that_grows_by_itself_is_refused():
    book = io.BytesIO(spreadsheet())
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + data
            new.writestr(part, data)
    assert why_not(out.getvalue()) is Why.BROKEN


def test_more_rows_than_we_take_are_refused_and_not_cut_off():
    rows = b"Naam\r\n" + b"Jan\r\n" * sheets.MOST_ROWS
    assert why_not(rows) is Why.ROWS
    assert why_not(b"Naam\r\n" + b"\r\n" * sheets.LAST_ROW) is Why.ROWS
    assert len(rows_of(rows[:-5])) == sheets.MOST_ROWS
