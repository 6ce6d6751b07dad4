"""An open vote: who has a voice, once each; what it decides, and when it decides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.at_once import at_once
from tests.decisions.voting import AGAINST, FOR, cast, closed, voice
from tussenruimte.decisions import access, actions
from tussenruimte.decisions.actions import Ask, Voice
from tussenruimte.decisions.models import UNDERWAY, Ballot, Result, Roll, Round, Stage, Vote
from tussenruimte.decisions.nightly import count_votes
from tussenruimte.decisions.reads import votes as reads
from tussenruimte.decisions.reads.around import around
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member, Person
from tussenruimte.post.models import Dispatch


def test_more_than_half_of_the_votes_adopts_it(vote, proposal, amina, idris, sjaan, week):
    cast(vote, amina, FOR, vote.opens_at, "Ik woon ernaast")
    cast(vote, idris, FOR, vote.opens_at)
    cast(vote, sjaan, AGAINST, vote.opens_at)
    result = closed(vote, week)
    proposal.refresh_from_db()
    assert (result.verdict, proposal.stage) == ("adopted", Stage.ADOPTED)
    assert result.outcome["votes"] == [2, 1]
    assert Ballot.objects.get(roll__actor=amina.actor).interest_now == "Ik woon ernaast"


def test_who_has_a_voice_is_fixed_when_it_opens(vote, circle, tess, proposal, at):
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    assert Roll.objects.filter(vote=vote).count() == 3
    assert access.voices_of(vote, [tess.actor_id]) == []


def test_whoever_keeps_out_has_no_voice(talked, sjaan, idris, at, week):
    actions.keep_out(talked, "Mijn huis ligt ernaast", by=sjaan, at=at)
    vote = actions.open_vote(talked, Ask("yes-no", week), by=idris, at=at)
    assert not Roll.objects.filter(vote=vote, actor=sjaan.actor).exists()


def test_whoever_keeps_out_later_does_not_vote(vote, proposal, sjaan, at):
    actions.keep_out(proposal, "Mijn huis ligt ernaast", by=sjaan, at=at)
    with pytest.raises(Refused, match="buiten"):
        cast(vote, sjaan, FOR, at)


def test_a_voice_may_be_changed_until_it_closes(vote, amina, at, week):
    cast(vote, amina, FOR, at)
    cast(vote, amina, AGAINST, at)
    assert reads.voices_in(vote) == 1
    with pytest.raises(Refused, match="sloot"):
        cast(vote, amina, FOR, week + UNDERWAY)
    assert closed(vote, week).outcome["votes"] == [0, 1]


@pytest.mark.parametrize("chosen", [[3], [1, 1], [1, 2], [0]])
def test_what_cannot_be_chosen_is_refused(vote, amina, at, chosen):
    with pytest.raises(Refused):
        cast(vote, amina, chosen, at)


def test_equal_voices_open_a_new_round_of_talk(vote, proposal, amina, idris, sjaan, at, week):
    cast(vote, amina, FOR, at)
    cast(vote, idris, AGAINST, at)
    cast(vote, sjaan, [], at)
    assert closed(vote, week).verdict == "tie"
    proposal.refresh_from_db()
    now = open_round(proposal)
    assert (proposal.stage, proposal.is_adopted, now.sort) == (Stage.OPINION, None, "opinion")
    actions.react(proposal, Voice("agree"), actor=amina.actor, by=amina, at=week + UNDERWAY)


def test_a_vote_after_a_tie_is_a_vote_of_its_own(vote, proposal, idris, at, week):
    closed(vote, week)
    again = Ask("yes-no", week + timedelta(7))
    second = actions.open_vote(proposal, again, by=idris, at=week + UNDERWAY)
    assert second.seed != vote.seed
    assert [one.pk for one in around(proposal).votes] == [second.pk, vote.pk]


def test_too_few_voices_decide_nothing(talked, idris, amina, at, week):
    vote = actions.open_vote(talked, Ask("yes-no", week, quorum=2), by=idris, at=at)
    cast(vote, amina, FOR, at)
    assert closed(vote, week).verdict == "quorum"
    talked.refresh_from_db()
    assert talked.stage == Stage.OPINION


def test_two_thirds_is_more_than_more_than_half(
    talked, idris, amina, sjaan, tess, at, week, circle
):
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    ask = Ask("yes-no", week, needed="two-thirds")
    vote = actions.open_vote(talked, ask, by=idris, at=at)
    for person, chosen in ((idris, FOR), (amina, FOR), (sjaan, AGAINST), (tess, AGAINST)):
        cast(vote, person, chosen, at)
    assert closed(vote, week).verdict == "not-adopted"
    talked.refresh_from_db()
    assert (talked.stage, talked.is_adopted) == (Stage.NOT_ADOPTED, False)


def test_advice_against_is_answered_after_a_vote_too(vote, adviser, joris, amina, at, week, talked):
    actions.give_advice(adviser, "against", "Niet doen", "", by=joris, at=at)
    cast(vote, amina, FOR, at)
    closed(vote, week)
    talked.refresh_from_db()
    adviser.refresh_from_db()
    assert (talked.stage, adviser.is_overruled) == (Stage.TO_ANSWER, True)


def test_it_is_counted_also_when_whoever_led_it_was_forgotten(
    vote, adviser, joris, amina, idris, at, week
):
    actions.give_advice(adviser, "against", "Niet doen", "", by=joris, at=at)
    cast(vote, amina, FOR, at)
    Person.objects.filter(pk=idris.pk).update(forgotten_at=at)
    idris.key.delete()
    closed(vote, week)
    adviser.refresh_from_db()
    assert adviser.promise.of == amina  # the first of the circle


def test_advice_for_what_is_voted_down_is_answered(vote, adviser, joris, amina, at, week, talked):
    actions.give_advice(adviser, "for", "Doen", "", by=joris, at=at)
    cast(vote, amina, AGAINST, at)
    closed(vote, week)
    talked.refresh_from_db()
    assert (talked.stage, talked.is_adopted) == (Stage.TO_ANSWER, False)


def test_a_condition_that_stands_is_said_at_the_opening(talked, adviser, joris, idris, at, week):
    actions.give_advice(adviser, "on-condition", "Als Gerrit belt", "", by=joris, at=at)
    ask = Ask("yes-no", week, met=(adviser.code,))
    vote = actions.open_vote(talked, ask, by=idris, at=at)
    cast(vote, idris, FOR, at)
    closed(vote, week)
    talked.refresh_from_db()
    assert talked.stage == Stage.ADOPTED


@pytest.mark.parametrize("method", ["approval", "ranked"])
def test_one_of_several_is_chosen(talked, idris, amina, sjaan, at, week, method):
    ask = Ask(method, week, options=("Zondag", "Maandag"))
    vote = actions.open_vote(talked, ask, by=idris, at=at)
    for person, chosen in ((idris, [2, 1]), (amina, [2]), (sjaan, [3])):
        cast(vote, person, chosen, at)
    result = closed(vote, week)
    assert (result.verdict, result.outcome["winners"]) == ("adopted", ["Maandag"])


def test_when_nothing_changes_wins_it_is_not_adopted(talked, idris, at, week):
    ask = Ask("ranked", week, options=("Zondag", "Maandag"))
    vote = actions.open_vote(talked, ask, by=idris, at=at)
    cast(vote, idris, [3, 1], at)
    assert closed(vote, week).verdict == "not-adopted"


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "ranked", "options": ("Zondag",)},
        {"method": "ranked", "options": ("Zondag", "zondag")},
        {"method": "approval", "options": ("Zondag", "We laten het zoals het is")},
        {"method": "stv"},
        {"needed": "unanimous"},
    ],
)
def test_a_vote_that_cannot_be_is_refused(talked, idris, at, week, wrong):
    with pytest.raises(Refused):
        actions.open_vote(talked, replace(Ask("yes-no", week), **wrong), by=idris, at=at)


@pytest.mark.parametrize("days", [-1, 0, 32])
def test_a_vote_is_open_for_thirty_days_at_most(talked, idris, at, days):
    with pytest.raises(Refused, match="uiterlijk"):
        actions.open_vote(talked, Ask("yes-no", at + timedelta(days)), by=idris, at=at)


def test_first_people_talk(proposal, idris, at, week):
    with pytest.raises(Refused):
        actions.open_vote(proposal, Ask("yes-no", week), by=idris, at=at)


def test_while_people_vote_nothing_else_happens(vote, proposal, draft, idris, at):
    with pytest.raises(Refused, match="stemm"):
        actions.open_next(proposal, "consent", by=idris, at=at)
    with pytest.raises(Refused, match="stemm"):
        actions.stop_round(proposal, by=idris, at=at)
    with pytest.raises(Refused, match="stemm"):
        actions.write_version(proposal, draft, because="Beter", by=idris, at=at)
    with pytest.raises(Refused, match="stemm"):
        actions.withdraw(proposal, "Toch niet", by=idris, at=at)


def test_it_closes_sooner_when_everybody_voted(vote, amina, idris, sjaan, at):
    for person in (amina, idris):
        cast(vote, person, FOR, at)
    with pytest.raises(Refused, match="Nog niet"):
        actions.close_vote(vote, by=idris, at=at)
    cast(vote, sjaan, FOR, at)
    assert actions.close_vote(vote, by=idris, at=at)
    assert not actions.close_vote(vote, by=idris, at=at)


def test_the_clock_counts_it(vote, rietkade, amina, at, week):
    cast(vote, amina, FOR, at)
    assert count_votes(rietkade, at.date(), at) == 0
    assert [count_votes(rietkade, week.date(), week + UNDERWAY) for _ in range(2)] == [1, 0]
    assert list(Roll.objects.filter(has_voted=True).values_list("actor", flat=True)) == [
        amina.actor_id
    ]


def test_everybody_on_the_roll_hears_of_it(vote, amina, sjaan, idris):
    told = Dispatch.objects.filter(kind="decisions.vote").values_list("to", flat=True)
    assert set(told) == {amina.code, sjaan.code}  # not Idris, who opened it


def test_all_members_vote_and_an_organisation_through_its_seat(
    rietkade, draft, idris, joris, amina, tess, at, week
):
    town = joris.tenures.get().seat.organisation
    members.make_member(
        town.actor, sort=Member.Sort.MUNICIPALITY, since=at.date(), consulted_on=at.date(),
        by="invoer", at=at,
    )  # fmt: skip
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    vote = actions.open_vote(row, Ask("yes-no", week), by=idris, at=at)
    assert Roll.objects.filter(vote=vote).count() == 4
    seat = joris.tenures.get().seat.actor_id
    (of_town,) = access.voices_of(vote, [joris.actor_id, seat])
    actions.cast(of_town, AGAINST, by=joris, at=at)
    assert closed(vote, week).outcome["municipality"] == [
        {"name": "Gemeente Waterhoven", "chosen": [2]}
    ]


def test_what_came_of_it_stands_for_ever(vote, week):
    result = closed(vote, week)
    for change in (result.delete, lambda: Result.objects.update(verdict="adopted")):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_one_voice_also_when_pressed_twice_at_once(real_commits, vote, amina, at):
    mine = voice(vote, amina)
    errors = at_once(
        vote.cooperative_id,
        *[lambda: actions.cast(mine, FOR, by=amina, at=at) for _ in range(4)],
    )
    assert Ballot.objects.count() == 1
    assert all(isinstance(error, Refused) for error in errors)


def test_a_voice_that_was_let_in_while_it_closes_is_counted(
    real_commits, vote, amina, idris, sjaan, week
):
    late = week - timedelta(seconds=1)
    in_time = []

    def vote_late(person):
        cast(vote, person, FOR, late)
        in_time.append(person)

    errors = at_once(
        vote.cooperative_id,
        *[lambda person=person: vote_late(person) for person in (amina, idris, sjaan)],
        lambda: actions.close_vote(vote, by="klok", at=week + UNDERWAY),
    )
    assert all(isinstance(error, Refused) for error in errors)
    result = Result.objects.get(vote=vote)
    assert result.outcome["voices"] == len(in_time) == Ballot.objects.count()
    assert Round.objects.filter(proposal=vote.round.proposal, closed_at=None).count() <= 1


def test_a_vote_needs_its_seed_and_an_end(vote):
    for change in ({"seed": ""}, {"closes_at": vote.opens_at}, {"quorum": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.filter(pk=vote.pk).update(**change)


def test_what_was_underway_at_the_last_moment_still_counts(vote, rietkade, amina, at, week):
    """Thousands may stand before somebody who pressed in time."""
    cast(vote, amina, FOR, week + UNDERWAY - timedelta(seconds=1))
    soon = week + UNDERWAY - timedelta(seconds=1)
    assert count_votes(rietkade, soon.date(), soon) == 0
    with pytest.raises(Refused, match="laatste dag"):
        actions.close_vote(vote, by="klok", at=soon)
    assert closed(vote, week).outcome["votes"] == [1, 0]
