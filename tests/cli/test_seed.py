"""Made-up data: the same for the same seed, whole, readable, and never beside real people unasked."""

import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.cli.conftest import DAY
from tests.record.planting import undone
from tussenruimte.cli.seed import sow
from tussenruimte.cli.seed.codes import Codes
from tussenruimte.decisions.models import (
    Adviser,
    Ballot,
    Candidate,
    Position,
    Proposal,
    SecretBallot,
    Turn,
    Vote,
)
from tussenruimte.kit.clock import AMSTERDAM
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.actions import found_cooperative, welcome_person
from tussenruimte.members.models import Card, Cooperative, Person
from tussenruimte.members.reads import actors_of
from tussenruimte.methods.chain import canonical
from tussenruimte.promises.models import Promise, State, Step
from tussenruimte.record.models import Fact, Reading
from tussenruimte.relations.models import Need

NOON = datetime.combine(DAY, datetime.min.time(), AMSTERDAM).replace(hour=12)
SAME = {"today": DAY, "progress": lambda _done: None}


def text_of(cooperative):
    """Everything that does not hang on keys and codes; what was sealed, opened."""
    promises = Promise.objects.whole().filter(cooperative=cooperative).order_by("pk")
    people = Person.objects.with_key().filter(cooperative=cooperative, key__isnull=False)
    return (
        [(p.state, p.made_at, p.due, p.read("text"), p.read("outcome")) for p in promises],
        [(p.name, p.read("reach")) for p in people.order_by("pk")],
    )


def test_numbers_are_as_asked(sown):
    assert Person.objects.count() == 60
    assert Need.objects.count() == 18
    assert Promise.objects.count() == 180
    assert [one.slug for one in sown] == ["zaad-1", "zaad-2"]


def test_there_is_something_to_decide_in_each(sown):
    for one in sown:
        rows = Proposal.objects.filter(cooperative=one)
        assert set(rows.values_list("stage", flat=True)) == {"decision", "opinion", "adopted"}
        asked = Turn.objects.filter(cooperative=one, spoken_at=None, since__isnull=False)
        assert [turn.until >= DAY for turn in asked] == [True]
        voices = Position.objects.filter(cooperative=one).select_related("person__key")
        assert all(voice.said_now for voice in voices)
        heard = Adviser.objects.whole().filter(cooperative=one)
        assert {row.words_now for row in heard} == {"Doe het, en kijk terug.", ""}


def test_all_members_vote_elect_and_share_in_each(sown):
    for one in sown:
        votes = Vote.objects.whole().filter(cooperative=one).order_by("closes_at")
        elected, shared, decided, now = votes
        assert now.closed_at is None
        for vote, verdict in ((elected, "elected"), (shared, "adopted"), (decided, "adopted")):
            voices = vote.result.outcome["voices"]
            assert (vote.result.verdict, vote.round.proposal.stage) == (verdict, "adopted")
            assert voices == vote.roll.filter(has_voted=True).count() >= 1
        assert elected.is_secret
        assert len(elected.result.receipts) == elected.result.outcome["voices"]
        assert not SecretBallot.objects.filter(cooperative=one).exists()
        wanted = Candidate.objects.filter(cooperative=one).select_related("person__key")
        assert all(row.words_now for row in wanted)


def test_the_more_members_the_more_voices(sown):
    with undone():
        (one,) = sow(400, seed=1, **SAME)
        now = Vote.objects.get(cooperative=one, closed_at=None)
        assert now.roll.count() >= 380
        assert Ballot.objects.filter(roll__vote=now).count() == now.roll.count() // 10
        me = Person.objects.get(user__email=f"{one.slug}@zaad.example")
        assert not Ballot.objects.filter(roll__vote=now, person=me).exists()
        late = [row for row in now.roll.all() if row.actor.member.since > now.opens_at.date()]
        assert late == []


def test_the_same_seed_gives_the_same_data_and_another_gives_other(sown):
    seen = []
    for seed in (5, 5, 6):
        with undone():
            seen.append(text_of(sow(30, seed, **SAME)[0]))
    assert seen[0] == seen[1] != seen[2]


def test_everything_opens_under_the_key_of_its_person(sown):
    for one in sown:
        promises, people = text_of(one)
        assert all(text for *_rest, text, _outcome in promises)
        assert any(reach for *_rest, reach in people)
    cards = Card.objects.select_related("person__actor", "person__key")
    assert all(len(card.read("sealed_code")) == 9 for card in cards)


def test_facts_are_written_as_the_actions_write_them(sown):
    for body in Fact.objects.values_list("body", flat=True):
        assert body == canonical(json.loads(body))


def test_one_person_holds_much_at_any_size(sown):
    """With lists as long at a hundred members as at a hundred thousand, pages can be compared."""
    with undone():
        (one,) = sow(100, seed=1, **SAME)
        person = Person.objects.get(user__email=f"{one.slug}@zaad.example")
        assert Need.objects.filter(holder=person.pk, closed_at=None).count() >= 25
        mine = Promise.objects.filter(maker__in=actors_of(person, DAY), state=State.OPEN)
        assert mine.count() >= 50


def test_the_ladder_and_the_reading_log_are_there(sown):
    assert Step.objects.filter(rung=1).exists()
    assert Reading.objects.filter(at__lt=NOON).exists()
    assert Cooperative.objects.get(pk=sown[0].pk).last_tick_on == DAY


def test_the_house_goes_on_where_the_seed_stopped(sown):
    with undone():
        tell_database(sown[0].pk)
        person = welcome_person(sown[0], name="Na Zaad", by="invoer", at=NOON)
        assert person.pk > 60


def test_a_code_never_comes_twice():
    class Dice:
        def randrange(self, _below):
            return 24**10 - 5

    codes = Codes(Dice())
    made = {codes.new() for _ in range(20_000)}
    assert len(made) == 20_000
    assert {len(code) for code in made} == {10}


# ---- the command ---------------------------------------------------------------------------------


def refused(**how):
    with pytest.raises(CommandError) as no:
        call_command("seed", **{"members": 20, "seed": 1, "on": DAY, **how})
    assert no.value.returncode == 2
    return str(no.value)


def test_the_command_sows_and_verifies(sown, capsys):
    with undone():
        call_command("seed", members=20, seed=1, on=DAY)
        assert capsys.readouterr().out.startswith("zaad-3: 20 members in ")


def test_the_command_refuses_odd_numbers(sown):
    assert "no more cooperatives than members" in refused(members=2, cooperatives=3)
    assert "at least one member" in refused(members=0)


def test_the_command_leaves_a_house_with_people_alone(sown, capsys):
    with undone():
        found_cooperative(slug="echt", name="Echt", phone="1", by="beheer", at=NOON)
        assert "already (echt)" in refused()
        call_command("seed", members=20, seed=1, on=DAY, into_nonempty=True)


def test_the_command_needs_the_owner(sown):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no roles")
    with undone():
        connection.cursor().execute("SET ROLE tr_web")
        assert "as the owner" in refused()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite keeps samples of values")
def test_no_question_is_planned_anew_for_the_values_in_it(sown):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'promises_promise'")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat4'")
        if cursor.fetchone()[0]:
            cursor.execute("SELECT count(*) FROM sqlite_stat4")
            assert cursor.fetchone()[0] == 0


def test_every_index_and_lock_stands_again(sown):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite keeps its indexes, and its triggers are looked at by `verify`")

    def standing():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
                "UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            )
            return sorted(cursor.fetchall())

    before = standing()
    with undone():
        sow(30, 5, **SAME)
        assert standing() == before
