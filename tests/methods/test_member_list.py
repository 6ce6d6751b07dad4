"""A list of members is understood as the people who kept it meant it. All numbers are made up."""

import re
from datetime import date

import pytest
from hypothesis import given, strategies as st
from stdnum.nl import bsn

from tests.lists import spreadsheet
from tussenruimte.methods import phone
from tussenruimte.methods.list_cells import Found, kind_of, mail_of, name_of, number_of, since_of
from tussenruimte.methods.member_list import marks_of, understand
from tussenruimte.methods.sheets import Row, rows_of

mobiles = st.integers(10_000_000, 99_999_999).map("6{}".format)


def listed(*rows, titles=("Naam", "Telefoon", "E-mail")):
    return understand([Row(n, tuple(cells)) for n, cells in enumerate((titles, *rows), 1)])


def said(found):
    return {(remark.row, remark.what) for remark in found.remarks}


def valid_bsns(n):
    return [str(k) for k in range(123_456_000, 987_000_000, 7_654_321) if bsn.is_valid(str(k))][:n]


def test_a_list_as_neighbourhoods_have_it():
    found = understand(rows_of(spreadsheet()))
    assert found.header == 3
    assert [c.field for c in found.columns] == [
        "", "name", "phone", "mail", "kind", "since", "", "",
    ]  # fmt: skip
    assert [(p.name, p.kind, p.since) for p in found.people] == [
        ("Willemien Kuipers-Vos", "resident", "2019-03-01"),
        ("Rachid Aydin", "resident", "2020-09-15"),
        ("Jan de Vries", "", "2021-02-01"),
        ("Marie de Vries", "resident", "2020-01-01"),
        ("Noor van der Linde", "professional", "2022-01-01"),
        ("Stichting De Woonstee", "organisation", ""),
        ("José Ñandú", "resident", ""),
    ]
    assert found.people[0].phones == ("06 12 34 56 71",)
    assert found.people[1].mail == "rachid.aydin@voorbeeld.example"


def test_what_was_noticed_in_that_list_names_its_row():
    found = understand(rows_of(spreadsheet()))
    out = {(r.row, r.what) for r in found.remarks if not r.keeps}
    assert out == {
        (11, Found.TOWN), (12, Found.DOUBLE), (13, Found.NAMELESS), (15, Found.KIND),
    }  # fmt: skip
    assert (14, Found.UNREACHABLE) in said(found)
    assert (4, Found.ZERO) in said(found)
    assert next(r for r in found.remarks if r.what is Found.DOUBLE).about == "5"


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        (("Voornaam", "tussenv.", "Achternaam"), ("Jan", "de", "Vries")),
        (("ACHTERNAAM", "Voorletters", "Tussenvoegsel"), ("Vries", "Jan", "de")),
        (("Naam lid:", "x", "y"), ("Vries, Jan de", "", "")),
        (("naam", "x", "y"), ("de Vries, Jan", "", "")),
        (("Volledige naam", "x", "y"), ("Jan  de Vries", "", "")),
    ],
)
def test_a_name_in_one_column_or_in_three(titles, cells):
    assert [one.name for one in listed(cells, titles=titles).people] == ["Jan de Vries"]


def test_without_titles_above_the_columns_nothing_is_guessed():
    assert listed(("Piet", "06 12 34 56 78", ""), titles=("Jan", "06 11 22 33 44", "")).header == 0


def test_two_columns_of_telephone_numbers_are_both_taken():
    found = listed(("Jan", "0570 123456", "0612345678"), titles=("Naam", "Tel", "Telefoonnummer"))
    assert found.people[0].phones == ("0570 12 34 56", "06 12 34 56 78")


@pytest.mark.parametrize(
    ("cell", "tidy", "what"),
    [
        ("612345678", "06 12 34 56 78", Found.ZERO),
        ("612345678.0", "06 12 34 56 78", Found.ZERO),
        ("6-12345678", "06 12 34 56 78", Found.ZERO),
        ("570123456", "0570 12 34 56", Found.ZERO),
        ("06 - 12 34 56 78", "06 12 34 56 78", None),
        ("31612345678", "06 12 34 56 78", None),
        ("+31 (0)6 12345678", "06 12 34 56 78", None),
        ("06/12345678", "06 12 34 56 78", None),
        ("via Sjaan", "via Sjaan", None),
        ("6,12346E+08", "", Found.BROKEN_NUMBER),
        ("12", "", Found.NUMBER),
        ("-", "", None),
        ("", "", None),
    ],
)
def test_a_number_as_people_and_spreadsheets_write_it(cell, tidy, what):
    assert number_of(cell) == (tidy, what)


@given(mobiles)
def test_the_zero_of_any_mobile_number_comes_back(number):
    tidy, what = number_of(number)
    assert what is Found.ZERO
    assert phone.tel(tidy) == f"tel:+31{number}"


@given(st.lists(mobiles, min_size=1, max_size=30))
def test_telephone_numbers_are_never_taken_for_bsns(numbers):
    rows = [(f"Lid {n}", number, "") for n, number in enumerate(numbers)]
    assert listed(*rows).bsn_columns == []
    elsewhere = listed(*rows, titles=("Naam", "Bereikbaar", ""))
    assert elsewhere.bsn_columns == []
    assert Found.BSN not in {r.what for r in (*listed(*rows).remarks, *elsewhere.remarks)}


@pytest.mark.parametrize(
    "title", ["BSN", "Burgerservicenummer", "Sofi-nummer", "Kenmerk", "", "Tel."]
)
def test_a_column_of_bsns_is_found_whatever_stands_above_it(title):
    rows = [(f"Lid {n}", number) for n, number in enumerate(valid_bsns(12))]
    found = listed(*rows, titles=("Naam", title))
    assert [column.letter for column in found.bsn_columns] == ["B"]
    assert found.people == []


WRITTEN = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d", "%d-%m-%y")


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2026, 12, 31)), min_size=1, max_size=9),
    st.sampled_from(WRITTEN),
)
def test_days_are_never_taken_for_bsns(days, written):
    cells = [day.strftime(written) for day in days]
    short = [re.sub(r"\b0(?=\d[-/. ])", "", cell) for cell in cells]
    for column in (cells, short, cells * 3):
        rows = [(f"Lid {n}", cell) for n, cell in enumerate(column)]
        assert listed(*rows, titles=("Naam", "Geboortedatum")).bsn_columns == []


def test_a_few_numbers_that_pass_by_chance_are_no_column():
    """The same one three times, house numbers: each passes the eleven-test."""
    for column in (
        ["12345678"] * 2 + ["123456782"] * 3,
        ["12", "24", "36", "48"],
    ):
        rows = [(f"Lid {n}", cell) for n, cell in enumerate(column)]
        assert listed(*rows, titles=("Naam", "Nummer")).bsn_columns == []


def test_in_a_short_list_most_of_them_are_a_column():
    column = [*valid_bsns(2), "123456783"]
    rows = [(f"Lid {n}", number) for n, number in enumerate(column)]
    assert [one.letter for one in listed(*rows, titles=("Naam", "Nummer")).bsn_columns] == ["B"]


def test_one_bsn_in_a_text_is_named_with_its_row_and_not_said_again():
    found = listed(("Jan", "a", ""), ("Piet 123456782", "", ""), ("Karin", "", "bsn 123456782"))
    assert (3, Found.BSN) in said(found)
    assert "123456782" not in " ".join(remark.about for remark in found.remarks)
    assert [one.name for one in found.people] == ["Jan"]


def test_a_bsn_in_a_column_that_stays_behind_keeps_nobody_out():
    found = listed(("Jan", "0612345678", "bsn 123456782"), titles=("Naam", "Tel", "Notities"))
    assert [one.name for one in found.people] == ["Jan"]
    assert (2, Found.BSN) in said(found)


@pytest.mark.parametrize("cell", ["=A1&B1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-(2)"])
def test_a_calculation_is_no_name(cell):
    found = listed((cell, "0612345678", ""))
    assert found.people == []
    assert (2, Found.CALCULATION) in said(found)


def test_a_calculation_elsewhere_stays_behind_alone():
    found = listed(("Jan", "=B7", "jan@voorbeeld.example"))
    assert [(one.name, one.phones) for one in found.people] == [("Jan", ())]


def test_who_left_stays_out_unless_the_box_says_no():
    titles = ("Naam", "Opgezegd op", "E-mail")
    found = listed(("Jan", "1-1-2024", ""), ("Piet", "nee", ""), ("Karin", "", ""), titles=titles)
    assert [one.name for one in found.people] == ["Piet", "Karin"]
    assert (2, Found.LEFT) in said(found)


def test_two_people_at_one_number_are_two_people_and_the_same_name_twice_is_one():
    found = listed(("Jan", "0612345678", ""), ("Marie", "0612345678", ""), ("jan", "612345678", ""))
    assert [one.name for one in found.people] == ["Jan", "Marie"]
    assert (4, Found.DOUBLE) in said(found)


def test_namesakes_with_another_number_are_two_people():
    found = listed(("Jan", "0612345678", ""), ("Jan", "0687654321", ""))
    assert len(found.people) == 2


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01 00:00:00", "2024-03-01"),
        ("2024-03-01T00:00:00", "2024-03-01"),
        ("1-3-2024", "2024-03-01"),
        ("01/03/24", "2024-03-01"),
        ("45352", "2024-03-01"),
        ("45352.0", "2024-03-01"),
        ("2019", "2019-01-01"),
        ("31-2-2024", ""),
        ("vorig jaar", ""),
    ],
)
def test_a_day_as_people_and_spreadsheets_write_it(cell, day):
    assert since_of(cell) == day


def test_kinds_of_member_by_the_words_that_people_use():
    words = ["Bewoner", "buurtbewoner", "Zorgverlener", "Stichting", "Gemeente", "", "erelid"]
    assert [kind_of(word) for word in words] == [
        "resident", "resident", "professional", "organisation", "municipality", "", None,
    ]  # fmt: skip


def test_mail_addresses_come_out_of_what_stands_around_them():
    assert mail_of("Jan <Jan@Voorbeeld.example>; mailto:piet@voorbeeld.example") == (
        "jan@voorbeeld.example piet@voorbeeld.example"
    )


@given(mobiles)
def test_a_number_is_known_again_however_it_was_written(number):
    ways = [f"0{number}", f"+31{number}", f"0031 {number}", f"06-{number[1:]}"]
    assert len({marks_of(way) for way in ways}) == 1


@given(st.lists(st.lists(st.text(max_size=20), max_size=5), max_size=12))
def test_any_table_is_understood_or_left_alone(table):
    rows = [Row(1, ("Naam", "Tel", "Mail"))]
    rows += [Row(n, tuple(" ".join(c.split()) for c in cells)) for n, cells in enumerate(table, 2)]
    found = understand(rows)
    assert {one.row for one in found.people} <= {row.number for row in rows}
    assert all(one.name for one in found.people)


def test_names_that_are_no_list_of_parts_stay_as_they_are():
    assert name_of("Jansen, Piet, en Karin") == "Jansen, Piet, en Karin"
    assert name_of("Ruben") == "Ruben"
