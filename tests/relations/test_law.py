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
from tussenruimte.relations.actions import close, reopen, say_clock_to, start_clock, stop_clock
from tussenruimte.relations.models import LegalClock


@pytest.fixture
def wethouder(joris):
    """The seat of the municipality."""
    return joris.tenures.get().seat.actor


@pytest.fixture
def allowed(need, wethouder, at):
    """Ruben lets the alderman read it for a hundred days."""
    said = {"purpose": "de melding", "until": at.date() + timedelta(100), "by": need.person}
    return matters.give_permission(need.matter, wethouder, **said, at=at)


@pytest.fixture
def start(need, amina, wethouder, at):
    """Amina lets a term run from ten days ago: `start("debt")`."""

    def starting(key="wmo-research", *, ago=10, seat=wethouder, by=amina):
        reported = at.date() - timedelta(ago)
        return start_clock(need, key, reported_on=reported, seat=seat, by=by, at=at)

    return starting


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


@pytest.mark.parametrize("key", LAWS)
def test_without_a_seat_the_person_and_whoever_holds_on_see_it(start, need, card, amina, key):
    row = start(key, ago=0, seat=None)
    assert (row.seat, row.permission, row.promise) == (None, None, None)
    assert not Promise.objects.filter(purpose=Purpose.LAW).exists()
    hers = Visitor().sign_in(amina).get(f"/rietkade/vragen/{need.code}/").content.decode()
    for text, who in ((card.text(), "jij"), (hers, "de mens")):
        assert f"De wet zegt: uiterlijk {day_in_words(row.last_day, row.reported_on)}" in text
        assert f"Alleen {who} en wie vasthoudt zien dit." in text


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


def test_it_counts_from_a_day_that_was_and_until_one_that_is_to_come(start, allowed, english):
    with pytest.raises(Refused, match="today or earlier"):
        start(ago=-1)
    with pytest.raises(Refused, match="That day has passed"):
        start("debt-urgent", ago=20)


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


def test_verify_finds_what_runs_without_a_yes_or_until_another_day(start, allowed, at):
    row = start()
    scope = Scope(today=at.date())
    assert list(laws_are_said_with_a_yes(scope)) == []
    Promise.objects.filter(pk=row.promise_id).update(due=at.date() + timedelta(90))
    assert any("not the same" in fault for fault in laws_are_said_with_a_yes(scope))
    Permission.objects.update(withdrawn_at=at)
    assert any("without the yes" in fault for fault in laws_are_said_with_a_yes(scope))


# ---- on pages --------------------------------------------------------------------------------------


def test_the_holder_lets_it_run_on_a_page(allowed, need, amina, wethouder, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    client.sign_in(amina)
    assert "zes weken" not in client.get(there).content.decode()
    typed = {"key": "wmo-research", "reported_on": "2026-11-06", "seat": wethouder.code}
    assert client.post(there, typed).status_code == 302
    row = LegalClock.objects.get()
    assert client.post(f"{there}stopt/", {"code": row.code}).status_code == 302
    row.refresh_from_db()
    assert row.stopped_on


def test_without_a_yes_the_page_says_what_to_do_and_writes_the_report_down(need, amina, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    text = client.sign_in(amina).get(there).content.decode()
    assert "Vraag het eerst aan Ruben. Tot dan zien alleen Ruben en jij wat de wet zegt." in text
    page = client.post(there, {"key": "debt", "reported_on": "2026-11-06"}, follow=True)
    assert "De wet zegt: uiterlijk vrijdag 4 december." in page.content.decode()
    row = LegalClock.objects.get()
    assert (row.law, row.seat, row.promise) == ("debt", None, None)
    assert "gemeente/" not in client.get(there).content.decode()


def test_what_cannot_be_is_said_and_kept(need, amina, client):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    page = client.sign_in(amina).post(there, {"key": "debt", "reported_on": "2026-12-06"})
    assert 'value="2026-12-06"' in page.content.decode()
    assert not LegalClock.objects.exists()


def test_whoever_may_let_a_seat_read_chooses_whether_it_sees_this(
    allowed, need, amina, wethouder, client
):
    there = f"/rietkade/vragen/{need.code}/de-wet/"
    client.sign_in(amina)
    assert (
        "Nog niemand. Alleen Ruben en wie vasthoudt zien het." in client.get(there).content.decode()
    )
    client.post(there, {"key": "debt", "reported_on": "2026-11-06", "seat": ""})
    row = LegalClock.objects.get()
    assert row.seat is None
    text = client.get(there).content.decode()
    assert f"{there}gemeente/" in text
    assert f"Laat {wethouder} dit zien" in text
    typed = {"code": row.code, "seat": wethouder.code}
    assert client.post(f"{there}gemeente/", typed).status_code == 302
    row.refresh_from_db()
    assert row.seat == wethouder
    assert f"{there}gemeente/" not in client.get(there).content.decode()


def test_the_person_says_it_to_the_seat_with_the_card(start, allowed, need, card, wethouder, sjaan):
    row = start(seat=None)
    typed = {"code": row.code, "seat": wethouder.code}
    assert card.post("de-wet/gemeente/", **(typed | {"seat": sjaan.code})).status_code == 404
    assert card.post("de-wet/gemeente/", **(typed | {"code": "K7Q4MK9TX2"})).status_code == 404
    assert card.post("de-wet/gemeente/", **typed).status_code == 302
    row.refresh_from_db()
    assert row.promise.maker == wethouder


def test_the_person_lets_it_run_with_the_card(allowed, need, card, wethouder):
    typed = {"key": "complaint", "reported_on": "2026-11-10", "seat": wethouder.code}
    assert card.post("de-wet/", **typed).status_code == 302
    row = LegalClock.objects.get()
    assert row.started_by == need.person
    assert "jurist" in card.text("de-wet/")
    assert card.post("de-wet/stopt/", code="K7Q4MK9TX2").status_code == 404
    assert card.post("de-wet/stopt/", code=row.code).status_code == 302


def test_whoever_does_not_hold_on_finds_no_page(allowed, need, joris, hers, client):
    assert client.sign_in(joris).get(f"/rietkade/vragen/{need.code}/de-wet/").status_code == 404
    assert hers.get("de-wet/").status_code == 404


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
