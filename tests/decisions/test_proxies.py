"""A voice that is given to somebody else: once, to at most two each, and seen by everybody here."""

from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.decisions.test_vote_pages import page_of, text
from tests.decisions.voting import AGAINST, FOR, cast, cast_secretly, closed, voice
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import UNDERWAY, Ballot, Proxy, Voted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members


def give(vote, giver, to, at):
    return actions.give_voice(voice(vote, giver), voice(vote, to), by=giver, at=at)


def test_somebody_else_votes_with_it_once(vote, amina, idris, at, week):
    give(vote, amina, idris, at)
    with pytest.raises(Refused, match="ander"):
        cast(vote, amina, AGAINST, at)
    actions.cast(voice(vote, amina), FOR, by=idris, at=at)
    cast(vote, idris, FOR, at)
    assert closed(vote, week).outcome["votes"] == [2, 0]


def test_it_is_taken_back_as_long_as_it_is_not_in(vote, amina, idris, at):
    give(vote, amina, idris, at)
    actions.take_voice_back(voice(vote, amina), by=amina, at=at)
    with pytest.raises(Refused):
        actions.take_voice_back(voice(vote, amina), by=amina, at=at)
    cast(vote, amina, FOR, at)
    with pytest.raises(Refused, match="al binnen"):
        give(vote, amina, idris, at)


def test_of_a_voice_that_is_in_nothing_is_taken_back(vote, amina, idris, at):
    give(vote, amina, idris, at)
    actions.cast(voice(vote, amina), FOR, by=idris, at=at)
    with pytest.raises(Refused, match="al binnen"):
        actions.take_voice_back(voice(vote, amina), by=amina, at=at)


def test_no_chains_and_not_to_oneself(vote, amina, idris, sjaan, at):
    give(vote, amina, idris, at)
    for giver, to in ((idris, sjaan), (sjaan, amina), (sjaan, sjaan), (amina, sjaan)):
        with pytest.raises(Refused):
            give(vote, giver, to, at)
    assert Proxy.objects.count() == 1


@pytest.fixture
def five(talked, circle, welcome, idris, at, week):
    """Two more in the circle; all five have a voice."""
    for name in ("Karin", "Piet"):
        members.sit_in_circle(circle, welcome(name), since=at.date(), by="invoer", at=at)
    return actions.open_vote(talked, Ask("yes-no", week, is_secret=True), by=idris, at=at)


def test_nobody_votes_for_more_than_two_others(five, amina, idris, sjaan, at, week):
    karin, piet = (r for r in five.roll.order_by("pk") if r.actor.name in {"Karin", "Piet"})
    mine = voice(five, idris)
    actions.give_voice(karin, mine, by=karin.actor.person, at=at)
    actions.give_voice(piet, mine, by=piet.actor.person, at=at)
    with pytest.raises(Refused, match="zoveel anderen"):
        give(five, amina, idris, at)
    actions.cast_secretly(karin, FOR, by=idris, at=at)
    with pytest.raises(Refused):
        actions.cast_secretly(piet, FOR, by=amina, at=at)
    assert Voted.objects.count() == 1
    with pytest.raises(Refused, match="sloot"):
        actions.take_voice_back(piet, by=piet.actor.person, at=week + UNDERWAY)


def test_two_give_the_last_one_at_once(real_commits, five, amina, idris, sjaan, at):
    karin = next(r for r in five.roll.all() if r.actor.name == "Karin")
    actions.give_voice(karin, voice(five, idris), by=karin.actor.person, at=at)
    errors = at_once(
        five.cooperative_id,
        *[lambda who=who: give(five, who, idris, at) for who in (amina, sjaan)],
    )
    assert [type(error) for error in errors] == [Refused]
    assert Proxy.objects.count() == 2


def test_giving_and_voting_at_once_is_one_of_both(real_commits, five, amina, idris, at):
    errors = at_once(
        five.cooperative_id,
        lambda: give(five, amina, idris, at),
        lambda: cast_secretly(five, amina, FOR, at),
    )
    assert [type(error) for error in errors] == [Refused]
    assert Proxy.objects.count() + Voted.objects.count() == 1


def test_it_is_asked_by_name_and_shown(client, vote, amina, idris, at, week):
    client.sign_in(amina)
    there = page_of(vote, f"geven/{amina.actor.code}/")
    assert "Niemand met precies" in text(client.post(there, {"name": "Ruben"}))
    client.post(there, {"name": idris.name})
    page = text(client.get(page_of(vote)))
    assert f"{idris.name} stemt voor jou." in page
    assert client.get(page_of(vote, f"stemmen/{amina.actor.code}/")).status_code == 404
    client.sign_in(idris)
    of_amina = page_of(vote, f"stemmen/{amina.actor.code}/")
    assert f"Je stemt voor {amina.name}." in text(client.get(of_amina))
    client.post(of_amina, {"one": "1"})
    assert Ballot.objects.get().person == idris
    assert client.post(page_of(vote, f"terugnemen/{amina.actor.code}/")).status_code == 404
    closed(vote, week + timedelta(1))
    assert f"({idris.name} stemde)" in text(client.get(page_of(vote)))


def test_taken_back_on_the_page(client, vote, amina, idris, at):
    give(vote, amina, idris, at)
    client.sign_in(amina)
    client.post(page_of(vote, f"terugnemen/{amina.actor.code}/"))
    assert not Proxy.objects.exists()
