"""What was forgotten is nowhere: not in the database, its files, the queue, a session, a log, a picture."""

import io
import logging
import os
import subprocess
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection

from tests import databases
from tests.belonging import told
from tests.cli.test_export import contents, export, pair
from tests.record.planting import as_owner
from tests.visitor import Visitor
from tools.postgres import binaries
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.cli.verifying.database import models
from tussenruimte.kit.fields import SealedField
from tussenruimte.kit.forgotten import was_forgotten
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import PersonKey, WithWords
from tussenruimte.post.models import Dispatch

CHOSEN = {("reflections_lookback", "ingredients"), ("members_card", "sealed_code")}


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.HEADS = tmp_path / "heads"


@pytest.fixture
def ruben(told_everywhere):
    """Somebody who told everything that can be told, everywhere."""
    return told_everywhere


@pytest.fixture
def signed_in(ruben):
    """A browser in which he is signed in, one in which he is half-way, and one with his card."""
    here, half_way, with_card = Visitor().sign_in(ruben), Visitor(), Visitor()
    half_way.post("/inloggen/", {"email": told.EMAIL})
    card = ruben.cards.select_related("person__key").get()
    with_card.post("/kaart/", {"code": card.read("sealed_code"), "word": "reiger"})
    assert here.get("/rietkade/vandaag/").status_code == 200
    assert with_card.get("/kaart/").status_code in {200, 302}
    return here, half_way, with_card


def erase(person):
    out = io.StringIO()
    with as_owner():
        call_command("erase", person.code, stdout=out)
    return out.getvalue()


def texts_of(person):
    """What is told of this person in each sealed field of the house, as far as it opens."""
    found = {}
    for model in models():
        names = [f.name for f in model._meta.local_fields if isinstance(f, SealedField)]
        for row in model.objects.all() if issubclass(model, WithWords) and names else ():
            for name in names:
                if row.sealed_for.pk == person.pk:
                    found.setdefault((model._meta.db_table, name), set()).add(row.read(name))
    return found


def sealed_fields():
    every = ((m, f) for m in models() for f in m._meta.local_fields)
    return {(m._meta.db_table, f.name) for m, f in every if isinstance(f, SealedField)}


def dumped():
    """All that the database holds, as whoever copies it has it: its files, or what it gives out."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    given, program = connection.settings_dict, binaries() / "pg_dump"
    where = ["-h", given["HOST"], "-U", given["USER"], given["NAME"]]
    plain = subprocess.run([program, "--inserts", *where], check=True, capture_output=True).stdout
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM pg_stats s")
        return plain + "\n".join(row for (row,) in cursor.fetchall()).encode()


def on_server():
    """The files of this database on PostgreSQL's own disk, when they lie here."""
    folder = Path(connection.settings_dict["HOST"], "data", "base")
    if not os.access(folder, os.R_OK | os.X_OK):
        pytest.skip("the files of this server cannot be read here")
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid::text FROM pg_database WHERE datname = current_database()")
        (oid,) = cursor.fetchone()
    return b"".join(file.read_bytes() for file in (folder / oid).iterdir() if file.is_file())


def needles(person):
    """Words as they would lie in a file, and the key under which everything lies."""
    key = bytes(PersonKey.objects.get(person=person).wrapped)
    words = [told.TOLD, "zwager", told.NAME, "Zonderplaats", told.EMAIL, told.PHONE]
    inside = key if connection.vendor == "sqlite" else key.hex().encode()
    return [inside, *(word.encode() for word in words)]


def lie_in(text, wanted):
    return [word for word in wanted if word.lower() in text.lower()]


def test_it_was_told_everywhere(ruben):
    """A field that is new in the house is missed here first."""
    found = texts_of(ruben)
    assert sealed_fields() - CHOSEN == {
        place for place, texts in found.items() if told.TOLD in texts
    }


def test_and_then_it_is_nowhere(ruben, signed_in, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    wanted = needles(ruben)
    assert len(lie_in(dumped(), wanted)) >= 5  # the key, the name, the address, the number
    assert any(file.is_file() for file in (tmp_path / "files").rglob("*"))
    erase(ruben)
    assert lie_in(dumped(), wanted) == []
    assert lie_in(caplog.text.encode(), wanted) == []
    assert [file for file in (tmp_path / "files").rglob("*") if file.is_file()] == []
    assert set().union(*texts_of(ruben).values()) <= {"", "(vergeten)"}
    assert not Dispatch.objects.filter(to=ruben.code).exists()
    assert was_forgotten(ruben.code)


def test_and_everything_still_hangs_together(ruben, signed_in, at):
    erase(ruben)
    databases.run_as(None)  # the owner over every connection: two look at a time
    assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_nobody_is_in_any_more(ruben, signed_in, rietkade):
    here, half_way, with_card = signed_in
    code = mail.outbox[-1].body.split("\n\n")[1].strip()
    erase(ruben)
    assert here.get("/rietkade/vandaag/").status_code == 302
    assert half_way.post("/inloggen/code/", {"code": code}).status_code == 302
    assert "_auth_user_id" not in half_way.session
    assert "card" not in with_card.session
    with within(rietkade.pk):
        assert Visitor().get(f"/rietkade/vragen/{ruben.matters.first().code}/").status_code == 302


def test_nor_in_what_is_taken_along(ruben, tmp_path):
    databases.run_as(None)
    wanted = needles(ruben)[1:]
    keys = pair(tmp_path / "one.key"), pair(tmp_path / "two.key")
    before = b"".join(contents(export(tmp_path / "before", *keys)).values())
    assert len(lie_in(before, wanted)) >= 3  # the name, the address, the number
    erase(ruben)
    after = contents(export(tmp_path / "after", *keys))
    assert lie_in(b"".join(after.values()), wanted) == []
    assert [name for name in after if name.startswith("files/")] == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="looks on the disk of PostgreSQL")
def test_nor_on_the_disk_of_the_server(ruben):
    wanted = needles(ruben)[1:]
    erase(ruben)
    assert lie_in(on_server(), wanted) == []
