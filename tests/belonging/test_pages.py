"""Every page about seats: who comes in, a constant number of questions, and small counts stay hidden."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.questions import questions
from tests.visitor import Visitor
from tussenruimte.belonging import actions, reads
from tussenruimte.belonging.models import Inherited
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.members import actions as members
from tussenruimte.members.models import Seat
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises.actions import answer_offer, make_promise

CIRCLES = "/rietkade/kringen/"
SEATS = "/rietkade/stoelen/"


def page(seat, *parts):
    return SEATS + "/".join([seat.actor.code, *parts]) + "/"


def step(succession, *parts):
    return SEATS + "/".join(["opvolgen", succession.code, *parts]) + "/"


def text(client, path):
    return client.get(path).content.decode()


def asked(client, path):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return len(questions(found))


def test_everybody_sees_who_sits_where(seat, berend, client):
    shown = text(client, SEATS)
    assert "Gemeente Waterhoven" in shown
    assert "Joris Haanappel" in shown
    assert "spreekt voor de gemeente" in shown


def test_the_seat_of_the_municipality_always_shows_its_hat(seat, client):
    assert "spreekt voor Gemeente Waterhoven, niet voor de coöperatie" in text(client, page(seat))


def test_a_seat_elsewhere_is_not_here(seat, client):
    assert client.get(SEATS + "K7Q4MK9TX2/").status_code == 404


def more(seat, garden, idris, berend, joris, at):
    """More of everything that stands on the page of a seat."""
    for n in range(3):
        row = actions.ask_question(seat, f"Vraag {n}", by=idris, at=at)
        actions.answer_question(row, "Zo.", by=joris, at=at)
        actions.ask_question(seat, f"Nog een {n}", is_private=True, by=idris, at=at)
        members.write_mandate(seat, f"Versie {n}", by=berend, at=at)
        make_promise(
            garden, maker=seat.actor, receiver=idris.actor, text=f"Doet {n}",
            due=at.date() + timedelta(days=n), by=idris, at=at,
        )  # fmt: skip
    members.make_seat(seat.cooperative, "school", by="invoer", at=at)


def test_pages_ask_the_same_number_of_questions_however_much_there_is(
    seat, garden, idris, berend, joris, client, at
):
    client.sign_in(berend)
    more(seat, garden, idris, berend, joris, at)
    before = [asked(client, path) for path in (SEATS, page(seat))]
    more(seat, garden, idris, berend, joris, at)
    after = [asked(client, path) for path in (SEATS, page(seat))]
    assert before == after
    assert max(after) <= 12


def test_an_empty_seat_asks_a_constant_number_of_whoever_arranges_it(
    empty, berend, amina, client, at
):
    client.sign_in(berend)
    counts = []
    for _n in range(2):
        said_no = actions.ask_stand_in(empty, amina, by=berend, at=at)
        actions.answer_stand_in(said_no, says_yes=False, by=amina, at=at)
        counts.append(asked(client, page(empty)))
        assert "Er is nog geen antwoord." not in text(client, page(empty))
    waits = actions.ask_stand_in(empty, amina, by=berend, at=at)
    counts.append(asked(client, page(empty)))
    assert "Er is nog geen antwoord." in text(client, page(empty))
    actions.answer_stand_in(waits, says_yes=False, by=amina, at=at)
    assert max(counts) == min(counts) <= 12


def test_who_comes_next_asks_a_constant_number_too(named, marlies, garden, idris, client, at):
    client.sign_in(marlies)
    before = asked(client, step(named))
    make_promise(
        garden, maker=named.seat.actor, receiver=idris.actor, text="Nog iets", due=at.date(),
        by=idris, at=at,
    )  # fmt: skip
    assert asked(client, step(named)) == before <= 12
    assert asked(client, page(named.seat)) <= 12


def test_she_goes_through_the_list_and_sits_down(talked_over, owed, marlies, client):
    client.sign_in(marlies)
    assert step(talked_over) in text(client, page(talked_over.seat))
    first, second = owed
    client.post(step(talked_over, first.code, "aannemen"))
    client.post(step(talked_over, second.code, "teruggeven"), {"reason": "Geen geld voor"})
    shown = text(client, step(talked_over))
    assert "Marlies neemt het aan." in shown
    assert "Geen geld voor" in shown
    client.post(step(talked_over, "gaan-zitten"))
    assert "Marlies Dekkerink (Gemeente Waterhoven) zit hier sinds vandaag." in text(
        client, page(talked_over.seat)
    )
    assert f'href="{step(talked_over)}"' in text(client, page(talked_over.seat))
    assert step(talked_over) not in text(Visitor(), page(talked_over.seat))


def test_whoever_it_was_promised_to_reads_why_it_was_given_back(
    talked_over, owed, marlies, berend, idris, client, at
):
    first, second = owed
    actions.give_back(talked_over, second, "Er is geen geld voor", by=marlies, at=at)
    there = f"{SEATS}teruggegeven/{second.code}/"
    shown = text(client.sign_in(idris), there)
    assert "Marlies gaf deze afspraak terug" in shown
    assert "Er is geen geld voor" in shown
    assert "We vragen het nu aan Gemeente Waterhoven" in shown
    assert client.get(f"{SEATS}teruggegeven/{first.code}/").status_code == 404
    (letter,) = letters_of(Dispatch.objects.filter(kind="belonging.given-back")).values()
    assert there in letter.text
    answer_offer(Inherited.objects.get().offer, accepts=True, by=berend, at=at)
    assert "Gemeente Waterhoven doet het nu" in text(client, there)


def test_why_a_promise_to_a_resident_was_given_back_is_theirs(
    empty, idris, tess, marlies, berend, at, client
):
    actions.ask_question(empty, "Mag ik iets vragen?", is_private=True, by=idris, at=at)
    row = actions.name_successor(empty, marlies, by=berend, at=at)
    promise = empty.actor.promises_made.get()
    client.sign_in(marlies).post(
        step(row, promise.code, "teruggeven"), {"reason": "Geen tijd", "yes": "on"}
    )
    there = f"{SEATS}teruggegeven/{promise.code}/"
    assert "Geen tijd" in text(client.sign_in(idris), there)
    assert client.sign_in(tess).get(there).status_code == 404


def test_only_she_says_what_she_takes(talked_over, owed, berend, tess, client):
    for somebody in (berend, tess):
        client.sign_in(somebody)
        assert client.post(step(talked_over, owed[0].code, "aannemen")).status_code == 404
        assert client.get(step(talked_over, owed[0].code, "teruggeven")).status_code == 404
        assert client.post(step(talked_over, "gaan-zitten")).status_code == 404
    assert client.get(step(talked_over)).status_code == 404
    assert client.post(step(talked_over, "gaat-niet-door")).status_code == 404


def test_what_is_about_a_person_she_sees_from_outside(empty, idris, marlies, berend, client, at):
    actions.ask_question(empty, "Mag ik iets vragen?", is_private=True, by=idris, at=at)
    row = actions.name_successor(empty, marlies, by=berend, at=at)
    shown = text(client.sign_in(marlies), step(row))
    assert "Een afspraak met een bewoner" in shown
    assert "Idris" not in shown
    promise = empty.actor.promises_made.get()
    there = step(row, promise.code, "teruggeven")
    assert "Idris" not in text(client, there)
    assert "meelezen" in client.post(there, {"reason": "Geen tijd"}).content.decode()
    assert client.post(there, {"reason": "Geen tijd", "yes": "on"}).status_code == 302


@pytest.mark.parametrize(("name", "said"), [("Marlies Dekkerink", 302), ("Marlies", 200)])
def test_somebody_is_named_by_the_name_under_which_they_come_in(
    empty, marlies, berend, name, said, client
):
    answer = client.sign_in(berend).post(page(empty, "voordragen"), {"name": name})
    assert answer.status_code == said


def test_a_contact_or_two_stay_hidden(seat, idris, joris, at, client):
    talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
    conversations.hold(talk, Noted(said="Over de bus", present=[idris.actor]), by=joris, at=at)
    (one,) = reads.contacts_of(seat_again(seat), for_members=True)
    assert (one.kind, one.times) == ("gesprek, samen", None)
    assert "een paar keer" in text(client, page(seat))


def test_what_happens_more_often_is_counted_by_kind(seat, idris, joris, at, client):
    for way in ("together", "phone"):
        for _time in range(6):
            talk = actions.ask_for_talk(seat, "De bus", by=idris, at=at)
            noted = Noted(said="Over de bus", present=[idris.actor], way=way)
            conversations.hold(talk, noted, by=joris, at=at)
    with_others = conversations.ask(
        talk.matter, host=idris.actor, about="De halte", by=joris, at=at
    )
    noted = Noted(said="Over de halte", present=[seat.actor], way="phone")
    conversations.hold(with_others, noted, by=idris, at=at)
    found = {one.kind: one.times for one in reads.contacts_of(seat_again(seat), for_members=True)}
    assert found == {"gesprek, samen": 6, "gesprek, bellen": 7}


def test_only_the_seat_of_the_municipality_shows_with_whom_it_speaks(rietkade, at):
    voice = members.make_seat(rietkade, "bewonersstem", by="invoer", at=at)
    assert reads.contacts_of(voice, for_members=False) == []


def seat_again(seat):
    return Seat.objects.select_related("organisation").get(pk=seat.pk)


# ---- long lists ------------------------------------------------------------------------------------


def on_pages(client, path, words):
    """The numbers behind these words on each page, in order."""
    pages, number = [], 1
    while number:
        shown = text(client, f"{path}?blad={number}")
        pages.append([int(n) for n in re.findall(rf">{words} (\d+)<", shown)])
        number = number + 1 if f"?blad={number + 1}" in shown else 0
    return pages


def test_many_seats_stand_on_several_pages_by_whose_they_are(rietkade, seat, client, at):
    for n in range(100, 160):
        whose = None if n < 140 else seat.organisation
        members.make_seat(
            rietkade, f"Stoel {n}", organisation=whose, mandate="Beslist", by="beheer", at=at
        )
    pages = on_pages(client, SEATS, "Stoel")
    assert [n for page in pages for n in page] == list(range(100, 160))
    assert max(map(len, pages)) <= 25
    assert "Van de coöperatie zelf" in text(client, SEATS)
    assert "Van de coöperatie zelf" not in text(client, f"{SEATS}?blad=3")


def test_many_circles_stand_on_several_pages_those_that_stay_first(rietkade, client, at):
    for n in range(100, 160):
        members.make_circle(rietkade, f"Kring {n}", sort="work", by="beheer", at=at)
    members.make_circle(rietkade, "Zetel 1", sort="board", by="beheer", at=at)
    pages = on_pages(client, CIRCLES, "Kring")
    assert [n for page in pages for n in page] == list(range(100, 160))
    assert [len(page) for page in pages] == [24, 25, 11]
    assert "Zetel 1" in text(client, CIRCLES)


def test_a_page_of_many_asks_no_more(rietkade, client, at):
    before = {path: asked(client, path) for path in (SEATS, CIRCLES)}
    for n in range(30):
        members.make_circle(rietkade, f"Kring {n}", sort="work", by="beheer", at=at)
        members.make_seat(
            rietkade, f"Stoel {n}", organisation=None, mandate="Beslist", by="beheer", at=at
        )
    after = {path: asked(client, path) for path in (SEATS, CIRCLES)}
    assert all(
        after[path] <= before[path] + 2 for path in after
    )  # who sits there, what they decide


@pytest.mark.parametrize(
    ("path", "untrue"),
    [(SEATS, "Er zijn nog geen stoelen"), (CIRCLES, "Er zijn nog geen kringen")],
)
def test_past_the_last_page_it_is_not_said_that_there_are_none(client, seat, board, path, untrue):
    shown = text(client, f"{path}?blad=9")
    assert untrue not in shown
    assert "?blad=8" in shown
