"""Voices on paper: two people read each apart from each other, and nobody votes in somebody's name unseen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once
from tests.decisions.voting import AGAINST, FOR, cast, closed, voice
from tussenruimte.cli.verifying.scope import Scope
from tussenruimte.cli.verifying.votes import papers_were_read_by_two
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import UNDERWAY, Ballot, PaperReading, Roll
from tussenruimte.decisions.reads.paper import papers_of
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.post.models import Dispatch


def read(vote, whose, chosen, at, by, interest=""):
    return actions.read_paper(voice(vote, whose), chosen, interest, by=by, at=at)


def test_it_counts_when_two_read_the_same(vote, amina, idris, sjaan, at, week):
    assert read(vote, sjaan, FOR, at, amina, "Ik woon ernaast") is None
    ballot = read(vote, sjaan, FOR, at, idris)
    assert (ballot.on_paper, ballot.person, ballot.interest_now) == (True, sjaan, "Ik woon ernaast")
    outcome = closed(vote, week).outcome
    assert (outcome["votes"], outcome["on_paper"], outcome["voices"]) == ([1, 0], 1, 1)


def test_it_does_not_count_as_long_as_they_differ(vote, amina, idris, sjaan, at, week):
    read(vote, sjaan, FOR, at, amina)
    assert read(vote, sjaan, AGAINST, at, idris) is None
    assert [one.actor for one in papers_of(vote, idris).differ] == [sjaan.actor]
    assert read(vote, sjaan, AGAINST, at, amina).chosen == AGAINST
    assert papers_of(vote, idris).counted == 1


def test_whoever_read_it_knows_only_that_another_did(vote, amina, idris, sjaan, at):
    read(vote, sjaan, FOR, at, amina)
    assert [one.actor for one in papers_of(vote, idris).to_read] == [sjaan.actor]
    mine = papers_of(vote, amina)
    assert (mine.to_read, mine.differ, mine.waiting) == ([], [], 1)


def test_nobody_reads_their_own_paper(vote, amina, at):
    with pytest.raises(Refused, match="van jou"):
        read(vote, amina, FOR, at, amina)


def test_one_person_is_no_two(vote, amina, sjaan, at):
    read(vote, sjaan, FOR, at, amina)
    read(vote, sjaan, FOR, at, amina)
    assert not Ballot.objects.exists()
    row = PaperReading.objects.get()
    row.pk, row.place, row.code = None, 2, "ANDERS"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_third_reader_is_too_many(vote, circle, amina, idris, sjaan, tess, at):
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    read(vote, sjaan, FOR, at, amina)
    read(vote, sjaan, AGAINST, at, idris)
    with pytest.raises(Refused, match="nog een keer"):
        read(vote, sjaan, FOR, at, tess)


def test_whoever_is_not_of_the_circle_reads_none(vote, sjaan, tess, at):
    with pytest.raises(NotHere):
        read(vote, sjaan, FOR, at, tess)


def test_whoever_keeps_out_reads_none(vote, proposal, amina, sjaan, at):
    actions.keep_out(proposal, "Mijn huis ligt ernaast", by=amina, at=at)
    with pytest.raises(Refused, match="buiten"):
        read(vote, sjaan, FOR, at, amina)


def test_a_secret_vote_takes_no_paper_with_a_name(talked, amina, idris, sjaan, at, week):
    vote = actions.open_vote(talked, Ask("yes-no", week, is_secret=True), by=idris, at=at)
    with pytest.raises(NotHere):
        read(vote, sjaan, FOR, at, amina)


def test_on_paper_nothing_is_underway_after_the_last_moment(vote, amina, sjaan, week):
    with pytest.raises(Refused, match="sloot"):
        read(vote, sjaan, FOR, week, amina)
    cast(vote, sjaan, FOR, week + UNDERWAY / 2)


def test_whoever_voted_needs_no_paper(vote, amina, sjaan, at):
    cast(vote, sjaan, FOR, at)
    with pytest.raises(Refused, match="stemde al"):
        read(vote, sjaan, AGAINST, at, amina)


def test_ones_own_voice_goes_before_the_paper(vote, amina, idris, sjaan, at, week):
    for reader in (amina, idris):
        read(vote, sjaan, FOR, at, reader)
    cast(vote, sjaan, AGAINST, at)
    assert not PaperReading.objects.exists()
    outcome = closed(vote, week).outcome
    assert (outcome["votes"], outcome["on_paper"]) == ([0, 1], 0)


def test_whose_paper_it_is_hears_of_it(vote, amina, idris, sjaan, at):
    told = Dispatch.objects.filter(to=sjaan.code)
    read(vote, sjaan, FOR, at, amina)
    assert not told.filter(kind="decisions.paper-read").exists()
    read(vote, sjaan, FOR, at, idris)
    assert told.filter(kind="decisions.paper-read").count() == 1
    actions.take_paper_back(voice(vote, sjaan), by=amina, at=at + timedelta(hours=1))
    assert told.filter(kind="decisions.paper-back").count() == 1
    assert not Ballot.objects.exists()
    assert not PaperReading.objects.exists()


def test_only_who_read_it_takes_it_back(vote, circle, amina, idris, sjaan, tess, at):
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    for reader in (amina, idris):
        read(vote, sjaan, FOR, at, reader)
    with pytest.raises(Refused, match="niet gelezen"):
        actions.take_paper_back(voice(vote, sjaan), by=tess, at=at)
    with pytest.raises(Refused, match="twee mensen"):
        read(vote, sjaan, FOR, at, tess)


def test_a_voice_that_was_given_away_comes_on_no_paper(vote, amina, idris, sjaan, at):
    actions.give_voice(voice(vote, sjaan), voice(vote, idris), by=sjaan, at=at)
    with pytest.raises(Refused, match="aan een ander"):
        read(vote, sjaan, FOR, at, amina)


def test_of_all_members_the_board_reads(talked_by_all, board, sjaan, idris, amina, tess, at):
    read(talked_by_all, amina, FOR, at, sjaan)
    with pytest.raises(NotHere):
        read(talked_by_all, tess, FOR, at, amina)
    assert read(talked_by_all, amina, FOR, at, idris).on_paper  # Idris leads it


@pytest.fixture
def talked_by_all(rietkade, draft, idris, amina, sjaan, tess, at, week):
    for person in (idris, amina, sjaan, tess):
        if not Member.objects.filter(actor=person.actor).exists():
            members.make_member(person.actor, sort="resident", since=at.date(), by="invoer", at=at)
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    return actions.open_vote(row, Ask("yes-no", week), by=idris, at=at)


def test_two_readers_at_once_count_once(real_commits, vote, amina, idris, sjaan, at):
    def by(reader):
        return lambda: read(vote, sjaan, FOR, at, reader)

    assert at_once(vote.cooperative_id, by(amina), by(idris)) == []
    assert Ballot.objects.filter(on_paper=True).count() == 1
    assert PaperReading.objects.count() == 2


def test_verify_finds_a_paper_that_no_two_people_read(vote, amina, idris, sjaan, at):
    for reader in (amina, idris):
        read(vote, sjaan, FOR, at, reader)
    assert list(papers_were_read_by_two(Scope(today=at.date()))) == []
    Ballot.objects.update(chosen=AGAINST)
    assert list(papers_were_read_by_two(Scope(today=at.date()))) == [
        f"rietkade: in vote {vote.code} a paper counts that no two people read so."
    ]


# ---- pages -----------------------------------------------------------------------------------------


@pytest.fixture
def here(vote, proposal):
    return f"/rietkade/voorstellen/{proposal.code}/stemming/{vote.round.number}/"


def test_a_reader_finds_the_paper_and_reads_it(vote, here, client, amina, idris, sjaan):
    browser = client.sign_in(amina)
    assert f"{here}papieren/" in browser.get(here).content.decode()
    page = browser.get(f"{here}papieren/", {"naam": "sjaan"}).content.decode()
    assert f"{here}papieren/{sjaan.code}/" in page
    answer = browser.post(
        f"{here}papieren/{sjaan.code}/", {"one": "1", "interest": "Woont ernaast"}
    )
    assert answer.headers["Location"] == f"{here}papieren/"
    assert "Lees ze ook" in client.sign_in(idris).get(f"{here}papieren/").content.decode()


def test_nobody_else_sees_that_page(vote, here, client, tess):
    assert client.get(f"{here}papieren/").status_code == 302
    assert client.sign_in(tess).get(f"{here}papieren/").status_code == 404


def test_what_another_read_stands_nowhere(vote, here, client, amina, idris, sjaan, at):
    read(vote, sjaan, AGAINST, at, amina, "Mijn zwager werkt er")
    page = client.sign_in(idris).get(f"{here}papieren/{sjaan.code}/").content.decode()
    assert "Mijn zwager" not in page
    assert "checked" not in page


def test_one_sees_that_ones_paper_was_read_and_votes_otherwise(
    vote, here, client, amina, idris, sjaan, at
):
    for reader in (amina, idris):
        read(vote, sjaan, FOR, at, reader)
    browser = client.sign_in(sjaan)
    assert "lazen je papier" in browser.get(here).content.decode()
    browser.post(f"{here}stemmen/{sjaan.code}/", {"one": "2"})
    assert Ballot.objects.get().chosen == AGAINST


def test_an_empty_paper_names_what_there_is_to_choose(vote, here, client, amina):
    page = client.sign_in(amina).get(f"{here}papieren/leeg/").content.decode()
    assert "☐ Tegen" in page
    assert "☐ Voor" in page


def test_after_closing_the_page_is_gone_and_the_result_says_how_many(
    vote, here, client, amina, idris, sjaan, at, week
):
    for reader in (amina, idris):
        read(vote, sjaan, FOR, at, reader)
    closed(vote, week)
    assert client.sign_in(amina).get(f"{here}papieren/").status_code == 404
    assert "1 daarvan op papier" in client.sign_in(amina).get(here).content.decode()


@pytest.mark.parametrize("sent", [{}, {"one": "9"}, {"one": "1", "interest": "x" * 400}])
def test_what_is_not_filled_in_well_is_kept_and_told(vote, here, client, amina, sjaan, sent):
    answer = client.sign_in(amina).post(f"{here}papieren/{sjaan.code}/", sent)
    assert answer.status_code == 200
    assert not PaperReading.objects.exists()


def test_a_voice_of_an_organisation_has_no_paper(talked_by_all, client, idris, at):
    for row in Roll.objects.filter(vote=talked_by_all).exclude(actor__kind="person"):
        where = f"/rietkade/voorstellen/{talked_by_all.round.proposal.code}/stemming/"
        path = f"{where}{talked_by_all.round.number}/papieren/{row.actor.code}/"
        assert client.sign_in(idris).get(path).status_code == 404
