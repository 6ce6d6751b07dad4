""" "Waar is dit voor?": from somebody's own words up to what binds us."""

from django.utils.text import Truncator

from tussenruimte.matters.reads import walk_up
from tussenruimte.relations.models import Need


def walk_of(need: Need, kind: str) -> list[dict[str, str]]:
    """The first words, under this name, and what they serve."""
    above = walk_up(need.matter)[1:]
    first = {"kind": kind, "title": first_words(need.read("words"))}
    return [first, *({"kind": m.get_subject_display(), "title": m.shown_title} for m in above)]


def first_words(words: str) -> str:
    """How it begins; no word is cut in two, unless it never ends."""
    return Truncator(Truncator(words).words(10, truncate=" …")).chars(100, truncate=" …")
