"""A new master key: every text opens as before, nothing is left under the old one, at any interruption."""

import base64
import io
import secrets
import stat
import threading
import time
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connection, transaction

from tests.kit.test_second_codes import of_before
from tests.record.planting import as_owner
from tussenruimte.cli.management.commands import rotatekeys
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit import keyring
from tussenruimte.kit.sealing import UnreadableError, master_name
from tussenruimte.kit.second_codes import unwrap_secret
from tussenruimte.kit.tenancy import within
from tussenruimte.members import actions as members
from tussenruimte.members.models import Person, PersonKey
from tussenruimte.record.models import Fact
from tussenruimte.web.reads.today import Sealed

REACH = "via Sjaan, of de inloop op woensdag"


@pytest.fixture
def ring(tmp_path, settings, monkeypatch):
    """A house whose master key lies in a file, as outside tests."""
    settings.DATA = tmp_path
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    keyring.write_keys(tmp_path / "master.key", (key,))
    monkeypatch.setattr(rotatekeys, "GRACE", 0)
    return tmp_path / "master.key"


@pytest.fixture
def people(ring, rietkade, welcome):
    return [welcome(f"Iemand {n}", reach=REACH) for n in range(7)]


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(rotatekeys, "AT_ONCE", 2)


def rotate():
    with as_owner():
        call_command("rotatekeys", stdout=io.StringIO())


def masters():
    return set(PersonKey.objects.values_list("master", flat=True))


def reaches():
    return {person.read("reach") for person in Person.objects.with_key()}


def test_everything_opens_as_before_under_one_new_master(ring, people, small_steps):
    (old,) = ring.read_text().split()
    rotate()
    (new,) = ring.read_text().split()
    assert new != old
    assert masters() == {master_name(new)}
    assert reaches() == {REACH}
    assert stat.S_IMODE(ring.stat().st_mode) == 0o600
    assert [file.name for file in ring.parent.iterdir()] == ["master.key"]
    assert [fault for fault in faults(Scope()) if "key" in fault] == []


def test_texts_stay_and_only_facts_of_wrapping_come(people, small_steps):
    before = dict(Person.objects.values_list("code", "reach"))
    rotate()
    assert {code: bytes(text) for code, text in Person.objects.values_list("code", "reach")} == {
        code: bytes(text) for code, text in before.items()
    }
    assert Fact.objects.filter(body__contains='"kind":"keys.rewrapped"').count() == 4


def test_the_old_master_opens_nothing_any_more(ring, people, settings):
    old = ring.read_text()
    rotate()
    ring.write_text(old)
    with pytest.raises(UnreadableError):
        reaches()


@pytest.mark.parametrize("moment", ["begin", "rewrap", "retired", "gone"])
def test_stopped_anywhere_it_goes_on_and_nobody_notices(ring, people, monkeypatch, moment):
    class Stopped(Exception):  # noqa: N818 - it is a moment, not an error
        pass

    writes, real = [], keyring.write_keys
    stop_at = {"begin": 1, "retired": 2, "gone": 3}.get(moment, 99)

    def write(file, keys):
        real(file, keys)
        writes.append(file)
        if len(writes) == stop_at:
            raise Stopped

    def halfway(*_args, **_more):
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(rotatekeys, "write_keys", write)
        if moment == "rewrap":
            patch.setattr(rotatekeys, "rewrap_keys", halfway)
        with pytest.raises(Stopped):
            rotate()
    assert reaches() == {REACH}
    rotate()
    assert reaches() == {REACH}
    assert masters() == {master_name(ring.read_text().split()[0])}
    assert [file.name for file in ring.parent.iterdir()] == ["master.key"]


def test_whoever_comes_in_meanwhile_is_not_left_behind(ring, people, rietkade, at, monkeypatch):
    """Their change began under the old master and came through in the last moment."""
    real, late = keyring.write_keys, []

    def write(file, keys):
        if file == ring and len(keys) == 1 and not late:
            newest, *older = ring.read_text().split()
            real(ring, (*older, newest))  # as a process that did not look again yet
            late.append(
                members.welcome_person(rietkade, name="Laat", reach=REACH, by="invoer", at=at)
            )
            real(ring, (newest, *older))
        real(file, keys)

    monkeypatch.setattr(rotatekeys, "write_keys", write)
    rotate()
    assert len(late) == 1
    assert reaches() == {REACH}
    assert len(masters()) == len(ring.read_text().split()) == 1


def test_a_change_that_takes_long_is_waited_for(ring, real_commits, rietkade, at):
    """It wrapped a key under the old master, and is not through yet when all others are under the new."""
    began = threading.Event()

    def come_in():
        try:
            with within(rietkade.pk), transaction.atomic():
                members.welcome_person(rietkade, name="Laat", reach=REACH, by="invoer", at=at)
                began.set()
                time.sleep(2)
        finally:
            connection.close()

    late = threading.Thread(target=come_in)
    late.start()
    began.wait()
    rotate()
    late.join()
    assert masters() == {master_name(ring.read_text().strip())}
    assert reaches() == {REACH}


def test_what_was_read_before_opens_afterwards(ring, people):
    """Somebody's page takes long: it has the rows of before, and opens them when the old key is gone."""
    before = list(Person.objects.with_key())
    keys = [Sealed("", b"", bytes(p.key.wrapped), p.code, p.key.master) for p in before]
    sealed = [
        replace(key, place=f"members_person|{person.code}|reach", words=bytes(person.reach))
        for key, person in zip(keys, before, strict=True)
    ]
    rotate()
    assert {person.read("reach") for person in before} == {REACH}
    assert {str(words) for words in sealed} == {REACH}


def test_a_key_from_the_surroundings_is_wrapped_anew_and_told(people, ring, settings, capsys):
    old = ring.read_text().strip()
    ring.unlink()
    fresh = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    settings.MASTER_KEYS = [fresh, old]
    with as_owner():
        call_command("rotatekeys")
    assert "7 keys wrapped under the first of TUSSENRUIMTE_MASTER_KEY" in capsys.readouterr().out
    assert masters() == {master_name(fresh)}
    assert reaches() == {REACH}


# ---- second codes ------------------------------------------------------------------------------------

WORDS = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def apps(people, welcome, settings):
    """Four people with an app, one of them from before; one of them has codes on paper, one used."""
    users = [welcome(f"Met app {n}", email=f"app{n}@example.org").user for n in range(4)]
    rows = [TOTP.activate(user, WORDS).instance for user in users]
    change(rows[0], secret=of_before(WORDS, settings.SECRET_KEY))
    paper = RecoveryCodes.activate(users[1])
    change(paper.instance, used_mask=1)
    return rows


def change(row, **said):
    Authenticator.objects.filter(pk=row.pk).update(data=row.data | said)


def kept():
    return {
        row.pk: row.data.get("secret") or row.data["seed"] for row in Authenticator.objects.all()
    }


def opened():
    return {pk: unwrap_secret(secret) for pk, secret in kept().items()}


def left_on_paper():
    return Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()


def test_second_codes_go_along_and_those_of_before_are_moved_over(ring, apps, small_steps):
    before, paper = opened(), left_on_paper()
    rotate()
    assert {secret.partition(".")[0] for secret in kept().values()} == {
        master_name(ring.read_text().strip())
    }
    assert opened() == before
    assert left_on_paper() == paper
    assert len(paper) == 9


def test_the_old_master_and_the_secret_key_open_no_second_code_any_more(ring, apps, settings):
    old = ring.read_text()
    rotate()
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert set(opened().values()) >= {WORDS}
    ring.write_text(old)
    with pytest.raises(UnreadableError):
        opened()


def test_stopped_between_second_codes_it_goes_on(ring, apps, small_steps, monkeypatch):
    real, steps = rotatekeys.rewrap_second_codes, []

    def once_and_no_more(*args, **more):
        if steps:
            raise KeyboardInterrupt
        steps.append(real(*args, **more))
        return steps[-1]

    before = opened()
    with monkeypatch.context() as patch:
        patch.setattr(rotatekeys, "rewrap_second_codes", once_and_no_more)
        with pytest.raises(KeyboardInterrupt):
            rotate()
    assert len({secret.partition(".")[0] for secret in kept().values()}) > 1
    assert opened() == before
    rotate()
    assert opened() == before
    assert len({secret.partition(".")[0] for secret in kept().values()}) == 1


def test_whoever_looked_at_their_codes_meanwhile_is_not_left_behind(ring, apps, monkeypatch):
    """Their page read the row under the old master, and writes it back in the last moment."""
    real, late = keyring.write_keys, [dict(apps[2].data)]

    def write(file, keys):
        if file == ring and len(keys) == 1 and late:
            change(apps[2], **late.pop())
        real(file, keys)

    monkeypatch.setattr(rotatekeys, "write_keys", write)
    rotate()
    assert not late
    assert set(opened().values()) >= {WORDS}


def test_one_that_opens_with_no_key_stays_and_is_told(ring, apps, capsys):
    lost = of_before(WORDS, "a secret key that was lost")
    change(apps[3], secret=lost)
    with as_owner():
        call_command("rotatekeys")
    assert "open with no key of this house, and stay as they are: 1." in capsys.readouterr().out
    assert kept()[apps[3].pk] == lost
    assert len(ring.read_text().split()) == 1
