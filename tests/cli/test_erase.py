"""`erase PERSON`: it says no in plain words, and killed at any point it goes on where it was."""

import io
import time
from contextlib import contextmanager
from itertools import chain, repeat
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import databases
from tests.belonging.told import picture
from tests.record.planting import as_owner
from tussenruimte.belonging import forgetting
from tussenruimte.belonging.actions import forget_person, forgetting as acting
from tussenruimte.belonging.nightly import finish_what_was_forgotten
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.kit import clock, scrubbing
from tussenruimte.kit.apart import WEB_ROLE
from tussenruimte.kit.forgotten import remember_forgotten, was_forgotten
from tussenruimte.kit.tenancy import here, tell_database
from tussenruimte.matters.actions import add_file
from tussenruimte.matters.files import is_there
from tussenruimte.members.models import Person, PersonKey
from tussenruimte.promises.models import Promise
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling

REACH = "via Sjaan, of de inloop op woensdag"


class Killed(BaseException):
    """The process is gone at this point."""


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def scrubbed(monkeypatch):
    """Inside the transaction of a test no table can be written anew."""
    monkeypatch.setattr(forgetting, "scrub", lambda *_args, **_more: True)


def erase(code):
    out = io.StringIO()
    with as_owner():
        call_command("erase", code, stdout=out)
    return out.getvalue()


def broken():
    """As the owner sees it; where changes are real, over every connection: two look at a time."""
    if connection.in_atomic_block:
        with as_owner():
            return list(faults(Scope(heads=())))
    where = here()
    databases.run_as(None)
    try:
        return list(faults(Scope(heads=())))
    finally:
        databases.run_as(WEB_ROLE)
        tell_database(where)


def is_done(person):
    row = Person.objects.get(pk=person.pk)
    has_key = PersonKey.objects.filter(person=person).exists()
    return bool(row.forgotten_at and row.scrubbed_at) and not has_key and was_forgotten(row.code)


def test_it_forgets_and_says_so(ruben, scrubbed):
    assert f"{ruben.code} is forgotten." in erase(ruben.code.lower())
    assert is_done(ruben)
    assert broken() == []


def test_with_something_open_it_ends_with_one_and_says_what(amina, scrubbed):
    with pytest.raises(CommandError, match="There are still days of duty") as no:
        erase(amina.code)
    assert no.value.returncode == 1
    assert PersonKey.objects.filter(person=amina).exists()
    assert not was_forgotten(amina.code)


def test_nobody_by_that_code_ends_with_two(rietkade):
    with pytest.raises(CommandError, match="nobody with the code") as no:
        erase("BESTAATNIET")
    assert no.value.returncode == 2


def test_a_list_that_cannot_be_written_forgets_nobody(ruben, scrubbed, settings, tmp_path):
    settings.FORGOTTEN_LIST = tmp_path / "nergens" / "forgotten.list"
    with pytest.raises(CommandError, match="cannot be written") as no:
        erase(ruben.code)
    assert no.value.returncode == 1
    assert PersonKey.objects.filter(person=ruben).exists()


@pytest.mark.parametrize("point", ["listed", "committed", "scrubbed"])
def test_killed_at_any_point_it_is_named_and_finished(real_commits, ruben, monkeypatch, point):
    def killed(*_args, **_more):
        if point == "listed":
            remember_forgotten(ruben.code)
        raise Killed

    where = acting if point == "listed" else forgetting
    name = {"listed": "remember_forgotten", "committed": "remember_forgotten"}
    with monkeypatch.context() as patch:
        patch.setattr(where, name.get(point, "note_scrubbed"), killed)
        with pytest.raises(Killed):
            erase(ruben.code)
    connection.close()  # what was not committed is gone
    tell_database(ruben.cooperative_id)
    assert was_forgotten(ruben.code)
    assert not is_done(ruben)
    if point == "listed":
        assert [f"person {ruben.code} stands on the list" in one for one in broken()] == [True]
    erase(ruben.code)
    assert is_done(ruben)
    assert broken() == []


@pytest.fixture
def with_picture(rietkade, amina, at):
    """Somebody whose question has a picture, and has ended."""
    words = Telling(words="Ik zoek een kamer.", has_consent=True, own_word="reiger")
    need = relations.tell(rietkade, words, by=None, at=at).need
    matter = need.matter
    row = add_file(matter, picture(), name="kamer", by=need.person, at=at)
    relations.close(need, by=need.person, at=at)
    return need.person, row


def test_bytes_that_were_left_behind_go_the_second_time(
    real_commits, with_picture, monkeypatch, at
):
    person, row = with_picture
    with monkeypatch.context() as patch:
        patch.setattr("tussenruimte.matters.actions.matters.throw_away", lambda _row: None)
        patch.setattr(forgetting, "throw_away", lambda _row: None)
        erase(person.code)
    assert is_there(row)
    Person.objects.filter(pk=person.pk).update(scrubbed_at=None)
    assert any(f"bytes of file {row.code}" in one for one in broken())
    erase(person.code)
    assert not is_there(row)
    assert broken() == []


def test_while_somebody_reads_it_waits_and_says_so(real_commits, ruben, monkeypatch):
    monkeypatch.setattr(scrubbing, "_log_emptied", lambda: False)
    monkeypatch.setattr(scrubbing, "_written_anew", lambda _tables: False)
    watch = SimpleNamespace(sleep=lambda _s: None, monotonic=iter(range(0, 999, 15)).__next__)
    monkeypatch.setattr(scrubbing, "time", watch)
    with pytest.raises(CommandError, match="somebody reads the database now") as no:
        erase(ruben.code)
    assert no.value.returncode == 1
    assert not is_done(ruben)


@contextmanager
def in_the_middle_of(question, **settings):
    """Somebody on a line of their own has asked this, and is not done."""
    line = databases.connection_with(**settings)
    try:
        with line.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(question)
        yield
    finally:
        line.close()


NOT_LONG = (
    5.0  # seconds: on SQLite nobody could write as long as the wait of the database itself, 20
)


def finishes_after(busy, ruben, rietkade, at):
    with busy:
        forget_person(ruben, by="beheer", at=at)
        began = time.monotonic()
        with as_owner():
            assert not forgetting.finish(rietkade, by="beheer", at=at, patience=0.3)
            assert not is_done(ruben)
        assert time.monotonic() - began < NOT_LONG
    with as_owner():
        return comes_to_be_done(
            ruben, lambda: forgetting.finish(rietkade, by="beheer", at=at, patience=0.3)
        )


def test_whoever_began_to_read_before_is_waited_for(real_commits, ruben, rietkade, at):
    """They still see what was removed, so what is written anew would take it along."""
    reads = in_the_middle_of("SELECT count(*) FROM members_person")
    assert finishes_after(reads, ruben, rietkade, at)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="one server with several databases")
def test_whoever_writes_in_another_database_is_waited_for(real_commits, ruben, rietkade, at):
    """PostgreSQL counts transactions over the whole server, and keeps what the oldest might see."""
    writes = in_the_middle_of("SELECT pg_current_xact_id()", NAME="postgres")
    assert finishes_after(writes, ruben, rietkade, at)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="it takes samples by itself")
def test_whoever_begins_to_take_samples_later_is_not_waited_for(
    real_commits, ruben, rietkade, monkeypatch, at
):
    """Else a large house, in which the server always takes samples of something, never finishes."""
    seen = chain([{1}, {1, 2}, {2}], repeat({2, 3}))
    looks = []
    monkeypatch.setattr(
        scrubbing, "_who_takes_samples", lambda: looks.append(next(seen)) or set(looks[-1])
    )
    forget_person(ruben, by=ruben, at=at)
    with as_owner():
        assert forgetting.finish(rietkade, by="beheer", at=at)
    assert is_done(ruben)
    assert len(looks) > 3


def test_the_clock_finishes_it_in_the_night(real_commits, ruben, rietkade, at):
    forget_person(ruben, by=ruben, at=at)
    night = at.replace(hour=2)
    assert comes_to_be_done(
        ruben, lambda: finish_what_was_forgotten(rietkade, clock.day(night), night)
    )
    assert Promise.objects.count() == 0


def comes_to_be_done(ruben, finish, *, turns=100):
    """The server is busy now and then, taking samples say; whoever finishes it comes again."""
    for _turn in range(turns):
        finish()
        if is_done(ruben):
            return True
        time.sleep(0.2)
    return False
