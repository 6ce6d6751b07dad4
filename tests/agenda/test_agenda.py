"""What is on and what hangs on the notice board: put up, read by everybody, taken away, cleared."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests.promises.questions import questions
from tests.record.planting import as_owner
from tussenruimte.agenda import actions, reads
from tussenruimte.agenda.actions import Said
from tussenruimte.agenda.models import Posting
from tussenruimte.agenda.nightly import clear_old_postings
from tussenruimte.agenda.sharing import text_to_share
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions as decisions
from tussenruimte.decisions.actions import When
from tussenruimte.kit.clock import AMSTERDAM, day, midnight
from tussenruimte.kit.refusal import Refused
from tussenruimte.record.reads import facts_of, witnessed

PAGE = "/rietkade/agenda/"
COFFEE = Said("Koffie aan het water", "Koffie kost niets.", "Buurthuis De Steiger")
LADDER = Said("Wie heeft een ladder?", "Voor de goot.")
FORM = {
    "title": "Koffie aan het water", "day": "2026-11-19", "begins": "10:00", "ends": "12:00",
    "place": "Buurthuis De Steiger", "words": "", "who": "me",
}  # fmt: skip


def on_the_wall(days, hour):
    return dt.datetime(2026, 11, 16 + days, hour, tzinfo=AMSTERDAM)


@pytest.fixture
def coffee(idris, at):
    return actions.post_on(COFFEE, on_the_wall(3, 10), on_the_wall(3, 12), by=idris, at=at)


@pytest.fixture
def ladder(idris, at):
    return actions.post_notice(LADDER, day(at) + dt.timedelta(9), by=idris, at=at)


def text(client, path=PAGE):
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_everybody_reads_what_is_on_and_what_hangs_there(client, coffee, ladder):
    shown = text(client)
    for words in ("Koffie aan het water", "Buurthuis De Steiger", "Wie heeft een ladder?", "10.00"):
        assert words in shown
    shown = text(client, f"{PAGE}{coffee.code}/")
    assert "Donderdag 19 november" in shown
    assert "10.00 – 12.00" in shown
    assert "Iedereen mag komen, lid of niet." in shown


def test_a_member_puts_something_up(client, idris):
    answer = client.sign_in(idris).post(f"{PAGE}nieuw/", FORM)
    row = Posting.objects.whole().get()
    assert answer.headers["Location"] == f"{PAGE}{row.code}/"
    assert (row.begins_at, row.ends_at) == (on_the_wall(3, 10), on_the_wall(3, 12))
    assert (row.until.isoformat(), row.placed_by) == ("2026-11-19", idris)
    assert row.title_now == "Koffie aan het water"


def test_a_member_hangs_up_a_notice(client, idris):
    said = {"title": "Wie heeft een ladder?", "words": "", "until": "2026-11-30", "who": "us"}
    client.sign_in(idris).post(f"{PAGE}briefje/", said)
    row = Posting.objects.whole().get()
    assert (row.sort, row.begins_at, row.asks_house) == ("notice", None, True)
    shown = text(client, f"{PAGE}{row.code}/")
    assert "Bel De Rietkade" in shown
    assert "Idris Bekkaoui" not in shown


def test_who_is_no_member_reads_how_else(client, welcome):
    stranger = welcome("Piet Halma", email="piet@example.org")
    client.sign_in(stranger)
    assert "Alleen leden hangen hier iets op." in text(client, f"{PAGE}nieuw/")
    assert client.post(f"{PAGE}nieuw/", FORM).status_code == 200
    assert not Posting.objects.exists()


def test_who_acts_for_others_may_too(client, joris):
    client.sign_in(joris).post(f"{PAGE}nieuw/", FORM)
    assert Posting.objects.get().placed_by == joris


def test_the_number_is_one_that_everybody_may_see(client, coffee, amina, at):
    assert "000 123 45 67" in text(client, f"{PAGE}{coffee.code}/")
    own = actions.post_on(COFFEE, on_the_wall(4, 10), None, by=amina, at=at)
    assert "000 123 45 68" in text(client, f"{PAGE}{own.code}/")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2026-11-15"}, "Dit moment is voorbij."),
        ({"ends": "09:00"}, "Het is uit voordat het begint."),
        ({"day": "2027-03-28", "begins": "02:30", "ends": ""}, "slaat de klok dit uur over"),
        ({"title": "Bel 123456782"}, "BSN"),
        ({"place": ""}, "Vul dit nog in."),
    ],
)
def test_what_does_not_fit_gets_one_sentence_and_nothing_is_lost(client, idris, said, sentence):
    answer = client.sign_in(idris).post(
        f"{PAGE}nieuw/", {**FORM, "words": "Neem een kop mee.", **said}
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in shown
    assert "Neem een kop mee." in shown
    assert not Posting.objects.exists()


def test_a_hard_word_is_asked_about_once(client, idris):
    said = {**FORM, "words": "Voor cliënten uit de wijk."}
    shown = client.sign_in(idris).post(f"{PAGE}nieuw/", said).content.decode()
    marks = re.search(r'name="as_is" value="([^"]+)"', shown)
    assert marks is not None
    assert not Posting.objects.exists()
    client.post(f"{PAGE}nieuw/", {**said, "as_is": marks[1]})
    assert Posting.objects.exists()


def test_a_notice_does_not_hang_for_ever(idris, at):
    for days in (-1, 61):
        with pytest.raises(Refused):
            actions.post_notice(LADDER, day(at) + dt.timedelta(days), by=idris, at=at)
    assert actions.post_notice(LADDER, day(at) + dt.timedelta(60), by=idris, at=at).pk


def test_nobody_hangs_the_board_full(idris, tess, at, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    for _ in range(2):
        last = actions.post_notice(LADDER, day(at), by=idris, at=at)
    with pytest.raises(Refused, match="Haal eerst iets weg"):
        actions.post_notice(LADDER, day(at), by=idris, at=at)
    actions.post_notice(LADDER, day(at), by=tess, at=at)
    actions.withdraw(last, by=idris, at=at)
    assert actions.post_notice(LADDER, day(at), by=idris, at=at).pk


def test_whoever_put_it_up_takes_it_away(client, coffee, idris):
    client.sign_in(idris)
    there = f"{PAGE}{coffee.code}/"
    assert client.post(f"{there}weghalen/").headers["Location"] == PAGE
    assert "Koffie aan het water" not in text(client)
    assert "Jij haalde dit vandaag weg." in text(client, there)
    assert client.post(f"{there}weghalen/").status_code == 409
    client.logout()
    assert client.get(there).status_code == 404
    assert client.get(f"{there}agenda.ics").status_code == 404


def test_whoever_may_hold_takes_it_away_and_is_named(client, coffee, sjaan, idris):
    client.sign_in(sjaan).post(f"{PAGE}{coffee.code}/weghalen/")
    assert "Sjaan Poelma haalde dit vandaag weg." in text(
        client.sign_in(idris), f"{PAGE}{coffee.code}/"
    )


def test_another_member_does_not_take_it_away(client, coffee, tess):
    assert client.sign_in(tess).post(f"{PAGE}{coffee.code}/weghalen/").status_code == 404
    assert "Haal het weg" not in text(client, f"{PAGE}{coffee.code}/")


def test_after_its_day_it_is_shown_no_more_and_later_it_goes(rietkade, coffee, ladder, at):
    day_after = day(at) + dt.timedelta(4)
    assert reads.board(rietkade, midnight(day_after)).on == []
    assert [row.pk for row in reads.board(rietkade, midnight(day_after)).notices] == [ladder.pk]
    clear_old_postings(rietkade, day(at) + dt.timedelta(33), at)
    assert Posting.objects.count() == 2
    for _ in range(2):  # the clock may do a day twice
        clear_old_postings(rietkade, day(at) + dt.timedelta(34), at)
    assert list(Posting.objects.all()) == [ladder]
    assert [fact["n"] for fact in facts_of(rietkade.pk, "postings.cleared")] == [1]


def test_the_words_are_sealed_and_witnessed(rietkade, coffee):
    for sealed in (coffee.title, coffee.words, coffee.place):
        assert b"o" not in sealed or b"Koffie" not in sealed
    fact = list(facts_of(rietkade.pk, "posting.on"))[-1]
    assert len(fact["sealed"]) == 3
    assert {bytes.fromhex(one) for one in fact["sealed"]} <= set(witnessed(rietkade.pk))


def test_verify_finds_nothing_wrong_afterwards(coffee, ladder, idris, at):
    actions.withdraw(ladder, by=idris, at=at)
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_words_of_somebody_forgotten_are_not_here(client, coffee, idris, at):
    idris.__class__.objects.filter(pk=idris.pk).update(forgotten_at=at)
    assert "Koffie aan het water" not in text(client)
    assert client.get(f"{PAGE}{coffee.code}/").status_code == 404


def test_the_calendar_has_what_is_on_and_no_notices(client, coffee, ladder):
    answer = client.get(f"{PAGE}agenda.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(event["summary"]) for event in events] == ["Koffie aan het water"]
    assert events[0].decoded("dtstart") == on_the_wall(3, 10)
    assert str(events[0]["location"]) == "Buurthuis De Steiger"
    assert events[0]["uid"].startswith(coffee.code)


def test_a_notice_has_no_calendar(client, ladder):
    assert client.get(f"{PAGE}{ladder.code}/agenda.ics").status_code == 404


def test_the_text_to_tell_it_on_names_the_whole_day(client, coffee):
    said = text_to_share(Posting.objects.whole().get())
    assert said.splitlines() == [
        "Koffie aan het water",
        "donderdag 19 november, 10.00 tot 12.00 uur",
        "Waar: Buurthuis De Steiger",
        "Koffie kost niets.",
        "Vragen? Bel Idris Bekkaoui: 000 123 45 67",
        f"http://localhost:8000{PAGE}{coffee.code}/",
    ]
    shown = text(client, f"{PAGE}{coffee.code}/delen/")
    assert "donderdag 19 november, 10.00 tot 12.00 uur" in shown


def test_questions_do_not_grow_with_the_board(client, idris, tess, coffee, at):
    def asked():
        with CaptureQueriesContext(connection) as found:
            text(client)
        return len(questions(found))

    first = asked()
    for n in range(5):
        actions.post_on(COFFEE, on_the_wall(n + 1, 9), None, by=tess, at=at)
        actions.post_notice(LADDER, day(at), by=idris, at=at)
    assert asked() == first <= 8


def test_the_front_shows_the_soonest(client, coffee, idris, at):
    for n in range(3):
        said = Said(f"Koken {n}", place="De Steiger")
        actions.post_on(said, on_the_wall(n, 18), None, by=idris, at=at)
    shown = text(client, "/rietkade/")
    assert "Koken 2" in shown
    assert "Koffie aan het water" not in shown


def test_sent_twice_it_hangs_there_once(client, idris):
    said = {**FORM, "csrfmiddlewaretoken": "x"}
    client.sign_in(idris)
    first = client.post(f"{PAGE}nieuw/", said).headers["Location"]
    assert client.post(f"{PAGE}nieuw/", said).headers["Location"] == first
    assert Posting.objects.count() == 1


def test_a_members_meeting_stands_in_the_agenda_and_in_calendars(client, rietkade, idris, at):
    when = When(at + dt.timedelta(9), "De Steiger")
    meeting = decisions.plan_meeting(rietkade, when, by=idris, at=at)
    decisions.put_on_agenda(meeting, title="Rondvraag", by=idris, at=at)
    there = f"/rietkade/ledenvergadering/{meeting.code}/"
    assert there not in client.get(PAGE).content.decode()
    decisions.convene(meeting, by=idris, at=at)
    assert there in client.get(PAGE).content.decode()
    (event,) = Calendar.from_ical(client.get(f"{PAGE}agenda.ics").content).walk("VEVENT")
    assert event["summary"] == "Ledenvergadering"
    assert event["dtstart"].dt == when.begins_at
    assert event["url"].endswith(there)
    decisions.cancel_meeting(meeting, "Er is griep.", by=idris, at=at)
    assert there not in client.get(PAGE).content.decode()


def numbered(shown, words):
    return [int(n) for n in re.findall(rf"{words} (\d+)<", shown)]


def test_many_stand_on_several_pages(client, idris, at, monkeypatch):
    """A member puts up only so many; these are put there past that."""
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 100)
    for n in range(40):
        begins = on_the_wall(3, 10) + dt.timedelta(minutes=n)
        actions.post_on(Said(f"Koffie {n}", place="Hier"), begins, None, by=idris, at=at)
    for n in range(30):
        before = at - dt.timedelta(minutes=n)
        actions.post_notice(Said(f"Ladder {n}"), day(at) + dt.timedelta(9), by=idris, at=before)
    first, second = text(client), text(client, f"{PAGE}?blad=2")
    assert numbered(first, "Koffie") + numbered(second, "Koffie") == list(range(40))
    assert numbered(first, "Ladder") + numbered(second, "Ladder") == list(range(30))
    assert "?blad=2" in first
    assert "?blad=3" not in second
    calendar = Calendar.from_ical(client.get(f"{PAGE}agenda.ics").content)
    assert len(list(calendar.walk("VEVENT"))) == 40


def test_a_further_page_says_nothing_of_what_stood_on_the_first(
    client, coffee, ladder, at, idris, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 100)
    for n in range(30):
        actions.post_notice(Said(f"Ladder {n}"), day(at) + dt.timedelta(9), by=idris, at=at)
    second = text(client, f"{PAGE}?blad=2")
    assert "Ladder 1" in second
    assert "Er is nog niets te doen" not in second
    assert "Er is ruimte" not in second
