"""The page of a proposal asks the database a few questions, however much there is to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.decisions.voting import AGAINST, FOR, cast, closed
from tests.promises.questions import questions
from tussenruimte.belonging import actions as belonging
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Elects, Money, Voice
from tussenruimte.decisions.models import UNDERWAY, Position, Proposal, Stage
from tussenruimte.decisions.reads.around import around
from tussenruimte.decisions.reads.budgets import ideas_of
from tussenruimte.decisions.reads.elections import candidates_of
from tussenruimte.matters import actions as matters

MOST = 8  # for whoever is signed in four of these say who that is, and where


def start(house, kind="decision", **made):
    made.setdefault("circle", house.circle)
    by = {"by": house.idris, "at": house.at}
    return actions.start_proposal(house.rietkade, house.draft, kind=kind, **made, **by)


def write_much(row, house):
    """Versions, remarks, people who have to be heard and what they advise."""
    by = {"by": house.idris, "at": house.at}
    for number in range(4):
        version = actions.write_version(row, house.draft, because=f"Beter {number}", **by)
        for beside in (row.code, version.code):
            said = {"beside": beside, "quote": "zondag", "sort": "question"}
            matters.remark(row.matter, f"Waarom {number}?", by=house.tess, at=house.at, **said)
    for person in (house.tess, house.joris):
        named = actions.name_adviser(row, person.actor, authority="life", why="Woont er", **by)
        said = ("against", "Niet doen", "Ik woon er")
        actions.give_advice(named, *said, by=person, at=house.at)


def talk(row, house, *sorts):
    for sort in sorts:
        actions.open_next(row, sort, by=house.idris, at=house.at)


def say(row, house, *people, leaning="consent"):
    for person in people:
        actions.speak(row, Voice(leaning, f"Ik, {person.name}", "Rust"), by=person, at=house.at)


def find(row, house, *people):
    for person in people:
        voice = Voice("agree", f"Ik, {person.name}", "Rust")
        actions.react(row, voice, actor=person.actor, by=person, at=house.at)


def being_asked(house):
    """One by one, while somebody keeps out."""
    row = start(house)
    write_much(row, house)
    actions.keep_out(row, "Ik verhuur de zaal", by=house.sjaan, at=house.at)
    talk(row, house, "picture", "opinion", "consent")
    say(row, house, house.amina)
    return row


def objected(house):
    """Everybody spoke, and somebody objects."""
    row = start(house)
    write_much(row, house)
    talk(row, house, "picture", "opinion", "consent")
    say(row, house, house.amina, house.idris, house.sjaan, leaning="objection")
    return row


def to_answer(house):
    """Decided against advice."""
    row = start(house)
    write_much(row, house)
    talk(row, house, "picture", "opinion", "consent")
    say(row, house, house.amina, house.idris, house.sjaan)
    actions.conclude(row, by=house.idris, at=house.at)
    return row


def found_by_people(house):
    """What people find of it, while it is open."""
    row = start(house)
    write_much(row, house)
    talk(row, house, "picture", "opinion")
    find(row, house, house.amina, house.idris, house.tess)
    return row


def voted_twice(house, **made):
    """Equal voices, talk, and a vote that is open now."""
    row = start(house, **made)
    write_much(row, house)
    talk(row, house, "picture", "opinion")
    vote = actions.open_vote(row, Ask("yes-no", house.week), by=house.idris, at=house.at)
    cast(vote, house.idris, FOR, house.at)
    cast(vote, house.amina, AGAINST, house.at)
    closed(vote, house.week)
    again = Ask("yes-no", house.week + timedelta(7))
    actions.open_vote(row, again, by=house.idris, at=house.week + UNDERWAY)
    return row


def of_all_members(house):
    """All members decided against advice; the board owes the answers."""
    row = voted_twice(house, circle=None)
    vote = around(row).votes[0]
    vote.refresh_from_db()
    cast(vote, house.idris, FOR, house.week + UNDERWAY)
    closed(vote, house.week + timedelta(7))
    return row


def opened_again(house):
    """Decided, opened again, and again after that."""
    row, no = to_answer(house), {"stage": Stage.NOT_ADOPTED, "is_adopted": False}
    for number in range(3):
        Proposal.objects.filter(pk=row.pk).update(**no, decided_at=house.at)
        news = f"Nieuws {number}"
        row = actions.open_again(row, house.draft, news, by=house.idris, at=house.at)
    return row


def election(house):
    """Three want to be elected, and people say what they find."""
    row = start(house, "election", elects=Elects(2))
    write_much(row, house)
    talk(row, house, "picture", "opinion")
    find(row, house, house.amina, house.idris)
    for person in (house.amina, house.idris, house.sjaan):
        actions.stand(row, "Ik doe het graag", by=person, at=house.at)
    return row


def budget(house):
    """Ideas for the money, and what people find."""
    row = start(house, "budget", money=Money(80, 100))
    write_much(row, house)
    talk(row, house, "picture", "opinion")
    find(row, house, house.amina, house.idris)
    for title in ("Ritten", "Uitje", "Tafel"):
        actions.add_idea(row, title, "Dat is er al jaren", 40, by=house.idris, at=house.at)
    return row


MUCH = {
    one.__name__: one
    for one in (
        being_asked, objected, to_answer, opened_again, found_by_people, voted_twice, of_all_members,
        election, budget,
    )
}  # fmt: skip


def asked_by(client, proposal):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/rietkade/voorstellen/{proposal.code}/").status_code == 200
    return questions(asked)


@pytest.mark.parametrize("who", ["", "idris", "amina", "tess", "joris"])
def test_a_proposal_asks_as_little_with_much_as_with_little(client, house, board, who):
    """A visitor, who leads it, somebody of the circle, and two who have to be heard."""
    if who:
        client.sign_in(getattr(house, who))
    little = len(asked_by(client, start(house)))
    assert little <= MOST
    for name, make in MUCH.items():
        found = asked_by(client, make(house))
        assert len(found) <= little, "\n".join([name, *found])


def test_before_all_have_spoken_only_whose_turn_it_is_comes_along(house):
    row = being_asked(house)
    row.refresh_from_db()
    found = around(row)
    assert [one.person for one in found.turns if one.spoken_at] == [house.amina]
    assert [one.person for one in found.turns if one.since and not one.spoken_at] == [house.idris]
    assert found.voices == []
    (out,) = found.conflicts
    assert (out.person.name, out.why_now) == (house.sjaan.name, "Ik verhuur de zaal")


def test_what_each_said_comes_along_when_all_have_spoken(house):
    row = objected(house)
    row.refresh_from_db()
    found = around(row)
    assert found.turns == []
    for one, kept in zip(found.voices, Position.objects.order_by("at", "pk"), strict=True):
        assert (one, one.actor, one.person) == (kept, kept.actor, kept.person)
        assert (one.said_now, one.interest_now) == (kept.said_now, "Rust")
        assert one.leaning == kept.leaning == "objection"


def test_who_was_forgotten_is_forgotten_here_too(house, at, tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    row = found_by_people(house)
    row.refresh_from_db()
    belonging.forget_again(house.tess, by="beheer", at=at)
    said = [(one.person.name, one.said_now) for one in around(row).voices]
    assert said[:2] == [(one.name, f"Ik, {one.name}") for one in (house.amina, house.idris)]
    assert said[2][1] == "(vergeten)"


def test_candidates_and_ideas_are_those_of_their_tables(house):
    people, money = election(house), budget(house)
    for row in (people, money):
        row.refresh_from_db()
    assert [(one, one.words_now) for one in around(people).candidates] == [
        (one, one.words_now) for one in candidates_of(people)
    ]
    ideas = around(money).ideas
    assert ideas == ideas_of(money)
    assert {(one.title, one.why, one.euros, one.by.name) for one in ideas} == {
        (title, "Dat is er al jaren", 40, house.idris.name)
        for title in ("Ritten", "Uitje", "Tafel")
    }


def test_all_votes_come_along_the_latest_first(house):
    row = voted_twice(house)
    row.refresh_from_db()
    now, before = around(row).votes
    assert (now.round.number, now.closed_at, before.result.verdict) == (5, None, "tie")
    assert (before.closed_at, before.closes_at) == (house.week + UNDERWAY, house.week)
