"""Somebody leaves a seat: nothing moves, and everybody sees it."""

import pytest

from tests.at_once import at_once
from tussenruimte.belonging import actions
from tussenruimte.belonging.models import StandInAsked
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.wording import SHOWN_ONCE
from tussenruimte.members import actions as members
from tussenruimte.members.models import Mandate, Seat
from tussenruimte.promises.models import Promise

SEATS = "/rietkade/stoelen/"


def page(seat, *parts):
    return SEATS + "/".join([seat.actor.code, *parts]) + "/"


def text(client, path):
    return client.get(path).content.decode()


def everything():
    return list(Promise.objects.order_by("pk").values())


def test_leaving_moves_no_promise(seat, owed, joris, client):
    before = everything()
    assert client.sign_in(joris).post(page(seat, "verlaten"), {"person": ""}).status_code == 302
    assert everything() == before
    client.logout()
    shown = text(client, page(seat))
    assert "Leeg sinds vandaag; nog niemand neemt waar." in " ".join(shown.split())
    assert "De gemeente doet 3" in shown
    assert "Joris Haanappel" in shown  # who sat there before
    assert "Leeg sinds vandaag" in text(client, SEATS)


@pytest.mark.parametrize("who", ["joris", "berend"])
def test_who_sits_there_or_sees_to_it_may_say_that_they_leave(who, seat, berend, request, client):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(page(seat, "verlaten")).status_code == 200


@pytest.mark.parametrize("what", ["verlaten", "iemand-vragen", "voordragen", "mandaat", "opheffen"])
def test_nobody_else_arranges_anything(what, seat, berend, board, sjaan, idris, client):
    for somebody in (idris, sjaan):  # also not of the board, as long as the municipality has people
        client.sign_in(somebody)
        assert client.get(page(seat, what)).status_code == 404
        assert client.post(page(seat, what)).status_code == 404
    assert "Jij regelt" not in text(client, page(seat))


def test_of_a_seat_of_the_cooperative_the_board_sees_to_it(rietkade, board, sjaan, client, at):
    chair = members.make_seat(rietkade, "voorzitter", by="invoer", at=at)
    assert "Jij regelt" in text(client.sign_in(sjaan), page(chair))


def test_whoever_is_asked_to_stand_in_says_yes_first(seat, joris, amina, client):
    client.sign_in(joris).post(page(seat, "verlaten"), {"person": amina.code})
    row = StandInAsked.objects.get()
    assert Seat.objects.get(pk=seat.pk).stand_in is None
    there = f"{SEATS}waarnemen/{row.code}/"
    assert client.get(there).status_code == 404
    client.sign_in(amina).post(there, {"answer": "yes"})
    assert "Amina Telgenhof neemt waar." in text(client, page(seat))


def test_a_no_leaves_it_empty(empty, amina, berend, at):
    row = actions.ask_stand_in(empty, amina, by=berend, at=at)
    actions.answer_stand_in(row, says_yes=False, by=amina, at=at)
    assert Seat.objects.get(pk=empty.pk).stand_in is None
    actions.ask_stand_in(empty, berend, by=berend, at=at)  # whoever offers themselves says yes
    assert Seat.objects.get(pk=empty.pk).stand_in == berend


def test_nobody_stands_in_where_somebody_sits(seat, empty, amina, marlies, berend, at):
    row = actions.ask_stand_in(empty, amina, by=berend, at=at)
    with pytest.raises(Refused):
        actions.ask_stand_in(empty, berend, by=berend, at=at)
    members.sit_down(empty, marlies, since=at.date(), by="beheer", at=at)
    with pytest.raises(Refused):
        actions.answer_stand_in(row, says_yes=True, by=amina, at=at)
    actions.answer_stand_in(row, says_yes=False, by=amina, at=at)
    with pytest.raises(Refused):
        actions.ask_stand_in(empty, berend, by=berend, at=at)


def test_answering_twice_at_once_counts_once(real_commits, empty, amina, berend, at):
    row = actions.ask_stand_in(empty, amina, by=berend, at=at)
    (no,) = at_once(
        empty.cooperative_id,
        lambda: actions.answer_stand_in(row, says_yes=True, by=amina, at=at),
        lambda: actions.answer_stand_in(row, says_yes=False, by=amina, at=at),
    )
    assert isinstance(no, Refused)


def test_leaving_twice_at_once_is_leaving_once(real_commits, seat, joris, berend, at):
    def go():
        actions.leave(seat, by=joris, at=at)

    (no,) = at_once(seat.cooperative_id, go, go)
    assert isinstance(no, Refused)


# ---- what can be promised from here ---------------------------------------------------------------


def test_a_mandate_is_added_and_the_older_one_stays(seat, berend, client, at):
    client.sign_in(berend)
    for words in ("Tot 500 euro.", "Tot 500 euro, en een avond zaalhuur."):
        client.post(page(seat, "mandaat"), {"words": words, "as_is": SHOWN_ONCE})
    shown = text(client, page(seat))
    assert [row.number for row in Mandate.objects.order_by("number")] == [1, 2]
    assert "Tot 500 euro." in shown
    assert "Er kwamen 23 tekens bij." in shown


def test_a_mandate_has_at_most_six_hundred_characters(seat, berend, client):
    client.sign_in(berend).post(page(seat, "mandaat"), {"words": "a" * 601})
    assert not Mandate.objects.exists()


def test_the_same_mandate_again_is_no_version(seat, at):
    members.write_mandate(seat, "Tot 500 euro.", by="beheer", at=at)
    with pytest.raises(Refused, match="in 600 tekens"):
        members.write_mandate(seat, "a" * 601, by="beheer", at=at)
    with pytest.raises(Refused, match="in 600 tekens"):
        members.make_seat(seat.cooperative, "school", mandate="a" * 601, by="beheer", at=at)
    with pytest.raises(Refused):
        members.write_mandate(seat, "Tot 500 euro. ", by="beheer", at=at)


# ---- a seat goes ---------------------------------------------------------------------------------


def test_a_seat_that_owes_something_cannot_go(empty, owed, berend, client):
    shown = client.sign_in(berend).post(page(empty, "opheffen")).content.decode()
    assert "Deze stoel heeft nog iets te doen." in shown
    assert Seat.objects.get(pk=empty.pk).abolished_on is None


def test_a_seat_in_which_somebody_sits_cannot_go(seat, berend, at):
    with pytest.raises(Refused):
        actions.abolish(seat, by=berend, at=at)


def test_a_seat_for_which_somebody_was_named_cannot_go(empty, marlies, berend, at):
    actions.name_successor(empty, marlies, by=berend, at=at)
    with pytest.raises(Refused):
        actions.abolish(empty, by=berend, at=at)


def test_a_seat_without_anything_open_goes_and_can_still_be_seen(empty, berend, idris, client, at):
    client.sign_in(berend).post(page(empty, "opheffen"))
    assert "Deze stoel is er niet meer sinds vandaag." in text(client, page(empty))
    assert "wethouder" not in text(client, SEATS)
    for change in (
        lambda: actions.ask_question(empty, "Hallo?", by=idris, at=at),
        lambda: members.sit_down(empty, idris, since=at.date(), by="beheer", at=at),
        lambda: actions.abolish(empty, by=berend, at=at),
    ):
        with pytest.raises(Refused):
            change()


def test_asking_and_going_at_once_leaves_no_question_without_a_seat(
    real_commits, empty, idris, berend, at
):
    (no,) = at_once(
        empty.cooperative_id,
        lambda: actions.ask_question(empty, "Hallo?", by=idris, at=at),
        lambda: actions.abolish(empty, by=berend, at=at),
    )
    assert isinstance(no, Refused)
