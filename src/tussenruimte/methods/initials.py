"""What stands on somebody's door: one or two letters of a name as people in the Netherlands have it."""

import re
import unicodedata

NOBODY = "·"
"""What stands on a door without a name."""

# Words inside a name that are no name (tussenvoegsels), and titles before it.
PARTICLES = frozenset(
    {"aan", "af", "al", "an", "bij", "da", "de", "del", "dela", "den", "der", "di", "die", "do"}
    | {"dos", "du", "el", "en", "het", "in", "l", "la", "le", "les", "lo", "of", "onder", "op"}
    | {"over", "s", "t", "te", "ten", "ter", "toe", "tot", "uijt", "uit", "van", "vander"}
    | {"vom", "von", "voor", "zu", "zum", "zur"}
)
TITLES = frozenset(
    {"dhr", "dr", "drs", "heer", "ing", "ir", "meneer", "mevr", "mevrouw", "mr", "mw", "prof"}
)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ELISION = re.compile(r"^[dl]['’](?=\w)", re.IGNORECASE)
_SECOND_SURNAME = re.compile(r"-(?:van|de|der|den|ten|ter|te|el|al)(?= ).*$", re.IGNORECASE)
_JOINER = "\u200c"
"""Keeps two letters of a script that joins them apart, so that they do not read as a word."""


def initials(name: str) -> str:
    """Return the letters for somebody's door: 'Noor van Hessum' is NH, 'Idris' is I, '' is ·.

    At most two letters, of the first name and the surname; words like 'van' and 'el', titles,
    brackets, pictures and marks for the direction of writing have no letter.
    """
    words = _words(name)
    named = [w for w in words if _bare(w) not in PARTICLES] or words[:1]
    ends = named[:1] + named[1:][-1:]
    letters = [letter for letter in map(_letter, ends) if letter]
    joins = any(unicodedata.bidirectional(letter) == "AL" for letter in letters)
    return (_JOINER if joins else "").join(letters) or NOBODY


def first_name(name: str) -> str:
    """Return what to call somebody in a sentence: the first word, or the whole name without one.

    'Noor van Hessum' and 'Hessum, Noor van' are Noor. 'Mevrouw Jansen', 'J. Bos' and 'Van Hessum' have no first name and
    stay whole.
    """
    _surname, _comma, given = name.partition(",")
    words = given.split() or name.split()
    if not words:
        return ""
    first = _bare(words[0])
    is_one = len(first) > 1 and first not in PARTICLES | TITLES
    return words[0] if is_one else " ".join(words)


def _words(name: str) -> list[str]:
    """The words of a name that have a letter, first name first, titles and second surname left out."""
    plain, inside = unicodedata.normalize("NFKC", name), 1
    while inside:  # brackets may stand in brackets
        plain, inside = _IN_BRACKETS.subn(" ", plain)
    surname, comma, given = plain.partition(",")
    plain = " ".join((f"{given} {surname}" if comma else plain).split())
    words = [_ELISION.sub("", word) for word in _SECOND_SURNAME.sub("", plain).split()]
    lettered = [word for word in words if _letter(word)]
    return [w for w in lettered if _bare(w) not in TITLES] or lettered


def _bare(word: str) -> str:
    return word.strip(".'’‘`,-").casefold()


def _letter(word: str) -> str:
    """The first letter of a word in capitals, '' when it has none."""
    return next((c.upper()[:1] for c in word if c.isalpha()), "")


def short_name(called: str) -> str:
    """Return the first name, with for whom they speak when that stands behind the name in brackets."""
    name, bracket, hat = called.partition(" (")
    return first_name(name) + bracket + hat
