"""Whoever is elected comes to sit in the circle that was chosen for."""

import pytest

from tests.decisions.test_elections import closed, everybody_votes, page_of, text
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Elects
from tussenruimte.decisions.models import Election, Stage
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import ActsFor, Member
from tussenruimte.members.reads import sitting_in
from tussenruimte.post.models import Dispatch
from tussenruimte.record.models import Fact


@pytest.fixture
def board(rietkade, joris, tess, at):
    """Tess sits in the board, and has sat there long enough."""
    row = members.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    members.sit_in_circle(row, tess, since=at.date(), by="invoer", at=at)
    return row


def begun(cooperative, draft, elects, *, circle=None, by, at):
    row = actions.start_proposal(
        cooperative, draft, kind="election", circle=circle, elects=elects, by=by, at=at
    )
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=by, at=at)
    return row


def elected(row, people, *, by, at, week):
    """All want it, and vote; Idris and Amina are elected, and Sjaan is not."""
    stand = {p: actions.stand(row, "Graag.", by=p, at=at) for p in people}
    vote = actions.open_election(row, week, by=by, at=at)
    everybody_votes(vote, stand, at)
    return closed(vote, week)


@pytest.fixture
def people(idris, amina, sjaan, at):
    """All three are members."""
    members.make_member(sjaan.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at)
    return idris, amina, sjaan


def heard(kind, person):
    return Dispatch.objects.filter(kind=f"decisions.{kind}", to=person.code).exists()


def test_they_sit_there_from_the_day_of_the_result(
    rietkade, draft, board, people, tess, idris, at, week
):
    row = begun(rietkade, draft, Elects(2, board), by=idris, at=at)
    elected(row, people, by=idris, at=at, week=week)
    idris, amina, _sjaan = people
    assert set(sitting_in(board)) == {idris, amina, tess}
    assert {ActsFor.objects.get(actor=board.actor, person=p).since for p in (idris, amina)} == {
        week.date()
    }
    assert [heard("elected", one) for one in people] == [True, True, False]
    assert not heard("no-longer", tess)
    assert Fact.objects.filter(body__contains="election.seated").count() == 1


def test_whoever_sat_there_leaves_when_that_was_asked(
    rietkade, draft, board, people, tess, idris, amina, at, week
):
    members.sit_in_circle(board, amina, since=at.date(), by="invoer", at=at)
    row = begun(rietkade, draft, Elects(2, board, instead=True), by=idris, at=at)
    elected(row, people, by=idris, at=at, week=week)
    assert set(sitting_in(board)) == {idris, amina}  # Amina was elected again, and sits there once
    assert ActsFor.objects.filter(actor=board.actor, person=amina).count() == 1
    assert [heard("no-longer", one) for one in (tess, amina)] == [True, False]


def test_as_long_as_an_answer_is_owed_nobody_sits_down(
    rietkade, draft, board, people, joris, idris, at, week
):
    row = begun(rietkade, draft, Elects(2, board), by=idris, at=at)
    adviser = actions.name_adviser(
        row, joris.tenures.get().seat.actor, authority="political", why="Geld", by=idris, at=at
    )
    actions.give_advice(adviser, "against", "Wacht nog.", "", by=joris, at=at)
    elected(row, people, by=idris, at=at, week=week)
    row.refresh_from_db()
    assert row.stage == Stage.TO_ANSWER
    assert idris not in sitting_in(board)
    actions.answer_adviser(adviser, "Wachten kan niet meer.", by=idris, at=week)
    assert idris in sitting_in(board)


def test_whoever_speaks_for_the_municipality_by_then_does_not_sit_down(
    rietkade, draft, board, people, joris, idris, amina, at, week
):
    row = begun(rietkade, draft, Elects(2, board), by=idris, at=at)
    stand = {p: actions.stand(row, "Graag.", by=p, at=at) for p in people}
    vote = actions.open_election(row, week, by=idris, at=at)
    everybody_votes(vote, stand, at)
    town = joris.tenures.get().seat.organisation
    members.speak_for(town, amina, since=at.date(), by="invoer", at=at)
    closed(vote, week)
    assert idris in sitting_in(board)
    assert amina not in sitting_in(board)


def test_whoever_speaks_for_the_municipality_is_no_candidate_for_the_board(
    rietkade, draft, board, joris, idris, at
):
    members.make_member(joris.actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at)
    row = begun(rietkade, draft, Elects(2, board), by=idris, at=at)
    with pytest.raises(Refused, match="gemeente spreekt"):
        actions.stand(row, "Graag.", by=joris, at=at)


def test_a_circle_that_ended_meanwhile_gets_nobody(
    rietkade, draft, circle, people, idris, at, week
):
    row = begun(rietkade, draft, Elects(2, circle, instead=True), by=idris, at=at)
    stand = {p: actions.stand(row, "Graag.", by=p, at=at) for p in people}
    vote = actions.open_election(row, week, by=idris, at=at)
    everybody_votes(vote, stand, at)
    members.end_circles(rietkade, [circle.pk], on=at.date(), by="invoer", at=at)
    assert closed(vote, week).verdict == "elected"
    assert not Fact.objects.filter(body__contains="election.seated").exists()


def test_a_circle_elects_into_itself_only(rietkade, draft, circle, board, idris, at):
    other = members.make_circle(rietkade, "Tuin", sort="work", by="invoer", at=at)
    meeting = members.make_circle(rietkade, "Leden", sort="meeting", by="invoer", at=at)
    for fills, decides, why in (
        (board, circle, "kiezen alle leden"),
        (board, board, "kiezen alle leden"),
        (other, circle, "geen|niemand voor een andere kring"),
        (meeting, None, "niemand kiezen"),
    ):
        with pytest.raises(Refused, match=why):
            begun(rietkade, draft, Elects(1, fills), circle=decides, by=idris, at=at)
    assert begun(rietkade, draft, Elects(1, circle), circle=circle, by=idris, at=at)
    with pytest.raises(Refused, match="in welke kring"):
        begun(rietkade, draft, Elects(1, instead=True), by=idris, at=at)


def test_on_pages_one_reads_where_they_come_to_sit(
    client, rietkade, draft, board, people, tess, idris, at, week
):
    client.sign_in(idris)
    said = {
        "title": draft.title, "why": draft.why, "how": "", "builds_on": draft.builds_on,
        "saves": "no", "risk": draft.risk, "borne_by": draft.borne_by, "circle": "all",
        "seats": "2", "fills": board.actor.code, "instead": "on",
    }  # fmt: skip
    client.post("/rietkade/voorstellen/nieuw/election/", said)
    row = Election.objects.get().proposal
    shown = text(client.get(page_of(row)))
    assert "zit vanaf de dag van de uitslag in “Bestuur”" in shown
    assert "Wie er nu zit en niet gekozen is, stopt op die dag." in shown
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    elected(row, people, by=idris, at=at, week=week)
    assert "zit sinds" in text(client.get(page_of(row)))
    assert f"/kringen/{board.actor.code}/" in text(client.get(page_of(row)))


def test_letters_say_so(rietkade, draft, board, people, tess, idris, at, week):
    from tussenruimte.decisions.letters import _elected, _no_longer  # noqa: PLC0415
    from tussenruimte.decisions.models import Proposal  # noqa: PLC0415

    row = begun(rietkade, draft, Elects(2, board, instead=True), by=idris, at=at)
    elected(row, people, by=idris, at=at, week=week)
    row = Proposal.objects.whole().get(pk=row.pk)
    assert "Bestuur" in _elected(row)[1]
    assert "Jouw tijd in Bestuur zit erop" in _no_longer(row)[0]
