"""Understanding a list of members as neighbourhoods keep it: which columns say what, and who is in it.

Only a name, ways to reach somebody, which kind of member they are and since when are taken along.
Whatever else stands in the list stays behind. A column of citizen service numbers is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tussenruimte.methods import bsn, phone
from tussenruimte.methods.list_cells import (
    Found,
    is_calculation,
    kind_of,
    mail_of,
    name_of,
    number_of,
    plain,
    since_of,
    whole_name,
)
from tussenruimte.methods.sheets import Row

HEADER_WITHIN = 15  # rows: above it stand titles, a date, empty rows
LONGEST_NAME = 120
PHONES = ("phone", "mobile")
TAKEN = ("name", "first", "infix", "last", "initials", *PHONES, "mail", "kind", "since")

# How people call a column: small letters, without accents, signs or spaces.
_CALLED = {
    "name": "naam volledigenaam naamvoluit naamlid naamleden lid naambewoner bewoner deelnemer wie "
    "voorenachternaam naamenachternaam contactpersoon name fullname",
    "first": "voornaam roepnaam vnaam firstname",
    "infix": "tussenvoegsel tussenvoegsels tussenv tussen tv tsv voorvoegsel voorvoegsels",
    "last": "achternaam familienaam anaam geslachtsnaam lastname surname",
    "initials": "voorletters voorletter initialen vl",
    "phone": "telefoon telefoonnummer telefoonnr telnr telnummer tel tel1 telthuis telvast vast "
    "vastetelefoon vastnummer thuisnummer telefoonthuis telefoonvast phone telephone phonenumber",
    "mobile": "mobiel mobieltje mobielnummer mobielnr mobieletelefoon telefoonmobiel telmobiel tel2 "
    "mob gsm 06 06nummer 06nr mobile mobilephone",
    "mail": "email mail emailadres mailadres epost emailaddress emailprive mailprive",
    "kind": "soort soortlid lidsoort soortleden type typelid lidtype kind",
    "since": "lidsinds sinds lidvanaf inschrijfdatum datuminschrijving datumlid datumlidmaatschap "
    "ingangsdatum startdatum membersince since",
    "left": "uitgeschreven uitgeschrevenop opgezegd opgezegdop opzegdatum einddatum datumeinde lidtot "
    "geenlidmeer overleden uitschrijfdatum",
    "bsn": "bsn bsnnr bsnnummer burgerservicenummer burgerservicenr sofinummer sofinr sofi",
}
_FIELD_OF = {word: name for name, words in _CALLED.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from nought, what stands above it, and what we take it for, if anything."""

    place: int
    title: str
    field: str = ""

    @property
    def letter(self) -> str:
        """As a spreadsheet calls it: A, B … Z, AA."""
        first, last = divmod(self.place, 26)
        return (chr(64 + first) if first else "") + chr(65 + last)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in the list, as we would take them in."""

    row: int
    name: str
    mail: str = ""
    phones: tuple[str, ...] = ()
    kind: str = ""
    since: str = ""  # a day, 2024-03-01

    @property
    def marks(self) -> frozenset[str]:
        """By what they can be known again."""
        return marks_of(" , ".join((self.mail, *self.phones)))


@dataclass(frozen=True, slots=True)
class Remark:
    """What we noticed at a row; `keeps`: whether they come in all the same."""

    row: int
    what: Found
    about: str = ""
    keeps: bool = False


@dataclass(slots=True)
class Understood:
    """What we make of a list. Without `header` we found no titles of columns."""

    header: int = 0
    columns: list[Column] = field(default_factory=list)
    people: list[Listed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    bsn_columns: list[Column] = field(default_factory=list)

    @property
    def taken(self) -> list[Column]:
        """The columns of which we take something along."""
        return [column for column in self.columns if column.field in TAKEN]

    @property
    def left_behind(self) -> list[Column]:
        """The columns that stay behind, with something above them."""
        return [column for column in self.columns if not column.field and column.title]


def marks_of(text: str) -> frozenset[str]:
    """The mail addresses and telephone numbers in a text, each written in one way only."""
    mails = mail_of(text).split()
    numbers = (phone.tel(found[0]) for found in phone.NUMBER.finditer(text))
    return frozenset([*mails, *(number for number in numbers if number)])


def understand(rows: Sequence[Row]) -> Understood:
    """Who is in the list, and what we noticed."""
    found = Understood()
    header = _header_in(rows)
    if header is None:
        return found
    found.header = header.number
    below = [row for row in rows if row.number > header.number]
    found.columns = _columns(header, below)
    found.bsn_columns = [one for one in found.columns if _is_of_bsn(one, below)]
    if not found.bsn_columns:
        for row in below:
            _read(row, found)
        _leave_out_doubles(found)
    return found


# ---- columns ----------------------------------------------------------------------------------------


def _header_in(rows: Sequence[Row]) -> Row | None:
    """The row that calls the most columns by a name that we know, with a name of people among them."""
    early = [row for row in rows[:HEADER_WITHIN] if _names(_fields(row))]
    return max(early, key=lambda row: (len(set(_fields(row))), -row.number), default=None)


def _fields(row: Row) -> list[str]:
    return [name for cell in row.cells if (name := _FIELD_OF.get(plain(cell)))]


def _names(fields: Sequence[str]) -> bool:
    return bool({"name", "first", "last"} & set(fields))


def _columns(header: Row, below: Sequence[Row]) -> list[Column]:
    """Each column; of two with the same name the first counts, a second telephone number as well."""
    width = max(len(row.cells) for row in (header, *below))
    seen: set[str] = set()
    columns = []
    for place in range(width):
        title = header.cells[place] if place < len(header.cells) else ""
        name = _FIELD_OF.get(plain(title), "")
        if name in seen:
            name = "mobile" if name == "phone" and "mobile" not in seen else ""
        seen.add(name)
        columns.append(Column(place, title, name))
    return columns


def _is_of_bsn(column: Column, rows: Sequence[Row]) -> bool:
    cells = [cell for row in rows if (cell := _cell(row, column.place))]
    if column.field == "bsn":
        return bool(cells)
    if column.field in PHONES:
        return _only_looks_like_phones(cells)
    different = {_with_its_zero(cell) for cell in cells if not since_of(cell)}
    numbers = [one for one in different if _has_figures(one) and not phone.is_number(one)]
    return len(numbers) >= _ENOUGH and bsn.column_of(different)


_ENOUGH = 3  # different numbers: of one or two it may be chance; they are looked at one by one
_CERTAIN = 6


def _has_figures(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


def _with_its_zero(cell: str) -> str:
    """A mobile number whose zero a spreadsheet ate is a telephone number again."""
    number = number_of(cell)[0]
    return number if number.startswith("06") and phone.is_number(number) else cell


def _only_looks_like_phones(cells: Sequence[str]) -> bool:
    """Whether numbers under "telephone" are no such thing: by chance one in eleven passes, not most."""
    bare = [cell for cell in cells if cell.isdigit() and len(cell) == bsn.LENGTH]
    others = [cell for cell in bare if not cell.startswith("6")]
    passing = sum(bool(bsn.found_in(f"bsn {cell}")) for cell in bare)
    return len(bare) >= _CERTAIN and bool(others) and passing * 5 > len(cells) * 4


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


# ---- rows -------------------------------------------------------------------------------------------


def _read(row: Row, found: Understood) -> None:
    """Take one row as somebody, or say why not."""
    said = {c.field: _cell(row, c.place) for c in found.columns if c.field}
    remarks = _with_a_bsn(row, found.columns)
    name = _name_in(said)
    if why := _why_not(name, said):
        remarks.append(Remark(row.number, *why))
    stays_out = any(not remark.keeps for remark in remarks)
    if not stays_out:
        person, more = _person(row.number, name, said)
        found.people.append(person)
        remarks += more
    found.remarks += remarks


def _with_a_bsn(row: Row, columns: Sequence[Column]) -> list[Remark]:
    """A citizen service number in what we would take along keeps them out, elsewhere it is said."""
    return [
        Remark(
            row.number, Found.BSN, column.title or column.letter, keeps=column.field not in TAKEN
        )
        for column in columns
        if column.field not in PHONES and bsn.found_in(_with_its_zero(_cell(row, column.place)))
    ]


def _name_in(said: dict[str, str]) -> str:
    if said.get("name"):
        return name_of(said["name"])
    first = said.get("first") or said.get("initials", "")
    return whole_name(first, said.get("infix", ""), said.get("last", ""))


def _why_not(name: str, said: dict[str, str]) -> tuple[Found, str] | None:
    if said.get("left") and plain(said["left"]) not in {"", "nee", "no", "n", "0"}:
        return Found.LEFT, said["left"]
    if is_calculation(name):
        return Found.CALCULATION, name
    if not any(letter.isalpha() for letter in name):
        return Found.NAMELESS, ""
    if len(name) > LONGEST_NAME:
        return Found.LONG, ""
    kind = kind_of(said.get("kind", ""))
    if kind == "municipality":
        return Found.TOWN, ""
    return (Found.KIND, said["kind"]) if kind is None else None


def _person(number: int, name: str, said: dict[str, str]) -> tuple[Listed, list[Remark]]:
    """Somebody, and what of the row we could not use."""
    remarks = [
        Remark(number, Found.CALCULATION, cell, keeps=True)
        for key, cell in said.items()
        if key in TAKEN and is_calculation(cell)
    ]
    clear = {key: "" if is_calculation(cell) else cell for key, cell in said.items()}
    phones, more = _phones(number, clear)
    remarks += more
    mail = mail_of(clear.get("mail", "")).split()
    if clear.get("mail") and not mail and any(sign.isalnum() for sign in clear["mail"]):
        remarks += _unless_nothing(number, Found.MAIL, clear["mail"])
    since = since_of(clear.get("since", ""))
    if clear.get("since") and not since:
        remarks.append(Remark(number, Found.SINCE, clear["since"], keeps=True))
    if not mail and not phones:
        remarks.append(Remark(number, Found.UNREACHABLE, keeps=True))
    kind = kind_of(clear.get("kind", "")) or ""
    return Listed(number, name, mail[0] if mail else "", phones, kind, since), remarks


def _unless_nothing(number: int, what: Found, cell: str) -> list[Remark]:
    """ "geen" and "onbekend" are no mistakes."""
    nothing = {"geen", "nvt", "onbekend", "x", "none", "nee", "heeftgeen", "geenmail"}
    return [] if plain(cell) in nothing else [Remark(number, what, cell, keeps=True)]


def _phones(number: int, said: dict[str, str]) -> tuple[tuple[str, ...], list[Remark]]:
    kept: list[str] = []
    remarks: list[Remark] = []
    for key in PHONES:
        cell = said.get(key, "")
        tidy, what = number_of(cell)
        if what is Found.ZERO:
            remarks.append(Remark(number, what, tidy, keeps=True))
        elif what is not None:
            remarks += _unless_nothing(number, what, cell)
        if tidy and tidy not in kept:
            kept.append(tidy)
    return tuple(kept), remarks


def _leave_out_doubles(found: Understood) -> None:
    """The same name with the same mail or number, or with none of both: it is one person."""
    first: dict[tuple[str, str], int] = {}
    kept = []
    for one in found.people:
        keys = [(plain(one.name), mark) for mark in (one.marks or {""})]
        before = next((first[key] for key in keys if key in first), None)
        for key in keys:
            first.setdefault(key, before or one.row)
        if before is None:
            kept.append(one)
        else:
            found.remarks.append(Remark(one.row, Found.DOUBLE, str(before)))
    found.people = kept
