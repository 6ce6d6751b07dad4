"""Who has the duty: taking weeks, and giving days away to somebody who says yes."""

import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.at_once import at_once
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions, reads
from tussenruimte.members.actions import duty
from tussenruimte.members.models import Duty, DutyOffer

PAGE = "/rietkade/wacht/"
MONDAY = date(2026, 11, 16)
A_WEEK = timedelta(days=7)


def on(cooperative, day):
    person = reads.on_duty(cooperative, day)
    return person.first_name if person else ""


def page_of(client, person):
    return client.sign_in(person).get(PAGE).content.decode()


@pytest.fixture
def offer(amina, sjaan, at):
    """Amina asks Sjaan to take Wednesday to Friday."""
    return actions.offer_days(
        Duty.objects.get(),
        to=sjaan,
        since=MONDAY + timedelta(2),
        until=MONDAY + timedelta(4),
        by=amina,
        at=at,
    )


# ---- taking ---------------------------------------------------------------------------------------


def test_take_a_week(client, amina, sjaan, rietkade):
    third = MONDAY + 2 * A_WEEK
    client.sign_in(sjaan).post(PAGE, {"weeks": [third.isoformat()]})
    assert on(rietkade, third) == on(rietkade, third + timedelta(6)) == "Sjaan"
    assert on(rietkade, third + A_WEEK) == ""


def test_this_week_counts_from_today(client, sjaan, rietkade, at):
    wednesday = at + timedelta(days=2)
    actions.take_weeks(sjaan, [MONDAY], by=sjaan, at=wednesday)
    assert on(rietkade, MONDAY) == ""
    assert on(rietkade, MONDAY + timedelta(2)) == "Sjaan"


def test_only_free_days_of_a_week_are_taken(sjaan, amina, rietkade, at):
    actions.take_duty(
        amina, since=MONDAY + 2 * A_WEEK, until=MONDAY + 2 * A_WEEK + timedelta(1), by=amina, at=at
    )
    actions.take_weeks(sjaan, [MONDAY + 2 * A_WEEK], by=sjaan, at=at)
    names = [on(rietkade, MONDAY + 2 * A_WEEK + timedelta(n)) for n in range(7)]
    assert names == ["Amina"] * 2 + ["Sjaan"] * 5


def test_a_week_that_was_just_taken_is_refused(amina, sjaan, at):
    with pytest.raises(Refused, match="Iemand nam net de week van 16 november"):
        actions.take_weeks(sjaan, [MONDAY], by=sjaan, at=at)


def test_no_week_is_refused_in_a_sentence(client, amina, sjaan):
    page = client.sign_in(sjaan).post(PAGE, {"next": "-"}).content.decode()
    assert "Kies minstens één week." in page


def test_who_may_not_hold_is_refused(idris, at):
    with pytest.raises(Refused, match="Idris mag nog geen vragen vasthouden"):
        actions.take_weeks(idris, [MONDAY], by=idris, at=at)


def test_who_may_not_hold_gets_no_boxes(client, idris):
    page = page_of(client, idris)
    assert 'type="checkbox"' not in page
    assert "Alleen wie vragen mag vasthouden" in page


# ---- the page -------------------------------------------------------------------------------------


def test_empty_weeks_stand_there_plainly(client, amina):
    page = page_of(client, amina)
    assert "Jij hebt vandaag de wacht." in page
    assert page.count("Niemand.") == reads.WEEKS_AHEAD - 2
    assert "ziet alleen het nummer 000 123 45 67" in page


def test_nobody_today_is_the_heading(client, sjaan):
    assert "Niemand heeft vandaag de wacht." in page_of(client, sjaan)


def test_whoever_stands_in_is_shown(client, amina, sjaan, at):
    days = {"since": MONDAY, "until": MONDAY + timedelta(1)}
    absence = actions.ask_stand_in(amina, sjaan, **days, by=amina, at=at)
    actions.answer_stand_in(absence, says_yes=True, by=sjaan, at=at)
    page = page_of(client, amina)
    assert "Sjaan neemt vandaag waar." in page
    assert "neemt waar voor Amina" in page


# ---- giving away ------------------------------------------------------------------------------------


def test_give_days_away(client, amina, sjaan, rietkade):
    there = f"/rietkade/wacht/{MONDAY + timedelta(2)}/weggeven/"
    assert client.sign_in(amina).get(there).status_code == 200
    client.post(there, {"taker": sjaan.code})
    offer = DutyOffer.objects.get()
    assert (offer.since, offer.until) == (MONDAY + timedelta(2), MONDAY + timedelta(6))
    assert on(rietkade, offer.since) == "Amina"  # until Sjaan says yes
    client.sign_in(sjaan).post(f"/rietkade/wacht/{offer.code}/antwoord/", {"answer": "yes"})
    assert on(rietkade, offer.since) == on(rietkade, offer.until) == "Sjaan"


def test_what_lies_before_and_after_stays(amina, sjaan, rietkade, offer, at):
    actions.answer_days(offer, says_yes=True, by=sjaan, at=at)
    names = [on(rietkade, MONDAY + timedelta(n)) for n in range(15)]
    assert names == ["Amina"] * 2 + ["Sjaan"] * 3 + ["Amina"] * 9 + [""]


def test_another_offer_stays_with_the_giver(amina, sjaan, tess, rietkade, offer, at):
    actions.let_hold(tess, by="invoer", at=at)
    days = {"since": MONDAY + timedelta(7), "until": MONDAY + timedelta(8)}
    other = actions.offer_days(offer.duty, to=tess, **days, by=amina, at=at)
    actions.answer_days(offer, says_yes=True, by=sjaan, at=at)
    other.refresh_from_db()
    assert other.duty.person_id == amina.pk
    actions.answer_days(other, says_yes=True, by=tess, at=at)
    names = [on(rietkade, MONDAY + timedelta(n)) for n in range(14)]
    assert names == ["Amina"] * 2 + ["Sjaan"] * 3 + ["Amina"] * 2 + ["Tess"] * 2 + ["Amina"] * 5


def test_days_of_a_duty_that_ended_cannot_be_taken_over(amina, sjaan, rietkade, offer, at):
    actions.end_duty(offer.duty, by=amina, at=at)
    with pytest.raises(Refused, match="Deze wacht is intussen voorbij"):
        actions.answer_days(offer, says_yes=True, by=sjaan, at=at)
    assert on(rietkade, MONDAY + timedelta(1)) == ""


def test_a_no_changes_nothing(amina, sjaan, rietkade, offer, at):
    actions.answer_days(offer, says_yes=False, by=sjaan, at=at)
    assert {on(rietkade, MONDAY + timedelta(n)) for n in range(14)} == {"Amina"}
    assert Duty.objects.count() == 1


def test_answering_twice_is_refused(client, sjaan, offer):
    there = f"/rietkade/wacht/{offer.code}/antwoord/"
    client.sign_in(sjaan).post(there, {"answer": "no"})
    answer = client.post(there, {"answer": "yes"})
    assert answer.status_code == 409
    assert "Er is al antwoord gegeven" in answer.content.decode()


def test_the_giver_may_keep_it_after_all(client, amina, sjaan, offer):
    client.sign_in(amina).post(f"/rietkade/wacht/{offer.code}/houden/")
    offer.refresh_from_db()
    assert offer.said_yes is False
    assert "vraagt of jij de wacht neemt" not in page_of(client, sjaan)


def test_only_one_is_asked_at_a_time(amina, sjaan, offer, at):
    with pytest.raises(Refused, match="Je hebt al iemand gevraagd"):
        actions.offer_days(
            offer.duty, to=sjaan, since=offer.since, until=offer.until, by=amina, at=at
        )


@pytest.mark.parametrize(
    ("who", "days", "sentence"),
    [
        ("idris", (2, 4), "Idris mag nog geen vragen vasthouden"),
        ("amina", (2, 4), "Deze dagen heeft diegene al"),
        ("sjaan", (-9, -5), "Deze dagen zijn voorbij, of zijn niet van jou"),
        ("sjaan", (20, 22), "Deze dagen zijn voorbij, of zijn niet van jou"),
    ],
)
def test_the_wrong_moment_or_person(idris, amina, sjaan, at, who, days, sentence):
    to = {"idris": idris, "amina": amina, "sjaan": sjaan}[who]
    since, until = (MONDAY + timedelta(n) for n in days)
    with pytest.raises(Refused, match=sentence):
        actions.offer_days(Duty.objects.get(), to=to, since=since, until=until, by=amina, at=at)


def test_days_that_passed_cannot_be_taken_over(sjaan, offer, at):
    with pytest.raises(Refused, match="Deze dagen zijn voorbij"):
        actions.answer_days(offer, says_yes=True, by=sjaan, at=at + timedelta(days=9))


def test_two_say_yes_to_days_of_one_duty_at_the_same_moment(
    real_commits, amina, sjaan, tess, rietkade, offer, at, monkeypatch
):
    actions.let_hold(tess, by="invoer", at=at)
    days = {"since": MONDAY + timedelta(7), "until": MONDAY + timedelta(8)}
    other = actions.offer_days(Duty.objects.get(), to=tess, **days, by=amina, at=at)
    both, real = threading.Barrier(2), duty._change_hands  # noqa: SLF001 - where the two meet

    def meet(offer):
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        real(offer)

    monkeypatch.setattr(duty, "_change_hands", meet)
    errors = at_once(
        rietkade.pk,
        lambda: actions.answer_days(offer, says_yes=True, by=sjaan, at=at),
        lambda: actions.answer_days(other, says_yes=True, by=tess, at=at),
    )
    assert errors == []
    names = [on(rietkade, MONDAY + timedelta(n)) for n in range(2, 10)]
    assert names == ["Sjaan"] * 3 + ["Amina"] * 2 + ["Tess"] * 2 + ["Amina"]


# ---- who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["antwoord/", "houden/"])
def test_others_cannot_answer_or_keep(client, tess, offer, page):
    answer = client.sign_in(tess).post(f"/rietkade/wacht/{offer.code}/{page}", {"answer": "yes"})
    assert answer.status_code == 404
    offer.refresh_from_db()
    assert offer.answered_at is None


@pytest.mark.parametrize("day", ["2026-11-18", "2026-12-24", "morgen"])
def test_others_cannot_give_it_away(client, amina, sjaan, day):
    there = f"/rietkade/wacht/{day}/weggeven/"
    assert client.sign_in(sjaan).get(there).status_code == 404


def test_whoever_gave_them_hears_who_has_the_days_by_now(client, amina, sjaan, tess, offer, at):
    actions.answer_days(offer, says_yes=True, by=sjaan, at=at)
    keep = f"/rietkade/wacht/{offer.code}/houden/"
    give = f"/rietkade/wacht/{offer.since}/weggeven/"
    client.sign_in(amina)
    assert client.post(keep).status_code == 409
    answer = client.post(give, {"taker": sjaan.code})
    assert answer.status_code == 409
    assert "Sjaan heeft die dag nu de wacht" in answer.content.decode()
    for page in (keep, give):
        assert client.sign_in(tess).post(page).status_code == 404


def test_an_answer_that_is_none_is_not_there(client, sjaan, offer):
    there = f"/rietkade/wacht/{offer.code}/antwoord/"
    assert client.sign_in(sjaan).post(there, {"answer": "misschien"}).status_code == 404


def test_a_visitor_signs_in_first(client, rietkade):
    assert client.get(PAGE).headers["Location"] == f"/inloggen/?next={PAGE}"


@pytest.mark.parametrize("page", ["", "2026-11-18/weggeven/"])
def test_looking_changes_nothing(client, amina, sjaan, reading_only, page):
    client.sign_in(amina)
    with reading_only:
        assert client.get(PAGE + page).status_code == 200


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    return len(queries)


def test_the_questions_do_not_grow(client, amina, sjaan, at):
    client.sign_in(sjaan).get(PAGE)
    few = queries_of(client)
    for n in range(2, 9):
        actions.take_weeks(sjaan, [MONDAY + n * A_WEEK], by=sjaan, at=at)
        duty = Duty.objects.latest("pk")
        days = {"since": duty.since, "until": duty.until}
        actions.offer_days(duty, to=amina, **days, by=sjaan, at=at)
    assert queries_of(client) == few <= 12
