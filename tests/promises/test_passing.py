"""What a seat promised above its mandate still goes past somebody, who says yes or no."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.promises.conftest import COUNCIL, TEXT
from tests.promises.questions import questions
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions
from tussenruimte.promises.models import Passing, Purpose, State
from tussenruimte.promises.reads.passing import passing_in_words
from tussenruimte.record.models import Fact

A_DAY = timedelta(days=1)
BSN = "123456782"


def address(promise, name="promise"):
    return reverse(f"promises:{name}", args=["rietkade", promise.code])


def text_of(answer):
    return " ".join(answer.content.decode().split())


# ---- saying so --------------------------------------------------------------------------------------


def test_whoever_sits_there_says_past_whom_it_goes(of_seat, joris, at):
    until = at.date() + 10 * A_DAY
    row = actions.must_pass(of_seat, via=f"  {COUNCIL} ", until=until, by=joris, at=at)
    assert (row.via, row.until, row.by, row.said_yes) == (COUNCIL, until, joris, None)


@pytest.mark.parametrize("until", [-1, 11])
def test_the_answer_comes_before_what_was_promised(of_seat, joris, at, until):
    with pytest.raises(Refused, match="vanaf vandaag"):
        actions.must_pass(of_seat, via=COUNCIL, until=at.date() + until * A_DAY, by=joris, at=at)


@pytest.mark.parametrize("via", [" ", "r" * 121, f"de man met {BSN}"])
def test_whom_is_said_shortly_and_without_a_bsn(of_seat, joris, at, via):
    with pytest.raises(Refused):
        actions.must_pass(of_seat, via=via, until=at.date(), by=joris, at=at)
    assert not Passing.objects.exists()


def test_of_one_promise_it_is_said_once(asked, joris, at):
    with pytest.raises(Refused, match="al langs wie"):
        actions.must_pass(asked, via="het bestuur", until=at.date(), by=joris, at=at)
    assert Passing.objects.get().via == COUNCIL


def test_what_somebody_promised_for_themselves_goes_past_nobody(promise, amina, at):
    with pytest.raises(Refused, match="voor zichzelf"):
        actions.must_pass(promise, via=COUNCIL, until=at.date(), by=amina, at=at)


def test_what_the_law_asks_goes_past_nobody(promised, seat, joris, at):
    law = promised(maker=seat.actor, purpose=Purpose.LAW)
    with pytest.raises(Refused, match="De wet"):
        actions.must_pass(law, via=COUNCIL, until=at.date(), by=joris, at=at)


def test_of_what_ended_or_is_late_nothing_is_said_any_more(of_seat, joris, at):
    late = at + 12 * A_DAY
    with pytest.raises(Refused, match="voorbij"):
        actions.must_pass(of_seat, via=COUNCIL, until=late.date(), by=joris, at=late)
    actions.say_done(of_seat, by=joris, at=at)
    with pytest.raises(Refused):
        actions.must_pass(of_seat, via=COUNCIL, until=at.date(), by=joris, at=at)


# ---- the answer -------------------------------------------------------------------------------------


@pytest.mark.parametrize("says_yes", [True, False])
def test_the_answer_stands_and_the_promise_stays_open(asked, joris, at, says_yes):
    actions.say_passed(asked, says_yes=says_yes, by=joris, at=at + A_DAY)
    row = Passing.objects.get()
    assert (row.said_yes, row.answered_at) == (says_yes, at + A_DAY)
    asked.refresh_from_db()
    assert asked.state == State.OPEN
    with pytest.raises(Refused, match="al geantwoord"):
        actions.say_passed(asked, says_yes=not says_yes, by=joris, at=at + A_DAY)


def test_where_nothing_was_asked_nothing_is_answered(of_seat, joris, at):
    with pytest.raises(Refused, match="langs niemand"):
        actions.say_passed(of_seat, says_yes=True, by=joris, at=at)


def test_after_the_end_there_is_nothing_to_answer(asked, joris, idris, at):
    actions.release(asked, by=idris, at=at)
    with pytest.raises(Refused):
        actions.say_passed(asked, says_yes=True, by=joris, at=at)


def test_both_are_noted_without_a_word(asked, joris, at):
    actions.say_passed(asked, says_yes=True, by=joris, at=at)
    last = [row.body for row in Fact.objects.order_by("seq")][-2:]
    assert '"kind":"promise.to-pass"' in last[0]
    assert '"kind":"promise.passed"' in last[1]
    assert COUNCIL not in "".join(last)


def test_the_database_keeps_half_an_answer_out(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Passing.objects.update(said_yes=True)


def test_whoever_takes_it_over_answers(asked, amina, joris, at, client):
    actions.offer(asked, to=amina.actor, by=joris, at=at, person_said_yes=True)
    actions.answer_offer(asked.handovers.get(), accepts=True, by=amina, at=at)
    assert client.sign_in(joris).post(address(asked, "say-passed")).status_code == 409
    page = text_of(client.sign_in(amina).get(address(asked)))
    assert f"Moet nog langs {COUNCIL}" in page
    client.post(address(asked, "say-passed"), {"answer": "yes"})
    assert Passing.objects.get().said_yes


# ---- who hears of a no ------------------------------------------------------------------------------


def test_the_receiver_hears_of_a_no(asked, joris, idris, at):
    actions.say_passed(asked, says_yes=False, by=joris, at=at)
    row = Dispatch.objects.get()
    assert (row.kind, row.to, row.about, row.way) == ("not-passed", idris.code, asked.code, "mail")
    letter = letters_of([row])[row.code]
    assert "wethouder sociaal" in letter.text
    assert address(asked) in letter.text
    assert TEXT not in letter.text
    assert COUNCIL not in letter.text


def test_whoever_reads_it_aloud_says_no_more_than_they_may_know(promised, seat, joris, amina, tess, at):  # fmt: skip
    promise = promised(maker=seat.actor)
    actions.must_pass(promise, via=COUNCIL, until=at.date(), by=joris, at=at)
    actions.say_passed(promise, says_yes=False, by=joris, at=at)
    row = Dispatch.objects.get()
    assert row.way == "phone"
    assert "wethouder" in letters_of([row], [amina.pk])[row.code].spoken[0]
    assert "wethouder" not in letters_of([row], [tess.pk])[row.code].spoken[0]


def test_of_a_yes_nobody_needs_a_letter(asked, joris, at):
    actions.say_passed(asked, says_yes=True, by=joris, at=at)
    assert not Dispatch.objects.exists()


def test_after_the_end_no_letter_goes_out(asked, joris, idris, at):
    actions.say_passed(asked, says_yes=False, by=joris, at=at)
    actions.release(asked, by=idris, at=at)
    assert letters_of([Dispatch.objects.get()]) == {}


# ---- in words ---------------------------------------------------------------------------------------


def test_how_it_stands_is_said_by_the_day(asked, joris, at):
    row, today = Passing.objects.get(), at.date()
    assert (
        passing_in_words(row, today)
        == f"Moet nog langs {COUNCIL}, uiterlijk donderdag 19 november."
    )
    assert (
        passing_in_words(row, today + 3 * A_DAY) == f"Moet nog langs {COUNCIL}, uiterlijk vandaag."
    )
    late = passing_in_words(row, today + 6 * A_DAY)
    assert (
        late == f"Had op donderdag 19 november langs {COUNCIL} gemoeten. Er is nog geen antwoord."
    )
    row.answered_at, row.said_yes = at, True
    yes = passing_in_words(row, today + 6 * A_DAY)
    assert yes == f"Is op maandag 16 november langs {COUNCIL} geweest. Het mag."
    row.said_yes = False
    assert (
        passing_in_words(row, today + A_DAY)
        == f"Is gisteren langs {COUNCIL} geweest. Het mag niet."
    )


# ---- the pages --------------------------------------------------------------------------------------


def test_whoever_sits_there_says_it_beside_the_mandate(of_seat, seat, joris, client, at):
    members.write_mandate(seat, "Beslist tot duizend euro.", by=joris, at=at)
    page = text_of(client.sign_in(joris).get(address(of_seat)))
    assert address(of_seat, "must-pass") in page
    assert "Gaat dit boven je mandaat?" in page
    assert "Beslist tot duizend euro." in text_of(client.get(address(of_seat, "must-pass")))
    said = {"via": COUNCIL, "until": (at.date() + 3 * A_DAY).isoformat()}
    assert client.post(address(of_seat, "must-pass"), said).url == address(of_seat)
    page = text_of(client.get(address(of_seat)))
    assert f"Moet nog langs {COUNCIL}, uiterlijk donderdag 19 november." in page
    assert f'{address(of_seat, "must-pass")}"' not in page


def test_what_is_refused_keeps_what_was_typed(of_seat, joris, client, at):
    said = {"via": f"nummer {BSN}", "until": at.date().isoformat()}
    answer = client.sign_in(joris).post(address(of_seat, "must-pass"), said)
    assert answer.context["form"].non_field_errors()
    assert not Passing.objects.exists()


@pytest.mark.parametrize("who", ["joris", "idris"])
def test_everybody_who_reads_it_sees_past_whom_and_who_acts_can_answer(asked, who, joris, idris, client):  # fmt: skip
    page = text_of(client.sign_in({"joris": joris, "idris": idris}[who]).get(address(asked)))
    assert f"Moet nog langs {COUNCIL}" in page
    assert (address(asked, "say-passed") in page) == (who == "joris")


def test_past_its_day_it_says_so(asked, idris, joris, client, at, travel):
    travel(at + 5 * A_DAY)
    for person, page in (
        (idris, address(asked)),
        (joris, reverse("promises:mine", args=["rietkade"])),
    ):
        said = text_of(client.sign_in(person).get(page))
        assert f"Had op donderdag 19 november langs {COUNCIL} gemoeten." in said


def test_after_a_yes_it_stands_with_the_promise_alone(asked, joris, client):
    client.sign_in(joris).post(address(asked, "say-passed"), {"answer": "yes"})
    page = text_of(client.get(address(asked)))
    assert f"langs {COUNCIL} geweest. Het mag." in page
    assert address(asked, "say-passed") not in page
    assert COUNCIL not in text_of(client.get(reverse("promises:mine", args=["rietkade"])))


def test_after_a_no_the_page_points_on(asked, joris, client):
    client.sign_in(joris).post(address(asked, "say-passed"), {"answer": "no"})
    page = text_of(client.get(address(asked)))
    assert "Het mag niet. Wat gebeurt er nu?" in page
    assert page.count(address(asked, "fail")) == 2
    assert COUNCIL in text_of(client.get(reverse("promises:mine", args=["rietkade"])))


def test_when_it_is_done_it_stands_in_how_it_went(asked, joris, client, at):
    actions.say_done(asked, by=joris, at=at)
    page = text_of(client.sign_in(joris).get(address(asked)))
    assert f"Moest nog langs {COUNCIL}" in page
    assert f"Moet nog langs {COUNCIL}" not in page


@pytest.mark.parametrize("name", ["must-pass", "say-passed"])
def test_only_who_acts_for_the_maker_may(name, asked, idris, tess, amina, client):
    for person in (idris, tess, amina):
        assert client.sign_in(person).post(address(asked, name)).status_code == 404
    assert Passing.objects.get().answered_at is None


def test_a_promise_of_a_person_has_no_such_page(promise, amina, client):
    assert client.sign_in(amina).get(address(promise, "must-pass")).status_code == 404
    assert address(promise, "must-pass") not in text_of(client.get(address(promise)))


def test_looking_changes_nothing(asked, joris, client, reading_only):
    client.sign_in(joris)
    with reading_only:
        assert client.get(address(asked, "must-pass")).status_code == 200
        assert client.get(address(asked, "say-passed")).status_code == 405


def test_an_answer_that_is_none_changes_nothing(asked, joris, client):
    assert (
        client.sign_in(joris).post(address(asked, "say-passed"), {"answer": "?"}).status_code == 302
    )
    assert Passing.objects.get().answered_at is None


@pytest.mark.parametrize("page", ["promise", "mine"])
def test_it_costs_no_question_more(page, of_seat, joris, client, at):
    there = address(of_seat) if page == "promise" else reverse("promises:mine", args=["rietkade"])
    client.sign_in(joris)
    client.get(there)
    many = []
    for said in (False, True):
        if said:
            actions.must_pass(of_seat, via=COUNCIL, until=at.date(), by=joris, at=at)
        with CaptureQueriesContext(connection) as asked:
            client.get(there)
        many.append(len(questions(asked)))
    assert many[0] == many[1]
    assert page == "mine" or many[1] <= 8
