"""Dutch is complete, says one thing in one way, and is compiled."""

import re
from collections import defaultdict

import polib
import pytest
from django.conf import settings

from tests.texts import CATALOGUES, ROOMS, SOURCE, asked_for, place

NAMES = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def dutch(room):
    """The catalogue of a room, empty when it has none yet."""
    file = SOURCE / room / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(file)) if file.exists() else polib.POFile()


def names_in(text):
    return {a or b for a, b in NAMES.findall(text)}


def test_there_are_two_languages():
    assert [code for code, _ in settings.LANGUAGES] == ["nl", "en"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_all_its_dutch_in_its_own_catalogue(room):
    missing = asked_for(room) - {entry.msgid for entry in dutch(room) if not entry.obsolete}
    assert missing == set(), "\n".join(sorted(missing))


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_every_text_is_translated_and_none_is_doubtful(path):
    catalogue = polib.pofile(str(path))
    unsure = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
    assert [entry.msgid for entry in unsure] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_names_in_a_text_survive_translation(path):
    for entry in polib.pofile(str(path)):
        english = names_in(entry.msgid) | names_in(entry.msgid_plural)
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert names_in(text) <= english, entry.msgid


@pytest.mark.parametrize("path", CATALOGUES, ids=place)
def test_the_compiled_catalogue_says_the_same(path):
    def words(catalogue):
        return {
            (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue if not e.obsolete
        }

    compiled = words(polib.mofile(str(path.with_suffix(".mo"))))
    assert compiled == words(polib.pofile(str(path))), "compile it: manage compilemessages"


def test_a_text_means_the_same_in_every_room():
    found = defaultdict(set)
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            found[entry.msgctxt, entry.msgid].add(entry.msgstr or entry.msgstr_plural.get(0))
    assert {key: said for key, said in found.items() if len(said) > 1} == {}
