"""One cell of a list of members: a name, a number, a mail address, a kind, a day, as people type them."""

import datetime as dt
import re
import unicodedata
from enum import Enum

from tussenruimte.methods import phone


class Found(Enum):
    """What we noticed at a row."""

    NAMELESS = "nameless"
    LONG = "long"
    DOUBLE = "double"
    LEFT = "left"
    TOWN = "town"
    KIND = "kind"
    BSN = "bsn"
    CALCULATION = "calculation"
    ZERO = "zero"
    NUMBER = "number"
    BROKEN_NUMBER = "broken-number"
    MAIL = "mail"
    SINCE = "since"
    UNREACHABLE = "unreachable"


def plain(text: str) -> str:
    """Small letters and figures only: "E-mail adres:" and "emailadres" are the same."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if sign.isalnum())


def is_calculation(cell: str) -> bool:
    """Whether a spreadsheet would work this out instead of showing it."""
    return cell.startswith(("=", "@")) or bool(re.match(r"[+\-][A-Za-z(]", cell))


# ---- names ------------------------------------------------------------------------------------------

_INFIX = {
    *("de", "den", "der", "van", "vd", "v.d.", "vd.", "v/d", "van de", "van den", "van der"),
    *("van 't", "van het", "in 't", "op de", "op den", "te", "ten", "ter", "het", "'t", "el", "al"),
    *("von", "du", "la", "le", "di", "da", "dos"),
}


def name_of(cell: str) -> str:
    """ "Vries, Jan de" and "de Vries, Jan" are Jan de Vries; other names stay as they are."""
    last, comma, rest = (part.strip() for part in cell.partition(","))
    if not comma or not last or not rest or "," in rest:
        return whole_name(cell.strip(" ,;"), "", "")
    words = rest.split()
    for cut in range(1, len(words)):
        if " ".join(words[cut:]).casefold() in _INFIX:
            return whole_name(" ".join(words[:cut]), " ".join(words[cut:]), last)
    return whole_name(rest, "", last)


def whole_name(first: str, infix: str, last: str) -> str:
    """First name, "van der", last name."""
    return " ".join(" ".join((first, infix, last)).split())


# ---- ways to reach somebody -------------------------------------------------------------------------

_MAIL = re.compile(r"[A-Za-z0-9._%+\-']+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
_SCIENCE = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_ABROAD = re.compile(r"31[1-9]\d{8}")
_WITHOUT_ZERO = re.compile(r"[1-9]\d{8}")


def mail_of(cell: str) -> str:
    """The mail addresses in a text, with a space between them."""
    return " ".join(dict.fromkeys(found.casefold() for found in _MAIL.findall(cell)))


def number_of(cell: str) -> tuple[str, Found | None]:
    """A number to call, written for reading, and what was wrong with it.

    A spreadsheet takes 0612345678 for an amount and eats the zero; here it comes back. Something
    else than a number ("via Sjaan") stays as it is: that is a way to reach somebody as well.
    """
    text = cell.removesuffix(".0").strip(" ;,'")
    if _SCIENCE.fullmatch(text):
        return "", Found.BROKEN_NUMBER
    digits = re.sub(r"[ .\-/()]", "", text)
    if _WITHOUT_ZERO.fullmatch(digits) and phone.is_number("0" + digits):
        return phone.tidy("0" + digits), Found.ZERO
    if _ABROAD.fullmatch(digits) and phone.is_number("+" + digits):
        return phone.tidy("+" + digits), None
    if phone.is_number("0" + digits[1:]) and digits.startswith("0"):
        return phone.tidy(digits), None
    tidy = phone.tidy(text)
    is_known = bool(phone.NUMBER.search(text)) or any(sign.isalpha() for sign in text)
    if not any(sign.isalnum() for sign in text):
        return "", None
    return (tidy, None) if is_known and len(plain(text)) > _LEAST else ("", Found.NUMBER)


_LEAST = 4  # signs; shorter is "nvt", "geen", "x"


# ---- kinds and days ---------------------------------------------------------------------------------

_KINDS = {
    "resident": "bewoner buurtbewoner bewoners inwoner particulier persoon lid gewoonlid buur "
    "mantelzorger vrijwilliger resident",
    "professional": "professional vakmens zorgverlener zorgprofessional beroepskracht hulpverlener "
    "prof professionals",
    "organisation": "organisatie bedrijf instelling stichting vereniging organisaties organisation "
    "rechtspersoon",
    "municipality": "gemeente municipality",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def kind_of(cell: str) -> str | None:
    """Which kind of member; "" when nothing is said, nothing when we do not know the word."""
    return _KIND_OF.get(plain(cell)) if plain(cell) else ""


_FIRST_SERIAL, _LAST_SERIAL = 15_000, 60_000  # days since the last day but one of 1899
_BEGAN = dt.date(1899, 12, 30)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")


def since_of(cell: str) -> str:
    """A day as 2024-03-01, from how people or spreadsheets write it; empty when it is none."""
    text = cell.strip().removesuffix(".0")
    if text.isascii() and text.isdigit() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return (_BEGAN + dt.timedelta(days=int(text))).isoformat()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        year = found[3] if len(found[3]) > 2 else f"20{found[3]}"  # noqa: PLR2004 - two figures
        return _day(year, found[2], found[1])
    if text.isascii() and text.isdigit() and 1900 <= int(text) <= 2100:  # noqa: PLR2004 - a year
        return f"{text}-01-01"
    return ""


def _day(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
