"""From SQLite to PostgreSQL and back: the same cooperative, byte for byte."""

import base64
import os
import secrets
import subprocess
import sys

import psycopg
import pytest

from tests.cli.test_export import contents
from tests.texts import ROOT
from tools import postgres

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not postgres.is_there(), reason=postgres.ADVICE),
]


def house(folder, address=""):
    """The surroundings of a house of its own, with keys of its own."""
    folder.mkdir()
    for name in ("master.key", "secret.key"):
        (folder / name).write_bytes(base64.urlsafe_b64encode(secrets.token_bytes(32)))
    own = ("TUSSENRUIMTE_", "DJANGO_", "DATABASE_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    env |= {"TUSSENRUIMTE_DATA": str(folder), "TUSSENRUIMTE_ROLE": "owner"}
    env |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "DATABASE_URL": address}
    manage(env, "migrate", "--verbosity=0")
    return env


def manage(env, *words):
    """One of the commands, as the script calls it."""
    words = [sys.executable, "-m", "tussenruimte.manage", *map(str, words)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def export(env, folder, *words):
    manage(env, "exportcooperative", "zaad-1", folder, *words)
    return folder


def test_there_and_back_again(tmp_path):
    with postgres.temporary_postgres() as address:
        server = address.rsplit("/", 1)[0]
        with psycopg.connect(address, autocommit=True) as link:
            link.execute("CREATE DATABASE there_and_back")
        here = house(tmp_path / "sqlite")
        there = house(tmp_path / "postgres", f"{server}/there_and_back")
        back = house(tmp_path / "back")
        for seed, env in enumerate((here, there)):  # so that numbers are taken
            manage(env, "seed", "--members=10", f"--seed={seed}", "--cooperatives=2")
        one, two = tmp_path / "one.key", tmp_path / "two.key"
        manage(here, "keypair", one)
        manage(here, "keypair", two)
        with_keys = ("--with", one, "--with", two)
        seats = manage(here, "shell", "-v0", "-c", SIT_DOWN).split()[-2:]
        for_both = [f"--to={seat}={key}.pub" for seat, key in zip(seats, (one, two), strict=True)]
        first = export(here, tmp_path / "first", *for_both)
        manage(there, "shell", "-c", RENAME)
        manage(there, "importcooperative", "zaad-1", first, *with_keys)
        second = export(there, tmp_path / "second")
        manage(back, "importcooperative", "zaad-1", second)
        third = export(back, tmp_path / "third")
        but = ("keys.json", "datapackage.json")
        assert contents(first, *but) == contents(second, *but)
        assert contents(second) == contents(third)
        for env in (there, back):
            assert "everything hangs together" in manage(env, "verify")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as link:
            link.execute("DROP DATABASE there_and_back WITH (FORCE)")


SIT_DOWN = "from tests.cli.sitting import have_two_seats; have_two_seats('zaad-1')"
RENAME = """
from tussenruimte.members.models import Cooperative
Cooperative.objects.filter(slug="zaad-1").update(slug="zaad-9")
"""
