"""A backup, made while people go on working, and restored elsewhere."""

import gzip
import io
import stat
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as house_settings
from django.core.management import CommandError, call_command
from django.db import connection
from PIL import Image

from tests import databases
from tests.belonging.test_nowhere import dumped, lie_in
from tests.cli.moving import Promising, elsewhere, live_in, meanwhile
from tests.decisions.voting import a_secret_vote, voice
from tussenruimte.cli.carrying import chest, snapshot, unpacking
from tussenruimte.cli.carrying.chest import look_through
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.conversations.actions import moment
from tussenruimte.decisions.actions import cast_secretly, close_vote
from tussenruimte.decisions.models import UNDERWAY, BallotKey, Result, SecretBallot
from tussenruimte.kit.forgotten import remember_forgotten, was_forgotten
from tussenruimte.kit.second_codes import unwrap_secret
from tussenruimte.kit.tenancy import within
from tussenruimte.matters import actions as matters, files
from tussenruimte.matters.models import File, Subject
from tussenruimte.members.models import Cooperative, Person, PersonKey
from tussenruimte.promises.models import Promise
from tussenruimte.record.nightly import close_yesterday
from tussenruimte.relations.actions import close, tell
from tussenruimte.relations.actions.telling import Telling
from tussenruimte.relations.models import Need

ENOUGH = 25
WORDS = "Ik ben mijn kamer kwijt. Ik wil dat iemand het afmaakt."
NAME = "Ruben Zonderplaats"


@pytest.fixture
def need(real_commits, rietkade, amina, at, tmp_path, settings):
    """What Ruben told; seen as the owner, in a house with a folder of its own."""
    live_in(tmp_path / "here", settings)
    telling = Telling(words=WORDS, own_word="reiger", has_consent=True, name=NAME)
    message = tell(rietkade, telling, by=None, at=at).need
    moment(message.matter, by=amina, at=at)
    databases.run_as(None)
    return message.matter


@pytest.fixture
def ruben(need):
    return need.person


@pytest.fixture
def packed(need, tmp_path):
    return backup(tmp_path)


@pytest.fixture
def there(packed, tmp_path, settings):
    with elsewhere(tmp_path / "there", settings) as folder:
        yield folder


def backup(folder, name="huis.tar.gz"):
    call_command("backup", str(folder / name), stdout=io.StringIO())
    return folder / name


def restore(file):
    out = io.StringIO()
    call_command("restore", str(file), stdout=out)
    return out.getvalue()


def is_refused(file, words):
    with pytest.raises(CommandError, match=words) as no:
        restore(file)
    assert no.value.returncode == 2
    assert len(str(no.value).splitlines()) == 1


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_promised_before_it_began_is_in_it(need, amina, ruben, at, tmp_path, settings):
    people = [Promising(need, amina, ruben, at) for _ in range(3)]
    with meanwhile(*people, at_least=ENOUGH):
        before = {code for one in people for code in list(one.kept)}
        file = backup(tmp_path)
    with elsewhere(tmp_path / "there", settings) as folder:
        assert "everything hangs together" in restore(file)
        assert set(Promise.objects.values_list("code", flat=True)) >= before
        assert list(faults(Scope(heads=(folder / "heads",)))) == []
        assert "Ik kom" in {row.read("text") for row in Promise.objects.whole()}


def test_files_heads_and_what_was_published_come_along(need, amina, at, tmp_path, settings):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    kept = matters.add_file(need, picture.getvalue(), name="brief.png", by=amina, at=at)
    content = files.fetch(kept)
    close_yesterday(Cooperative.objects.get(), at.date(), at)
    Path(settings.FORGOTTEN_LIST).write_text("a" * 64 + "\n")
    file = backup(tmp_path)
    with elsewhere(tmp_path / "there", settings) as folder:
        restore(file)
        assert files.fetch(File.objects.get()) == content
        assert left_in(folder / "heads" / "rietkade") == [f"{at.date()}.json"]


def test_no_key_is_in_it_and_only_we_can_read_it(packed):
    content = gzip.decompress(packed.read_bytes())
    for key in (house_settings.SECRET_KEY, *house_settings.MASTER_KEYS):
        assert key.encode() not in content
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600
    assert [path.name for path in packed.parent.glob(".*")] == []


def test_what_was_wiped_is_not_in_it(need, tmp_path):
    if connection.vendor == "postgresql":
        pytest.skip("a dump holds rows, never pages")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
        cursor.execute("CREATE TABLE away (words text)")
        cursor.execute("INSERT INTO away VALUES (%s)", ["wat nergens meer is"])
        cursor.execute("DROP TABLE away")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"wat nergens meer is" in Path(connection.settings_dict["NAME"]).read_bytes()
    assert b"wat nergens meer is" not in gzip.decompress(backup(tmp_path).read_bytes())


@pytest.fixture
def ballot(need, rietkade, amina, at):
    """A secret vote is open; Amina has voted. Gives what stands in the database of it."""
    with within(rietkade.pk):
        vote = a_secret_vote(rietkade, amina, at)
        cast_secretly(voice(vote, amina), [1], by=amina, at=at)
        (sealed,) = SecretBallot.objects.values_list("sealed", flat=True)
        (wrapped,) = BallotKey.objects.values_list("wrapped", flat=True)
    return vote, [bytes(sealed), bytes(wrapped)]


def test_ballots_of_a_secret_vote_are_not_in_it(ballot, tmp_path):
    _vote, parts = ballot
    out = io.StringIO()
    call_command("backup", str(tmp_path / "huis.tar.gz"), stdout=out)
    content = gzip.decompress((tmp_path / "huis.tar.gz").read_bytes())
    for part in parts:
        assert part not in content
        assert part.hex().encode() not in content
    assert "Secret votes that are open: 1." in out.getvalue()
    assert SecretBallot.objects.count() == 1  # here it goes on


def test_in_a_house_out_of_a_backup_people_vote_once_more(ballot, amina, at, tmp_path, settings):
    vote, _parts = ballot
    packed = backup(tmp_path)
    with elsewhere(tmp_path / "there", settings) as folder:
        restore(packed)
        with within(amina.cooperative_id):
            cast_secretly(voice(vote, amina), [2], by=amina, at=at)
            close_vote(vote, by="klok", at=vote.closes_at + UNDERWAY)
            assert Result.objects.get().outcome["votes"] == [0, 1]
        assert list(faults(Scope(heads=(folder / "heads",)))) == []


def test_it_never_overwrites(packed):
    before = packed.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        backup(packed.parent)
    assert packed.read_bytes() == before


def test_a_place_where_somebody_lives_is_left_alone(packed):
    is_refused(packed, "There is a house in .* already")
    assert Person.objects.exists()


def test_what_lies_there_is_left_alone(packed, there):
    (there / "files" / "7").mkdir(parents=True)
    is_refused(packed, "There is something in .*files")
    assert left_in(there) == ["files"]


def test_restored_it_goes_on(packed, there, amina, at):
    restore(packed)
    with within(amina.cooperative_id):
        matters.open_public(
            Cooperative.objects.get(), "De tuin", subject=Subject.WORK, serves=None, by=amina, at=at
        )
    assert list(faults(Scope(heads=(there / "heads",)))) == []


@pytest.mark.parametrize("part", [0, 1, 40, 0.5, 0.999, -1])
def test_a_file_that_was_cut_off_leaves_nothing(packed, there, part):
    content = packed.read_bytes()
    packed.write_bytes(content[: int(part * len(content)) if 0 < part < 1 else part])
    is_refused(packed, "is no backup of this house, or is broken or cut off")
    assert left_in(there) == []
    assert not snapshot.is_there()


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_few_other_bytes_are_seen(packed, there, place):
    content = bytearray(packed.read_bytes())
    for number in range(int(place * len(content)), int(place * len(content)) + 8):
        content[number] ^= 0xFF
    packed.write_bytes(content)
    is_refused(packed, "broken or cut off")
    assert left_in(there) == []


def rewritten(packed, change):
    """The same chest, with other members in it."""
    with tarfile.open(packed) as old:
        members = [(info, old.extractfile(info).read()) for info in old]
    with tarfile.open(packed, "w:gz", format=tarfile.GNU_FORMAT) as new:
        for info, content in change(members):
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))


def _named(name, kind=tarfile.REGTYPE):
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = "/etc/hostname" if kind == tarfile.SYMTYPE else ""
    return info


STRANGE = {
    "a way out": lambda old: [(_named("../over"), b"x"), *old],
    "from the root": lambda old: [(_named("/srv/over"), b"x"), *old],
    "a link": lambda old: [(_named("database", tarfile.SYMTYPE), b""), *old],
    "a folder": lambda old: [(_named("files", tarfile.DIRTYPE), b""), *old],
    "not on the list": lambda old: [(_named("forgotten.list"), b"x"), *old],
    "another database": lambda old: [(old[0][0], old[0][1] + b"x"), *old[1:]],
    "twice": lambda old: [old[0], *old],
    "after the list": lambda old: [*old, (_named("forgotten.list"), b"x")],
    "no list": lambda old: old[:-1],
    "no database": lambda old: old[1:],
    "another list": lambda old: [
        *old[:-1],
        (old[-1][0], old[-1][1].replace(b"made_at", b"mode_at")),
    ],
    "rubbish as list": lambda old: [*old[:-1], (old[-1][0], b"[]")],
}


@pytest.mark.parametrize("change", STRANGE.values(), ids=STRANGE)
def test_a_strange_file_leaves_nothing(packed, there, change):
    rewritten(packed, change)
    is_refused(packed, "broken or cut off")
    assert left_in(there) == []
    assert not (there.parent / "over").exists()


def test_a_bomb_is_not_unpacked(packed, there, monkeypatch):
    monkeypatch.setattr(chest.shutil, "disk_usage", lambda _place: SimpleNamespace(free=9))
    is_refused(packed, "There is no room for")
    assert left_in(there) == []


def test_it_opens_under_its_own_keys_only(packed, there, settings):
    settings.MASTER_KEYS = ["A" * 43 + "="]
    is_refused(packed, "put the master.key of that day in")
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    is_refused(packed, "made under another secret.key")
    assert left_in(there) == []


def test_it_asks_for_the_master_of_second_codes_too(need, amina, tmp_path, settings):
    (old,) = settings.MASTER_KEYS
    settings.MASTER_KEYS = ["B" * 43 + "=", old]
    TOTP.activate(amina.user, "JBSWY3DPEHPK3PXP")
    settings.MASTER_KEYS = ["C" * 43 + "=", *settings.MASTER_KEYS]
    RecoveryCodes.activate(amina.user)
    settings.MASTER_KEYS = settings.MASTER_KEYS[1:]  # nothing here opens those on paper any more
    file = backup(tmp_path)
    with elsewhere(tmp_path / "there", settings):
        settings.MASTER_KEYS = [old]
        is_refused(file, "put the master.key of that day in")
        settings.MASTER_KEYS = [old, "B" * 43 + "="]
        assert "everything hangs together" in restore(file)
        app = Authenticator.objects.get(type="totp")
        assert unwrap_secret(app.data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_a_newer_house_is_not_put_in_an_older_one(packed, there, monkeypatch):
    known = unpacking.MigrationLoader(None).disk_migrations
    older = {name: one for name, one in known.items() if name[0] != "belonging"}
    monkeypatch.setattr(
        unpacking, "MigrationLoader", lambda _: type("L", (), {"disk_migrations": older})
    )
    is_refused(packed, "newer version of the house")


@pytest.mark.parametrize("where", ["measure", "faults", "sync"])
def test_stopped_half_way_it_takes_everything_back(packed, there, monkeypatch, where):
    def stop(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(unpacking, where, stop)
    with pytest.raises(CommandError, match="No space left on device") as no:
        restore(packed)
    assert no.value.returncode == 1
    assert left_in(there) == []
    assert not snapshot.is_there()
    monkeypatch.undo()
    assert "everything hangs together" in restore(packed)


def test_what_did_not_hang_together_is_named_and_restored(packed, there, monkeypatch):
    monkeypatch.setattr(unpacking, "faults", lambda _scope: iter(["rietkade: fact 3 was altered."]))
    with pytest.raises(CommandError, match="did not hang together when it was packed") as no:
        restore(packed)
    assert no.value.returncode == 1
    assert snapshot.is_there()


def test_without_a_house_there_is_nothing_to_pack(packed, there):
    with pytest.raises(CommandError, match="There is no house in"):
        backup(there.parent, "nog.tar.gz")
    assert not (there.parent / "nog.tar.gz").exists()
    assert left_in(there) == []


def test_what_is_in_it_can_be_seen_with_tar_alone(packed):
    with tarfile.open(packed) as content:
        names = content.getnames()
    assert {*look_through(packed).members, "manifest.json"} == set(names)


# ---- whoever was forgotten --------------------------------------------------------------------------


def nothing_opens(code):
    """Neither their words nor their key came back, in any page or file of the database."""
    person = Person.objects.get(code=code)
    need = Need.objects.whole().get(person=person)
    assert need.read("words") == "(vergeten)"
    assert person.name != NAME
    assert not PersonKey.objects.filter(person=person).exists()
    assert list(faults(Scope(heads=()))) == []


def test_an_older_backup_forgets_whoever_was_forgotten_since(need, ruben, at, tmp_path, settings):
    old, wrapped = backup(tmp_path), bytes(ruben.key.wrapped)
    key = wrapped if snapshot.kind() == "sqlite" else wrapped.hex().encode()
    wanted = [key, NAME.encode(), b"Zonderplaats", WORDS.encode()]
    assert lie_in(dumped(), wanted) == wanted[:-1]  # the words lie under the key
    with within(ruben.cooperative_id):
        close(Need.objects.whole().get(person=ruben), is_withdrawn=True, by=ruben, at=at)
    call_command("erase", ruben.code, stdout=io.StringIO())
    newest = Path(settings.FORGOTTEN_LIST).read_text()
    with elsewhere(tmp_path / "there", settings) as folder:
        (folder / "forgotten.list").write_text(newest)
        assert "everything hangs together" in restore(old)
        nothing_opens(ruben.code)
        connection.close()
        assert lie_in(dumped(), wanted) == []
        files_of = [path for path in folder.rglob("*") if path.is_file()]
        assert [path for path in files_of if lie_in(path.read_bytes(), wanted)] == []


def test_the_list_in_the_backup_counts_too(need, ruben, at, tmp_path, settings):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    with within(ruben.cooperative_id):
        matters.add_file(need, picture.getvalue(), name="brief.png", by=ruben, at=at)
    remember_forgotten(ruben.code)  # killed before more was done
    file = backup(tmp_path)
    with elsewhere(tmp_path / "there", settings) as folder:
        assert "No forgotten.list lay in" in restore(file)
        nothing_opens(ruben.code)
        assert was_forgotten(ruben.code)
        assert list((folder / "files").rglob("*.sealed")) == []


def test_what_was_taken_back_leaves_the_list_as_it_was(packed, there, monkeypatch):
    (there / "forgotten.list").write_text("b" * 64 + "\n")
    monkeypatch.setattr(unpacking, "measure", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(packed)
    assert left_in(there) == ["forgotten.list"]
    assert (there / "forgotten.list").read_text() == "b" * 64 + "\n"
