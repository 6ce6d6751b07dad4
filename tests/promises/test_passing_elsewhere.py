"""It goes past somebody else than was said, or by another day: changed openly, and all of it stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.conftest import COUNCIL
from tests.promises.questions import questions
from tussenruimte.kit.refusal import Refused
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.models import Passing, Redirection
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)
BOARD = "het bestuur"
BSN = "123456782"


@pytest.fixture
def elsewhere(asked, joris, at):
    """`elsewhere(via=…, until=…)`: the alderman says it anew, the day after."""

    def change(**more):
        row = Passing.objects.get()
        said = {"via": row.via, "until": row.until, "stands": row.stands, "by": joris}
        return actions.pass_elsewhere(asked, **said | {"at": at + A_DAY} | more)

    return change


def address(promise, name="promise"):
    return reverse(f"promises:{name}", args=["rietkade", promise.code])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def sent(row, **more):
    said = {"via": row.via, "until": row.until.isoformat(), "stands": row.stands}
    return said | more


# ---- changing it ------------------------------------------------------------------------------------


def test_another_body_another_day_and_what_it_said_stays(elsewhere, joris, at):
    until = at.date() + 5 * A_DAY
    change = elsewhere(via=f" {BOARD} ", until=until)
    row = Passing.objects.get()
    assert (row.via, row.until, row.by, row.at) == (BOARD, until, joris, at)
    assert (change.old_via, change.new_via) == (COUNCIL, BOARD)
    assert (change.old_until, change.new_until) == (at.date() + 3 * A_DAY, until)
    assert (change.by, change.at) == (joris, at + A_DAY)


def test_it_may_change_more_than_once(elsewhere):
    elsewhere(via=BOARD)
    elsewhere(via=COUNCIL)
    rows = Redirection.objects.order_by("pk").values_list("old_via", "new_via")
    assert list(rows) == [(COUNCIL, BOARD), (BOARD, COUNCIL)]


def test_nobody_changes_what_they_did_not_read(elsewhere):
    read = Passing.objects.get().stands
    elsewhere(via=BOARD)
    for stands in (read, ""):
        with pytest.raises(Refused, match="intussen veranderd"):
            elsewhere(via="de raad", stands=stands)
    assert Passing.objects.get().via == BOARD


def test_the_same_is_no_change(elsewhere):
    with pytest.raises(Refused, match="staat er al"):
        elsewhere()


@pytest.mark.parametrize("days", [0, 11])
def test_the_answer_still_comes_before_what_was_promised(elsewhere, at, days):
    with pytest.raises(Refused, match="vanaf vandaag"):
        elsewhere(until=at.date() + days * A_DAY)


@pytest.mark.parametrize("via", [" ", "r" * 121, f"de man met {BSN}"])
def test_whom_is_said_shortly_and_without_a_bsn(elsewhere, via):
    with pytest.raises(Refused):
        elsewhere(via=via)
    assert not Redirection.objects.exists()


def test_once_answered_or_ended_it_stands(elsewhere, asked, joris, idris, at):
    actions.say_passed(asked, says_yes=False, by=joris, at=at)
    with pytest.raises(Refused, match="al geantwoord"):
        elsewhere(via=BOARD)
    actions.release(asked, by=idris, at=at)
    with pytest.raises(Refused):
        elsewhere(via=BOARD)


def test_where_nothing_was_asked_nothing_is_changed(of_seat, joris, at):
    with pytest.raises(Refused, match="langs niemand"):
        actions.pass_elsewhere(of_seat, via=BOARD, until=at.date(), stands="", by=joris, at=at)


def test_it_is_noted_with_both_days_and_no_word(elsewhere, at):
    elsewhere(via=BOARD, until=at.date() + 5 * A_DAY)
    body = Fact.objects.order_by("seq").last().body
    assert '"kind":"promise.redirected"' in body
    assert '"old":"2026-11-19"' in body
    assert '"new":"2026-11-21"' in body
    assert BOARD not in body


def test_another_day_that_passes_in_silence_is_told_of_again(elsewhere, rietkade, asked, at):
    def come_by(days):
        on = at + days * A_DAY
        return ladder.tell_of_no_answer(rietkade, today=on.date(), at=on)

    assert come_by(4) == 2
    elsewhere(until=at.date() + 6 * A_DAY, at=at + 4 * A_DAY)
    assert [come_by(day) for day in (5, 6, 7, 8)] == [0, 0, 2, 0]


def test_the_database_keeps_what_it_said_and_no_change_that_is_none(elsewhere, asked):
    change = elsewhere(via=BOARD)
    with pytest.raises(DatabaseError), transaction.atomic():
        Redirection.objects.update(old_via="niemand")
    change.pk, change.old_via, change.old_until = None, BOARD, change.new_until
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save(force_insert=True)


# ---- the pages --------------------------------------------------------------------------------------


def test_the_page_points_to_it_and_the_form_shows_what_stands(asked, joris, client):
    assert address(asked, "pass-elsewhere") in text_of(client.sign_in(joris).get(address(asked)))
    for name in ("must-pass", "pass-elsewhere"):
        page = text_of(client.get(address(asked, name)))
        assert f"Moet nog langs {COUNCIL}, uiterlijk donderdag 19 november." in page
        assert f'value="{COUNCIL}"' in page
        assert 'value="2026-11-19"' in page
        assert f'action="{address(asked, "pass-elsewhere")}"' in page


def test_it_is_changed_and_how_it_went_says_both(asked, joris, idris, client):
    client.sign_in(joris)
    answer = client.post(address(asked, "pass-elsewhere"), sent(Passing.objects.get(), via=BOARD))
    assert answer.url == address(asked)
    page = text_of(client.sign_in(idris).get(address(asked)))
    assert f"Moet nog langs {BOARD}, uiterlijk donderdag 19 november." in page
    assert f"Moest nog langs {COUNCIL}, uiterlijk donderdag 19 november." in page
    assert f"{joris.short_name} veranderde dit: langs {BOARD}, uiterlijk" in page


def test_a_page_that_stood_open_changes_nothing_and_shows_what_stands_now(
    asked, elsewhere, joris, client
):
    old = sent(Passing.objects.get(), via="de raad")
    elsewhere(via=BOARD)
    answer = client.sign_in(joris).post(address(asked, "pass-elsewhere"), old)
    assert "intussen veranderd" in text_of(answer)
    assert f"Moet nog langs {BOARD}" in text_of(answer)
    assert 'value="de raad"' in text_of(answer)
    client.post(address(asked, "must-pass"), {"via": "de raad", "until": "2026-11-19"})
    assert Passing.objects.get().via == BOARD


@pytest.mark.parametrize("says_yes", [True, False])
def test_once_answered_the_page_shows_what_stands_and_asks_nothing(
    asked, joris, client, at, says_yes
):
    actions.say_passed(asked, says_yes=says_yes, by=joris, at=at)
    page = text_of(client.sign_in(joris).get(address(asked, "must-pass")))
    assert f"langs {COUNCIL} geweest." in page
    assert 'name="via"' not in page
    answer = client.post(address(asked, "pass-elsewhere"), sent(Passing.objects.get(), via=BOARD))
    assert "al geantwoord" in text_of(answer)


def test_of_what_is_done_it_shows_what_stood(asked, joris, client, at):
    actions.say_done(asked, by=joris, at=at)
    page = text_of(client.sign_in(joris).get(address(asked, "must-pass")))
    assert f"Moest nog langs {COUNCIL}, uiterlijk donderdag 19 november." in page
    assert 'name="via"' not in page


def test_whoever_took_it_over_may_change_it_too(asked, amina, joris, at, client):
    actions.offer(asked, to=amina.actor, by=joris, at=at, person_said_yes=True)
    actions.answer_offer(asked.handovers.get(), accepts=True, by=amina, at=at)
    client.sign_in(amina)
    for name in ("must-pass", "pass-elsewhere"):
        assert COUNCIL in text_of(client.get(address(asked, name)))
    client.post(address(asked, "pass-elsewhere"), sent(Passing.objects.get(), via=BOARD))
    assert Passing.objects.get().via == BOARD


def test_only_who_acts_for_the_maker_may(asked, idris, tess, amina, client):
    said = sent(Passing.objects.get(), via=BOARD)
    for person in (idris, tess, amina):
        assert (
            client.sign_in(person).post(address(asked, "pass-elsewhere"), said).status_code == 404
        )
    assert Passing.objects.get().via == COUNCIL


def test_what_goes_past_nobody_has_no_such_page(of_seat, joris, client):
    assert client.sign_in(joris).get(address(of_seat, "pass-elsewhere")).status_code == 404


def test_looking_changes_nothing(asked, joris, client, reading_only):
    client.sign_in(joris)
    with reading_only:
        assert client.get(address(asked, "pass-elsewhere")).status_code == 200


def test_a_page_without_a_change_costs_no_question_more(asked, elsewhere, joris, client):
    client.sign_in(joris)
    client.get(address(asked))
    many = []
    for changes in (0, 1, 3):
        for n in range(changes):
            elsewhere(via=f"{BOARD} {changes} {n}")
        with CaptureQueriesContext(connection) as seen:
            client.get(address(asked))
        many.append(len(questions(seen)))
    assert many[1:] == [many[0] + 1] * 2
    assert max(many) <= 8
