"""The page of a vote asks a few questions, and each that is worked out once answers as the plain one does."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.decisions.test_questions import MUCH, budget, election
from tests.decisions.voting import AGAINST, FOR, a_vote_of_all, cast, cast_secretly, closed, voice
from tests.kit.test_questions import check
from tests.promises.questions import questions
from tussenruimte.decisions import access, actions
from tussenruimte.decisions.access import PROPOSAL, VOICES, VOTE, voices_of, voices_of_person
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.reads import around, votes as reads
from tussenruimte.decisions.reads.proposals import ADVISERS, REMARKS
from tussenruimte.decisions.reads.votes import NUMBERS, OPTIONS, numbers_of
from tussenruimte.members import actions as members
from tussenruimte.members.reads import actors_of

MOST = 10  # for whoever is signed in four of these say who that is, and where


@pytest.fixture
def votes(vote, house, amina, idris, at, week):
    """With names, one voice given to somebody else; in secret; about people; about money."""
    actions.give_voice(voice(vote, amina), voice(vote, idris), by=amina, at=at)
    elected, shared = election(house), budget(house)
    return [
        vote,
        actions.open_election(elected, week, by=idris, at=at),
        actions.open_budget(shared, week, by=idris, at=at),
    ]


def choose(votes, idris, sjaan, at):
    open_one, secret, money = votes
    cast(open_one, idris, FOR, at)
    cast(open_one, sjaan, AGAINST, at)
    cast_secretly(secret, idris, FOR, at)
    cast(money, idris, [1, 2], at)


@pytest.mark.parametrize("who", ["", "idris", "amina", "tess"])
def test_a_vote_asks_little_before_and_after_it_closes(
    client,
    votes,
    house,
    idris,
    sjaan,
    at,
    week,
    who,
):
    """A visitor, who leads it, whose voice is given away, and somebody without a voice."""
    if who:
        client.sign_in(getattr(house, who))
    choose(votes, idris, sjaan, at)
    for is_closed in (False, True):
        for vote in votes:
            if is_closed:
                closed(vote, week)
            proposal, number = vote.round.proposal.code, vote.round.number
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(f"/rietkade/voorstellen/{proposal}/stemming/{number}/")
            assert answer.status_code == 200
            found = questions(asked)
            assert len(found) <= MOST, "\n".join([vote.method, *found])


def test_the_questions_of_a_vote(votes, rietkade, house, idris, amina, sjaan, at, week):
    choose(votes, idris, sjaan, at)
    for is_closed in (False, True):
        for vote in votes:
            if is_closed:
                closed(vote, week)
            proposal = vote.round.proposal
            where = {"code": proposal.code, "number": vote.round.number}
            check(VOTE, cooperative=rietkade.pk, **where)
            check(OPTIONS, vote=vote.pk)
            check(NUMBERS, vote=vote.pk, proposal=proposal.pk)
            for person in (idris, amina, sjaan):
                check(VOICES, at_least=0, vote=vote.pk, person=person.pk, on=at.date())


def test_numbers_of_a_vote(votes, rietkade, idris, sjaan, at, week):
    choose(votes, idris, sjaan, at)
    seen = [
        numbers_of(access.vote_to_see(rietkade, one.round.proposal.code, one.round.number))
        for one in votes
    ]
    assert [one["voices"] for one in seen] == [2, 1, 1]
    assert [one["roll"] for one in seen] == [3, 3, 3]
    assert [one["given_away"] for one in seen] == [1, 0, 0]
    closed(votes[1], week)
    row = access.vote_to_see(rietkade, votes[1].round.proposal.code, votes[1].round.number)
    assert numbers_of(row)["voices"] == 1


def test_many_are_counted_every_few_seconds(vote, idris, amina, at, monkeypatch):
    monkeypatch.setattr(reads, "MANY", 2)
    with time_machine.travel(at, tick=False) as now:
        assert numbers_of(vote)["voices"] == 0
        cast(vote, idris, FOR, at)
        with CaptureQueriesContext(connection) as asked:
            assert numbers_of(vote)["voices"] == 0
        assert len(asked) == 0
        now.shift(reads.FRESH)
        assert numbers_of(vote)["voices"] == 1
        now.shift(-2 * reads.FRESH)  # a clock that was put back
        cast(vote, amina, FOR, at)
        assert numbers_of(vote)["voices"] == 2


def test_a_voice_given_in_another_vote_is_not_theirs_here(vote, rietkade, idris, amina, at):
    other = a_vote_of_all(rietkade, idris, at, is_secret=False)
    actions.give_voice(voice(other, amina), voice(other, idris), by=amina, at=at)
    for found in (voices_of_person(vote, idris, at.date()), voices_of(vote, [idris.actor_id])):
        assert [one.actor for one in found] == [idris.actor]
    theirs = voices_of_person(other, idris, at.date())
    assert {one.actor for one in theirs} == {idris.actor, amina.actor}


def test_voices_of_a_person_are_of_whoever_they_act_for(
    rietkade, draft, idris, amina, joris, at, week
):
    town = joris.tenures.get().seat.organisation
    made = {"since": at.date(), "by": "invoer", "at": at}
    members.make_member(town.actor, sort="municipality", consulted_on=at.date(), **made)
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    vote = actions.open_vote(row, Ask("yes-no", week), by=idris, at=at)
    actions.give_voice(voice(vote, amina), voice(vote, idris), by=amina, at=at)
    whose = {}
    for person in (idris, amina, joris):
        found = voices_of_person(vote, person, at.date())
        assert found == voices_of(vote, actors_of(person, at.date()))
        whose[person] = [one.actor for one in found]
    assert whose == {
        idris: [idris.actor, amina.actor],
        amina: [amina.actor],
        joris: [town.actor],
    }


@pytest.mark.parametrize("name", MUCH)
def test_the_questions_of_a_proposal(house, rietkade, at, name):
    row = MUCH[name](house)
    row.refresh_from_db()
    check(PROPOSAL, cooperative=rietkade.pk, code=row.code)
    check(ADVISERS, at_least=2, proposal=row.pk, on=at.date())
    check(
        REMARKS,
        at_least=0 if row.matter.serves_id else 8,
        matter=row.matter_id,
        code=row.matter.code,
        proposal=row.pk,
    )
    asked = around._question(tuple(around._kinds(row)))  # noqa: SLF001 - as the page asks it
    keys = {"proposal": row.pk, "matter": row.matter_id, "round": row.round_id}
    keys |= {"person": house.idris.pk, "on": at.date()}
    plain = list(asked.queryset(**keys))
    assert plain == [tuple(one.values()) for one in asked.all(**keys)]
