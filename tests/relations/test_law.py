"""What a law says: from a recorded report, with the yes of the person, and never "promised"."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.visitor import Visitor
from tussenruimte.cli.verifying import Scope
from tussenruimte.cli.verifying.laws import laws_are_said_with_a_yes
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.templatetags.days import day_in_words
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Permission
from tussenruimte.matters.nightly import permissions_that_ran_out
from tussenruimte.members import actions as members
from tussenruimte.members.law import LAWS, ends_on
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.ladder import walk
from tussenruimte.promises.models import Promise, Purpose, State, Step
from tussenruimte.relations.actions import close, reopen, say_clock_to, stop_clock
from tussenruimte.relations.models import LegalClock


def test_every_law_says_where_it_comes_from_and_fits_its_column():
    for key, law in LAWS.items():
        assert law.source
        assert law.link.startswith("https://") or not law.is_checked
        assert len(key) <= LegalClock._meta.get_field("law").max_length
        assert str(law.says) % {"who": "de gemeente", "name": "Ruben"}


def test_without_the_yes_of_the_person_the_municipality_sees_nothing(start, need, joris, english):
    with pytest.raises(Refused, match="First ask Ruben"):
        start()
    assert not LegalClock.objects.exists()
    assert not Promise.objects.filter(purpose=Purpose.LAW).exists()


def test_without_a_seat_the_person_and_whoever_holds_on_see_it(start, need, card, amina):
    rows = [start(key, ago=0, seat=None) for key in LAWS]
    assert {(row.seat, row.permission, row.promise) for row in rows} == {(None, None, None)}
    assert not Promise.objects.filter(purpose=Purpose.LAW).exists()
    hers = Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    for text, who in ((card.text(), "jij"), (hers, "de mens")):
        for row in rows:
            assert f"De wet zegt: uiterlijk {day_in_words(row.last_day, row.reported_on)}" in text
        assert text.count(f"Alleen {who} en wie vasthoudt zien dit.") == len(LAWS)


def test_without_a_seat_it_is_nobodys_promise_and_nobody_else_sees_it(
    start, need, rietkade, allowed, joris, hers, client, at
):
    row = start("debt-urgent", ago=0, seat=None)
    late = at + timedelta(10)
    with time_machine.travel(late):
        walk(rietkade, late.date(), late)
        assert not Step.objects.exists()
        seen = client.sign_in(joris).get(f"/rietkade/vragen/{need.code}/").content.decode()
        assert client.get(f"/rietkade/vragen/{need.code}/").status_code == 200
        for text in (seen, hers.text(), hers.text("alles/")):
            assert str(LAWS[row.law].title) not in text
            assert "De wet z" not in text


def test_with_the_yes_given_later_it_is_said_to_the_seat(
    start, need, wethouder, amina, joris, english, at
):
    row = start(seat=None)
    with pytest.raises(Refused, match="First ask Ruben"):
        say_clock_to(row, wethouder, by=amina, at=at)
    yes = matters.give_permission(
        need.matter, wethouder, purpose="de melding", until=None, by=need.person, at=at
    )
    with pytest.raises(Refused, match="whoever holds on, says this"):
        say_clock_to(row, wethouder, by=joris, at=at)
    say_clock_to(row, wethouder, by=amina, at=at)
    row.refresh_from_db()
    assert (row.seat, row.permission) == (wethouder, yes)
    assert (row.promise.maker, row.promise.due) == (wethouder, row.last_day)
    assert list(laws_are_said_with_a_yes(Scope(today=at.date()))) == []
    with pytest.raises(Refused, match="nothing to say"):
        say_clock_to(row, wethouder, by=amina, at=at)
    matters.withdraw_permission(yes, by=need.person, at=at)
    row.refresh_from_db()
    assert (row.stopped_on, row.promise.state) == (at.date(), State.RELEASED)


def test_what_stopped_and_what_is_theirs_is_said_to_nobody(
    start, allowed, need, wethouder, amina, english, at
):
    stopped, theirs = start("debt", seat=None), start("wmo-own-plan", ago=2, seat=None)
    stop_clock(stopped, by=amina, at=at)
    for row in (stopped, theirs):
        with pytest.raises(Refused, match="nothing to say"):
            say_clock_to(row, wethouder, by=amina, at=at)
    running = start(seat=None)
    close(need, by=need.person, at=at)
    with pytest.raises(Refused, match="has ended"):
        say_clock_to(running, wethouder, by=amina, at=at)


def test_with_it_the_seat_has_it_until_the_day_of_the_law(start, allowed, wethouder, need):
    row = start()
    assert row.last_day == date(2026, 12, 18)  # six weeks from Friday 6 November
    assert (row.promise.maker, row.promise.receiver) == (wethouder, need.person.actor)
    assert (row.promise.due, row.promise.purpose) == (row.last_day, Purpose.LAW)
    assert row.promise.read("text").startswith("De wet zegt:")


def test_it_is_never_called_promised(start, allowed, need, amina, joris, card):
    row = start()
    there = f"/rietkade/afspraken/{row.promise.code}/"
    mine = [card.text(), Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/")]
    page = Visitor().sign_in(joris).get(there).content.decode()
    for text in (mine[0], mine[1].content.decode(), page):
        assert "De wet zegt: uiterlijk vrijdag 18 december" in text
    assert "beloofde" not in page
    assert "Een andere dag" not in page
    assert "Wmo 2015, art. 2.3.2" in mine[0]


def test_the_ladder_hears_of_it_when_the_day_passed(start, allowed, need, joris, rietkade):
    row = start("debt-urgent", ago=0)
    late = row.promise.made_at + timedelta(
        days=(row.last_day - row.promise.made_at.date()).days + 1
    )
    with time_machine.travel(late):
        walk(rietkade, late.date(), late)
        assert Step.objects.filter(promise=row.promise, rung=1).exists()
        letters = letters_of(list(Dispatch.objects.filter(kind="day-letter", to=joris.code)))
        said = " ".join(text for one in letters.values() for text in one.spoken)
    assert "De wet zegt" in said
    assert "beloofde" not in said


def test_nobody_moves_it_or_gives_it_up(start, allowed, joris, english, at):
    row = start()
    more = {"by": joris, "at": at}
    with pytest.raises(Refused, match="stands in the law"):
        promises.move(
            row.promise, to=at.date() + timedelta(90), reason="druk", told="phone", **more
        )
    with pytest.raises(Refused, match="stands in the law"):
        promises.fail(row.promise, what_now="later", told=True, **more)


def test_taken_back_it_stops_and_is_no_longer_needed(start, allowed, need, joris, client, at):
    row = start()
    matters.withdraw_permission(allowed, by=need.person, at=at)
    row.refresh_from_db()
    row.promise.refresh_from_db()
    assert row.stopped_on == at.date()
    assert row.promise.state == State.RELEASED
    assert client.sign_in(joris).get(f"/rietkade/vragen/{need.code}/").status_code == 404


def test_it_stops_when_the_yes_runs_out_by_the_clock(start, allowed, need, rietkade, at):
    Permission.objects.filter(pk=allowed.pk).update(until=at.date() + timedelta(5))
    row = start()
    after = at + timedelta(6)
    permissions_that_ran_out(rietkade, after.date(), after)
    permissions_that_ran_out(rietkade, after.date(), after)
    row.refresh_from_db()
    row.promise.refresh_from_db()
    assert (row.stopped_on, row.promise.state) == (after.date(), State.RELEASED)


def test_another_yes_to_the_same_seat_keeps_it_running(start, allowed, need, wethouder, at):
    row = start()
    said = {"purpose": "nog iets", "until": None, "by": need.person, "at": at}
    other = matters.give_permission(need.matter, wethouder, **said)
    matters.withdraw_permission(allowed, by=need.person, at=at)
    row.refresh_from_db()
    assert (row.stopped_on, row.permission) == (None, other)
    matters.withdraw_permission(other, by=need.person, at=at)
    row.refresh_from_db()
    assert row.stopped_on


def test_a_plan_of_ones_own_is_theirs_and_nobody_has_to_act(
    start, need, card, amina, joris, client
):
    row = start("wmo-own-plan", ago=2)
    assert row.last_day == date(2026, 11, 23)  # seven days from a Saturday end on a Monday
    assert row.promise is None
    assert "Wmo: een eigen plan" in card.text()
    assert (
        "Wmo: een eigen plan"
        in client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    )


def test_only_the_person_and_whoever_holds_on_start_and_stop_it(
    start, allowed, need, sjaan, joris, english, at
):
    for somebody in (sjaan, joris):
        with pytest.raises(Refused, match="whoever holds on, starts"):
            start(by=somebody)
    row = start(by=need.person)
    with pytest.raises(Refused, match="whoever holds on, stops"):
        stop_clock(row, by=joris, at=at)
    stop_clock(row, by=need.person, at=at)
    with pytest.raises(Refused, match="stopped already"):
        stop_clock(row, by=need.person, at=at)


def test_it_counts_from_a_day_that_was_and_not_long_ago(start, allowed, english):
    with pytest.raises(Refused, match="today or earlier"):
        start(ago=-1)
    with pytest.raises(Refused, match="a day of the last 5 years"):
        start(ago=365 * 5 + 2)
    assert start(ago=365 * 5).last_day == date(2021, 12, 29)  # six weeks from 17 November 2021


def test_a_day_that_passed_is_written_down_and_asked_of_nobody(
    start, allowed, need, wethouder, card, amina, english, at
):
    row = start("debt-urgent", ago=20)
    assert (row.last_day, row.seat, row.promise) == (date(2026, 10, 30), None, None)
    with pytest.raises(Refused, match="That day has passed"):
        say_clock_to(row, wethouder, by=amina, at=at)
    hers = Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    for text in (hers, card.text()):
        assert "De wet zei: uiterlijk vrijdag 30 oktober. Die dag is voorbij." in text
    text = card.text("de-wet/")
    assert "Vraag de gemeente om een gesprek, of stuur een klacht." in text
    assert "/gemeente/" not in text


def test_the_last_day_itself_has_not_passed(start, allowed, wethouder, at, card):
    row = start("debt-urgent", ago=5)
    assert row.last_day == at.date()
    assert row.seat == wethouder
    assert "Die dag is voorbij" not in card.text()


def test_of_what_was_done_nobody_says_that_the_day_passed(
    start, allowed, need, joris, amina, client, at
):
    row = start("debt-urgent", ago=0)
    there = f"/rietkade/vragen/{need.code}/"
    with time_machine.travel(at + timedelta(10)):
        text = client.sign_in(amina).get(there).content.decode()
        assert "De wet zei: uiterlijk donderdag 19 november. Die dag is voorbij." in text
        assert "een klacht te sturen" not in client.get(f"{there}de-wet/").content.decode()
        promises.say_done(row.promise, by=joris, at=at + timedelta(10))
        assert "Die dag is voorbij" not in client.get(there).content.decode()


def test_only_a_seat_of_the_municipality_is_told_what_a_law_says(
    start, need, rietkade, english, at
):
    seat = members.make_seat(rietkade, "huisarts", by="invoer", at=at)
    with pytest.raises(Refused, match="seat of the municipality"):
        start(seat=seat.actor)


def test_it_runs_once_also_in_the_database(start, allowed, need, english, at):
    row = start()
    with pytest.raises(Refused, match="runs already"):
        start()
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalClock.objects.create(
            cooperative=need.cooperative, need=need, law=row.law, reported_on=row.reported_on,
            last_day=row.last_day, started_by=need.person, started_at=at,
        )  # fmt: skip
    promises.release(row.promise, by=need.person, at=at)
    assert start().pk != row.pk


def test_a_question_that_ends_takes_it_along_and_brings_it_back(start, allowed, need, english, at):
    row = start()
    close(need, by=need.person, at=at)
    with pytest.raises(Refused, match="has ended"):
        start("debt")
    need.refresh_from_db()
    reopen(need, by=need.person, at=at)
    row.promise.refresh_from_db()
    assert row.promise.state == State.OPEN


def test_a_cooperative_may_set_another_number(rietkade, at):
    members.choose_settings(rietkade, {"law_wmo-research": 4}, by="beheer", at=at)
    rietkade.refresh_from_db()
    assert ends_on(rietkade, "wmo-research", date(2026, 11, 6)) == date(2026, 12, 4)


def test_a_number_that_the_board_wrote_down_holds_for_what_is_reported_next(
    start, need, rietkade, allowed, amina, client, at
):
    before = start("debt")
    decided = {"decided_on": at.date(), "by": amina, "at": at}
    members.set_term(rietkade, "law_debt-urgent", 1, **decided)
    members.set_term(rietkade, "law_debt", 6, **decided)
    text = client.sign_in(amina).get(f"/rietkade/vragen/{need.code}/de-wet/").content.decode()
    assert "1 werkdag, vanaf" in text
    assert "6 weken, vanaf" in text
    before.refresh_from_db()
    assert before.last_day == date(2026, 12, 4)  # as it was said
    assert start("debt-urgent", ago=0).last_day == date(2026, 11, 17)


def test_verify_finds_what_runs_without_a_yes_or_until_another_day(start, allowed, at):
    row = start()
    scope = Scope(today=at.date())
    assert list(laws_are_said_with_a_yes(scope)) == []
    Promise.objects.filter(pk=row.promise_id).update(due=at.date() + timedelta(90))
    assert any("not the same" in fault for fault in laws_are_said_with_a_yes(scope))
    Permission.objects.update(withdrawn_at=at)
    assert any("without the yes" in fault for fault in laws_are_said_with_a_yes(scope))


def test_nobody_else_does_it_instead(start, allowed, need, joris, sjaan, idris, english):
    row = start("debt-urgent", ago=0)
    late = row.promise.made_at + timedelta(days=10)
    with pytest.raises(Refused, match="nobody else can take it over"):
        promises.offer(row.promise, to=sjaan.actor, by=joris, at=row.promise.made_at)
    with pytest.raises(Refused, match="nobody else can take it over") as no:
        promises.offer_to_take(row.promise, by=idris, at=late)
    assert "Ruben" not in str(no.value)
    page = Visitor().sign_in(joris).get(f"/rietkade/afspraken/{row.promise.code}/")
    assert "/overdragen/" not in page.content.decode()


def test_from_outside_it_is_late_and_was_not_promised(start, allowed, need, rietkade, sjaan, at):
    row = start("debt-urgent", ago=0)
    area = members.make_circle(rietkade, "De buurt", sort="area", by="invoer", at=at)
    members.sit_in_circle(area, sjaan, since=at.date(), by="invoer", at=at)
    with time_machine.travel(row.promise.made_at + timedelta(days=10)):
        page = Visitor().sign_in(sjaan).get("/rietkade/afspraken/te-laat/").content.decode()
    assert "De wet zei: uiterlijk donderdag 19 november" in page
    assert "eloofd voor donderdag 19" not in page
    assert f"/afspraken/{row.promise.code}/overnemen/" not in page


def test_it_stands_apart_from_what_was_promised(start, allowed, need, joris, at):
    row = start()
    ruben = need.person
    ruben.user = members.give_login(ruben, "ruben@example.org", by=ruben, at=at)
    for who in (joris, ruben):
        client = Visitor().sign_in(who)
        for page in ("/rietkade/afspraken/", "/rietkade/vandaag/"):
            said = client.get(page).content.decode()
            there = said.index(f"/afspraken/{row.promise.code}/")
            assert said.rindex("<h2", 0, there) == said.rindex(
                "<h2", 0, said.index("Wat de wet vraagt")
            )
    said = Visitor().sign_in(joris).get("/rietkade/afspraken/").context
    assert (said["made"], said["got"]) == ([], [])
