"""Words and sentences: what the product never says, and what it softly asks people about.

Nothing here refuses or changes what people write. What is found is given as a kind and a place;
the rooms find the sentence for it. The plain-language check is light and gives no level: "B1" as
a score is disputed. Sources: the texts that the platform is made from, and docs/glossary.md.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tussenruimte.methods import words
from tussenruimte.methods.words import Question

LONG_SENTENCE = 20
"""From more words than this a sentence is long; 15 is better, 20 is the most that reads well."""
LONG_WORD = 18
"""From more letters than this, between hyphens, a word is long (own choice)."""
SHOUTED = 7
"""From this many capitals a word is no abbreviation but shouting (own choice)."""
REACH = 80
"""How many letters after 'wordt' its participle may stand (own choice)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A hard word as somebody wrote it, where it starts, what to ask, and the headword it is of."""

    word: str
    start: int
    question: Question
    about: str


class Kind(StrEnum):
    """What may make a piece of text hard to read."""

    LONG_SENTENCE = "long-sentence"
    PASSIVE = "passive"
    JARGON = "jargon"
    LONG_WORD = "long-word"
    CAPITALS = "capitals"


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of text that may be hard to read, where it starts, and why."""

    kind: Kind
    piece: str
    start: int


_SIGNS = {
    "%": r"\w*",
    " ": r"\s+",
    "~": r"[\s\-]?",
    "ë": "(?:ë|e\u0308?)",
    "ï": "(?:ï|i\u0308?)",
}


def _compiled(pattern: str) -> re.Pattern[str]:
    """Make a regular expression for whole words out of a pattern of `words`."""
    for sign, meaning in _SIGNS.items():
        pattern = pattern.replace(sign, meaning)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


Patterns = Mapping[str, tuple[Question, re.Pattern[str]]]


def _patterns(*lists: Mapping[str, tuple[Question, str]]) -> Patterns:
    return {
        about: (question, _compiled(pattern))
        for entries in lists
        for about, (question, pattern) in entries.items()
    }


FORBIDDEN: Patterns = _patterns(words.FORBIDDEN)
"""Headword to question and pattern: what no text of the product contains."""
_ASKED = {
    "nl": _patterns(words.FORBIDDEN, words.NOT_OURS),
    "en": _patterns(words.FORBIDDEN, words.NOT_OURS_IN_ENGLISH),
}
_INNOCENT = _compiled("|".join(words.INNOCENT))
_STIFF = {about: _compiled(pattern) for about, pattern in words.STIFF.items()}
_PASSIVE = re.compile(r"(?<!\w)(?:(?:er\s+)?(?:word(?:t|en)|werd(?:en)?))(?!\w)", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\w{0,12}ge\w{1,20}(?:d|t|en)|(?:be|ver|ont|her)\w{2,20}(?:d|t)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_STOP = re.compile(r"(?:[.!?…]+[\"'’”)\]]*(?=\s))|\n")
_CAPITALS = re.compile(
    rf"(?<!\w)[A-ZÀ-ÖØ-Þ]{{{SHOUTED},}}(?!\w)|(?<!\w)[A-ZÀ-ÖØ-Þ]{{2,}}(?:[ ,]+[A-ZÀ-ÖØ-Þ]{{2,}}){{2,}}(?!\w)"
)


def forbidden_in(text: str) -> list[str]:
    """Return the forbidden words in a text of the product as they stand there, in order.

    Knows inflections and compounds, HTML entities, soft hyphens and loose accents; 'productie' is
    no product, 'in elk geval' no case, a 'zaklantaarn' no customer.
    """
    plain = unicodedata.normalize("NFC", html.unescape(text)).replace("\u00ad", "")
    return [ask.word for ask in _found(plain, FORBIDDEN)]


def asks(text: str, language: str = "nl") -> list[Ask]:
    """Return what to ask softly about somebody's own text: each hard word once, in order.

    `language` is 'nl' or 'en' ('en-gb' too); any other counts as Dutch.
    """
    entries = _ASKED.get(language[:2].lower(), _ASKED["nl"])
    first: dict[str, Ask] = {}
    for ask in _found(text, entries):
        first.setdefault(ask.about, ask)
    return list(first.values())


def plain(text: str) -> list[Hint]:
    """Return what may make a Dutch text hard to read, in the order of the text.

    Long sentences, passive ones that hide who does it ('er wordt gebeld'), stiff and hard words,
    very long words, and words in capitals.
    """
    hints = [*_jargon(text), *_long_words(text)]
    hints += [Hint(Kind.CAPITALS, m[0], m.start()) for m in _CAPITALS.finditer(text)]
    for start, sentence in sentences(text):
        if len(_WORD.findall(sentence)) > LONG_SENTENCE:
            hints.append(Hint(Kind.LONG_SENTENCE, sentence, start))
        hints += _passives(sentence, start)
    return sorted(hints, key=lambda hint: (hint.start, hint.kind))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each sentence starts, and the sentence.

    A sentence ends at a stop before a space and at the end of a line, not after an abbreviation
    or somebody's initial.
    """
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0] != "\n" and _is_abbreviation(text, start, stop.start()):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), piece.strip()


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    before = text[max(start, stop - 12) : stop]
    last = re.split(r"[\s(]", before)[-1].lower() if before else ""
    return text[stop] == "." and (
        last in words.ABBREVIATIONS or (len(last) == 1 and last.isalpha())
    )


def _found(text: str, entries: Patterns) -> list[Ask]:
    """All hard words in order; where two overlap, the first and longest."""
    text = _INNOCENT.sub(lambda idiom: "·" * len(idiom[0]), text)
    matches = [
        Ask(match[0], match.start(), question, about)
        for about, (question, pattern) in entries.items()
        for match in pattern.finditer(text)
    ]
    return list(_apart(sorted(matches, key=lambda ask: (ask.start, -len(ask.word)))))


def _apart(asked: Iterable[Ask]) -> Iterator[Ask]:
    end = 0
    for ask in asked:
        if ask.start >= end:
            yield ask
            end = ask.start + len(ask.word)


def _jargon(text: str) -> Iterator[Hint]:
    hard = [(ask.word, ask.start) for ask in _found(text, _ASKED["nl"])]
    stiff = [(m[0], m.start()) for pattern in _STIFF.values() for m in pattern.finditer(text)]
    return (Hint(Kind.JARGON, word, start) for word, start in hard + stiff)


def _long_words(text: str) -> Iterator[Hint]:
    """Addresses of pages and mail are no words."""
    for token in _TOKEN.finditer(text):
        if not re.search(r"[@/\\_]|\w\.\w", token[0]):
            for word in re.finditer(rf"[^\W\d_]{{{LONG_WORD + 1},}}", token[0]):
                yield Hint(Kind.LONG_WORD, word[0], token.start() + word.start())


def _passives(sentence: str, start: int) -> Iterator[Hint]:
    """From 'wordt' up to its participle, in the same part of the sentence."""
    for verb in _PASSIVE.finditer(sentence):
        part = re.split(r"[,;:()]", sentence[verb.end() : verb.end() + REACH], maxsplit=1)[0]
        for word in _WORD.finditer(part):
            if _PARTICIPLE.fullmatch(word[0]) and word[0].lower() not in words.NO_PARTICIPLES:
                piece = sentence[verb.start() : verb.end() + word.end()]
                yield Hint(Kind.PASSIVE, piece, start + verb.start())
                break
