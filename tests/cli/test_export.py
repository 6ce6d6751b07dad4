"""A cooperative in open formats, and the same cooperative in another house."""

import base64
import csv
import errno
import io
import json
import os
import stat
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.db import connection
from PIL import Image

from tests import databases
from tests.apart.conftest import NOW, a_street, let_in, of
from tests.cli.moving import Promising, elsewhere, meanwhile
from tests.cli.sitting import two_seats
from tests.record.planting import undone
from tests.texts import ROOT
from tests.web.full_day import fill
from tussenruimte.belonging.actions import answer_question, ask_question
from tussenruimte.cli import demo
from tussenruimte.cli.carrying import exporting, importing
from tussenruimte.cli.carrying.numbers import free
from tussenruimte.cli.carrying.parcel import LIST
from tussenruimte.cli.carrying.tables import LEFT_EMPTY, STAYS, tables
from tussenruimte.cli.seed import sow
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit.refusal import NotHere
from tussenruimte.kit.sealing import UnreadableError
from tussenruimte.kit.tenancy import tell_database, within
from tussenruimte.matters import actions as matters, files
from tussenruimte.matters.models import File
from tussenruimte.members.actions import found_cooperative, make_seat, sit_down, welcome_person
from tussenruimte.members.models import (
    Actor,
    CardDirectory,
    Cooperative,
    Invitation,
    Person,
    PersonKey,
    SentForm,
    Tenure,
    User,
)
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.models import Promise
from tussenruimte.record.models import Fact
from tussenruimte.record.nightly import close_yesterday
from tussenruimte.relations.models import Need

NAME = "rietkade"
FULL = "zaad-1"  # with rows in every table, put there past the record


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, and a made-up village with a full street, in a house that stands for the whole of this file."""
    folder = tmp_path_factory.mktemp("home")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(databases.copied())
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name, there in (("DATA", ""), ("HEADS", "heads"), ("MEDIA_ROOT", "files")):
            patch.setattr(house, name, folder / there)
        databases.run_as(None)
        with time_machine.travel(NOW, tick=False):
            demo.load(NOW)
            sow(40, seed=1, today=NOW.date(), progress=lambda _done: None)
            with within(of(FULL).pk):
                fill(a_street(of(FULL)), 12)
            with within(of(NAME).pk):
                add_picture(held_by_somebody())
                ask_and_answer()
                send_a_form()
                invite_somebody()
                close_yesterday(of(NAME), NOW.date(), NOW)
        yield folder


def ask_and_answer():
    """Two rows that point to each other."""
    tenure = Tenure.objects.filter(cooperative=of(NAME), until=None).order_by("pk")[0]
    others = Person.objects.filter(cooperative=of(NAME), key__isnull=False)
    asker = others.exclude(tenures__seat=tenure.seat).order_by("pk")[0]
    question = ask_question(tenure.seat, "Wanneer komt de bank?", by=asker, at=NOW)
    answer_question(question, "In mei.", by=tenure.person, at=NOW)


def send_a_form():
    """It points to a row of whatever table."""
    row = Promise.objects.filter(cooperative=of(NAME)).order_by("-pk")[0]
    form = SentForm(cooperative=of(NAME), name="a" * 64, at=NOW)
    form.model, form.row = row._meta.label, row.pk
    form.save()


def invite_somebody():
    """With a log-in that was made ready: that one stays here."""
    let_in(of(NAME))
    made = Invitation.objects.filter(cooperative=of(NAME), used_at=None)
    made.update(user=User.objects.create(email=None))


def held_by_somebody():
    needs = Need.objects.whole().filter(cooperative=of(NAME), holder__isnull=False)
    return needs.order_by("pk")[0]


def add_picture(need):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    someone = need.holder.person
    matters.add_file(need.matter, picture.getvalue(), name="brief.png", by=someone, at=NOW)


@pytest.fixture(autouse=True)
def inside(home, django_db_blocker, settings):
    settings.HEADS = home / "heads"
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def keys(tmp_path):
    return pair(tmp_path / "een"), pair(tmp_path / "twee=2")


@pytest.fixture
def packed(home, tmp_path):
    return export(tmp_path / "out")


@pytest.fixture
def opened(home, keys, tmp_path):
    return export(tmp_path / "open", *keys)


@pytest.fixture
def there(home, tmp_path, settings, request):
    """Another house with others in it, so that numbers are taken; what is exported comes first."""
    for name in {"packed", "opened"} & set(request.fixturenames):
        request.getfixturevalue(name)
    with elsewhere(tmp_path / "there", settings, fresh=True) as folder:
        for slug in ("buurt", "dorp"):
            found_cooperative(slug=slug, name=slug, phone="0", by="beheer", at=NOW)
        tell_database(None)
        yield folder


def pair(file):
    call_command("keypair", str(file), stdout=io.StringIO())
    return file


def export(folder, *keys, slug=NAME):
    seats = two_seats(slug)
    words = [f"--to={seat}={key}.pub" for seat, key in zip(seats, keys, strict=False)]
    call_command("exportcooperative", slug, str(folder), *words, stdout=io.StringIO())
    return folder


def bring(folder, *keys, slug=NAME):
    words, out = [word for key in keys for word in ("--with", str(key))], io.StringIO()
    call_command("importcooperative", slug, str(folder), *words, stdout=out)
    return out.getvalue()


def is_refused(words, folder, *keys, **more):
    with pytest.raises(CommandError, match=words) as no:
        bring(folder, *keys, **more)
    assert no.value.returncode == 2
    assert len(str(no.value).splitlines()) == 1


def is_as_before(there):
    left = {path.name for path in there.rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("tussenruimte.sqlite3")} == set()
    assert set(Cooperative.objects.values_list("slug", flat=True)) == {"buurt", "dorp"}
    assert list(faults(Scope())) == []


def contents(folder, *but_not):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in but_not
    }


def words_of(slug=NAME):
    with within(of(slug).pk):
        needs = Need.objects.whole().filter(cooperative=of(slug)).select_related("person__key")
        return {need.code: need.read("words") for need in needs}


# ---- what is in it ---------------------------------------------------------------------------------


def test_every_column_has_a_way_to_be_written():
    assert all(column.kind and column.write for table in tables() for column in table.columns)


def test_every_table_goes_along_or_stays_for_a_reason():
    """Whoever adds one outside every cooperative says here what becomes of it."""
    going = {table.name for table in tables()}
    assert going | STAYS.keys() == {model._meta.label for model in apps.get_models()}
    assert going & STAYS.keys() == set()
    told = (ROOT / "docs" / "export.md").read_text()
    assert [name for name in STAYS if name.startswith("members.") and name not in told] == []


def test_what_stays_is_pointed_to_by_nothing_that_goes():
    links = {
        (table.name, field.name): field.null
        for table in tables()
        for field in table.model._meta.local_fields
        if field.remote_field and field.remote_field.model._meta.label in STAYS
    }
    assert links == {("members.Person", "user"): True} | dict.fromkeys(LEFT_EMPTY, True)


# Nothing in the demo nor in the village; their columns are of kinds that others have too.
NO_ROWS = {
    "decisions.filling", "decisions.paperreading", "reflections.ingredient",
    "relations.donefor", "relations.silence",
}  # fmt: skip


def test_every_table_and_every_row_is_in_it(home, tmp_path):
    empty = [is_whole(export(tmp_path / slug, slug=slug), slug) for slug in (NAME, FULL)]
    assert set.intersection(*empty) == NO_ROWS


def is_whole(folder, slug):
    listed = json.loads((folder / LIST).read_text())["resources"]
    assert {one["name"] for one in listed} == {table.name.lower() for table in tables()}
    for one, table in zip(listed, tables(), strict=True):
        home_of = "pk" if table.model is Cooperative else "cooperative_id"
        assert one["rows"] == table.model.objects.filter(**{home_of: of(slug).pk}).count()
        with (folder / one["path"]).open(newline="") as content:
            assert len(list(csv.DictReader(content))) == one["rows"]
    return {one["name"] for one in listed if not one["rows"]}


def test_nothing_of_another_cooperative_is_in_it(packed):
    others = Actor.objects.exclude(cooperative=of(NAME)).values_list("code", flat=True)
    everything = b"".join(contents(packed).values())
    assert others
    assert [code for code in others if code.encode() in everything] == []


def test_no_key_leaves_unless_asked(packed):
    wrapped = PersonKey.objects.values_list("wrapped", flat=True)
    everything = b"".join(contents(packed).values())
    assert [key for key in wrapped if base64.b64encode(bytes(key)) in everything] == []
    assert not (packed / "keys.json").exists()


def test_it_is_for_who_made_it_only(opened, keys):
    modes = {stat.S_IMODE(p.stat().st_mode) for p in opened.rglob("*") if p.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(opened.stat().st_mode) == 0o700
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_that_private_texts_leave_is_noted_and_the_board_is_told(opened):
    fact = json.loads(Fact.objects.filter(body__contains="words.taken-along").latest("seq").body)
    letters = Dispatch.objects.filter(kind="cli.words-left", cooperative_id=of(NAME).pk)
    assert len(fact["holders"]) == 2
    assert fact["seats"] == two_seats(NAME)
    sits = Tenure.objects.filter(seat__actor__code__in=fact["seats"], until=None)
    assert set(sits.values_list("person__code", flat=True)) == set(fact["people"])
    assert set(fact["people"]) <= set(letters.values_list("to", flat=True))
    assert letters.filter(due_at=fact["at"]).count() == fact["told"] > 0
    with within(of(NAME).pk):
        letter, *_others = letters_of(list(letters)).values()
    assert "privéteksten" in letter.text
    names = Actor.objects.filter(code__in=fact["seats"]).order_by("name")
    assert f"{names[0].name}, {names[1].name}." in letter.text


def test_two_holders_each_with_a_key_of_their_own(home, keys, tmp_path):
    for chosen in (keys[:1], (keys[0], keys[0])):
        with pytest.raises(CommandError, match="Give two different keys"):
            export(tmp_path / "open", *chosen)
    with pytest.raises(CommandError, match="is no public key"):
        call_command("exportcooperative", NAME, str(tmp_path / "open"), "--to", str(keys[0]))
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        (("", "two"), "Say of each key of which seat it is"),
        (("unknown", "two"), "There is no seat 4CDF4HJKMN in"),
        (("of others", "two"), "is of an organisation"),
        (("empty", "two"), "Nobody sits in the seat"),
        (("one", "one"), "It takes two seats"),
        (("one", "of the same"), "It takes two seats"),
    ],
)
def test_the_keys_are_of_two_seats_with_two_people_in_them(keys, tmp_path, seats, why):
    with undone():
        codes = chairs()
        words = [f"--to={codes[seat]}={key}.pub" for seat, key in zip(seats, keys, strict=True)]
        with pytest.raises(CommandError, match=why):
            call_command("exportcooperative", NAME, str(tmp_path / "open"), *words)
    assert not (tmp_path / "open").exists()


def chairs():
    """Seats of all kinds, two of them new."""
    one, two = two_seats(NAME)
    sits = Tenure.objects.filter(cooperative=of(NAME), until=None)
    made = [make_seat(of(NAME), name, by="beheer", at=NOW) for name in ("Niemand", "Ook die")]
    somebody = sits.get(seat__actor__code=one).person
    sit_down(made[1], somebody, since=NOW.date(), by="beheer", at=NOW)
    return {
        "": "",
        "one": one,
        "two": two,
        "unknown": "4CDF4HJKMN",
        "empty": made[0].actor.code,
        "of the same": made[1].actor.code,
        "of others": sits.exclude(seat__organisation=None)[0].seat.actor.code,
    }


def test_what_is_there_is_not_written_over(packed, keys):
    with pytest.raises(CommandError, match="There is something at"):
        export(packed)
    with pytest.raises(CommandError, match="There is no cooperative"):
        export(packed.parent / "other", slug="nergens")
    with pytest.raises(CommandError, match="is there already"):
        pair(keys[0])


# ---- in another house ------------------------------------------------------------------------------


def next_number():
    """The one that the next cooperative gets. PostgreSQL counts on, also over what was undone."""
    taken = free(Cooperative, 1)[0]
    return taken + 1 if connection.vendor == "postgresql" else taken


def test_out_and_in_and_out_again_is_the_same_byte_for_byte(packed, there, tmp_path):
    number = next_number()
    assert "Its private texts and cards stay closed" in bring(packed)
    assert of(NAME).pk == number > 2
    assert list(faults(Scope())) == []
    before, after = contents(packed), contents(export(tmp_path / "again"))
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == set()


def test_every_kind_of_row_comes_back_as_it_was(home, tmp_path, settings, monkeypatch):
    folder = export(tmp_path / "full", slug=FULL)
    monkeypatch.setattr(importing, "faults", lambda _scope: iter(()))
    with elsewhere(tmp_path / "there", settings, fresh=True):
        found_cooperative(slug="buurt", name="buurt", phone="0", by="beheer", at=NOW)
        bring(folder, slug=FULL)
        again = export(tmp_path / "again", slug=FULL)
        assert contents(again) == contents(folder)


def test_with_two_keys_everything_opens(home, keys, tmp_path, opened, settings):
    before, cards = words_of(), CardDirectory.objects.filter(in_cooperative=of(NAME).pk).count()
    people = Person.objects.filter(cooperative=of(NAME))
    mails = set(people.values_list("user__email", flat=True))
    picture = files.fetch(File.objects.get(cooperative=of(NAME)))
    with elsewhere(tmp_path / "there", settings, fresh=True):
        assert "with its private texts" in bring(opened, *reversed(keys))
        assert words_of() == before
        assert files.fetch(File.objects.get()) == picture
        assert CardDirectory.objects.count() == cards > 0
        assert set(Person.objects.values_list("user__email", flat=True)) == mails
        assert list(faults(Scope())) == []
        again = contents(export(tmp_path / "again"), LIST)
    assert again == contents(opened, LIST, "keys.json")


def test_without_their_keys_old_words_stay_closed_and_new_ones_do_not(packed, there):
    bring(packed)
    assert set(words_of().values()) - {""} == {"(niet meegekomen)"}
    with within(of(NAME).pk):
        with pytest.raises(NotHere):
            files.fetch(File.objects.get())
        person = Person.objects.with_key().filter(forgotten_at=None)[0]
        person.put(reach="via Sjaan")
        assert person.read("reach") == "via Sjaan"


def test_an_altered_text_is_not_one_that_stayed_behind(home):
    with within(of(NAME).pk):
        need = Need.objects.whole().filter(cooperative=of(NAME), words__isnull=False)[0]
        need.words = bytes(need.words)[:-1] + bytes([bytes(need.words)[-1] ^ 1])
        with pytest.raises(UnreadableError):
            need.read("words")


def test_people_go_on_in_both(packed, there):
    bring(packed)
    for slug in (NAME, "buurt"):
        with within(of(slug).pk):
            welcome_person(of(slug), name="Nieuw", by="invoer", at=NOW)
    assert list(faults(Scope())) == []


def test_what_is_exported_is_of_one_moment(home, tmp_path, settings):
    need = held_by_somebody()
    someone = Promising(need.matter, need.holder.person, need.person, NOW)
    with meanwhile(someone, at_least=5):
        before = set(someone.kept)
        folder = export(tmp_path / "out")
    with (folder / "tables" / "promises.Promise.csv").open(newline="") as content:
        assert {row["code"] for row in csv.DictReader(content)} >= before
    with elsewhere(tmp_path / "there", settings, fresh=True):
        bring(folder)


# ---- what stays outside ----------------------------------------------------------------------------


def test_neither_key_opens_it_alone_nor_does_somebody_elses(opened, keys, there, tmp_path):
    is_refused("Give two different keys", opened, keys[0])
    is_refused("It opens with the keys", opened, keys[0], pair(tmp_path / "drie"))
    is_refused("is no private key", opened, keys[0], Path(f"{keys[1]}.pub"))
    is_as_before(there)


def test_keys_of_people_that_were_altered_open_nothing(opened, keys, there):
    told = json.loads((opened / "keys.json").read_text())
    sealed = bytearray(base64.b64decode(told["sealed"]))
    sealed[0] ^= 1
    told["sealed"] = base64.b64encode(sealed).decode()
    change(opened, "keys.json", json.dumps(told))
    is_refused("were altered, or are of another export", opened, *keys)
    is_as_before(there)


def test_without_keys_in_it_none_are_asked(packed, keys, there):
    is_refused("No keys went along", packed, *keys)


def test_twice_is_once(packed, there, tmp_path):
    bring(packed)
    is_refused("There is a cooperative at “rietkade” in this house already", packed)
    is_refused("holds “rietkade”, not “buurt”", packed, slug="buurt")
    is_refused("There is no folder", tmp_path / "nowhere")


def change(folder, name, text):
    """Write it anew, and its size and hash on the list too: only what is in it can be wrong."""
    (folder / name).write_text(text, newline="")
    content = (folder / name).read_bytes()
    listed = json.loads((folder / LIST).read_text())
    for one in (*listed["resources"], *listed["files"]):
        if one["path"] == name:
            one["bytes"], one["hash"] = len(content), f"sha256:{sha256(content).hexdigest()}"
            one["rows"] = max(text.count("\n") - 1, 0)
    (folder / LIST).write_text(json.dumps(listed))


def lines(folder, name):
    return (folder / name).read_text().splitlines(keepends=True)


def with_other(old, new):
    def alter(folder, name):
        text = (folder / name).read_text()
        assert old in text
        change(folder, name, text.replace(old, new, 1))

    return alter


def cut(folder, name):
    change(folder, name, "".join(lines(folder, name)[:-1]))


def without_a_column(folder, name):
    with (folder / name).open(newline="") as content:
        rows = list(csv.reader(content))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(row[:-1] for row in rows)
    change(folder, name, out.getvalue())


def the_first_again(folder, name):
    """The second actor is called as the first."""
    head, first, second, *others = lines(folder, name)
    code, other = first.split(",")[1], second.split(",")[1]
    change(folder, name, "".join([head, first, second.replace(other, code, 1), *others]))


WRONG = {
    "a column is missing": (
        without_a_column,
        "members.Member",
        "has other columns than this house",
    ),
    "the last fact is gone": (cut, "record.Fact", "It does not hang together"),
    "another fact": (
        with_other("cooperative.begun", "cooperative.ended"),
        "record.Fact",
        "not hang",
    ),
    "no such day": (with_other("2026-", "2026-99-"), "members.Tenure", "line 2: "),
    "no such row": (with_other("\n1,", "\n1,9999"), "members.Tenure", "there is no row 9999"),
    "numbered otherwise": (with_other("\n1,", "\n7,"), "matters.Matter", "numbered 7"),
    "no CSV": (with_other("\n1,", '\n1,"x"x'), "members.Tenure", "no CSV|values for"),
    "missing where it must be": (with_other("organisation", "\\N"), "members.Member", "is missing"),
    "too large": (with_other("\n1,", "\n1," + "9" * 30), "record.PublishedHead", "does not fit"),
    "twice the same code": (the_first_again, "members.Actor", "does not fit"),
    "too long": (with_other("De Rietkade", "R" * 121), "members.Cooperative", "longer than 120"),
}


@pytest.mark.parametrize(("alter", "name", "words"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_stays_outside(packed, there, alter, name, words):
    alter(packed, f"tables/{name}.csv")
    is_refused(words, packed)
    is_as_before(there)


def test_a_table_that_this_house_does_not_have_is_not_passed_over(packed, there):
    (packed / "tables" / "means.Fund.csv").write_text("id\n1\n")
    listed = json.loads((packed / LIST).read_text())
    listed["resources"].append({"path": "tables/means.Fund.csv", "bytes": 0, "hash": "sha256:0"})
    (packed / LIST).write_text(json.dumps(listed))
    change(packed, "tables/means.Fund.csv", "id\n1\n")
    is_refused("has no place for .*means.Fund", packed)
    is_as_before(there)


def test_a_newer_kind_of_folder_is_not_guessed_at(packed, there):
    listed = json.loads((packed / LIST).read_text())
    (packed / LIST).write_text(json.dumps(listed | {"format": 2}))
    is_refused("does not understand", packed)


def test_two_at_once_take_nothing_from_each_other(packed, there, monkeypatch):
    """The second looked before the first was there."""
    bring(packed)
    before = contents(there, "tussenruimte.sqlite3")
    monkeypatch.setattr(importing, "_refuse_taken", lambda *_: None)
    is_refused("does not fit", packed)
    left = contents(there, "tussenruimte.sqlite3")
    heads = {name for name in before if name.startswith("heads/")}
    assert heads
    assert {name for name in heads if left.get(name) != before[name]} == set()


def no_room(*_words):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_after_one_that_was_cut_off_it_comes_in_all_the_same(packed, there):
    number = next_number()
    left = there / "files" / str(number) / "LEFT.sealed"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"of a cooperative that never was here")
    bring(packed)
    assert of(NAME).pk == number
    assert not left.exists()
    assert list(left.parent.iterdir())
    assert list(faults(Scope())) == []


def test_a_disk_that_is_full_takes_nothing_half(packed, there, tmp_path, monkeypatch):
    monkeypatch.setattr(importing.shutil, "copyfile", no_room)
    with pytest.raises(CommandError, match="No space left") as no:
        bring(packed)
    assert no.value.returncode == 1
    is_as_before(there)


def test_a_disk_that_is_full_keeps_nothing_half(home, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "sync", no_room)
    with pytest.raises(CommandError, match="No space left") as no:
        export(tmp_path / "out")
    assert no.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


def another_head(text):
    told = json.loads(text)
    for head in told if isinstance(told, list) else [told]:
        head["hash"] = "00" * 32
    return json.dumps(told)


@pytest.mark.parametrize(
    ("alter", "words"),
    [(another_head, "not the one that was published"), (str.upper, "holds no published heads")],
)
def test_a_record_that_is_not_the_published_one_stays_outside(packed, there, alter, words):
    name = f"heads/{NOW.date()}.json"
    change(packed, name, alter((packed / name).read_text()))
    is_refused(words, packed)
    is_as_before(there)


@pytest.mark.parametrize("about", ["head", "facts", "code", "title"])
def test_a_list_that_tells_of_another_record_is_seen(packed, there, about):
    listed = json.loads((packed / LIST).read_text())
    (packed / LIST).write_text(json.dumps(listed | {about: "0"}))
    is_refused("tells of another cooperative or record", packed)
    is_as_before(there)


def test_a_file_that_was_altered_is_seen(packed, there):
    for name in ("tables/members.Actor.csv", f"heads/{NOW.date()}.json", "README.md"):
        before = (packed / name).read_bytes()
        (packed / name).write_bytes(before.replace(b"e", b"a", 1))
        is_refused("was altered", packed)
        (packed / name).unlink()
        is_refused("is missing", packed)
        (packed / name).symlink_to("/etc/hostname")
        is_refused("was altered", packed)
        (packed / name).unlink()
        (packed / name).write_bytes(before)
    (packed / "tables" / "more.csv").touch()
    is_refused("is not on the list", packed)
    (packed / LIST).write_text("[]")
    is_refused("is no export of a cooperative", packed)
    is_as_before(there)
