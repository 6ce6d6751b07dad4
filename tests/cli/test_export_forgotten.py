"""Whoever was forgotten does not come along, and does not come back with an older folder."""

import io
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.management import call_command
from django.db import connection
from PIL import Image

from tests import databases
from tests.cli.moving import elsewhere, live_in
from tests.cli.sitting import sit_in_two_seats
from tests.cli.test_export import bring, contents, export, pair
from tussenruimte.cli.carrying import shut
from tussenruimte.cli.carrying.exporting import about_cooperative
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.conversations.actions import moment
from tussenruimte.kit.forgotten import put_on_list, was_forgotten
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import File
from tussenruimte.members.actions import found_cooperative, give_login
from tussenruimte.members.models import CardDirectory, Cooperative, Person, PersonKey, User
from tussenruimte.relations.actions import close, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need

NAME, EMAIL = "Ruben Zonderplaats", "ruben.zonderplaats@example.org"
WORDS = "Ik ben mijn kamer kwijt, zei zijn zwager uit Kampen."


@pytest.fixture
def ruben(real_commits, rietkade, amina, tess, at, tmp_path, settings):
    """He told something, with a picture; he has a card, and signs in."""
    live_in(tmp_path / "here", settings)
    telling = Telling(words=WORDS, own_word="reiger", has_consent=True, name=NAME)
    need = tell(rietkade, telling, by=None, at=at).need
    moment(need.matter, by=amina, at=at)
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    matters.add_file(need.matter, picture.getvalue(), name=WORDS, by=amina, at=at)
    give_login(need.person, EMAIL, by="invoer", at=at)
    sit_in_two_seats(rietkade, (amina, tess), at)
    databases.run_as(None)
    return need.person


@pytest.fixture
def keys(tmp_path):
    return pair(tmp_path / "een"), pair(tmp_path / "twee")


@pytest.fixture
def older(ruben, keys, tmp_path):
    """What was exported before he asked to be forgotten."""
    return export(tmp_path / "older", *keys)


def forget(person, at):
    need = Need.objects.whole().get(person=person)
    close(need, is_withdrawn=True, by=person, at=at)
    call_command("erase", person.code, stdout=io.StringIO())


def is_in(folder, words):
    return [name for name, content in contents(folder).items() if words.encode() in content]


def keys_in(folder, keys):
    about = about_cooperative(Cooperative.objects.get(slug="rietkade"))
    return shut.unlock((folder / "keys.json").read_text(), shut.private_keys(keys), about)


def left_of(person):
    """By what somebody could still be known, called or read."""
    rows = Person.objects.named().get(code=person.code)
    return {
        "name": rows.actor.name,
        "log-in": rows.user_id or User.objects.filter(email=EMAIL).exists(),
        "key": PersonKey.objects.filter(person=rows).exists(),
        "card": CardDirectory.objects.filter(card__in=rows.cards.values("code")).exists(),
        "question": Need.objects.filter(person=rows, closed_at=None).exists(),
        "picture": File.objects.filter(person=rows, removed_at=None).exists()
        or any(Path(house.MEDIA_ROOT).rglob("*.sealed")),
    }


def in_the_file(words):
    """Whether the files of an SQLite database hold it; what PostgreSQL keeps is looked at elsewhere."""
    if connection.vendor != "sqlite":
        return False
    file = Path(connection.settings_dict["NAME"])
    return any(words.encode() in one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def test_whoever_was_forgotten_does_not_come_along(older, ruben, keys, at, tmp_path, settings):
    assert is_in(older, NAME)
    assert is_in(older, EMAIL)
    assert ruben.code in keys_in(older, keys)
    forget(ruben, at)
    folder = export(tmp_path / "out", *keys)
    assert (is_in(folder, NAME), is_in(folder, EMAIL)) == ([], [])
    assert not (folder / "files").exists()
    assert ruben.code not in keys_in(folder, keys)
    with elsewhere(tmp_path / "there", settings, fresh=True):
        bring(folder, *keys)
        assert was_forgotten(ruben.code)
        assert not any(left_of(ruben).values())
        assert list(faults(Scope())) == []


@pytest.mark.parametrize("opens", [True, False], ids=["with keys", "without"])
def test_an_older_folder_does_not_bring_them_back(
    older, opens, ruben, keys, at, tmp_path, settings
):
    forget(ruben, at)
    listed = Path(settings.FORGOTTEN_LIST).read_text().split()
    with elsewhere(tmp_path / "there", settings, fresh=True):
        found_cooperative(slug="buurt", name="buurt", phone="0", by="beheer", at=at)
        put_on_list(listed)
        bring(older, *(keys if opens else ()))
        assert not any(left_of(ruben).values())
        assert Person.objects.get(code=ruben.code).scrubbed_at
        assert not in_the_file(NAME)
        assert not in_the_file(EMAIL)
        assert list(faults(Scope())) == []


def test_without_the_list_an_older_folder_knows_them(older, ruben, keys, at, tmp_path, settings):
    """So that the tests above see something: it is the list that keeps them out."""
    forget(ruben, at)
    with elsewhere(tmp_path / "there", settings, fresh=True):
        bring(older, *keys)
        assert all(left_of(ruben).values())
