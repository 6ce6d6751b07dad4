"""Codes that people read from paper, say over the phone and type with one finger.

The alphabet has no 0 O 1 I L U, one of each pair that looks alike (5 not S, 8 not B, 2 not Z,
6 not G), and no vowels, so that no code ever spells a word.
"""

import unicodedata

ALPHABET = "23456789CDFHJKMNPQRTVWXY"
CARD_LENGTH, SHORT_LENGTH = 8, 10
CARD_CODES = len(ALPHABET) ** CARD_LENGTH
"""How many card codes there are: 110 thousand million. Draw below this number."""
SHORT_CODES = len(ALPHABET) ** SHORT_LENGTH
"""How many record codes there are: 6 x 10^13. Draw below this number."""

# Only what can be one thing: U is a V. An O could be a Q or a D, an I or 1 a 7 or a J: ask again.
LOOKALIKES = str.maketrans("SBZGU", "5826V")


def card_code(random: int) -> str:
    """Return the code 'XXXX-XXXX' of a random number, drawn evenly below CARD_CODES.

    Larger numbers count modulo CARD_CODES, so 64 or more random bits also do.
    """
    text = _spell(random, CARD_LENGTH)
    return f"{text[:4]}-{text[4:]}"


def short(random: int) -> str:
    """Return the record code of ten symbols of a random number, drawn evenly below SHORT_CODES.

    Among a million codes two are the same once in 126 draws of such a million: keep them unique.
    """
    return _spell(random, SHORT_LENGTH)


def tidy(text: str) -> str | None:
    """Read a card code as people type it, or None when it can be no card code.

    Small letters, spaces, dots, any dash or none are fine; S is read as 5, B as 8, Z as 2, G as 6
    and U as V.
    """
    code = _tidied(text, CARD_LENGTH)
    return code and f"{code[:4]}-{code[4:]}"


def tidy_short(text: str) -> str | None:
    """Read a record code as people type it, or None when it can be none."""
    return _tidied(text, SHORT_LENGTH)


def _tidied(text: str, length: int) -> str | None:
    plain = unicodedata.normalize("NFKC", text)
    symbols = "".join(c for c in plain if unicodedata.category(c)[0] not in "PZC")
    if len(symbols) != length or not symbols.isascii():
        return None
    code = symbols.upper().translate(LOOKALIKES)
    return code if set(code) <= set(ALPHABET) else None


def _spell(number: int, length: int) -> str:
    symbols = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[place])
    return "".join(reversed(symbols))
