"""Figures per kind of member: as much as can be shown, and never so that somebody is recognised."""

import re
from types import SimpleNamespace

import pytest

from tests.decisions.voting import cast, closed
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.counting import Voiced, town_and_kinds
from tussenruimte.members import actions as members
from tussenruimte.methods import deciding

QUESTION = deciding.Vote("yes-no", ("Voor", "Tegen"), 2, "lot")


def voices(**kinds):
    """So many of each kind for, against and passing."""
    return [
        Voiced((place,) if place else (), kind, "")
        for kind, numbers in kinds.items()
        for place, number in zip((1, 2, 0), numbers, strict=False)
        for _ in range(number)
    ]


def test_what_nobody_chose_hides_nothing_else():
    found = town_and_kinds(QUESTION, voices(resident=(30, 20), professional=(12, 11)))
    assert found["columns"] == [1, 2]
    assert found["members"] == [[30, 20, 50], [12, 11, 23]]
    assert found["public"] == [[30, 20, 50], [10, 10, 25]]


def test_where_all_are_of_one_mind_each_kind_stands_with_its_voices():
    found = town_and_kinds(QUESTION, voices(resident=(0, 20), professional=(0, 11)))
    assert (found["columns"], found["members"]) == ([2], [[20, 20], [11, 11]])


def test_who_passed_stands_last_and_few_of_them_hide_what_would_tell_it():
    many = town_and_kinds(QUESTION, voices(resident=(30, 20, 8), professional=(12, 11, 9)))
    assert (many["columns"], many["members"][0]) == ([1, 2, 0], [30, 20, 8, 58])
    few = town_and_kinds(QUESTION, voices(resident=(30, 20, 1), professional=(12, 11)))
    assert few["columns"] == [1, 2, 0]
    assert [row[2] for row in few["members"]] == [None, None]


@pytest.fixture
def asked(rietkade, welcome, draft, idris, at, week):
    """Twelve residents and twelve professionals have a voice."""
    people = [welcome(f"Mens {n:02}") for n in range(24)]
    for n, person in enumerate(people):
        sort = "professional" if n % 2 else "resident"
        members.make_member(person.actor, sort=sort, since=at.date(), by="invoer", at=at)
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    vote = actions.open_vote(row, Ask("yes-no", week), by=idris, at=at)
    return SimpleNamespace(vote=vote, people=people, round=vote.round, at=at, week=week)


def page_when_closed(client, asked, *, voices):
    """What the page says once so many voted, some for and some against."""
    for n, person in enumerate(asked.people[:voices]):
        cast(asked.vote, person, [1] if n < 14 else [2], asked.at)
    closed(asked.vote, asked.week)
    page = f"/rietkade/voorstellen/{asked.round.proposal.code}/stemming/{asked.round.number}/"
    return re.sub(r"\s+", " ", client.get(page).content.decode())


def test_the_page_shows_kinds_when_nobody_passed(client, asked, idris):
    words = page_when_closed(client.sign_in(idris), asked, voices=24)
    table = words.split('id="kinds"')[1].split("</section>")[0]
    assert re.findall(r'scope="col"[^>]*>([^<]+)<', table) == ["Soort", "Voor", "Tegen", "Samen"]
    assert re.findall(r'class="num">(\d+)</td>', table) == ["7", "5", "12", "7", "5", "12"]


def test_a_visitor_sees_no_table_of_which_all_is_hidden(client, asked):
    assert 'id="kinds"' not in page_when_closed(client, asked, voices=12)
