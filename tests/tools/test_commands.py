"""`./tussenruimte` answers bad use in one sentence."""

import subprocess
import sys

import pytest

from tools import commands
from tools.place import DATABASE, ROOT, Stop, surroundings
from tools.setup import migrate

BAD = [
    [],
    ["open"],
    ["demo", "--port", "door"],
    ["demo", "--port", "70000"],
    ["demo", "--empty"],
    ["seed", "--members", "many", "--seed", "1"],
    ["seed", "--members", "10"],
    ["tick", "tock"],
    ["test", "--fast", "--full"],
    ["backup"],
    ["export", "rietkade"],
    ["import", "rietkade", "folder", "--with"],
    ["key-pair"],
    ["restore", "one.tar.gz", "two.tar.gz"],
    ["set-up-code", "rietkade"],
    ["verify", "--heads"],
    ["tally", "ballots.csv"],
    ["budget", "ideas.pb"],
    ["budget", "--rule", "guess", "ideas.pb"],
    ["tally", "--method", "coin", "ballots.csv"],
    ["tally", "--method", "stv", "there is no such file"],
]


@pytest.mark.parametrize("words", BAD, ids=" ".join)
def test_bad_use_is_answered_in_one_sentence(words, capsys):
    assert commands.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert said.err.endswith(".\n")


def test_an_unknown_command_is_told_which_there_are(capsys):
    commands.main(["open"])
    assert (
        "demo, test, start, setup, check, set-up-code, serve, worker, tick, seed, backup, restore, export, import, key-pair, verify, erase, rotate-keys, tally, budget, bench"
        in (capsys.readouterr().err)
    )


def test_the_script_runs_from_anywhere(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "tussenruimte", "open"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")


def test_beginning_the_demo_again_keeps_its_keys_and_what_is_not_its_own(tmp_path):
    for name in (DATABASE, f"{DATABASE}-wal", "forgotten.list", "master.key", "letter.txt"):
        (tmp_path / name).touch()
    (tmp_path / "heads").mkdir()
    commands.forget_demo(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"master.key", "letter.txt"}


def test_the_demo_never_opens_its_door_to_a_real_database(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://real")
    monkeypatch.setenv("TUSSENRUIMTE_DATA", str(tmp_path))
    (tmp_path / "demo").mkdir()
    seen = []
    monkeypatch.setattr(commands, "set_up", seen.append)
    monkeypatch.setattr(commands, "run", lambda *words_and_env: seen.append(words_and_env[1]) or 0)
    monkeypatch.setattr(commands, "keep_alive", lambda house, *_: seen.append(house[0].env) or 0)
    assert commands.main(["demo", "--port", "8998"]) == 0
    assert seen[0] == tmp_path / "demo"
    assert all("DATABASE_URL" not in env and env["TUSSENRUIMTE_DEMO"] == "1" for env in seen[1:])


def test_only_the_demo_opens_its_door(monkeypatch, tmp_path):
    """Also when somebody wrote it among the settings of a real house."""
    monkeypatch.setenv("TUSSENRUIMTE_DEMO", "1")
    assert surroundings(tmp_path)["TUSSENRUIMTE_DEMO"] == "0"


def test_a_demo_that_was_not_loaded_to_the_end_begins_again(monkeypatch, tmp_path):
    monkeypatch.setenv("TUSSENRUIMTE_DATA", str(tmp_path))
    half = tmp_path / "demo" / DATABASE
    half.parent.mkdir()
    half.write_text("half")
    monkeypatch.setattr(commands, "set_up", lambda *_: None)
    monkeypatch.setattr(commands, "run", lambda *_: 1)
    assert commands.main(["demo", "--port", "8998"]) == 1
    assert not half.exists()
    assert commands.stamp(tmp_path / "demo", "demo") == ""


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_keys_come_first(command, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("TUSSENRUIMTE_DATA", str(tmp_path / "house"))
    for name in ("TUSSENRUIMTE_SECRET_KEY", "TUSSENRUIMTE_MASTER_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert commands.main([command, "house.tar.gz"]) == 2
    assert "lacks the secret.key and the master.key of the house" in capsys.readouterr().err
    assert not (tmp_path / "house").exists()


def test_a_backup_takes_the_database_as_it_is_and_a_file_from_where_one_stands(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("TUSSENRUIMTE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("master.key", "secret.key"):
        (tmp_path / name).touch()
    seen = []
    monkeypatch.setattr(commands, "set_up", seen.append)
    monkeypatch.setattr(commands, "run", lambda words, env: seen.append((words, env)) or 0)
    assert commands.main(["backup", "house.tar.gz"]) == 0
    assert seen[0] is None  # no tables are made or changed
    assert seen[1][0][-2:] == ["backup", tmp_path / "house.tar.gz"]
    assert seen[1][1]["TUSSENRUIMTE_ROLE"] == "owner"


def test_what_was_half_restored_is_not_opened(monkeypatch, tmp_path):
    (tmp_path / "restore.unfinished").touch()
    with pytest.raises(Stop, match="cut off"):
        migrate(tmp_path, again=True)


def test_what_an_operator_says_reaches_the_house(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(commands, "manage", lambda *words: seen.append(words) or 0)
    for words in (["set-up-code"], ["set-up-code", "--another"], ["verify", "--heads", "kept"]):
        assert commands.main(words) == 0
    assert seen == [
        ("setupcode", "--explain"),
        ("setupcode", "--explain", "--another"),
        ("verify", f"--heads={tmp_path / 'kept'}"),
    ]


def test_files_are_seen_from_where_one_stands(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    seen = []
    monkeypatch.setattr(commands, "manage", lambda *words: seen.append(words) or 0)
    words = ["export", "rietkade", "out", "--to", "4CDF4HJKMN=a=1.pub", "--to", "/keys/b.pub"]
    assert commands.main(words) == 0
    assert commands.main(["import", "rietkade", "out", "--with", "a"]) == 0
    assert seen[0][2:] == (
        str(tmp_path / "out"),
        f"--to=4CDF4HJKMN={tmp_path / 'a=1.pub'}",
        "--to=/keys/b.pub",
    )
    assert seen[1] == (
        "importcooperative",
        "rietkade",
        str(tmp_path / "out"),
        f"--with={tmp_path / 'a'}",
    )
