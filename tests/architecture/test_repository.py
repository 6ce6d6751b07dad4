"""The repository as a whole: what is locked, what is named, what is not said."""

import json
import re
import subprocess
import tomllib

import pytest
import yaml

from tests.texts import ROOT, SOURCE, place

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
# Put together here, so that this file may be read by its own test.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
    )
]
MIGRATIONS = sorted(p for p in SOURCE.glob("*/migrations/0*.py"))


def tracked():
    """Every text file that is kept in git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode()


@pytest.mark.parametrize("path", LOCKS, ids=place)
def test_a_lock_names_no_address_and_a_hash_for_everything(path):
    text = path.read_text()
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.partition("\n\n")[2] or text)
    pinned = [block for block in blocks if PIN.match(block)]
    assert pinned
    assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []


def test_the_test_tools_do_not_change_what_runs():
    run, test = (
        dict(PIN.findall((ROOT / f"requirements/{n}.lock").read_text())) for n in ("run", "test")
    )
    assert {name: test.get(name) for name in run} == run


def test_the_front_end_lock_names_no_address():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_no_text_names_a_package_registry():
    guilty = [name for name, text in tracked() if any(host in text for host in REGISTRIES)]
    assert guilty == []


def test_a_document_that_is_named_exists():
    missing = {
        f"{name}: {named}"
        for name, text in tracked()
        for named in re.findall(r"\bdocs/(?:adr/\d{4}|[\w/-]+\.md\b)", text)
        if not list(ROOT.glob(f"{named}*"))
    }
    assert missing == set(), "\n".join(sorted(missing))


def test_every_setting_is_explained():
    asked = re.findall(r'env\.\w+\(\s*"(\w+)"[,)]', (SOURCE / "settings.py").read_text())
    explained = (ROOT / "docs" / "settings.md").read_text()
    assert [name for name in asked if f"`{name}`" not in explained] == []


@pytest.mark.parametrize("path", MIGRATIONS, ids=place)
def test_a_migration_has_a_name(path):
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", path.stem)
    assert "_auto" not in path.stem


def test_a_room_never_has_two_migrations_with_one_number():
    numbers = [(p.parent, p.name[:4]) for p in MIGRATIONS]
    assert len(numbers) == len(set(numbers))


def test_the_public_description_is_whole():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert described["softwareVersion"] == project["version"]
    assert described["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert set(described["description"]) == {"nl", "en"}
    for words in described["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
