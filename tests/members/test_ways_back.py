"""Who lost app and papers comes back after two others saw them; one alone cannot."""

from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.db import DatabaseError, transaction

from tests.at_once import at_once
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import access, actions
from tussenruimte.members.models import Person, User, WayBack
from tussenruimte.post.sending import send_waiting
from tussenruimte.record.models import Fact

PAGE = "/rietkade/toegang/"


@pytest.fixture
def lost(joris):
    """Joris, whose telephone lies in the canal."""
    TOTP.activate(joris.user, generate_totp_secret())
    return joris


@pytest.fixture
def asked(lost, amina, at):
    return actions.say_seen(lost, at.date(), by=amina, at=at)


def has_second_code(person):
    return Authenticator.objects.filter(user=person.user).exists()


def test_after_the_second_it_ends_and_one_is_signed_out(asked, lost, sjaan, at, client):
    client.force_login(lost.user)
    assert client.get("/rietkade/vandaag/").status_code == 200
    actions.say_seen_too(asked, at.date(), by=sjaan, at=at)
    assert not has_second_code(lost)
    assert client.get("/rietkade/vandaag/").status_code == 302


def test_the_person_hears_who_said_it(asked, lost, sjaan, at, rietkade):
    actions.say_seen_too(asked, at.date(), by=sjaan, at=at)
    send_waiting(rietkade.pk, at=at)
    (letter,) = mail.outbox
    assert letter.to == ["joris@example.org"]
    assert "Amina Telgenhof en Sjaan Poelma zeggen dat ze jou zagen" in letter.body
    assert "Bel dan vandaag nog je coöperatie" in letter.body


def test_both_stand_in_the_record(asked, lost, sjaan, at):
    actions.say_seen_too(asked, at.date(), by=sjaan, at=at)
    for kind in ("way-back.asked", "way-back.given"):
        (fact,) = Fact.objects.filter(body__contains=f'"kind":"{kind}"')
        assert lost.code in fact.body


def test_one_alone_cannot(asked, lost, amina, at):
    with pytest.raises(Refused, match="Iemand anders moet die persoon ook gezien hebben"):
        actions.say_seen_too(asked, at.date(), by=amina, at=at)
    assert has_second_code(lost)


def test_nobody_says_it_about_themselves(asked, lost, at):
    actions.let_hold(lost, by="invoer", at=at)
    with pytest.raises(Refused, match="Twee anderen moeten jou gezien hebben"):
        actions.say_seen_too(asked, at.date(), by=lost, at=at)


def test_a_resident_cannot(lost, idris, at):
    with pytest.raises(Refused, match="Alleen het bestuur"):
        actions.say_seen(lost, at.date(), by=idris, at=at)


def test_where_the_board_is_large_it_is_the_board(lost, rietkade, amina, idris, tess, welcome, at):
    board = actions.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    for person in (idris, tess, welcome("Karin", email="karin@example.org")):
        actions.sit_in_circle(board, person, since=at.date(), by="invoer", at=at)
    assert access.lets_back_in(idris, at.date())
    assert not access.lets_back_in(amina, at.date())


@pytest.mark.parametrize("days", [-8, 1])
def test_seen_means_lately(lost, amina, at, days):
    with pytest.raises(Refused, match="Kies een dag van de laatste 7 dagen"):
        actions.say_seen(lost, at.date() + timedelta(days), by=amina, at=at)


def test_after_a_week_one_begins_anew(asked, lost, amina, sjaan, at):
    later = at + timedelta(8)
    with pytest.raises(Refused, match="Een van jullie begint opnieuw"):
        actions.say_seen_too(asked, later.date(), by=sjaan, at=later)
    assert actions.say_seen(lost, later.date(), by=sjaan, at=later).is_open(later.date())


def test_twice_at_a_time_is_refused(asked, lost, sjaan, at):
    with pytest.raises(Refused, match="Iemand zei dit al"):
        actions.say_seen(lost, at.date(), by=sjaan, at=at)


def test_what_was_taken_back_opens_nothing(asked, lost, amina, sjaan, at):
    actions.take_back_seen(asked, by=amina, at=at)
    with pytest.raises(Refused):
        actions.say_seen_too(asked, at.date(), by=sjaan, at=at)
    assert has_second_code(lost)


def test_without_a_mailbox_the_log_in_ends_and_an_invitation_opens_anew(lost, amina, sjaan, at):
    User.objects.filter(pk=lost.user.pk).update(email=None)
    asked = actions.say_seen(lost, at.date(), by=amina, at=at)
    actions.say_seen_too(asked, at.date(), by=sjaan, at=at)
    assert Person.objects.get(pk=lost.pk).user is None
    assert actions.invite(lost, "paper", by=amina, at=at)


@pytest.mark.parametrize("who", ["first", "person"])
def test_the_database_knows_that_it_takes_two_others(asked, at, who):
    row = WayBack.objects.filter(pk=asked.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(second=getattr(asked, who), second_seen_on=at.date(), given_at=at)


def test_in_the_browser(client, lost, amina, sjaan, at):
    page = client.sign_in(amina).get(f"{PAGE}kwijt/").content.decode()
    assert "Joris Haanappel" in page
    said = {"person": lost.code, "seen_on": at.date().isoformat()}
    assert client.post(f"{PAGE}kwijt/", said).headers["Location"] == PAGE
    row = WayBack.objects.get()
    page = client.sign_in(sjaan).get(PAGE).content.decode()
    assert "Amina Telgenhof heeft Joris Haanappel (Gemeente Waterhoven) gezien, vandaag" in page
    there = f"{PAGE}kwijt/{row.code}/"
    answer = client.post(there, {"seen_on": at.date().isoformat()})
    assert answer.headers["Location"] == there
    assert "De tweede code van Joris is gestopt" in client.get(there).content.decode()
    assert not has_second_code(lost)


def test_joris_does_not_see_what_was_said_about_him(client, lost, asked):
    assert client.sign_in(lost).get(f"{PAGE}kwijt/{asked.code}/").status_code == 404


def test_two_at_once_end_it_once(real_commits, rietkade, asked, sjaan, welcome, at):
    third = welcome("Karin")
    actions.let_hold(third, by="invoer", at=at)
    errors = at_once(
        rietkade.pk,
        *(partial(actions.say_seen_too, asked, at.date(), by=one, at=at) for one in (sjaan, third)),
    )
    assert [type(error) for error in errors] == [Refused]
