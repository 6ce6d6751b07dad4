"""Finding citizen service numbers (BSN) where none may be kept.

Outside government a BSN may only be kept when a specific law says so; consent does not help
(Autoriteit Persoonsgegevens). So there is no field for it, a column of them is refused, and one
in a text is asked about. The eleven-test is that of python-stdnum; one in eleven numbers passes
it by chance, which is why phone numbers, bank accounts and amounts are left out first.
"""

import re
import unicodedata
from collections.abc import Iterable

from stdnum.nl import bsn

from tussenruimte.methods import phone

LENGTH = 9
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\u00ad")
)
_GAP = r"(?: ?[.\-] ?| {1,2})"
_AMOUNT = r"(?:\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+)(?:,(?:\d{1,2}(?!\d)|-))?"
_LABEL = r"(?:bsn|b\.s\.n\.?|burgerservicenummer|sofi(?:-?nummer)?)(?:[ -]?(?:nr|nummer)\.?)?"

# Numbers of another kind, blotted out before looking.
_OTHER = re.compile(
    r"\bNL\d{2} ?[A-Z]{4}(?: ?\d){10}\b"  # a Dutch bank account
    r"|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b"  # one abroad, written without spaces
    r"|\bNL ?\d{9} ?B ?\d{2}\b"  # a VAT number
    rf"|(?:€|\b(?:EUR|euro)\b) ?{_AMOUNT}"  # an amount of money …
    rf"|(?<![\d.,]){_AMOUNT} ?(?:€|(?:EUR|euro)\b)",  # … with the sign behind it
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![^\W_])(?:\d{{9}}|\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{3}}"
    rf"|(?<!\d\.)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}})"
    r"(?![^\W_])(?!\.\d)(?!,\d{1,2}(?!\d))(?!,-)"
)
# With its name before it, any grouping counts, and eight digits whose leading zero fell off.
_NAMED = re.compile(
    rf"(?<![^\W_]){_LABEL}[\s:=#]*(?:is )?(\d(?:{_GAP}?\d){{7,8}})(?!\d)", re.IGNORECASE
)

# Most texts hold fewer digits, and are not looked at further.
_ENOUGH = re.compile(r"\d(?:\D*\d){7}")


def found_in(text: str) -> list[str]:
    """Return the BSN numbers that stand in a text, nine digits each, in order, each one once.

    A bare number of nine digits that passes the eleven-test counts, also as 1234.56.782 or
    123 456 782. Phone numbers, bank accounts, VAT numbers, amounts of money, dates, postcodes and
    card codes do not.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if not _ENOUGH.search(plain):
        return []
    named = [(m.start(1), m[1]) for m in _NAMED.finditer(plain)]
    rest = phone.NUMBER.sub(_blot, _OTHER.sub(_blot, plain))
    bare = [(m.start(), m[0]) for m in _BARE.finditer(rest)]
    numbers = [_digits(piece) for _, piece in sorted(named + bare)]
    return list(dict.fromkeys(n for n in numbers if bsn.is_valid(n)))


def column_of(cells: Iterable[str]) -> bool:
    """Say whether a column holds BSN numbers: most of its cells that are no phone number pass.

    Empty cells do not count. Eight digits count with a zero before them, and so does the '.0'
    that a spreadsheet adds: both happen when numbers are exported.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    others = [cell for cell in filled if not phone.is_number(cell)]
    passing = sum(_passes(cell) for cell in others)
    return passing * 2 > len(others)


def _passes(cell: str) -> bool:
    plain = unicodedata.normalize("NFKC", cell).translate(_DASHES).removesuffix(".0")
    digits = re.sub(r"\D", "", plain)
    if len(digits) not in {LENGTH - 1, LENGTH} or re.sub(r"[\d .\-]", "", plain):
        return bool(found_in(cell))
    return bsn.is_valid(digits.zfill(LENGTH))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).zfill(LENGTH)


def _blot(found: re.Match[str]) -> str:
    return "#" * len(found[0])
