"""`verify` finds each fault, names the place and says no word of anybody."""
# ruff: noqa: S608 - harm is done by hand here

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.cli.conftest import DAY
from tests.record.planting import undone, without_locks
from tussenruimte.cli.verifying import CHECKS, Scope, faults
from tussenruimte.cli.verifying.database import append_only
from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.reads import head_of

ONE_PROMISE = "(SELECT min(id) FROM promises_promise WHERE state = 'open')"
ABOUT_IT = f"(SELECT matter_id FROM promises_promise WHERE id = {ONE_PROMISE})"
ONE_NEED = "(SELECT min(matter_id) FROM relations_need WHERE closed_at IS NULL)"
ONE_PERSON = "(SELECT max(actor_id) FROM members_person)"
ONE_CONVERSATION = "(SELECT min(id) FROM conversations_conversation WHERE stage = 'planned')"
TWO = "(SELECT max(id) FROM members_cooperative)"
PASSING = (
    "INSERT INTO promises_passing (cooperative_id, promise_id, via, until, by_id, at) "
    "SELECT p.cooperative_id, p.id, 'de raad', '2026-11-30', p.of_id, '2026-11-01' "
    "FROM promises_promise p JOIN members_person m ON m.actor_id = p.maker_id LIMIT 1"
)

# what is done · to which table · what is said
PLANTS = {
    "a fact altered": (
        "UPDATE record_fact SET body = '{}' WHERE seq = 9",
        "record_fact",
        "fact 9 was altered",
    ),
    "a fact removed": ("DELETE FROM record_fact WHERE seq = 9", "record_fact", "fact 9 was removed"),
    "the end cut off": (
        "DELETE FROM record_fact WHERE seq > 99",
        "record_fact",
        "ends before fact 100, and a published head",
    ),
    "a head moved": ("UPDATE record_head SET seq = seq - 1", "record_head", "does not name the last"),
    "a record gone": ("DELETE FROM record_head", "record_head", "zaad-1: there is no record"),
    "a record without a cooperative": (
        "INSERT INTO record_head (cooperative_id, seq, hash) SELECT 999, 0, hash FROM record_head LIMIT 1",
        "record_head",
        "a record of cooperative 999",
    ),
    "a text altered": (
        f"UPDATE promises_promise SET outcome = text, text = %s WHERE id = {ONE_PROMISE}",
        "promises_promise",
        "the sealed text text of promises_promise",
    ),
    "a reading removed": (
        "DELETE FROM record_reading WHERE id = (SELECT min(id) FROM record_reading)",
        "record_reading",
        "the reading log of 2026-11-02 is not the one",
    ),
    "a reading never sealed": (
        "UPDATE record_fact SET body = replace(body, 'readings.sealed', 'readings.counted')",
        "record_fact",
        "the reading log of 2026-11-02 was never sealed",
    ),
    "a need called otherwise": (
        f"UPDATE relations_need SET code = 'ELSE' WHERE matter_id = {ONE_NEED}",
        "relations_need",
        "need ELSE is not called as its matter",
    ),
    "a person called otherwise": (
        f"UPDATE members_person SET code = 'ELSE' WHERE actor_id = {ONE_PERSON}",
        "members_person",
        "person ELSE is not called as their actor",
    ),
    "a holder who may not hold": (
        "DELETE FROM members_standing",
        "members_standing",
        "is open, and nobody who may hold it does",
    ),
    "a matter that ended alone": (
        f"UPDATE matters_matter SET ended_at = '2026-11-01' WHERE id = {ONE_NEED}",
        "matters_matter",
        "and its matter did not end together",
    ),
    "a promise about what ended": (
        f"UPDATE matters_matter SET ended_at = '2026-11-01' WHERE id = {ABOUT_IT}",
        "matters_matter",
        "is open, and what it is about has ended",
    ),
    "a key gone": (
        f"DELETE FROM members_personkey WHERE person_id = {ONE_PERSON}",
        "members_personkey",
        "has no key, and was not forgotten",
    ),
    "a key that stayed": (
        f"UPDATE members_person SET forgotten_at = '2026-11-01' WHERE actor_id = {ONE_PERSON}",
        "members_person",
        "was forgotten, and still has a key",
    ),
    "a promise under another key": (
        f"UPDATE promises_promise SET of_id = maker_id WHERE id = {ONE_PROMISE}",
        "promises_promise",
        "promises_promise",
    ),
    "a conversation under another key": (
        f"UPDATE conversations_conversation SET of_id = host_id WHERE id = {ONE_CONVERSATION}",
        "conversations_conversation",
        "is sealed for somebody else than its matter is about",
    ),
    "a seat without a voice": (
        "DELETE FROM members_actsfor WHERE actor_id IN (SELECT actor_id FROM members_seat)",
        "members_actsfor",
        "though they should",
    ),
    "a mandate overwritten": (
        "UPDATE members_seat SET mandate = 'Alles'",
        "members_seat",
        "is not its latest version",
    ),
    "what somebody promised for themselves goes past somebody": (
        PASSING,
        "promises_passing",
        "still goes past somebody, and no seat",
    ),
    "a seat that is empty and is not": (
        "UPDATE members_seat SET vacant_since = '2026-11-01'",
        "members_seat",
        "is told in two ways",
    ),
    "a seat that went though it owes something": (
        "UPDATE members_seat SET abolished_on = '2026-11-01'",
        "members_seat",
        "is no longer there, and promise",
    ),
    "somebody who is not themselves": (
        f"DELETE FROM members_actsfor WHERE person_id = {ONE_PERSON}",
        "members_actsfor",
        "though they should",
    ),
    "a step of the ladder gone": (
        "DELETE FROM promises_step WHERE rung = 1",
        "promises_step",
        "misses the step of 2026-11-",
    ),
    "a clock that was put forward": (
        "UPDATE members_cooperative SET last_tick_on = '2026-12-01'",
        "members_cooperative",
        "misses the step of 2026-11-2",
    ),
}  # fmt: skip
BYTES = {"a text altered": [b"nothing like it"]}


@pytest.fixture(autouse=True)
def whole(sown):
    """Nothing is wrong before a test begins."""
    return sown


def told(**how):
    return "\n".join(faults(Scope(heads=(), today=DAY, **how)))


def test_nothing_is_wrong_with_what_was_sown(sown):
    assert told() == ""
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("plant", PLANTS)
def test_a_fault_is_found_and_named(plant):
    words, table, sentence = PLANTS[plant]
    with without_locks(table) as cursor:
        cursor.execute(words, BYTES.get(plant))
        assert cursor.rowcount > 0
        assert sentence in told()


def test_what_goes_past_somebody_else_without_saying_so_is_found():
    with without_locks("promises_passing", "promises_redirection") as cursor:
        cursor.execute(PASSING)
        cursor.execute(
            "INSERT INTO promises_redirection "
            "(cooperative_id, passing_id, old_via, new_via, old_until, new_until, by_id, at) "
            "SELECT cooperative_id, id, 'het bestuur', via, until, until, by_id, at "
            "FROM promises_passing"
        )
        assert "is not what was said last" not in told()
        cursor.execute("UPDATE promises_passing SET via = 'niemand'")
        assert "is not what was said last" in told()


GROUNDS = ["self", "holder", "promise", "conversation"]


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_reader_who_was_removed_is_missed(ground):
    with without_locks("matters_reader") as cursor:
        cursor.execute("DELETE FROM matters_reader WHERE ground = %s AND until IS NULL", [ground])
        if not cursor.rowcount:
            pytest.skip(f"nobody reads on the ground {ground} now")
        assert f"(ground: {ground}) and cannot" in told()


@pytest.mark.parametrize("ground", [*GROUNDS, "relation", "permission", "peer"])
def test_a_reader_without_a_ground_is_found(ground):
    with without_locks("matters_reader") as cursor:
        cursor.execute(
            "INSERT INTO matters_reader (cooperative_id, matter_id, actor_id, ground, since) "
            "SELECT m.cooperative_id, m.id, a.id, %s, '2026-11-01' FROM matters_matter m "
            "JOIN members_actor a ON a.cooperative_id = m.cooperative_id AND a.kind = 'circle' "
            f"WHERE m.id = {ONE_NEED}",
            [ground],
        )
        assert f"(ground: {ground}) without that ground" in told()


def test_a_reader_who_joined_a_conversation_and_stays_too_long_is_found():
    with without_locks("matters_reader") as cursor:
        cursor.execute(
            "UPDATE matters_reader SET until = '2027-01-01' WHERE ground = 'conversation'"
        )
        assert cursor.rowcount > 0
        assert "for longer than they talked" in told()


PERMIT = (
    "INSERT INTO matters_permission "
    "(cooperative_id, code, matter_id, person_id, to_id, purpose, given_at, until) "
    "SELECT m.cooperative_id, 'PERMIT', m.id, m.person_id, a.id, %s, '2026-11-01', '2026-11-20' "
    "FROM matters_matter m JOIN members_actor a ON a.cooperative_id = m.cooperative_id "
    f"AND a.kind = 'circle' WHERE m.id = {ONE_NEED}"
)
PERMITTED = (
    "INSERT INTO matters_reader (cooperative_id, matter_id, actor_id, ground, since, until) "
    "SELECT cooperative_id, matter_id, to_id, 'permission', '2026-11-01', %s FROM matters_permission"
)


def test_a_permission_that_lasts_longer_than_it_was_given_is_found():
    sentence = "for longer than was permitted"
    for until, is_too_long in (("2026-11-20", False), ("2026-11-21", True), (None, True)):
        with without_locks("matters_permission", "matters_reader") as cursor:
            cursor.execute(PERMIT, [b"sealed"])
            cursor.execute(PERMITTED, [until])
            assert (sentence in told()) is is_too_long, until


def test_a_promise_that_was_denied_has_its_steps_too():
    late = {"state": State.OPEN, "due__lt": DAY - timedelta(days=2)}
    promise = Promise.objects.filter(**late).order_by("pk").first()
    sentence = f"promise {promise.code} misses the step"
    with without_locks("promises_step") as cursor, within(promise.cooperative_id):
        cursor.execute("DELETE FROM promises_step WHERE promise_id = %s", [promise.pk])
        promises.say_done(promise, by=promise.of, at=clock.midnight(DAY))
        promises.deny(promise, by=promise.of, at=clock.midnight(DAY))
        assert sentence not in told()
        cursor.execute("DELETE FROM promises_step WHERE promise_id = %s", [promise.pk])
        assert sentence in told()


def test_a_chain_written_anew_is_found_by_heads_kept_elsewhere(sown, tmp_path):
    seq, digest = head_of(sown[0].pk)
    (tmp_path / "zaad-1").mkdir()
    head = {"seq": seq, "hash": bytes(reversed(digest)).hex()}
    (tmp_path / "zaad-1" / "2026-11-16.json").write_text(json.dumps(head))
    found = list(faults(Scope(heads=(tmp_path,), today=DAY)))
    assert found == [f"zaad-1: the record up to fact {seq} is not the one that was published."]


def test_a_cooperative_that_disappeared_is_missed(tmp_path):
    (tmp_path / "weg").mkdir()
    assert list(faults(Scope(heads=(tmp_path,), today=DAY))) == [
        "Heads of weg were published, and weg is not here."
    ]


DROPPED = {
    "sqlite": [
        "DROP TRIGGER record_fact_no_update",
        "DROP TRIGGER record_fact_at_end",
        "DROP TRIGGER promises_promise_maker_id_ins",
    ],
    "postgresql": [
        "DROP TRIGGER record_fact_no_change ON record_fact",
        "DROP TRIGGER record_fact_at_end ON record_fact",
        "ALTER TABLE promises_promise DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE promises_promise DROP CONSTRAINT promises_promise_maker_id_apart",
    ],
}


def test_each_lock_that_was_taken_off_is_missed():
    for words in DROPPED[connection.vendor]:
        with undone():
            connection.cursor().execute(words)
            assert "is missing" in told(), words


def test_a_trigger_that_was_switched_off_is_found():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite cannot switch a trigger off, only drop it")
    with undone():
        connection.cursor().execute(
            "ALTER TABLE record_fact DISABLE TRIGGER record_fact_no_truncate"
        )
        assert "The trigger record_fact_no_truncate on record_fact is switched off." in told()


def test_a_row_that_points_nowhere_is_found():
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL refuses that itself")
    with without_locks("relations_need") as cursor:
        cursor.execute(
            f"UPDATE relations_need SET joined_to_id = 99999 WHERE matter_id = {ONE_NEED}"
        )
        assert "of relations_need points to a row of relations_need" in told()


def test_a_constraint_that_was_put_on_without_looking_is_found():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite looks at the rows themselves")
    with undone():
        connection.cursor().execute(
            "ALTER TABLE promises_promise ADD CONSTRAINT odd CHECK (times_moved > 9) NOT VALID"
        )
        assert "The constraint odd was never checked." in told()


def test_a_row_that_points_into_another_cooperative_is_found():
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL refuses that itself")
    with without_locks("promises_promise") as cursor:
        cursor.execute(
            f"UPDATE promises_promise SET cooperative_id = {TWO} WHERE id = {ONE_PROMISE}"
        )
        assert "promises_promise.maker_id of a row of zaad-2 points into another" in told()


def test_which_tables_only_grow_is_read_from_the_migrations():
    assert {"record_fact", "record_reading", "promises_step"} <= append_only()
    assert "promises_promise" not in append_only()


# ---- the command ---------------------------------------------------------------------------------


def test_the_command_says_so_when_all_is_well(capsys, time_machine):
    time_machine.move_to(f"{DAY} 12:00")
    call_command("verify")
    assert capsys.readouterr().out == f"{len(CHECKS)} checks: everything hangs together.\n"


def test_the_command_exits_with_one_and_names_the_place(capsys):
    with without_locks("record_head") as cursor:
        cursor.execute("UPDATE record_head SET seq = seq - 1")
        with pytest.raises(CommandError) as no:
            call_command("verify")
    assert no.value.returncode == 1
    assert "zaad-1: the head does not name the last fact." in capsys.readouterr().out


def test_the_command_exits_with_two_on_bad_use(tmp_path):
    (tmp_path / "zaad-1").mkdir()
    (tmp_path / "zaad-1" / "odd.json").write_text("[]]")
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CommandError) as no:
            call_command("verify", heads=folder)
        assert no.value.returncode == 2


def test_the_web_cannot_verify():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no roles")
    with undone():
        connection.cursor().execute("SET ROLE tr_web")
        with pytest.raises(CommandError, match="Run this as the owner"):
            call_command("verify")
