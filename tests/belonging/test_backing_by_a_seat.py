"""A seat says what a circle may decide by itself: in its name, until when, beside what a circle gave."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.belonging.test_joining_pages import text
from tests.promises.questions import questions
from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.circles import NewCircle
from tussenruimte.belonging.models import Backing
from tussenruimte.belonging.nightly import end_circles
from tussenruimte.cli.verifying import Scope, belonging as verifying
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor

TOWN = "Gemeente Waterhoven"
WORDS = "Parkeren tot € 30 per maand"


@pytest.fixture
def area(rietkade, amina, at):
    circle = members.make_circle(rietkade, "De buurt", sort="area", by="invoer", at=at)
    members.sit_in_circle(circle, amina, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def circle(rietkade, area, idris, at):
    """Idris began it, out of the area where Amina sits."""
    until = at.date() + timedelta(30)
    new = NewCircle("Vervoer", "Wij rijden", "work", until, area, "Niemand rijdt")
    return actions.start_circle(rietkade, new, by=idris, at=at)


@pytest.fixture
def there(circle):
    return f"/rietkade/kringen/{circle.actor.code}/"


def gives(circle, giver, by, at, words=WORDS, **more):
    return actions.give_backing(circle, words, giver=giver.actor, by=by, at=at, **more)


def leave(seat, joris, at):
    members.leave_seat(seat, until=at.date(), by=joris, at=at)


def test_whoever_sits_there_writes_it_on_the_page_of_the_circle(circle, seat, joris, there, client):
    client.sign_in(joris)
    page = f"{there}rugdekking/"
    assert f"{page}?namens={seat.actor.code}" in client.get(there).content.decode()
    assert f"wethouder sociaal ({TOWN})" in text(client.get(page))
    until = circle.until.isoformat()
    assert client.post(page, {"words": WORDS, "until": until}).status_code == 302
    row = Backing.objects.get()
    assert (row.giver, row.by, row.until) == (seat.actor, joris, circle.until)


def test_everybody_reads_which_seat_gave_it_and_until_when(circle, seat, joris, there, client, at):
    gives(circle, seat, joris, at, until=at.date() + timedelta(9))
    shown = text(client.get(there))
    assert WORDS in shown
    assert f"Gegeven door wethouder sociaal ({TOWN})" in shown
    assert "Joris" not in shown


def test_what_a_seat_gives_takes_nothing_away_of_what_a_circle_gave(
    circle, area, amina, seat, joris, there, client, at
):
    gives(circle, area, amina, at, words="Benzine tot € 50")
    gives(circle, seat, joris, at)
    gives(circle, area, amina, at, words="Benzine tot € 60")
    shown = client.get(there).content.decode()
    now, _before, older = shown.partition("<details>")
    listed = text(client.sign_in(amina).get("/rietkade/kringen/beginnen/"))
    for place, shown, gone in (
        (now, "€ 60", "€ 50"),
        (older, "€ 50", WORDS),
        (listed, "€ 60", "€ 50"),
    ):
        assert shown in place
        assert gone not in place
    assert "Gegeven door De buurt." in older
    assert WORDS in now
    assert WORDS in listed


def test_whoever_writes_anew_begins_with_the_words_of_that_giver(
    circle, area, amina, rietkade, there, client, at
):
    seat = members.make_seat(rietkade, "Buurthuis", by="invoer", at=at)
    members.sit_down(seat, amina, since=at.date(), by="invoer", at=at)
    gives(circle, area, amina, at, words="Benzine tot € 50")
    gives(circle, seat, amina, at, words="De zaal op dinsdag")
    client.sign_in(amina)
    for giver, words in ((area, "Benzine tot € 50"), (seat, "De zaal op dinsdag")):
        page = f"{there}rugdekking/?namens={giver.actor.code}"
        assert page in client.get(there).content.decode()
        assert f">\n{words}</textarea>" in client.get(page).content.decode()
    client.post(page, {"words": "De zaal op vrijdag", "until": ""})
    latest = Backing.objects.latest("number")
    assert (latest.number, latest.giver, latest.words) == (3, seat.actor, "De zaal op vrijdag")


def test_nobody_writes_it_for_a_seat_of_somebody_else(
    circle, seat, joris, idris, tess, amina, there, client
):
    page = f"{there}rugdekking/"
    named = f"{page}?namens={seat.actor.code}"
    for somebody, plain, for_seat in ((idris, 404, 404), (tess, 404, 404), (amina, 200, 404)):
        client.sign_in(somebody)
        assert client.get(page).status_code == plain
        assert client.get(named).status_code == for_seat
        assert client.post(named, {"words": WORDS, "until": ""}).status_code == for_seat
    assert client.sign_in(joris).get(f"{page}?namens={amina.actor.code}").status_code == 404
    assert not Backing.objects.exists()


def test_whoever_gives_for_a_seat_asks_nobody_in(circle, seat, joris, there, client):
    client.sign_in(joris)
    assert f"{there}vragen/" not in client.get(there).content.decode()
    assert client.get(f"{there}vragen/").status_code == 404


def test_whoever_left_the_seat_gives_no_more_and_what_was_given_stands(
    circle, seat, joris, tess, there, client, at
):
    gives(circle, seat, joris, at)
    leave(seat, joris, at)
    assert client.sign_in(joris).get(f"{there}rugdekking/").status_code == 404
    shown = text(client.get(there))
    assert WORDS in shown
    assert "Leeg sinds vandaag; nog niemand neemt waar." in shown
    members.stand_in_for_seat(seat, tess, by="invoer", at=at)
    assert "Leeg sinds vandaag; Tess Ouwehand neemt waar." in text(client.get(there))
    assert client.sign_in(tess).get(f"{there}rugdekking/").status_code == 404


def test_an_empty_seat_and_one_that_is_gone_give_nothing(circle, seat, joris, at):
    leave(seat, joris, at)
    with pytest.raises(Refused, match="Niemand zit"):
        gives(circle, seat, joris, at)
    members.abolish_seat(seat, by=joris, at=at)
    with pytest.raises(Refused, match="niet meer"):
        gives(circle, seat, joris, at)
    assert not Backing.objects.exists()


def test_whoever_leaves_while_writing_gives_nothing_after(
    real_commits, circle, seat, joris, crossing, at
):
    errors = crossing(
        partial(gives, circle, seat, joris, at),
        "belonging.actions.circles._locked",
        partial(leave, seat, joris, at),
        "members.actions.seats._locked",
    )
    assert all(isinstance(error, Refused) for error in errors)
    assert Backing.objects.count() + len(errors) == 1


def test_a_circle_that_ended_is_given_nothing_and_gives_nothing(circle, area, seat, joris, at):
    area.until = area.ended_on = at.date()
    area.save(update_fields=["until", "ended_on"])
    with pytest.raises(Refused, match="afgelopen"):
        gives(circle, area, joris, at)
    moment = at + timedelta(31)
    end_circles(circle.cooperative, moment.date(), moment)
    with pytest.raises(Refused, match="afgelopen"):
        gives(circle, seat, joris, moment)


def test_one_that_ended_shows_no_way_to_give(circle, joris, there, client, at):
    moment = at + timedelta(31)
    end_circles(circle.cooperative, moment.date(), moment)
    client.sign_in(joris)
    assert "rugdekking" not in client.get(there).content.decode()
    assert client.get(f"{there}rugdekking/").status_code == 404


def test_verify_knows_a_seat_and_finds_what_somebody_alone_gave(circle, seat, joris, at):
    gives(circle, seat, joris, at)
    assert not list(verifying.backings_are_only_added(Scope()))
    Backing.objects.create(
        cooperative=circle.cooperative, circle=circle, number=2, words="Alles", by=joris,
        giver=Actor.objects.get(pk=joris.pk), since=at.date(),
    )  # fmt: skip
    (said,) = verifying.backings_are_only_added(Scope())
    assert joris.code in said


def test_more_givers_cost_no_more_questions(
    circle, area, amina, seat, joris, there, client, at, django_assert_max_num_queries
):
    gives(circle, area, amina, at)
    client.sign_in(joris)
    client.get(there)
    with django_assert_max_num_queries(1000) as before:
        client.get(there)
    for n in range(3):
        gives(circle, seat, joris, at, words=f"Tot € {n}")
    with django_assert_max_num_queries(len(before)):
        client.get(there)


def test_whoever_sits_there_and_may_go_on_asks_few_too(
    circle, area, idris, amina, client, there, at
):
    gives(circle, area, amina, at)
    actions.talk_about_circle(circle, by=idris, at=at)
    client.sign_in(idris)
    client.get(there)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(there).content.decode()
    assert "Naar het gesprek" in page
    assert len(questions(asked)) <= 12
