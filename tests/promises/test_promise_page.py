"""The page of one promise, and what each of those in it can do there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.conftest import TEXT
from tests.promises.questions import questions
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Subject
from tussenruimte.promises import actions
from tussenruimte.promises.models import State
from tussenruimte.record.models import Reading

A_DAY = timedelta(days=1)


def address(promise, name="promise"):
    return reverse(f"promises:{name}", args=["rietkade", promise.code])


# ---- looking --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["amina", "idris"])
def test_maker_and_receiver_see_all_of_it(who, to_idris, amina, idris, client):
    answer = client.sign_in({"amina": amina, "idris": idris}[who]).get(address(to_idris))
    assert TEXT in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_page_without_signing_in_asks_to(promise, client):
    assert client.get(address(promise)).status_code == 302


def test_the_page_as_outsider_is_not_found(tess, promise, client):
    assert client.sign_in(tess).get(address(promise)).status_code == 404


def test_a_reader_sees_it_and_that_is_logged(sjaan, matter, promise, client, at):
    matters.let_read(matter, sjaan.actor, ground=Ground.RELATION, by=sjaan, at=at)
    assert TEXT in client.sign_in(sjaan).get(address(promise)).content.decode()
    row = Reading.objects.get()
    assert (row.reader, row.ground, row.page) == (sjaan.code, "relation", "promise")


def test_whoever_promised_it_is_noted_too_when_it_is_about_somebody_else(promise, amina, client):
    client.sign_in(amina).get(address(promise))
    client.get(address(promise, "move"))
    rows = Reading.objects.values_list("reader", "matter", "page")
    assert list(rows) == [(amina.code, promise.matter.code, "promise")] * 2


def test_whoever_acts_for_the_seat_that_promised_is_noted_by_name(of_seat, joris, client):
    assert TEXT in client.sign_in(joris).get(address(of_seat)).content.decode()
    assert Reading.objects.get().reader == joris.code


def test_whom_it_is_about_leaves_no_line(promised, idris, amina, client, at):
    own = matters.open_private(idris, subject=Subject.NEED, circle=None, by=idris, at=at)
    to_me = promised(about=own, receiver=idris.actor)
    assert TEXT in client.sign_in(idris).get(address(to_me)).content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize("who", ["amina", "idris"])
def test_looking_changes_nothing(who, to_idris, amina, idris, client, reading_only):
    client.sign_in({"amina": amina, "idris": idris}[who])
    with reading_only:
        client.get(address(to_idris))


@pytest.mark.parametrize("moves", [3, 60])
def test_the_page_asks_eight_questions_at_most(promise, sjaan, amina, matter, client, at, moves):
    matters.let_read(matter, sjaan.actor, ground=Ground.RELATION, by=sjaan, at=at)
    actions.offer(promise, to=sjaan.actor, by=amina, at=at, person_said_yes=True)
    for day in range(moves):
        to = at.date() + (10 + day) * A_DAY
        actions.move(promise, to=to, reason="Ziek", told="phone", by=amina, at=at)
    for person in (amina, sjaan):
        client.sign_in(person)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(promise)).status_code == 200
        assert len(questions(asked)) <= 8, "\n".join(questions(asked))


def test_a_late_promise_says_so_and_shows_who_knows(to_idris, idris, client, at, travel):
    travel(at + 7 * A_DAY)
    page = client.sign_in(idris).get(address(to_idris)).content.decode()
    assert "state--late" in page
    assert 'class="ladder"' in page
    assert 'href="tel:' in page


def test_what_a_seat_promised_its_holder_may_keep(joris, ruben, promised, client):
    seat = joris.tenures.get().seat
    promise = promised(maker=seat.actor)
    client.sign_in(joris).post(address(promise, "keep"), {"how": ""})
    promise.refresh_from_db()
    assert promise.state == State.DONE


# ---- keeping --------------------------------------------------------------------------------------


def test_the_maker_says_that_it_is_done(promise, amina, client):
    answer = client.sign_in(amina).post(address(promise, "keep"), {"how": "Gebeld"})
    assert answer.url == address(promise)
    promise.refresh_from_db()
    assert promise.state == State.DONE


@pytest.mark.parametrize("name", ["keep", "move", "fail", "offer"])
def test_the_pages_of_the_maker_are_for_the_maker(name, to_idris, idris, amina, client):
    assert client.get(address(to_idris, name)).status_code == 302
    assert client.sign_in(idris).get(address(to_idris, name)).status_code == 404
    assert client.sign_in(amina).get(address(to_idris, name)).status_code == 200


@pytest.mark.parametrize("name", ["keep", "move", "fail", "offer"])
def test_asking_changes_nothing(name, to_idris, amina, client, reading_only):
    client.sign_in(amina)
    with reading_only:
        assert client.get(address(to_idris, name)).status_code == 200


def test_keeping_twice_is_refused(promise, amina, client):
    client.sign_in(amina).post(address(promise, "keep"), {"how": ""})
    answer = client.post(address(promise, "keep"), {"how": "Nog eens"})
    assert answer.status_code == 200
    assert "Nog eens" in answer.content.decode()
    assert answer.context["form"].non_field_errors()


def test_after_keeping_one_comes_back_where_one_was(promise, amina, client):
    there = reverse("promises:mine", args=["rietkade"])
    answer = client.sign_in(amina).post(address(promise, "keep"), {"next": there})
    assert answer.url == there


# ---- moving and failing -----------------------------------------------------------------------------


def test_moving_needs_to_be_told_first(promise, amina, client, at):
    typed = {"to": (at.date() + 9 * A_DAY).isoformat(), "reason": "Ziek", "told": "not-yet"}
    answer = client.sign_in(amina).post(address(promise, "move"), typed)
    assert answer.context["form"].non_field_errors()
    answer = client.post(address(promise, "move"), typed | {"told": "phone"})
    assert answer.status_code == 302
    promise.refresh_from_db()
    assert promise.due == at.date() + 9 * A_DAY


def test_a_move_stands_on_the_page_with_its_reason(promise, amina, client, at):
    to = at.date() + 9 * A_DAY
    actions.move(promise, to=to, reason="Griep", told="phone", by=amina, at=at)
    assert "Griep" in client.sign_in(amina).get(address(promise)).content.decode()


def test_failing_says_what_happens_now(promise, amina, client):
    client.sign_in(amina).post(address(promise, "fail"), {"what_now": "Sjaan belt", "told": "on"})
    promise.refresh_from_db()
    assert promise.state == State.FAILED
    assert "Sjaan belt" in client.get(address(promise)).content.decode()


def test_failing_without_telling_is_refused(promise, amina, client):
    answer = client.sign_in(amina).post(address(promise, "fail"), {"what_now": "Sjaan belt"})
    assert answer.context["form"].non_field_errors()


# ---- the receiver -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "state"), [("confirm", "kept"), ("deny", "open")])
def test_the_receiver_answers(name, state, to_idris, amina, idris, client, at):
    actions.say_done(to_idris, by=amina, at=at)
    assert client.sign_in(idris).post(address(to_idris, name)).status_code == 302
    to_idris.refresh_from_db()
    assert to_idris.state == state


def test_the_receiver_lets_the_maker_go(to_idris, idris, client):
    client.sign_in(idris).post(address(to_idris, "release"))
    to_idris.refresh_from_db()
    assert to_idris.state == State.RELEASED
    assert client.get(address(to_idris)).status_code == 200


@pytest.mark.parametrize("name", ["confirm", "deny", "release"])
def test_only_the_receiver_answers_and_never_by_looking(name, to_idris, amina, idris, client):
    assert client.post(address(to_idris, name)).status_code == 403
    assert client.sign_in(amina).post(address(to_idris, name)).status_code == 404
    assert client.sign_in(idris).get(address(to_idris, name)).status_code == 405


def test_denying_what_is_open_is_refused(to_idris, idris, client):
    assert client.sign_in(idris).post(address(to_idris, "deny")).status_code == 409


def test_denying_what_is_no_longer_needed_is_refused(to_idris, idris, client, at):
    actions.release(to_idris, by=idris, at=at)
    assert client.sign_in(idris).post(address(to_idris, "deny")).status_code == 409
    to_idris.refresh_from_db()
    assert to_idris.state == State.RELEASED


# ---- looking again ----------------------------------------------------------------------------------


def test_something_fell_away_and_it_still_stands(promise, matter, amina, client, at):
    actions.look_again(matter, "home", by=amina, at=at)
    page = client.sign_in(amina).get(address(promise)).content.decode()
    assert address(promise, "still-stands") in page
    client.post(address(promise, "still-stands"))
    promise.refresh_from_db()
    assert promise.look_again_since is None


def test_only_the_maker_says_that_it_still_stands(to_idris, idris, tess, client):
    assert client.post(address(to_idris, "still-stands")).status_code == 403
    assert client.sign_in(idris).post(address(to_idris, "still-stands")).status_code == 404
    assert client.sign_in(tess).post(address(to_idris, "still-stands")).status_code == 404


def test_in_public_nobody_promises_in_the_name_of_somebody_else(
    garden, idris, amina, joris, client
):
    page = client.sign_in(idris).get(f"/rietkade/afspraken/maak/{garden.code}/")
    makers = [code for code, _name in page.context["form"].fields["maker"].choices if code]
    assert makers == [idris.actor.code]


def test_what_has_ended_does_not_stand_any_more(promise, amina, client, at):
    actions.release(promise, by=amina, at=at)
    assert client.sign_in(amina).post(address(promise, "still-stands")).status_code == 409
