"""How the house speaks about words: soft questions, hints before publishing, hard words explained.

What is found in a text, `methods.language` says; here stand the sentences. Nothing refuses, and
nothing changes a letter of what somebody wrote. How to use it: docs/plain-language.md.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.utils.translation import (
    get_language,
    gettext_lazy as _,
    gettext_noop,
    ngettext_lazy,
    pgettext_lazy,
)

from tussenruimte.methods import language
from tussenruimte.methods.language import Ask, Hint, Kind
from tussenruimte.methods.words import Question

QUOTED = 60
"""How many letters of a long piece are quoted (own choice): enough to find it again."""
ENOUGH = 5
"""With more hints than this nobody reads them (own choice)."""
SHOWN_ONCE = "shown-once"
"""The mark of a form whose hints have been shown: they come no second time."""


class Doubt(NamedTuple):
    """One friendly line about somebody's words. `mark` names it when they let it be."""

    mark: str
    line: str


QUESTIONS: dict[Question, Any] = {
    Question.WHO: _("Whom do you mean exactly by ‘%(word)s’?"),
    Question.WHOSE: _("Who is it about, this ‘%(word)s’?"),
    Question.WHAT: _("What do you mean exactly by ‘%(word)s’?"),
    Question.HOW: _("‘%(word)s’: who does what then, and by when?"),
    Question.COST: _("‘%(word)s’: who gains by it, and who bears it?"),
    Question.HELP: _("‘%(word)s’: who stands beside them then?"),
    Question.PLAIN: _("Can you say ‘%(word)s’ in plainer words?"),
}

HINTS: dict[Kind, Any] = {
    Kind.LONG_SENTENCE: _("This sentence is long: ‘%(piece)s’. Can you make two of it?"),
    Kind.PASSIVE: _("Who does this: ‘%(piece)s’? Name them."),
    Kind.JARGON: _("Not everybody knows ‘%(piece)s’. Is there a plainer word?"),
    Kind.LONG_WORD: _("‘%(piece)s’ is a long word. Is there a shorter one?"),
    Kind.CAPITALS: _("‘%(piece)s’ in capitals reads like shouting. Do you mean it so?"),
}


def questions_about(text: str) -> list[Doubt]:
    """What to ask softly about somebody's own words, each hard word once."""
    return [
        Doubt(ask.about.replace(" ", "-"), str(QUESTIONS[ask.question]) % {"word": ask.word})
        for ask in _asks(text)
    ]


def hints_about(text: str) -> list[str]:
    """What may make a text hard to read for everybody; not what is asked about already."""
    asked = {ask.word.lower() for ask in _asks(text)}
    hints = [hint for hint in language.plain(text) if hint.piece.lower() not in asked]
    return list(dict.fromkeys(_sentence_of(hint) for hint in hints))[:ENOUGH]


def _asks(text: str) -> Iterable[Ask]:
    return language.asks(text, get_language() or "nl")


def _sentence_of(hint: Hint) -> str:
    piece = " ".join(hint.piece.split())
    if len(piece) > QUOTED:
        piece = piece[:QUOTED].rsplit(" ", 1)[0] + " …"
    return str(HINTS[hint.kind]) % {"piece": piece}


# ---- hard words that the house cannot do without ---------------------------------------------------


class HardWord(NamedTuple):
    """A word that not everybody knows: its forms, the usual one first, and what it means."""

    forms: Any
    meaning: Any

    @property
    def name(self) -> str:
        """The word as it stands in a list of words."""
        return str(self.forms).split(", ", maxsplit=1)[0]

    def first_in(self, text: str) -> re.Match[str] | None:
        """Where the word first stands in a text, in any of its forms."""
        return _whole_words(str(self.forms)).search(text)


@cache
def _whole_words(forms: str) -> re.Pattern[str]:
    longest_first = sorted(forms.split(", "), key=len, reverse=True)
    words = "|".join(re.escape(form) for form in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


# The key is the place of the word on the page with words. A meaning is one part of a sentence: it
# also stands between brackets, on paper.
HARD_WORDS: dict[str, HardWord] = {
    "afwegen": HardWord(
        pgettext_lazy("hard word", "weighing, weighed, weigh"),
        _("telling what you saw, what you did and why, while somebody looks along"),
    ),
    "back-up": HardWord(
        pgettext_lazy("hard word", "backup, backups"),
        _("a copy of everything, for when the computer breaks"),
    ),
    "briefadres": HardWord(
        pgettext_lazy("hard word", "postal address"),
        _("an address where your post arrives when you have no home of your own"),
    ),
    "bsn": HardWord(
        pgettext_lazy("hard word", "BSN"),
        _("citizen service number: the number by which the government knows you"),
    ),
    "contactpersoon": HardWord(
        pgettext_lazy("hard word", "contact person"),
        _("the one person who holds on to your question until it is done"),
    ),
    "cooperatie": HardWord(
        pgettext_lazy("hard word", "cooperative, cooperatives"),
        _("an association of people who arrange something together; the members decide"),
    ),
    "cookies": HardWord(
        pgettext_lazy("hard word", "cookies, cookie"),
        _("small notes in your browser by which a website knows you again"),
    ),
    "eigen-woord": HardWord(
        pgettext_lazy("hard word", "own word"),
        _("a secret word that you choose yourself and that belongs to your card"),
    ),
    "hoofdsleutel": HardWord(
        pgettext_lazy("hard word", "master key"),
        _("the key that opens all other keys"),
    ),
    "iemand-naast-mij": HardWord(
        pgettext_lazy("hard word", "somebody beside me, somebody beside you"),
        _("somebody who thinks along with you, free of charge; the law says: independent support"),
    ),
    "javascript": HardWord(
        pgettext_lazy("hard word", "JavaScript"),
        _("small programs that come along with a web page"),
    ),
    "kaartje": HardWord(
        pgettext_lazy("hard word", "card, cards"),
        _("a piece of paper with a code, with which you see how your question stands"),
    ),
    "kanttekening": HardWord(
        pgettext_lazy("hard word", "remark, remarks"),
        _("a question about a sentence, or “this is not right”, that waits for an answer"),
    ),
    "kring": HardWord(
        pgettext_lazy("hard word", "circle, circles"),
        _("a group of members that decides about something together, such as the board"),
    ),
    "kwartaaltafel": HardWord(
        pgettext_lazy("hard word", "quarterly table"),
        _("four times a year residents, professionals and the municipality sit at one table"),
    ),
    "mantelzorger": HardWord(
        pgettext_lazy("hard word", "carer, carers"),
        _("somebody who takes care of a person close to them, not as a job"),
    ),
    "qr-code": HardWord(
        pgettext_lazy("hard word", "QR code"),
        _("a square of dots that opens a web page with the camera of your telephone"),
    ),
    "schermlezer": HardWord(
        pgettext_lazy("hard word", "screen reader"),
        _("a program that reads aloud what stands on the screen"),
    ),
    "server": HardWord(
        pgettext_lazy("hard word", "server"),
        _("the computer on which all of this stands"),
    ),
    "stoel": HardWord(
        pgettext_lazy("hard word", "seat, seats"),
        _("a fixed place at the table, such as the doctor’s; who sits there can change"),
    ),
    "vakmens": HardWord(
        pgettext_lazy("hard word", "professional, professionals"),
        _("somebody who is here for their work, such as the district nurse"),
    ),
    "waarnemen": HardWord(
        pgettext_lazy("hard word", "stand in, stands in"),
        _("doing what somebody else does for as long as they are away"),
    ),
    "wacht": HardWord(
        pgettext_lazy("hard word", "duty"),
        _("taking in what people tell for a week, holding on to it and calling back"),
    ),
    "wat-ons-bindt": HardWord(
        pgettext_lazy("hard word", "what binds us"),
        _("what all members find important together, in a few sentences"),
    ),
    "wcag": HardWord(
        pgettext_lazy("hard word", "WCAG"),
        _("the rules of the world for websites that everybody can use"),
    ),
}


# ---- sentences of others on our pages ---------------------------------------------------------------

OF_DJANGO = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid value."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid URL."),
    gettext_noop("Enter a list of values."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("No file was submitted."),
    gettext_noop("No file was submitted. Check the encoding type on the form."),
    gettext_noop("The submitted file is empty."),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
)
"""What Django's forms say. Our catalogues, Dutch and English, say it in the voice of the house."""
