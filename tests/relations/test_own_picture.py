"""With a card too one takes away a picture: the person any, whoever asks along what they added."""

import pytest

from tests.relations.conftest import Mine
from tussenruimte.kit.sealing import digests
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import File
from tussenruimte.record.models import Fact
from tussenruimte.relations.actions import tell
from tussenruimte.relations.actions.telling import Telling


@pytest.fixture
def keep(need, jpeg, at, settings, tmp_path):
    """A picture is kept with the question of Ruben; `keep(by)`."""
    settings.MEDIA_ROOT = tmp_path
    return lambda by, about=need: matters.add_file(
        about.matter, jpeg, name="brief.jpg", by=by, at=at
    )


def is_there(row):
    return File.objects.filter(pk=row.pk, removed_at=None).exists()


def test_the_person_takes_it_away_with_the_card(keep, card, amina):
    row = keep(amina)
    assert f'name="code" value="{row.code}"' in card.text()
    assert card.post("foto/weg/", code=row.code).status_code == 302
    page = card.text()
    assert "Het is weggehaald. We bewaren alleen dat het er was, van wie en wanneer." in page
    assert "brief.jpg" not in page
    assert not is_there(row)
    assert Fact.objects.filter(body__contains='"file.removed"').count() == 1


def test_how_it_was_called_goes_too(keep, need, amina, at):
    row = keep(amina)
    matters.remove_file(row, by=need.person, at=at)
    kept = File.objects.get(pk=row.pk)
    assert (kept.read("name"), kept.size, kept.added_by) == ("foto", 0, amina)
    assert bytes(kept.name) != bytes(row.name)
    fact = Fact.objects.get(body__contains='"file.removed"')
    assert digests([kept.name])[0] in fact.body


def test_twice_is_refused_in_one_sentence(keep, card, amina):
    row = keep(amina)
    card.post("foto/weg/", code=row.code)
    assert card.post("foto/weg/", code=row.code).status_code == 404


def test_looking_takes_nothing_away(keep, card, amina):
    row = keep(amina)
    assert card.get("foto/weg/").status_code == 405
    assert is_there(row)


def test_a_card_takes_nothing_away_from_another_question(keep, card, rietkade, amina, at):
    said = Telling(words="Een fiets", own_word="mus", has_consent=True)
    other = tell(rietkade, said, by=None, at=at).need
    row = keep(amina, other)
    assert card.post("foto/weg/", code=row.code).status_code == 404
    assert is_there(row)


@pytest.fixture
def mo(rietkade, client, at):
    """Mo asks it together with Ruben, with a card of his own: his browser, and what was told."""
    said = Telling(
        words="Samen", own_word="heron", has_consent=True, name="Ruben",
        together_name="Mo", together_word="fiets",
    )  # fmt: skip
    told = tell(rietkade, said, by=None, at=at)
    client.post("/kaart/", {"code": told.cards[1].read("sealed_code"), "word": "fiets"})
    return Mine(client, f"/kaart/{told.need.code}/"), told


def test_whoever_asks_along_takes_away_only_what_they_added(keep, mo, amina):
    browser, told = mo
    hers, his = keep(amina, told.need), keep(told.cards[1].person, told.need)
    page = browser.text()
    assert f'name="code" value="{his.code}"' in page
    assert f'name="code" value="{hers.code}"' not in page
    assert browser.post("foto/weg/", code=hers.code).status_code == 409
    assert browser.post("foto/weg/", code=his.code).status_code == 302
    assert is_there(hers)
    assert not is_there(his)


def test_with_a_log_in_it_is_the_same(rietkade, keep, idris, amina, client, at):
    told = tell(rietkade, Telling(words="Tuin", has_consent=True), person=idris, by=idris, at=at)
    row = keep(amina, told.need)
    mine = Mine(client.sign_in(idris), f"/rietkade/vragen/{told.need.code}/mijn/")
    assert mine.post("foto/weg/", code=row.code).status_code == 302
    assert "Het is weggehaald." in mine.text()
    assert not is_there(row)
