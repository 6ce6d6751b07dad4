"""First understand, then find, then decide: each in turn, and nobody reads why before all have spoken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.at_once import at_once
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Voice
from tussenruimte.decisions.actions.turns import AT_MOST
from tussenruimte.decisions.models import Position, Proposal, Round, Stage
from tussenruimte.decisions.nightly import pass_turns_by
from tussenruimte.decisions.reads import rounds as reads
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import ActsFor
from tussenruimte.post.models import Dispatch


def speak(proposal, person, at, leaning="consent", said=""):
    """Somebody speaks in their turn."""
    return actions.speak(proposal, Voice(leaning, said), by=person, at=at)


def test_each_is_asked_in_turn_and_what_they_said_stays_shut(
    asked, proposal, amina, idris, sjaan, at
):
    speak(proposal, amina, at, said="Ik kan het missen")
    assert list(reads.said_in(asked)) == []
    with pytest.raises(Refused):
        speak(proposal, sjaan, at)  # Idris comes first
    speak(proposal, idris, at)
    speak(proposal, sjaan, at)
    asked.refresh_from_db()
    assert asked.closed_at is not None
    assert [one.said_now for one in reads.said_in(asked)] == ["Ik kan het missen", "", ""]


def test_nobody_speaks_twice_or_out_of_nowhere(asked, proposal, amina, tess, at):
    speak(proposal, amina, at)
    for somebody in (amina, tess):
        with pytest.raises(Refused):
            speak(proposal, somebody, at)


def test_an_objection_without_a_reason_is_not_kept(asked, proposal, amina, at):
    with pytest.raises(Refused):
        speak(proposal, amina, at, "objection", "  ")
    assert not Position.objects.filter(round=asked).exists()


def test_an_objection_becomes_a_version_and_everybody_is_asked_again(
    asked, proposal, draft, amina, idris, sjaan, at
):
    speak(proposal, amina, at, "objection", "Wie belt er dan?")
    speak(proposal, idris, at)
    speak(proposal, sjaan, at)
    with pytest.raises(Refused, match="iets beters"):
        actions.conclude(proposal, by=idris, at=at)
    better = replace(draft, how="Gerrit belt op zondag.")
    actions.write_version(proposal, better, because="Amina wil dat er iemand belt", by=idris, at=at)
    with pytest.raises(Refused):
        actions.conclude(proposal, by=idris, at=at)
    actions.open_next(proposal, "consent", by=idris, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.is_adopted) == (Stage.ADOPTED, True)


def test_a_changed_proposal_is_not_decided_by_an_older_round(
    asked, proposal, draft, amina, idris, sjaan, at
):
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.write_version(proposal, replace(draft, how="Anders"), because="Beter", by=idris, at=at)
    with pytest.raises(Refused, match="nieuwe versie"):
        actions.conclude(proposal, by=idris, at=at)


def test_who_lets_their_turn_pass_is_asked_again_at_the_end(
    asked, proposal, rietkade, amina, idris, sjaan, at
):
    later = at + timedelta(4)
    assert pass_turns_by(rietkade, later.date(), later) == 1
    assert pass_turns_by(rietkade, later.date(), later) == 0
    speak(proposal, idris, later)
    speak(proposal, sjaan, later)
    asked.refresh_from_db()
    assert asked.closed_at is None  # silence is no consent
    speak(proposal, amina, later)
    asked.refresh_from_db()
    assert asked.closed_at == later


def test_a_round_that_was_stopped_decides_nothing(asked, proposal, amina, idris, at):
    speak(proposal, amina, at)
    actions.stop_round(proposal, by=idris, at=at)
    with pytest.raises(Refused):
        actions.conclude(proposal, by=idris, at=at)
    proposal.refresh_from_db()
    assert proposal.is_adopted is None


def test_a_proposal_is_not_rewritten_while_people_are_asked(asked, proposal, draft, idris, at):
    with pytest.raises(Refused):
        actions.write_version(proposal, draft, because="Beter", by=idris, at=at)
    with pytest.raises(Refused):
        actions.open_next(proposal, "opinion", by=idris, at=at)


def test_more_than_twenty_five_vote_instead(proposal, circle, welcome, idris, at):
    for number in range(AT_MOST):
        person = welcome(f"Buur {number}")
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(proposal, sort, by=idris, at=at)
    with pytest.raises(Refused, match="25"):
        actions.open_next(proposal, "consent", by=idris, at=at)
    assert not Round.objects.filter(proposal=proposal, sort="consent").exists()


def test_all_members_are_not_asked_one_by_one(rietkade, draft, idris, at):
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    with pytest.raises(Refused):
        actions.open_next(row, "consent", by=idris, at=at)


def test_an_opinion_can_be_changed_while_the_round_is_open(proposal, amina, idris, at):
    for sort in ("picture", "opinion"):
        row = actions.open_next(proposal, sort, by=idris, at=at)
    for leaning in ("disagree", "agree"):
        actions.react(proposal, Voice(leaning, "Hm"), actor=amina.actor, by=amina, at=at)
    (one,) = reads.said_in(row)
    assert (one.leaning, one.changed_at) == ("agree", at)


def test_whose_turn_it_is_hears_it(asked, proposal, amina, idris, at):
    turns = Dispatch.objects.filter(kind="decisions.your-turn")
    assert list(turns.values_list("to", flat=True)) == [amina.code]
    speak(proposal, amina, at)
    assert set(turns.values_list("to", flat=True)) == {amina.code, idris.code}


def test_who_keeps_out_is_not_asked_and_everybody_sees_it(
    proposal, amina, idris, sjaan, client, at
):
    actions.keep_out(proposal, "Ik verhuur de zaal", by=amina, at=at)
    for sort in ("picture", "opinion", "consent"):
        row = actions.open_next(proposal, sort, by=idris, at=at)
    assert {turn.person for turn in row.turns.all()} == {idris, sjaan}
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    assert "Ik verhuur de zaal" in page


def test_two_presses_are_one_voice(real_commits, proposal, asked, amina, at):
    def go():
        speak(proposal, amina, at)

    errors = at_once(proposal.cooperative_id, go, go)
    assert [type(error) for error in errors] == [Refused]
    assert Position.objects.filter(round=asked).count() == 1


def test_a_proposal_that_was_withdrawn_stays_readable(proposal, idris, client, at):
    actions.withdraw(proposal, "Ik hoorde iets beters", by=idris, at=at)
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    assert "Ik hoorde iets beters" in page
    with pytest.raises(Refused):
        actions.open_next(proposal, "picture", by=idris, at=at)
    assert Proposal.objects.get().stage == Stage.WITHDRAWN


# ---- who keeps out, leaves or is forgotten --------------------------------------------------------


def test_who_keeps_out_in_the_middle_is_asked_no_more_and_the_round_goes_on(
    asked, proposal, amina, idris, sjaan, at
):
    actions.keep_out(proposal, "Ik verhuur de zaal", by=amina, at=at)
    assert asked.turns.get(since__isnull=False).person == idris
    actions.keep_out(proposal, "Ik ook", by=sjaan, at=at)
    speak(proposal, idris, at)
    asked.refresh_from_db()
    assert (asked.closed_at, asked.was_stopped) == (at, False)


def test_a_round_in_which_nobody_is_left_to_ask_decides_nothing(
    asked, proposal, amina, idris, sjaan, at
):
    for person in (sjaan, amina, idris):
        actions.keep_out(proposal, "Ik verhuur de zaal", by=person, at=at)
    asked.refresh_from_db()
    assert (asked.closed_at, asked.was_stopped) == (at, True)


def test_who_keeps_out_says_nothing_and_leads_nothing(proposal, amina, idris, at):
    for sort in ("picture", "opinion"):
        actions.open_next(proposal, sort, by=idris, at=at)
    for person in (amina, idris):
        actions.keep_out(proposal, "Ik verhuur de zaal", by=person, at=at)
    with pytest.raises(Refused, match="buiten dit besluit"):
        actions.react(proposal, Voice("agree"), actor=amina.actor, by=amina, at=at)
    for act in (
        lambda: actions.open_next(proposal, "consent", by=idris, at=at),
        lambda: actions.conclude(proposal, by=idris, at=at),
        lambda: actions.lead(proposal, by=amina, at=at),
    ):
        with pytest.raises(Refused, match="Iemand anders begeleidt"):
            act()


def test_who_left_the_circle_is_not_asked_again(
    asked, proposal, rietkade, circle, amina, idris, at
):
    later = at + timedelta(4)
    ActsFor.objects.filter(actor=circle.actor, person=amina).update(until=at.date())
    assert pass_turns_by(rietkade, later.date(), later) == 1
    assert not asked.turns.filter(person=amina).exists()
    assert asked.turns.get(since__isnull=False).person == idris
