"""Circles: begun only when no other can, given what they decide, and ended by the clock, never in silence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once
from tests.belonging.test_joining import asks, speak as talk_over
from tests.belonging.test_joining_pages import text
from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.circles import NewCircle
from tussenruimte.belonging.models import Backing, CircleAsked, Joining, Renewal, Started
from tussenruimte.belonging.nightly import end_circles
from tussenruimte.belonging.reads import circles as reads
from tussenruimte.cli.verifying import Scope, belonging as verifying
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import ActsFor, Circle
from tussenruimte.members.reads import sitting_in
from tussenruimte.post.kinds import letters_of
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Handover
from tussenruimte.relations import actions as relations
from tussenruimte.relations.actions.telling import Telling

HERE = "/rietkade/kringen/"


@pytest.fixture
def area(rietkade, amina, at):
    """The work area, with Amina in it."""
    circle = members.make_circle(rietkade, "De buurt", sort="area", by="invoer", at=at)
    members.sit_in_circle(circle, amina, since=at.date(), by="invoer", at=at)
    return circle


@pytest.fixture
def new(area, at):
    """A circle that looks after the garden, for a month."""
    until = at.date() + timedelta(30)
    return NewCircle("De tuin", "Wij harken", "work", until, area, "Niemand harkt")


@pytest.fixture
def circle(rietkade, new, idris, at):
    """Idris began it."""
    return actions.start_circle(rietkade, new, by=idris, at=at)


@pytest.fixture
def owed(circle, garden, tess, idris, at):
    """What it promised Tess in public."""
    return promises.make_promise(
        garden, maker=circle.actor, receiver=tess.actor, text="Wij harken", by=idris, at=at,
        due=at.date() + timedelta(40),
    )  # fmt: skip


def later(circle, at, days=31):
    """The clock came by after its last day."""
    moment = at + timedelta(days)
    end_circles(circle.cooperative, moment.date(), moment)
    circle.refresh_from_db()
    return moment


def changed(new, **more):
    return NewCircle(**{name: getattr(new, name) for name in new.__slots__} | more)


def test_it_says_why_no_other_circle_could_do_it(circle, idris, area):
    row = Started.objects.get()
    assert (row.giver, row.none_because, row.by) == (area, "Niemand harkt", idris)
    assert sitting_in(circle) == [idris]


@pytest.mark.parametrize(
    "wrong",
    [{"none_because": " "}, {"name": ""}, {"purpose": ""}, {"sort": "board"}, {"name": "de buurt"}],
)
def test_without_that_it_does_not_begin(rietkade, new, idris, wrong, at):
    with pytest.raises(Refused):
        actions.start_circle(rietkade, changed(new, **wrong), by=idris, at=at)
    assert not Started.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 366])
def test_it_has_a_last_day_not_too_far_away(rietkade, new, idris, days, at):
    until = at.date() + timedelta(days)
    with pytest.raises(Refused):
        actions.start_circle(rietkade, changed(new, until=until), by=idris, at=at)


def test_the_circle_out_of_which_it_comes_hears_so(circle, amina):
    row = Dispatch.objects.get(kind="belonging.circle-started")
    assert row.to == amina.code
    assert "De tuin" in letters_of([row])[row.code].text


def test_what_it_may_decide_is_only_added(circle, area, amina, at):
    for words in ("Tot € 50", "Tot € 100"):
        actions.give_backing(circle, words, giver=area.actor, by=amina, at=at)
    assert [row.words for row in reads.backings_of(circle)] == ["Tot € 100", "Tot € 50"]
    with pytest.raises(Exception, match="only grows"), transaction.atomic():
        Backing.objects.update(words="Alles")


@pytest.mark.parametrize("words", ["", " ", "x" * 601])
def test_it_is_said_in_at_most_600_characters(circle, area, amina, words, at):
    with pytest.raises(Refused):
        actions.give_backing(circle, words, giver=area.actor, by=amina, at=at)


def test_not_for_longer_than_the_circle_is_there(circle, area, amina, at):
    for days in (-1, 31):
        until = at.date() + timedelta(days)
        with pytest.raises(Refused):
            actions.give_backing(circle, "Tot € 50", giver=area.actor, until=until, by=amina, at=at)


def test_one_sits_there_by_ones_own_yes(circle, idris, tess, at):
    row = actions.ask_into_circle(circle, tess, by=idris, at=at)
    assert sitting_in(circle) == [idris]
    with pytest.raises(Refused):
        actions.ask_into_circle(circle, tess, by=idris, at=at)
    actions.answer_circle(row, says_yes=True, by=tess, at=at)
    assert sitting_in(circle) == [idris, tess]
    with pytest.raises(Refused):
        actions.answer_circle(row, says_yes=True, by=tess, at=at)


def test_no_changes_nothing(circle, idris, tess, at):
    row = actions.ask_into_circle(circle, tess, by=idris, at=at)
    actions.answer_circle(row, says_yes=False, by=tess, at=at)
    assert sitting_in(circle) == [idris]


def test_yes_twice_at_once_is_one(real_commits, circle, idris, tess, at):
    row = actions.ask_into_circle(circle, tess, by=idris, at=at)

    def go():
        actions.answer_circle(row, says_yes=True, by=tess, at=at)

    (no,) = at_once(circle.cooperative_id, go, go)
    assert isinstance(no, Refused)
    assert ActsFor.objects.filter(actor=circle.actor, person=tess).count() == 1


def test_in_a_work_circle_one_sits_down_by_oneself_in_others_not(circle, area, tess, at):
    actions.sit_with(circle, by=tess, at=at)
    assert tess in sitting_in(circle)
    with pytest.raises(Refused):
        actions.sit_with(area, by=tess, at=at)


def test_whoever_speaks_for_the_municipality_does_not_sit_in_the_board(board, joris, sjaan, at):
    with pytest.raises(Refused, match="gemeente"):
        actions.ask_into_circle(board, joris, by=sjaan, at=at)
    assert not CircleAsked.objects.exists()


def test_the_last_one_does_not_leave_what_was_promised(circle, owed, idris, tess, at):
    with pytest.raises(Refused, match="laatste"):
        actions.go_out(circle, by=idris, at=at)
    actions.sit_with(circle, by=tess, at=at)
    actions.go_out(circle, by=idris, at=at)
    assert sitting_in(circle) == [tess]


def speak(circle, by, at):
    talk = actions.talk_about_circle(circle, by=by, at=at)
    conversations.hold(talk, Noted(said="Nog een jaar"), by=by, at=at)


def test_it_goes_on_only_after_a_held_conversation(circle, idris, at):
    until = circle.until + timedelta(60)
    with pytest.raises(Refused, match="Praat"):
        actions.go_on(circle, until, by=idris, at=at)
    speak(circle, idris, at)
    actions.go_on(circle, until, by=idris, at=at)
    circle.refresh_from_db()
    assert circle.until == until
    assert Renewal.objects.get().after == until
    with pytest.raises(Refused, match="Praat"):  # one conversation, once
        actions.go_on(circle, until + timedelta(60), by=idris, at=at)


def test_a_disputed_conversation_does_not_count(circle, idris, tess, at):
    actions.sit_with(circle, by=tess, at=at)
    speak(circle, idris, at)
    talk = reads.talk_to_renew(circle)
    conversations.dispute(talk, "Zo was het niet", by=tess, at=at)
    with pytest.raises(Refused):
        actions.go_on(circle, circle.until + timedelta(60), by=idris, at=at)


def test_not_to_an_earlier_day_and_never_for_one_that_stays(circle, board, idris, sjaan, at):
    speak(circle, idris, at)
    with pytest.raises(Refused):
        actions.go_on(circle, circle.until, by=idris, at=at)
    with pytest.raises(Refused, match="blijft"):
        actions.go_on(board, at.date() + timedelta(9), by=sjaan, at=at)


# ---- the clock -------------------------------------------------------------------------------------


def test_on_its_last_day_it_is_still_there(circle, at):
    later(circle, at, days=30)
    assert circle.ended_on is None


def test_after_its_last_day_it_ends_and_what_is_left_is_asked_over(
    circle, owed, area, amina, idris, at
):
    moment = later(circle, at)
    owed.refresh_from_db()
    assert circle.ended_on == moment.date()
    assert owed.maker == circle.actor  # until somebody says yes
    row = Handover.objects.get(promise=owed)
    assert (row.giver, row.taker, row.is_from_taker) == (circle.actor, area.actor, False)
    assert ActsFor.objects.filter(actor=circle.actor, person=idris, until=None).exists()
    told = Dispatch.objects.filter(kind="belonging.circle-ended").order_by("to")
    assert {d.to for d in told} == {amina.code, idris.code}
    promises.answer_offer(row, accepts=True, by=amina, at=moment)
    later(circle, at, days=32)
    assert not ActsFor.objects.filter(actor=circle.actor, until=None).exists()


def test_twice_does_no_harm(circle, owed, at):
    for _n in range(3):
        later(circle, at)
    assert Handover.objects.count() == 1
    assert Dispatch.objects.filter(kind="belonging.circle-ended").count() == 2


def test_two_clocks_at_once_ask_once(real_commits, circle, owed, at):
    moment = at + timedelta(31)

    def go():
        end_circles(circle.cooperative, moment.date(), moment)

    at_once(circle.cooperative_id, go, go)
    assert Handover.objects.filter(promise=owed, answered_at=None).count() == 1


def test_a_no_is_not_asked_again_and_stays_with_its_people(circle, owed, amina, idris, at):
    moment = later(circle, at)
    promises.answer_offer(Handover.objects.get(), accepts=False, by=amina, at=moment)
    later(circle, at, days=40)
    assert Handover.objects.count() == 1
    assert ActsFor.objects.filter(actor=circle.actor, person=idris, until=None).exists()
    assert not list(verifying.what_an_ended_circle_owes_is_with_somebody(Scope()))


def test_what_is_about_somebody_waits_for_their_yes(circle, ruben, amina, idris, at):
    telling = Telling(words="Ik zoek een fiets.", own_word="molen", has_consent=True)
    need = relations.tell(circle.cooperative, telling, person=ruben, by=ruben, at=at).need
    promise = promises.make_promise(
        need.matter, maker=circle.actor, receiver=ruben.actor, text="Wij zoeken mee", by=ruben,
        due=at.date() + timedelta(40), at=at,
    )  # fmt: skip
    later(circle, at)
    assert not Handover.objects.exists()
    promise.refresh_from_db()
    assert promise.maker == circle.actor
    assert ActsFor.objects.filter(actor=circle.actor, person=idris, until=None).exists()


def test_one_without_a_last_day_stays(area, board, at):
    for row in (area, board):
        later(row, at, days=4000)
        assert row.ended_on is None


def test_nothing_new_begins_in_one_that_ended(circle, idris, tess, area, at):
    moment = later(circle, at)
    for do in (
        lambda: actions.sit_with(circle, by=tess, at=moment),
        lambda: actions.ask_into_circle(circle, tess, by=idris, at=moment),
        lambda: actions.give_backing(circle, "Alles", giver=area.actor, by=idris, at=moment),
        lambda: actions.go_on(circle, moment.date() + timedelta(9), by=idris, at=moment),
    ):
        with pytest.raises(Refused, match="afgelopen"):
            do()


# ---- verify ----------------------------------------------------------------------------------------


def test_verify_finds_a_circle_that_goes_on_too_long(circle, at):
    circle.cooperative.last_tick_on = circle.until + timedelta(1)
    circle.cooperative.save(update_fields=["last_tick_on"])
    (said,) = verifying.circles_end_after_their_day(Scope())
    assert circle.actor.code in said


def test_verify_finds_one_that_stays_with_a_last_day(board, at):
    Circle.objects.filter(pk=board.pk).update(until=at.date() + timedelta(9))
    (said,) = verifying.circles_end_after_their_day(Scope())
    assert board.actor.code in said


def test_verify_finds_a_promise_that_is_with_nobody(circle, owed, at):
    later(circle, at)
    assert not list(verifying.what_an_ended_circle_owes_is_with_somebody(Scope()))
    Handover.objects.all().delete()
    ActsFor.objects.filter(actor=circle.actor).delete()
    (said,) = verifying.what_an_ended_circle_owes_is_with_somebody(Scope())
    assert owed.code in said


def test_verify_finds_who_was_decided_about_unheard(circle, ruben, amina, board, sjaan, at):
    joining = asks(ruben, at)
    talk_over(joining, amina, at)
    actions.refuse(joining, "Je woont elders", by=sjaan, at=at)
    assert not list(verifying.nobody_is_decided_about_unheard(Scope()))
    speak(circle, amina, at)
    Joining.objects.update(rests_on=reads.talk_to_renew(circle))
    (said,) = verifying.nobody_is_decided_about_unheard(Scope())
    assert joining.code in said


# ---- pages -----------------------------------------------------------------------------------------


def test_everybody_sees_what_there_is_and_only_who_comes_in_sees_who(circle, idris, client):
    assert "De tuin" in text(client.get(HERE))
    there = f"{HERE}{circle.actor.code}/"
    assert "Idris" not in text(client.get(there))
    client.sign_in(idris)
    assert "Idris" in text(client.get(there))


def test_first_one_looks_whether_a_circle_can_do_it(area, idris, client):
    client.sign_in(idris)
    there = f"{HERE}beginnen/"
    assert "De buurt" in text(client.get(there))
    shown = client.post(there, {"could": area.actor.code})
    assert shown.headers["Location"] == f"{HERE}{area.actor.code}/"
    assert not Started.objects.exists()


def test_only_when_none_can_a_new_one_begins(area, idris, at, client):
    client.sign_in(idris)
    there = f"{HERE}beginnen/"
    said = {
        "could": "none", "none_because": "Niemand harkt", "name": "De tuin", "purpose": "Wij harken",
        "sort": "work", "giver": area.actor.code, "until": (at.date() + timedelta(30)).isoformat(),
    }  # fmt: skip
    for name in ("none_because", "name", "purpose", "giver", "until"):
        assert 'class="wrong"' in text(client.post(there, said | {name: ""}))
    assert not Started.objects.exists()
    shown = client.post(there, said)
    if shown.status_code == 200:  # asked about words first, in a friendly way
        shown = client.post(there, said | {"as_is": "shown-once"})
    assert shown.status_code == 302
    assert Started.objects.get().circle.actor.name == "De tuin"


def test_whoever_is_no_member_does_not_begin_one(area, welcome, client):
    client.sign_in(welcome("Tine Veldwacht", email="tine@example.org"))
    assert client.get(f"{HERE}beginnen/").status_code == 409


def test_only_the_circle_that_gave_it_and_the_board_say_what_it_may_decide(
    circle, amina, sjaan, board, idris, tess, client
):
    there = f"{HERE}{circle.actor.code}/rugdekking/"
    for somebody, code in ((amina, 200), (sjaan, 200), (idris, 404), (tess, 404)):
        client.sign_in(somebody)
        assert client.get(there).status_code == code
    client.sign_in(amina)
    client.post(there, {"words": "Tot € 50", "until": ""})
    assert Backing.objects.get().giver.name == "De buurt"
    assert "Tot € 50" in text(client.get(f"{HERE}{circle.actor.code}/"))


def test_only_who_sits_there_asks_others_and_only_they_answer(circle, idris, tess, amina, client):
    client.sign_in(idris)
    client.post(f"{HERE}{circle.actor.code}/vragen/", {"name": "tess ouwehand"})
    there = f"{HERE}gevraagd/{CircleAsked.objects.get().code}/"
    assert client.get(there).status_code == 404
    client.sign_in(tess)
    assert there in text(client.get(HERE))
    client.post(there, {"answer": "yes"})
    assert tess in sitting_in(circle)
    client.post(f"{HERE}{circle.actor.code}/eruit/")
    assert tess not in sitting_in(circle)


def test_what_is_left_stands_on_the_page_of_one_that_ended(circle, owed, idris, at, client):
    later(circle, at)
    shown = text(client.sign_in(idris).get(f"{HERE}{circle.actor.code}/"))
    assert "De buurt is gevraagd om dit over te nemen" in shown


def test_a_circle_cannot_be_asked_of_twice_in_the_database(circle, idris, tess, at):
    row = actions.ask_into_circle(circle, tess, by=idris, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CircleAsked.objects.create(
            cooperative_id=row.cooperative_id,
            circle=circle,
            person=tess,
            asked_by=idris,
            asked_at=at,
        )
