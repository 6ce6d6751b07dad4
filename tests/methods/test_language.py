"""Words: never in the product, softly asked about in people's own texts, never refused."""

import re
import time

import pytest
from hypothesis import given, strategies as st

from tussenruimte.methods import words
from tussenruimte.methods.language import FORBIDDEN, Kind, asks, forbidden_in, plain, sentences


@pytest.mark.parametrize(
    "word",
    [
        *[
            "klant",
            "Klanten",
            "klantgericht",
            "zorgklant",
            "cliënt",
            "cliënten",
            "CLIËNT",
            "client",
        ],
        *["clie\u0308nt", "cli&euml;nt", "cli\u00adënten", "consument", "consumenten", "doelgroep"],
        *[
            "doelgroepenbeleid",
            "casus",
            "casussen",
            "casuïstiek",
            "zorgcasus",
            "geval",
            "zorggevallen",
        ],
        *["product", "producten", "zorgproduct", "productcatalogus", "caseload", "case loads"],
        *[
            "efficiënt",
            "efficiëntie",
            "inefficient",
            "efficiency",
            "eigen kracht",
            "Eigen-krachttraject",
        ],
        *[
            "in hun kracht",
            "in de eigen kracht",
            "in je\nkracht",
            "uitrollen",
            "uitgerold",
            "uitrol",
        ],
        *[
            "we rollen dit plan uit",
            "implementeren",
            "geïmplementeerd",
            "geimplementeerd",
            "implementatie",
        ],
        *[
            "governmentality",
            "polyarchie",
            "polyarchisch",
            "relationeel contracteren",
            "recursiviteit",
        ],
        *["customer", "consumers", "target group", "case worker", "rolled out", "empowerment"],
    ],
)
def test_a_forbidden_word_is_found_in_any_form(word):
    assert len(forbidden_in(f"Wat {word} is.")) == 1


@pytest.mark.parametrize(
    "innocent",
    [
        *["productie", "producent", "produceren", "productief", "de zaklantaarn", "clandestien"],
        *[
            "in elk geval",
            "In ieder geval",
            "in dat  geval",
            "in geen geval",
            "voor het geval",
            "toeval",
        ],
        *[
            "ik ben gevallen",
            "in veel gevallen",
            "beviel",
            "occasie",
            "consumptie",
            "in de kracht van",
        ],
        *["kracht", "met eigen handen", "rolstoel", "de rol van de kring", "uit", "instrument"],
        *[
            "cliëntondersteuner",
            "cliëntenraad",
            "Consumentenbond",
            "in any case",
            "briefcase",
            "suitcase",
        ],
        *["recurring", "stroll", "power", "relationeel", "gecontracteerd", "doel", "groep"],
    ],
)
def test_what_only_looks_like_one_is_left_alone(innocent):
    assert forbidden_in(f"Wat {innocent} is.") == []


def test_forbidden_words_come_as_written_and_in_order():
    assert forbidden_in("De Cliënt, geen product: <b>klanten</b>.") == [
        "Cliënt",
        "product",
        "klanten",
    ]
    assert {"klant", "cliënt", "geval", "uitrollen", "polyarchie"} <= FORBIDDEN.keys()


def test_a_hard_word_is_asked_about_once_with_its_place():
    text = (
        "In dit voorstel gaat het om de cliënt. Cliënten krijgen maatwerk. Wij implementeren dat."
    )
    found = asks(text, "nl")
    assert [(ask.word, ask.question) for ask in found] == [
        ("cliënt", "who"),
        ("maatwerk", "what"),
        ("implementeren", "how"),
    ]
    assert [text[a.start :][: len(a.word)] for a in found] == [a.word for a in found]
    assert [ask.about for ask in found] == ["cliënt", "maatwerk", "implementeren"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("de burger", "who"),
        ("stakeholders", "who"),
        ("die casus", "whose"),
        ("hij werd doorverwezen", "how"),
        ("efficiëntie", "cost"),
        ("een taakstelling", "cost"),
        ("eigen kracht", "help"),
        ("een zienswijze", "plain"),
        ("onze SLA", "plain"),
    ],
)
def test_each_hard_word_has_its_own_question(text, question):
    assert [ask.question for ask in asks(text)] == [question]


@pytest.mark.parametrize(
    "text", ["sla uit eigen tuin", "mijn portefeuille", "hamburger", "burgemeester"]
)
def test_everyday_words_are_not_asked_about(text):
    assert asks(text) == []


def test_english_texts_are_asked_about_in_english():
    assert [a.question for a in asks("Our clients were referred to us.", "en-gb")] == ["who", "how"]
    assert asks("citizens", "nl") == []
    assert [a.word for a in asks("de burger", "ar")] == ["burger"]


@given(st.text(), st.sampled_from(["nl", "en"]))
def test_asking_never_fails_and_points_at_the_text(text, language):
    for ask in asks(text, language):
        assert text.startswith(ask.word, ask.start)
    for hint in plain(text):
        assert text.startswith(hint.piece, hint.start)


def kinds(text):
    return [(hint.kind.value, hint.piece) for hint in plain(text)]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Er wordt snel contact opgenomen.", "Er wordt snel contact opgenomen"),
        ("Je wordt gebeld.", "wordt gebeld"),
        ("Brieven worden door ons betaald.", "worden door ons betaald"),
        ("Het wordt, wordt geregeld.", "wordt geregeld"),
        ("Toen werden zij uitgenodigd, en blij.", "werden zij uitgenodigd"),
    ],
)
def test_a_sentence_that_hides_who_does_it_is_pointed_at(text, piece):
    assert kinds(text) == [("passive", piece)]


@pytest.mark.parametrize(
    "text",
    [
        "Amina belt je donderdag.",
        "Het wordt gezellig. Hij wordt beter en er wordt geld, geduld bedoel ik.",
        "Het wordt morgen gezond eten.",
        "Bel dhr. J. de Vries. Kom a.u.b. om 12.30 uur naar de U.A. van de Wmo.",
        "",
    ],
)
def test_a_plain_text_has_no_hints(text):
    assert plain(text) == []


def test_long_sentences_words_stiff_words_and_capitals_are_pointed_at():
    assert kinds("a " * 20 + "a.") == [("long-sentence", "a " * 20 + "a.")]
    assert kinds("a " * 19 + "a.") == []
    assert kinds("verantwoordelijkheidsgevoel")[0] == ("long-word", "verantwoordelijkheidsgevoel")
    assert kinds("zie https://eenheellangadresvaneenplek.nl") == []
    assert kinds("Indien u dient te bellen") == [("jargon", "Indien"), ("jargon", "dient te")]
    assert kinds("LUISTER nu") == [("capitals", "LUISTER")]
    assert kinds("KOM NU HIER") == [("capitals", "KOM NU HIER")]
    assert all(hint.kind in Kind for hint in plain("cliënt"))


def test_sentences_end_where_people_stop():
    text = "Kom je? Ja, dhr. Bos ook!  En J. de Vries\n- brood\nTot 12.30 uur."
    assert [s for _, s in sentences(text)] == [
        *["Kom je?", "Ja, dhr. Bos ook!", "En J. de Vries", "- brood", "Tot 12.30 uur."]
    ]
    assert all(text.startswith(sentence, start) for start, sentence in sentences(text))


def test_the_lists_have_no_pattern_that_finds_nothing():
    for headword in words.STIFF:
        assert [h for h in plain(f"{headword}") if h.kind is Kind.JARGON], headword
    for headword in words.NOT_OURS:
        assert asks(re.sub("bevoegdheden", "bevoegdhedenmatrix", headword)), headword


@pytest.mark.parametrize("piece", ["ge", "wordt ", "rolt a ", "A", "dient a ", "A. ", "product"])
def test_a_long_text_takes_no_time(piece):
    start = time.perf_counter()
    asks(piece * 10_000)
    plain(piece * 10_000)
    assert time.perf_counter() - start < 10
