"""The product never speaks of people as a market or an administration does.

Each word has a better one beside it. What people write themselves is theirs; there the house asks,
and never changes a letter.
"""

import re

import polib
import pytest

from tests.texts import CATALOGUES, TEMPLATES, place

INSTEAD = {
    r"klant(en)?": "mens, of de naam",
    r"cli[eë]nt(en)?": "mens, of de naam",
    r"burgers?": "bewoner",
    r"consument(en)?": "bewoner",
    r"doelgroep(en)?": "wie precies?",
    r"stakeholders?": "lid",
    r"probleemgezin(nen)?": "gezin",
    r"zorgmijders?": "de naam",
    r"casus(sen)?": "vraag",
    r"caseload": "vragen",
    r"(moeilijke?|lastige?|complexe?|zware?|schrijnende?) geval(len)?": "vraag",
    r"tickets?": "vraag, of kanttekening",
    r"aanmelding(en)?": "vraag",
    r"intakes?": "gesprek",
    r"contactmoment(en)?": "gesprek",
    r"casemanagers?": "contactpersoon",
    r"regisseurs?": "contactpersoon",
    r"hulpverleners?": "vakmens",
    r"dossiers?": "met wie samen",
    r"product(en)?": "wat we zelf doen",
    r"effici[eë]nt(e|er|ie)?": "zeg wat er korter duurt",
    r"eigen kracht": "zeg wat iemand zelf wil doen",
    r"in (hun|zijn|haar|je) kracht": "zeg wat iemand zelf wil doen",
    r"uitrol|uitrollen|uitgerold": "overal gaan doen",
    r"implement(atie|eren|eert|eerde)|geïmplementeerd": "gaan doen",
    r"porta(al|len)": "de tussenruimte",
    r"actiepunt(en)?": "afspraak",
    r"doorverwij(zen|zing|st)|doorverwezen": "overdragen",
    r"no-shows?": "we zijn je kwijt",
    r"geen gehoor": "we zijn je kwijt",
    r"uitstroom": "klaar",
    r"afgemeld|afgehandeld": "klaar",
    r"geëscaleerd|escaleren|escalatie": "gestuurd naar",
    r"dashboards?": "vijf knoppen",
    r"kpi'?s?": "kwaliteit",
    r"tevredenheid(sonderzoek)?": "terugkijken",
    r"aanbesteding(en)?(?! \()": "gesprek over de overeenkomst (of leg het één keer uit)",
    r"werkbezoek(en)?": "dag in de praktijk",
    r"bevoegdhedenmatrix": "dit mogen we zelf beslissen",
    # English, for those who read the pages in English.
    r"clients?": "person, or the name",
    r"customers?": "person, or the name",
    r"consumers?": "resident",
    r"citizens?(?! service number)": "resident",
    r"target groups?": "who exactly?",
    r"case ?loads?": "needs",
    r"case managers?": "contact person",
    r"products?": "what we do ourselves",
    r"efficien(t|cy)": "say what takes less time",
    r"roll(ed|ing)? out": "do everywhere",
    r"implement(s|ed|ing|ation)?": "do",
    r"portals?": "the space in between",
}
WORDS = {word: re.compile(rf"(?<![\w-]){word}(?![\w-])", re.IGNORECASE) for word in INSTEAD}
# Where a word is quoted in order to ask about it: (file, word as it stands in the table).
QUOTED: set[tuple[str, str]] = set()


def complaints(path, text):
    found = {word for word, pattern in WORDS.items() if pattern.search(text)}
    return {word: INSTEAD[word] for word in found if (place(path), word) not in QUOTED}


def said_in(catalogue):
    for entry in polib.pofile(str(catalogue)):
        yield from (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=place)
def test_no_page_mail_or_letter_uses_a_forbidden_word(path):
    assert complaints(path, path.read_text()) == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_no_catalogue_uses_a_forbidden_word(path):
    assert complaints(path, "\n".join(said_in(path))) == {}


@pytest.mark.parametrize("text", ["De Klanten wachten.", "een cliënt", "Complexe gevallen"])
def test_the_guard_sees_them(text):
    assert any(pattern.search(text) for pattern in WORDS.values())


@pytest.mark.parametrize(
    "text", ["onafhankelijke cliëntondersteuning", "in dat geval", "de klantenservice"]
)
def test_the_guard_leaves_other_words_alone(text):
    assert not any(pattern.search(text) for pattern in WORDS.values())
