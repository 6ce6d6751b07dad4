"""Whoever is forgotten leaves their proposals and that they spoke; not their name, nor what they said."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.decisions.test_rounds import speak
from tests.record.planting import as_owner
from tussenruimte.belonging import actions as belonging
from tussenruimte.belonging.nightly import empty_old_names
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions
from tussenruimte.decisions.models import Adviser, Point, Position, Stance
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import ActsFor, Member, Person
from tussenruimte.post.models import Dispatch

SAID = "Mijn broer komt er elke zondag"


@pytest.fixture(autouse=True)
def beside(tmp_path, settings):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"


def forget(person, at):
    belonging.forget_person(Person.objects.named().get(pk=person.pk), by="beheer", at=at)


def test_who_leads_a_proposal_first_lets_somebody_else_lead_it(proposal, idris, amina, at):
    with pytest.raises(Refused, match="voorstel"):
        forget(idris, at)
    actions.lead(proposal, by=amina, at=at)
    forget(idris, at)


def test_who_withdrew_it_leads_nothing_any_more(proposal, idris, at):
    actions.withdraw(proposal, "Ik hoorde iets beters", by=idris, at=at)
    forget(idris, at)


def test_the_proposal_stays_without_the_name(proposal, draft, idris, amina, client, at):
    actions.lead(proposal, by=amina, at=at)
    forget(idris, at)
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert draft.why in text
    assert "Idris" not in text


def test_what_they_said_is_gone_and_that_they_spoke_stays(
    asked, proposal, amina, idris, sjaan, client, at
):
    speak(proposal, amina, at, "objection", SAID)
    for person in (idris, sjaan):
        speak(proposal, person, at)
    assert SAID in client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    with pytest.raises(Refused):  # she still has the duty, and a promise
        forget(amina, at)
    belonging.forget_again(amina, by="beheer", at=at)
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/")
    assert page.status_code == 200
    assert SAID not in page.content.decode()
    assert Position.objects.filter(round=asked, leaning="objection").count() == 1


def test_how_much_room_they_wanted_stays_and_why_goes(proposal, tess, idris, client, at):
    actions.weigh(proposal, Point.ROOM, SAID, member=tess.actor, by=tess, at=at)
    client.sign_in(idris)
    here = f"/rietkade/voorstellen/{proposal.code}/grip-of-ruimte/"
    assert SAID in client.get(here).content.decode()
    forget(tess, at)
    page = client.get(here).content.decode()
    assert "Tess" not in page
    assert SAID not in page
    assert Stance.objects.get().point == Point.ROOM


def test_the_others_are_asked_on_when_it_was_their_turn(
    asked, proposal, amina, idris, sjaan, rietkade, at
):
    speak(proposal, amina, at)
    speak(proposal, idris, at)
    forget(sjaan, at)
    asked.refresh_from_db()
    assert (asked.closed_at, asked.was_stopped) == (at, False)
    assert not asked.turns.filter(person=sjaan).exists()
    assert not Dispatch.objects.filter(to=sjaan.code).exists()
    with as_owner():
        assert list(faults(Scope(heads=(), today=at.date()))) == []


def test_an_adviser_who_was_forgotten_is_answered_all_the_same(
    asked, proposal, amina, idris, sjaan, tess, at
):
    row = actions.name_adviser(
        proposal, tess.actor, authority="life", why="Ze woont ernaast", by=idris, at=at
    )
    actions.give_advice(row, "against", SAID, "", by=tess, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    forget(tess, at)
    row = Adviser.objects.whole().get(pk=row.pk)
    assert row.words_now == "(vergeten)"
    actions.answer_adviser(row, "Daarom", by=idris, at=at)
    proposal.refresh_from_db()
    assert proposal.stage == "adopted"


@pytest.mark.parametrize("what", ["nothing", "leads", "is asked", "has to be heard"])
def test_the_name_of_who_left_stays_while_they_are_waited_for(
    what, proposal, circle, rietkade, idris, tess, at
):
    members.sit_in_circle(circle, tess, since=at.date(), by="invoer", at=at)
    if what == "leads":
        actions.lead(proposal, by=tess, at=at)
    elif what == "has to be heard":
        actions.name_adviser(
            proposal, tess.actor, authority="life", why="Ze woont ernaast", by=idris, at=at
        )
    elif what == "is asked":
        for sort in ("picture", "opinion", "consent"):
            actions.open_next(proposal, sort, by=idris, at=at)
    Member.objects.filter(actor=tess.pk).update(until=at.date())
    ActsFor.objects.filter(person=tess).exclude(actor=tess.pk).update(until=at.date())
    later = at + timedelta(days=2_000)
    empty_old_names(rietkade, clock.day(later), later)
    tess.actor.refresh_from_db()
    assert (tess.actor.name == "") is (what == "nothing")


def test_whoever_took_over_a_promised_answer_writes_it(
    adviser, asked, proposal, circle, amina, idris, sjaan, joris, tess, client, at
):
    actions.give_advice(adviser, "against", SAID, "", by=joris, at=at)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    adviser.refresh_from_db()
    there = reverse("decisions:answer", args=["rietkade", adviser.code])
    assert client.sign_in(tess).get(there).status_code == 404
    promise = adviser.promise
    promise.maker = tess.actor
    promise.save(update_fields=["maker"])
    assert client.sign_in(tess).get(there).status_code == 200
