"""Ways to reach somebody by phone: shown so that they can be read out, linked so that they dial.

Nothing is refused: "via Sjaan" is a way to reach somebody too and stays as it was written.
Groups follow the Dutch numbering plan: 06, three-digit area codes (020, 088 …), four-digit ones,
0800 and 0900 numbers, and 14 with an area code for municipalities.
"""

import re
from itertools import accumulate, pairwise

# How the digits of a number are grouped; the first form that fits counts.
_FORMS = tuple(
    (re.compile(start), sizes)
    for start, sizes in (
        (r"14\d+", (2, 4)),
        (r"0(?:800|900|906|909)\d{4}", (4, 4)),
        (r"0(?:800|900|906|909)\d{7}", (4, 3, 4)),
        (r"06\d+", (2, 2, 2, 2, 2)),
        # Area codes of three digits; 084, 085, 087, 088 and 091 have no place.
        (r"0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[4578]|91)\d+", (3, 3, 2, 2)),
        (r"\d+", (4, 2, 2, 2)),
    )
)
_GAP = r"[ \u00a0.\-/]{1,3}"
_MORE = r"(?:[ \u00a0.\-]{0,2}\d)"
_SERVICE = r"(?<![\w+])(?P<service>0(?:800|900|906|909)[ \-.]?\d{4}(?:[ \-.]?\d{3})?)(?!\d)"
_HOME = rf"(?<![\w+])(?P<home>(?:\+|00)31[ .\-]?(?:\(0\) ?)?[1-9]{_MORE}{{8}})(?!\d)"
_ABROAD = r"(?<![\w+])(?P<abroad>(?:\+|00)[1-9]\d{0,2}(?:[ .\-()]{0,2}\d){5,11})(?!\d)"
_NATIONAL = (
    rf"(?<![\w+])(?P<national>0[1-9]\d{{8}}|\(?0[1-9]\)?{_GAP}\d{_MORE}{{7}}"
    rf"|\(?0[1-9]\d\)?{_GAP}\d{_MORE}{{6}}|\(?0[1-9]\d\d\)?{_GAP}\d{_MORE}{{5}})(?!\d)"
)
_TOWN_HALL = r"(?<![\w+])(?P<town_hall>14[ \-]?0\d{2,3})(?!\d)"
NUMBER = re.compile("|".join((_SERVICE, _HOME, _ABROAD, _NATIONAL, _TOWN_HALL)))
"""A phone number as people in the Netherlands write it, inside other text."""

DUTCH = 10  # figures of a number within the country
_SHORT = re.compile(r"[0-9](?:[ .\-]?[0-9]){2,14}")  # 112, or a number that we do not know


def tidy(text: str) -> str:
    """Return the text with each phone number in it grouped for reading; the rest as it was.

    '+31612345678' and '06-12345678' become '06 12 34 56 78'. Numbers abroad stay as written.
    """
    return NUMBER.sub(_grouped, " ".join(text.split()))


def tel(text: str) -> str:
    """Return the address of a link that dials the first number in the text, or '' without one.

    Dutch numbers are dialled from anywhere ('tel:+31612345678'); 112 and 0800 only from here.
    """
    found = NUMBER.search(text)
    if found:
        return f"tel:{_dialled(found)}"
    plain = text.strip()
    return f"tel:{_digits(plain)}" if _SHORT.fullmatch(plain) else ""


def is_number(text: str) -> bool:
    """Say whether the whole text is one phone number."""
    return NUMBER.fullmatch(text.strip()) is not None


def can_be_called(text: str) -> bool:
    """Say whether there is a number in it to dial, with no figure missing: '06-12' is not one yet.

    A number of which we do not know the form counts when it stands alone and has ten figures, or no zero in front.
    """
    digits = _digits(text)
    is_whole = len(digits) == DUTCH or not digits.startswith("0")
    return NUMBER.search(text) is not None or (tel(text) != "" and is_whole)


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def _national(found: re.Match[str]) -> str:
    """The digits as dialled within the country: +31 6 and 0031 (0)6 are 06."""
    digits = _digits(found[0])
    if found.lastgroup != "home":
        return digits
    return "0" + digits.removeprefix("00").removeprefix("31")[-9:]


def _dialled(found: re.Match[str]) -> str:
    digits = _national(found)
    if found.lastgroup == "abroad":
        return "+" + digits.removeprefix("00")
    return f"+31{digits[1:]}" if found.lastgroup in {"home", "national"} else digits


def _grouped(found: re.Match[str]) -> str:
    if found.lastgroup == "abroad":
        return found[0]
    return " ".join(_groups(_national(found)))


def _groups(digits: str) -> list[str]:
    sizes = next(sizes for form, sizes in _FORMS if form.fullmatch(digits))
    ends = [0, *accumulate(sizes)]
    return [digits[start:end] for start, end in pairwise(ends)]
