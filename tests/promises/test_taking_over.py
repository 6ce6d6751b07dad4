"""Whoever knows from outside that something is late offers to take it over; the maker says yes."""

from datetime import timedelta

import pytest

from tests.promises.conftest import TEXT
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.members import actions as members
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions
from tussenruimte.promises.models import Handover
from tussenruimte.record.models import Reading

LATE = "/rietkade/afspraken/te-laat/"


@pytest.fixture
def later(promise, area, travel, at):
    """Amina is five days late with what she promised Ruben; Sjaan's circle knows."""
    moment = at + timedelta(days=8)
    travel(moment)
    return moment


@pytest.fixture
def offered(promise, later, sjaan):
    return actions.offer_to_take(promise, by=sjaan, at=later)


def take(promise):
    return f"/rietkade/afspraken/{promise.code}/overnemen/"


def answer_to(row):
    return f"/rietkade/afspraken/overnemen/{row.code}/"


def says_nothing_of_inside(page):
    return "Ruben" not in page and TEXT not in page


def letters(kind):
    rows = list(Dispatch.objects.filter(kind=kind))
    made = letters_of(rows)
    return {row.to: made[row.code].text for row in rows if row.code in made}


def test_whoever_knows_it_offers_and_reads_nothing_yet(promise, later, sjaan, amina, client):
    page = client.sign_in(sjaan).get(LATE).content.decode()
    assert "Ik neem het over" in page
    assert client.post(take(promise)).url == LATE
    row = Handover.objects.get()
    assert (row.giver, row.taker, row.is_from_taker) == (amina.actor, sjaan.actor, True)
    page = client.get(LATE).content.decode()
    assert "Je bood aan dit over te nemen" in page
    assert says_nothing_of_inside(page)
    assert client.get(f"/rietkade/afspraken/{promise.code}/").status_code == 404
    assert not may_read(promise.matter, [sjaan.pk], later.date())


def test_the_maker_hears_it_and_sees_it_where_they_look(offered, promise, amina, client):
    (said,) = letters("take-over").values()
    assert list(letters("take-over")) == [amina.code]
    assert "Sjaan Poelma" in said
    assert answer_to(offered) in said
    for page in ("vandaag/", "afspraken/", f"afspraken/{promise.code}/"):
        shown = client.sign_in(amina).get(f"/rietkade/{page}").content.decode()
        assert answer_to(offered) in shown


def test_with_both_a_yes_it_is_theirs(offered, promise, amina, sjaan, ruben, client, later):
    answer = client.sign_in(amina).post(answer_to(offered), {"answer": "yes", "said_yes": "on"})
    assert answer.status_code == 302
    promise.refresh_from_db()
    assert promise.maker == sjaan.actor
    assert may_read(promise.matter, [sjaan.pk], later.date())
    assert client.sign_in(sjaan).get(f"/rietkade/afspraken/{promise.code}/").status_code == 200
    assert "Sjaan Poelma" in letters("taken-over")[ruben.code]
    assert promise.code in letters("take-over-answered")[sjaan.code]
    assert letters("take-over") == {}


def test_nobody_new_reads_along_without_the_yes_of_the_person(offered, promise, amina, client):
    page = client.sign_in(amina).post(answer_to(offered), {"answer": "yes"})
    assert page.context["form"].non_field_errors()
    promise.refresh_from_db()
    assert promise.maker == amina.actor


def test_a_no_changes_nothing_and_is_heard(offered, promise, amina, sjaan, client, later):
    client.sign_in(amina).post(answer_to(offered), {"answer": "no"})
    promise.refresh_from_db()
    assert promise.maker == amina.actor
    assert not may_read(promise.matter, [sjaan.pk], later.date())
    assert "Amina Telgenhof" in letters("take-over-answered")[sjaan.code]
    assert client.post(answer_to(offered), {"answer": "yes"}).status_code == 409


def test_a_yes_in_a_second_tab_is_answered_in_a_sentence(offered, amina, client):
    for status in (302, 409):
        said = {"answer": "yes", "said_yes": "on"}
        assert client.sign_in(amina).post(answer_to(offered), said).status_code == status


def test_the_same_offer_twice_is_one_and_another_waits(promise, later, sjaan, tess):
    first = actions.offer_to_take(promise, by=sjaan, at=later)
    assert actions.offer_to_take(promise, by=sjaan, at=later) == first
    with pytest.raises(Refused):
        actions.offer_to_take(promise, by=tess, at=later)
    assert Dispatch.objects.filter(kind="take-over").count() == 1


def test_the_maker_answers_before_asking_somebody_else(offered, promise, amina, tess, later):
    with pytest.raises(Refused, match="Sjaan"):
        actions.offer(promise, to=tess.actor, by=amina, at=later, person_said_yes=True)


def test_what_was_done_meanwhile_is_said_without_a_name(promise, later, amina, sjaan, client):
    actions.say_done(promise, by=amina, at=later)
    page = client.sign_in(sjaan).post(take(promise))
    assert page.status_code == 409
    assert says_nothing_of_inside(page.content.decode())
    assert not Handover.objects.exists()


def test_a_yes_comes_too_late_when_it_is_done(offered, promise, amina, client, later):
    actions.say_done(promise, by=amina, at=later)
    client.sign_in(amina)
    assert client.post(answer_to(offered), {"answer": "yes"}).status_code == 409
    with pytest.raises(Refused):
        actions.answer_taker(offered, accepts=True, by=amina, at=later, person_said_yes=True)


def test_whoever_offered_takes_it_back(offered, promise, sjaan, amina, client):
    back = answer_to(offered) + "terug/"
    assert client.sign_in(amina).post(back).status_code == 404
    assert client.sign_in(sjaan).post(back).status_code == 302
    assert client.post(back).status_code == 409
    assert letters("take-over") == {}
    assert client.post(take(promise)).status_code == 302  # and may offer again


def test_nobody_else_answers(offered, tess, sjaan, client):
    for somebody in (tess, sjaan):
        answer = client.sign_in(somebody).post(answer_to(offered), {"answer": "yes"})
        assert answer.status_code == 404


def test_whoever_does_not_hear_of_it_cannot_offer(promise, later, tess, amina, client):
    for somebody, status in ((tess, 404), (amina, 409)):
        assert client.sign_in(somebody).post(take(promise)).status_code == status
    assert not Handover.objects.exists()


def test_whoever_has_no_log_in_is_called(promised, ruben, amina, area, sjaan, travel, client, at):
    promise = promised(maker=ruben.actor, receiver=amina.actor)
    travel(at + timedelta(days=8))
    page = client.sign_in(sjaan).get(LATE).content.decode()
    assert "Ik neem het over" not in page
    assert "tel:" in page
    assert client.post(take(promise)).status_code == 409


@pytest.fixture
def of_seat(promised, joris, area, board, at):
    return promised(maker=joris.tenures.get().seat.actor)


def test_whoever_sits_in_the_seat_says_yes_for_it(of_seat, joris, sjaan, travel, client, at):
    travel(at + timedelta(days=8))
    row = actions.offer_to_take(of_seat, by=sjaan, at=at + timedelta(days=8))
    assert list(letters("take-over")) == [joris.code]
    said = {"answer": "yes", "said_yes": "on"}
    assert client.sign_in(joris).post(answer_to(row), said).status_code == 302
    of_seat.refresh_from_db()
    assert of_seat.maker == sjaan.actor


def leave(joris, at, stand_in=None):
    seat = joris.tenures.get().seat
    members.leave_seat(seat, until=at.date(), by=joris, at=at)
    if stand_in:
        members.stand_in_for_seat(seat, stand_in, by=joris, at=at)


@pytest.fixture
def of_empty(of_seat, joris, idris, sjaan, travel, at):
    """Sjaan offers to do what an empty seat promised Ruben; Idris stands in, Amina holds on."""
    leave(joris, at, idris)
    later = at + timedelta(days=8)
    travel(later)
    return actions.offer_to_take(of_seat, by=sjaan, at=later)


def test_of_an_empty_seat_whoever_stands_in_answers(of_empty, idris, client):
    assert idris.code in letters("take-over")
    page = client.sign_in(idris).get(answer_to(of_empty))
    assert page.status_code == 200
    assert says_nothing_of_inside(page.content.decode())
    assert client.post(answer_to(of_empty), {"answer": "no"}).status_code == 302


def test_and_whoever_holds_on_can_ask_the_person(of_empty, of_seat, amina, idris, sjaan, client):
    assert set(letters("take-over")) == {idris.code, amina.code}
    page = client.sign_in(idris).post(answer_to(of_empty), {"answer": "yes"})
    assert page.context["form"].non_field_errors()
    said = {"answer": "yes", "said_yes": "on"}
    assert client.sign_in(amina).post(answer_to(of_empty), said).status_code == 302
    of_seat.refresh_from_db()
    assert of_seat.maker == sjaan.actor


def test_both_see_it_where_they_look_and_whoever_offered_does_not(
    of_empty, amina, idris, sjaan, client
):
    for page in ("vandaag/", "afspraken/"):
        for person, is_asked in ((idris, True), (amina, True), (sjaan, False)):
            shown = client.sign_in(person).get(f"/rietkade/{page}").content.decode()
            assert (answer_to(of_empty) in shown) == is_asked
            assert not is_asked or "wethouder sociaal" in shown


def test_where_nobody_sits_whoever_hears_it_answers_and_whoever_holds_on_asks(
    of_seat, joris, tess, amina, sjaan, travel, client, at
):
    leave(joris, at)
    later = at + timedelta(days=8)
    travel(later)
    row = actions.offer_to_take(of_seat, by=sjaan, at=later)
    assert set(letters("take-over")) == {tess.code, amina.code}
    page = client.sign_in(tess).get(LATE).content.decode()
    assert answer_to(row) in page
    page = client.post(answer_to(row), {"answer": "yes", "said_yes": "on"})
    assert page.context["form"].non_field_errors()
    assert says_nothing_of_inside(page.content.decode())
    said = {"answer": "yes", "said_yes": "on"}
    assert client.sign_in(amina).post(answer_to(row), said).status_code == 302
    of_seat.refresh_from_db()
    assert of_seat.maker == sjaan.actor


def test_what_is_public_whoever_hears_it_may_give(
    promised, garden, joris, idris, area, board, tess, sjaan, client, travel, at
):
    seat = joris.tenures.get().seat.actor
    promise = promised(about=garden, maker=seat, receiver=idris.actor)
    leave(joris, at)
    later = at + timedelta(days=8)
    travel(later)
    row = actions.offer_to_take(promise, by=sjaan, at=later)
    assert client.sign_in(tess).post(answer_to(row), {"answer": "yes"}).status_code == 302
    promise.refresh_from_db()
    assert promise.maker == sjaan.actor
    assert not Reading.objects.exists()


@pytest.fixture
def alone(promised, garden, joris, idris, board, travel, at):
    """Nobody sits there or stands in; only Tess, on the board, hears of it instead."""
    promise = promised(about=garden, maker=joris.tenures.get().seat.actor, receiver=idris.actor)
    leave(joris, at)
    travel(at + timedelta(days=8))
    return promise


def test_where_only_they_could_say_yes_it_is_theirs_at_once(alone, tess, idris, client):
    answer = client.sign_in(tess).post(take(alone))
    assert answer.url == f"/rietkade/afspraken/{alone.code}/"
    alone.refresh_from_db()
    assert alone.maker == tess.actor
    assert Handover.objects.get().accepted
    assert "Tess" in letters("taken-over")[idris.code]
    assert letters("take-over") == {}


def test_what_is_private_they_cannot_give_themselves(
    of_seat, joris, board, tess, amina, travel, client, at
):
    leave(joris, at)
    amina.user = None
    amina.save()
    travel(at + timedelta(days=8))
    page = client.sign_in(tess).post(take(of_seat))
    assert page.status_code == 409
    assert "Bel 000 123 45 67" in page.content.decode()
    assert not Handover.objects.exists()


def test_nobody_says_yes_to_their_own_offer(of_seat, joris, board, tess, amina, travel, client, at):
    leave(joris, at)
    later = at + timedelta(days=8)
    travel(later)
    row = actions.offer_to_take(of_seat, by=tess, at=later)
    assert list(letters("take-over")) == [amina.code]
    assert client.sign_in(tess).get(answer_to(row)).status_code == 404
    assert client.post(answer_to(row), {"answer": "yes"}).status_code == 404


ENDS = {
    "moved": lambda p, by, at: actions.move(
        p, to=at.date() + timedelta(10), reason="Ziek.", told="phone", by=by, at=at
    ),
    "done": lambda p, by, at: actions.say_done(p, by=by, at=at),
    "confirmed": lambda p, by, at: actions.confirm(p, by=by, at=at),
    "failed": lambda p, by, at: actions.fail(p, what_now="Tess.", told=True, by=by, at=at),
    "released": lambda p, by, at: actions.release(p, by=by, at=at),
    "all released": lambda p, by, at: actions.release_all(p.matter, by=by, at=at),
}


@pytest.mark.parametrize("how", ENDS)
def test_an_offer_ends_when_it_is_not_late_any_more(
    offered, promise, amina, sjaan, client, later, how
):
    ENDS[how](promise, amina, later)
    offered.refresh_from_db()
    assert offered.accepted is False
    assert "niet meer nodig" in letters("take-over-ended")[sjaan.code]
    assert letters("take-over") == {}
    said = {"answer": "yes", "said_yes": "on"}
    assert client.sign_in(amina).post(answer_to(offered), said).status_code == 409


def test_when_it_is_late_again_after_all_one_offers_again(
    offered, promise, amina, ruben, sjaan, later
):
    actions.say_done(promise, by=amina, at=later)
    actions.deny(promise, by=ruben, at=later)
    assert letters("take-over-ended") == {}
    assert actions.offer_to_take(promise, by=sjaan, at=later) != offered


def test_on_the_phone_no_number_says_who_it_is(offered, sjaan, tess, amina):
    sjaan.actor.phone = "000 123 45 99"
    sjaan.actor.save()
    (row,) = Dispatch.objects.filter(kind="take-over")
    (said,) = letters_of([row], [tess.pk])[row.code].spoken
    assert "Sjaan" not in said
    assert "Bel 000 123 45 67" in said


def test_it_waits_with_whoever_holds_on_by_then(offered, promise, amina, tess, sjaan, later):
    actions.hand_on(promise, to=tess.actor, by=amina, at=later)
    offered.refresh_from_db()
    assert offered.giver == tess.actor
    assert list(letters("take-over")) == [tess.code]
    actions.hand_on(promise, to=sjaan.actor, by=amina, at=later)
    offered.refresh_from_db()
    assert offered.answered_at


def test_the_list_asks_the_same_number_of_questions(
    promised, later, sjaan, client, django_assert_max_num_queries, at
):
    for _ in range(5):
        actions.offer_to_take(promised(at=at), by=sjaan, at=later)
    client.sign_in(sjaan)
    with django_assert_max_num_queries(12):
        assert client.get(LATE).status_code == 200
