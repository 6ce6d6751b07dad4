"""Setting up does what is needed once."""

import stat

import pytest

from tools import setup
from tools.place import Stop


@pytest.fixture(autouse=True)
def no_keys_from_outside(monkeypatch):
    for name in ("SECRET_KEY", "MASTER_KEY"):
        monkeypatch.delenv(f"TUSSENRUIMTE_{name}", raising=False)


def test_keys_are_made_once_and_for_us_only(tmp_path):
    setup.make_keys(tmp_path / "data")
    before = {name: (tmp_path / "data" / name).read_bytes() for name in setup.KEYS}
    setup.make_keys(tmp_path / "data")
    for name, content in before.items():
        file = tmp_path / "data" / name
        assert file.read_bytes() == content
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert before["secret.key"] != before["master.key"]


@pytest.mark.parametrize("name", setup.KEYS)
def test_a_lost_key_is_never_replaced(tmp_path, name, monkeypatch):
    setup.make_keys(tmp_path)
    setup.set_stamp(tmp_path, "database", "there was one")
    (tmp_path / name).unlink()
    with pytest.raises(Stop, match=f"{name} is gone: put it back"):
        setup.make_keys(tmp_path)
    assert not (tmp_path / name).exists()
    monkeypatch.setenv(f"TUSSENRUIMTE_{name.replace('.', '_').upper()}", "given")
    setup.make_keys(tmp_path)
    assert not (tmp_path / name).exists()


def test_a_stamp_is_remembered_beside_others(tmp_path):
    setup.set_stamp(tmp_path, "static", "one")
    setup.set_stamp(tmp_path, "frontend", "two")
    assert setup.stamp(tmp_path, "static") == "one"
    assert setup.stamp(tmp_path, "packages") == ""


def test_a_digest_sees_content_names_and_order_of_nothing(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    first = setup.digest([one, two])
    assert setup.digest([two, one]) == first
    two.write_text("c")
    assert setup.digest([one, two]) != first
    assert setup.digest([one]) != setup.digest([one], "word")


def test_packages_of_npm_are_left_out(tmp_path):
    for name in ("src/app.js", "node_modules/left-pad/index.js"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert list(setup.files_in(tmp_path, "node_modules")) == [tmp_path / "src/app.js"]


def test_sources_are_compiled_once_until_one_changes(tmp_path, monkeypatch):
    source = tmp_path / "src" / "room.py"
    source.parent.mkdir()
    source.write_text("door = 1")
    compiled = []
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "BUILD", tmp_path)
    monkeypatch.setattr(setup, "must", lambda words, *_rest: compiled.append(words[-1]))
    setup.compile_sources()
    setup.compile_sources()
    assert compiled == [tmp_path / "src"]
    source.write_text("door = 2")
    setup.compile_sources()
    assert len(compiled) == 2
