"""One house from nothing to another machine and back, by what the book says, in its order."""

import shutil
import sys

import psycopg
import pytest

from tests.texts import ROOT
from tests.tools import history
from tests.tools.machine import Machine
from tools import postgres

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not postgres.is_there(), reason=postgres.ADVICE),
]
COOP = "zaad-1"
SIT_DOWN = 'from tests.cli.sitting import have_two_seats; have_two_seats("zaad-1")'
LIVED = "/srv/house/practice DATABASE_URL="  # where nobody lives one may sow
# Somebody who holds nothing, asks nothing and owes nothing: they can be forgotten at once.
CAN_GO = """
SELECT p.code, a.name FROM members_person p JOIN members_actor a ON a.id = p.actor_id
 WHERE NOT EXISTS (SELECT FROM members_standing s WHERE s.person_id = p.actor_id)
   AND NOT EXISTS (SELECT FROM members_tenure t WHERE t.person_id = p.actor_id AND t.until IS NULL)
   AND NOT EXISTS (SELECT FROM promises_promise o WHERE o.maker_id = p.actor_id AND o.state = 'open')
   AND NOT EXISTS (SELECT FROM relations_need n WHERE n.closed_at IS NULL
                      AND p.actor_id IN (n.person_id, n.holder_id))
   AND NOT EXISTS (SELECT FROM members_actsfor f WHERE f.person_id = p.actor_id
                      AND f.actor_id <> p.actor_id AND f.until IS NULL)
   AND a.name <> '' ORDER BY p.actor_id LIMIT 1
"""


@pytest.fixture
def addresses():
    """Two empty databases on one server, as the book has them made."""
    with postgres.temporary_postgres() as address:
        server = address.rsplit("/", 1)[0]
        names = ("drill_first", "drill_second")
        with psycopg.connect(address, autocommit=True) as link:
            for name in names:
                link.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        yield [f"{server}/{name}" for name in names]
        with psycopg.connect(address, autocommit=True) as link:
            for name in names:
                link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def asked(address, question, *values):
    with psycopg.connect(address) as link:
        return link.execute(question, values).fetchall()


def test_from_nothing_to_another_machine_and_on(addresses, tmp_path):
    disks = tmp_path / "disks"
    first = Machine(tmp_path / "first", disks, addresses[0])
    second = Machine(tmp_path / "second", disks, addresses[1])
    third = Machine(tmp_path / "third", disks)
    code, name = lived_in(first, addresses[0])
    restored(second, addresses[1], code, name)
    without_a_key(third, carried(second, third))


def lived_in(first, address):
    """It opens, is backed up, gets a new key, and somebody is forgotten."""
    first.follow("From nothing to a house", **{LIVED: "/srv/house/data"})
    assert first.opens() == "ok"
    first.follow("A backup")
    first.follow("A new master key")
    ((code, name),) = asked(address, CAN_GO)
    assert "is forgotten" in first.follow("Forgetting somebody", **{"4CDF4HJKMN": code})
    assert "hangs together" in first.follow("Does everything still hang together?")
    return code, name


def restored(second, address, code, name):
    """On another machine, from the backup of before and the newest list."""
    said = second.follow("A house from a backup")
    assert "Forgotten, and stays forgotten: 1" in said
    assert said.count("everything hangs together") == 2  # restore, and verify
    rows = asked(
        address,
        "SELECT a.name, p.forgotten_at FROM members_person p JOIN members_actor a "
        "ON a.id = p.actor_id WHERE p.code = %s",
        code,
    )
    assert name
    assert [(left, bool(at)) for left, at in rows] == [("", True)]
    assert second.opens() == "ok"


def carried(second, third):
    """Out of PostgreSQL and into SQLite, with the keys of two people."""
    seats = second.type(
        f"TUSSENRUIMTE_ROLE=owner PYTHONPATH={ROOT / 'src'}:{ROOT} "
        f"{sys.executable} -m tussenruimte.manage shell -v0 -c '{SIT_DOWN}'"
    )
    named = dict(zip(("7HNP3WQD4F", "9KX2M7RTVC"), seats.split()[-2:], strict=True))
    second.follow("One cooperative, out and in", only=0, rietkade=COOP, **named)
    for key in second.place.glob("*.key*"):
        shutil.copy(key, third.place)
    third.type("./tussenruimte setup")
    said = third.follow("One cooperative, out and in", only=1, rietkade=COOP)
    assert "with its private texts" in said
    assert "hangs together" in third.follow("Does everything still hang together?")
    assert third.opens() == "ok"
    return named


def without_a_key(third, seats):
    """One of the two is gone for good: what opens without it goes on in a new house."""
    keys = ("secret.key", "with its private texts"), ("master.key", "texts and cards stay closed")
    for number, (name, told) in enumerate(keys):
        kept = (third.data / name).rename(third.folder / name)
        with pytest.raises(AssertionError, match=f"{name} is gone: put it back"):
            third.type("./tussenruimte setup")
        said = third.follow("When something is wrong", only=1 - number, rietkade=COOP, **seats)
        assert told in said
        fresh = third.here("export TUSSENRUIMTE_DATA=/srv/house/data.new")
        assert "hangs together" in third.type(f"{fresh}; ./tussenruimte verify")
        shutil.rmtree(third.data.with_name("data.new"))
        shutil.rmtree(third.disks / "backups" / "rescued")
        kept.rename(third.data / name)


# ---- an upgrade, and back again ----------------------------------------------------------------------

UPGRADE = "An upgrade, and back again"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_from_an_older_version_to_this_one_and_back(kind, addresses, tmp_path):
    older = history.oldest_that_goes_forward()
    if not older:
        pytest.skip(history.NO_HISTORY)
    upstream, database = tmp_path / "upstream", addresses[0] if kind == "postgresql" else ""
    history.released(older, upstream)
    machine = Machine(tmp_path / "only", tmp_path / "disks", database, repository=upstream)
    machine.follow("From nothing to a house", **{LIVED: "/srv/house/data"})
    machine.follow("A backup")
    before = migrations(machine)
    forward(machine, upstream, older)
    after = migrations(machine)
    assert before < after
    back(machine, addresses, older)
    assert migrations(machine) == before
    assert "hangs together" in forward_again(machine)
    assert migrations(machine) == after


def forward(machine, upstream, older):
    """The version of today comes out, and somebody follows the first lines."""
    history.released(history.told(ROOT, "rev-parse", "HEAD").strip(), upstream)
    said = machine.follow(UPGRADE, only=0)
    assert said.startswith(older)
    assert "hangs together" in said
    assert machine.opens() == "ok"


def back(machine, addresses, older):
    """The old version with the backup of before, in an empty database."""
    machine.follow(UPGRADE, only=1, VERSION=older)
    with psycopg.connect(addresses[1], autocommit=True) as link:
        link.execute("DROP DATABASE drill_first WITH (FORCE)")
        link.execute("CREATE DATABASE drill_first TEMPLATE template0 ENCODING 'UTF8'")
    said = machine.follow(UPGRADE, only=2)
    assert said.count("everything hangs together") == 2  # restore, and verify
    assert machine.opens() == "ok"


def forward_again(machine):
    """Once more, from what came out of the backup."""
    machine.type(machine.here("git -C /srv/house/tussenruimte switch -"))
    machine.type("./tussenruimte setup")
    return machine.type("./tussenruimte verify")


def migrations(machine):
    """What was done to the database so far."""
    listed = "./.venv/bin/python -m tussenruimte.manage showmigrations --plan"
    role = "TUSSENRUIMTE_ROLE=owner PYTHONPATH=src"
    said = machine.type(f"{role} {listed}")
    return {line for line in said.splitlines() if line.startswith("[X]")}
