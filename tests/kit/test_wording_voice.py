"""The house keeps to its own voice: no forbidden word, short sentences, `je`, and who does it.

The forbidden words and the plain-language check are those of `methods.language`, so that the house
is never milder for itself than for the people who write here.
"""

import re
from html import unescape

import polib
import pytest
from django.utils import translation

from tests.texts import CATALOGUES, ROOT, TEMPLATES, in_template, place
from tussenruimte.kit.wording import HARD_WORDS
from tussenruimte.methods.language import Kind, forbidden_in, plain, sentences

LONGEST, LONGEST_IN_ENGLISH = 18, 22  # words in a sentence
LISTS = "hard word"  # the context of lists of word forms, which are no sentences
ROUGH = {Kind.PASSIVE, Kind.JARGON, Kind.LONG_WORD, Kind.CAPITALS}
# Said all the same, with the reason.
ALLOWED = {
    "cliëntondersteuner",  # the law's own word, explained once and then called what it is
    "burgerservicenummer",  # what the letters BSN stand for
    "wijkverpleegkundige",  # what people call her
}
STIFF = re.compile(
    r"\b(u|uw|helaas|ongemak|opslaan|verzenden|gebruikers?|dient|graag even|"
    r"(?:er )?(?:is|wordt|werd) verwerkt)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TEXTS = [
    *TEMPLATES,
    *sorted((ROOT / "frontend" / "js").glob("*.js")),
    ROOT / "README.nl.md",
]


def entries(path):
    return [entry for entry in polib.pofile(str(path)) if entry.msgctxt != LISTS]


def dutch_in(path):
    """What a page says: without tags, with a name where a name will stand."""
    for entry in entries(path):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            yield spoken(text)


def spoken(text):
    return NAMES.sub("Naam", unescape(re.sub(r"<[^>]+>", "", text)))


def too_long(texts, most):
    said = {sentence for text in texts for _, sentence in sentences(text)}
    return {sentence for sentence in said if len(re.findall(r"[\w’'-]+", sentence)) > most}


# ---- forbidden words -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=place)
def test_no_text_of_the_house_has_a_forbidden_word(path):
    assert forbidden_in(path.read_text()) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_no_catalogue_has_a_forbidden_word_in_either_language(path):
    said = [(e.msgid, e.msgid_plural, e.msgstr, *e.msgstr_plural.values()) for e in entries(path)]
    assert forbidden_in("\n".join(text for texts in said for text in texts)) == []


# ---- the voice -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_dutch_is_plain_and_says_who_does_it(path):
    hints = [hint for text in dutch_in(path) for hint in plain(text) if hint.kind in ROUGH]
    assert [hint for hint in hints if hint.piece not in ALLOWED] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_dutch_sentences_are_short(path):
    assert too_long(dutch_in(path), LONGEST) == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_english_sentences_are_short(path):
    said = [text for e in entries(path) for text in (e.msgid, e.msgid_plural)]
    assert too_long(map(spoken, said), LONGEST_IN_ENGLISH) == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_dutch_says_je_and_no_word_of_the_counter(path):
    assert [text for text in dutch_in(path) if STIFF.search(text)] == []


# ---- hard words ----------------------------------------------------------------------------------

# Words that somebody outside never heard of: a page that says one explains it.
ALWAYS = {"bsn", "briefadres", "mantelzorger", "kwartaaltafel", "iemand-naast-mij", "hoofdsleutel"}
ALWAYS |= {"wcag", "server"}
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
BLOCK = re.compile(r"{% explain (?P<keys>[^%]*) %}(?P<text>.*?){% endexplain %}", re.DOTALL)
TAG = re.compile(r"{% (?:explain|hard_word) ([^%]*) %}")


def keys_in(text):
    return re.findall(r'"([\w-]+)"', text)


def said_in(source):
    return " ".join(translation.gettext(text) for text in in_template(source))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES, ids=place)
def test_a_word_that_is_explained_stands_in_the_sentence(path, language):
    with translation.override(language):
        for block in BLOCK.finditer(path.read_text()):
            missing = {k for k in keys_in(block["keys"]) if not _has(said_in(block["text"]), k)}
            assert missing == set()


@pytest.mark.parametrize("path", PAGES, ids=place)
def test_a_page_explains_the_words_that_hardly_anybody_knows(path):
    source = path.read_text()
    explained = {key for tag in TAG.findall(source) for key in keys_in(tag)}
    with translation.override("nl"):
        used = {key for key in ALWAYS if _has(said_in(source), key)}
    assert used - explained == set(), "explain them: docs/plain-language.md"


def _has(text, key):
    return HARD_WORDS[key].first_in(text) is not None
