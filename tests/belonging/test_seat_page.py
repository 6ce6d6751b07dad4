"""The page of a seat that owes much: the first of it, how much more, and where the rest stands."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.questions import questions
from tests.visitor import Visitor
from tussenruimte.kit.leaves import A_LEAF
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Subject
from tussenruimte.promises import actions as promises
from tussenruimte.promises.reads.one_by_one import open_of


def owe(seat, joris, idris, garden, at, many):
    for n in range(many):
        promises.make_promise(
            garden,
            maker=seat.actor,
            receiver=idris.actor,
            text=f"Nummer {n}",
            due=at.date() + timedelta(n + 1),
            by=joris,
            at=at,
        )


def test_much_is_told_from_the_beginning(seat, joris, idris, garden, at):
    owe(seat, joris, idris, garden, at, A_LEAF + 3)
    rows, of_all = open_of(seat.actor, at.date())
    assert [row.text for row in rows] == [f"Nummer {n}" for n in range(A_LEAF)]
    assert of_all == A_LEAF + 3
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert "En nog 3." in page
    assert "Nummer 24" in page
    assert "Nummer 25" not in page


def test_little_is_told_whole(seat, joris, idris, garden, at):
    owe(seat, joris, idris, garden, at, 2)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert "Nummer 1" in page
    assert "En nog" not in page


# ---- what goes above the mandate --------------------------------------------------------------------

COUNCIL = "de gemeenteraad"
STILL = f"Moet nog langs {COUNCIL}, uiterlijk"


def above(promise, by, at):
    promises.must_pass(promise, via=COUNCIL, until=at.date() + timedelta(1), by=by, at=at)
    return promise


def test_what_goes_above_the_mandate_is_marked_for_everybody(seat, owed, joris, at):
    above(owed[0], joris, at)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert page.count(STILL) == 1
    promises.say_passed(owed[0], says_yes=True, by=joris, at=at)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert COUNCIL not in page


def test_each_promise_has_its_own_mark_and_of_each_only_the_latest(seat, owed, joris, at):
    for promise in owed:
        above(promise, joris, at)
    row = owed[0].passing
    said = {"until": row.until, "stands": row.stands, "by": joris, "at": at}
    promises.pass_elsewhere(owed[0], via="het bestuur", **said)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert page.count("Moet nog langs") == 2
    assert page.count(STILL) == page.count("Moet nog langs het bestuur") == 1


def test_about_somebody_s_private_matter_nothing_is_marked(seat, ruben, joris, at):
    need = matters.open_private(ruben, subject=Subject.NEED, circle=None, by=joris, at=at)
    promise = promises.make_promise(
        need, maker=seat.actor, receiver=ruben.actor, text="Iets voor Ruben",
        due=at.date() + timedelta(3), by=joris, at=at, person_said_yes=True,
    )  # fmt: skip
    above(promise, joris, at)
    page = Visitor().get(f"/rietkade/stoelen/{seat.actor.code}/").content.decode()
    assert "Een afspraak met een bewoner" in page
    assert COUNCIL not in page


def test_a_mark_costs_no_question_more(seat, owed, joris, at):
    there = f"/rietkade/stoelen/{seat.actor.code}/"
    Visitor().get(there)
    many = []
    for marked in (None, *owed):
        if marked:
            above(marked, joris, at)
        with CaptureQueriesContext(connection) as seen:
            Visitor().get(there)
        many.append(len(questions(seen)))
    assert len(set(many)) == 1


def test_whoever_comes_next_reads_it_beside_what_they_are_asked_to_take(
    named, owed, berend, marlies, client, at
):
    there = f"/rietkade/stoelen/opvolgen/{named.code}/"
    client.sign_in(marlies)
    many = []
    for marked in (None, *owed):
        if marked:
            above(marked, berend, at)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(there).content.decode()
        many.append(len(questions(seen)))
    assert page.count(STILL) == 2
    assert many[1] == many[2] <= 12


def test_whoever_is_asked_to_take_it_over_reads_it_too(seat, owed, joris, amina, client, at):
    above(owed[0], joris, at)
    handover = promises.offer(owed[0], to=amina.actor, by=joris, at=at)
    page = client.sign_in(amina).get(f"/rietkade/afspraken/aanbod/{handover.code}/")
    assert STILL in page.content.decode()
