"""Why somebody takes part, and what they get out of it, is theirs to write anew."""

import pytest

from tests.belonging.test_joining_pages import MINE, pass_in, text
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.methods.member_list import Listed

SAID = {"why": "Ik repareer fietsen", "interest": "Een gereedschapskist"}


def why(actor):
    return f"{MINE}waarom/{actor.code}/"


def written(actor):
    return Member.objects.values("why", "interest").get(actor=actor)


@pytest.fixture
def woonstee(rietkade, sjaan, at):
    """A housing association that is a member; Sjaan speaks for it, and is no member herself."""
    house = members.make_organisation(rietkade, "De Woonstee", by="invoer", at=at)
    members.speak_for(house, sjaan, since=at.date(), by="invoer", at=at)
    made = {"sort": "organisation", "since": at.date(), "by": "invoer", "at": at}
    members.make_member(house.actor, **made)
    return house.actor


def test_a_member_writes_it_anew_and_members_read_it(idris, tess, client):
    page = client.sign_in(idris).get(MINE)
    assert "Er staat niets opgeschreven." in text(page)
    assert why(idris.actor) in text(page)
    assert client.post(why(idris.actor), SAID).headers["Location"] == MINE
    shown = text(client.sign_in(tess).get("/rietkade/leden/"))
    assert "Ik repareer fietsen" in shown
    assert "Een gereedschapskist" in shown


def test_whoever_came_in_with_a_list_does_so_with_a_card(rietkade, sjaan, card, ruben, client, at):
    members.take_in_list(rietkade, [Listed(2, "Ruben")], by=sjaan, at=at)
    if not Member.objects.filter(actor=ruben.actor).exists():
        members.make_member(ruben.actor, sort="resident", since=at.date(), by="invoer", at=at)
    opened = client.post(MINE, card)
    form = client.post(why(ruben.actor), pass_in(opened))
    assert 'class="wrong"' not in text(form)
    assert "Ik repareer fietsen" in text(client.post(why(ruben.actor), SAID | pass_in(form)))
    assert written(ruben.actor) == SAID


def test_whoever_speaks_for_an_organisation_does_so_for_it(woonstee, sjaan, client):
    assert why(woonstee) in text(client.sign_in(sjaan).get(MINE))
    client.post(why(woonstee), SAID)
    assert written(woonstee) == SAID


def test_nobody_writes_it_for_somebody_else(idris, tess, woonstee, client):
    client.sign_in(tess)
    for other in (idris.actor, woonstee):
        assert client.get(why(other)).status_code == 404
        assert client.post(why(other), SAID).status_code == 404
        assert written(other) == {"why": "", "interest": ""}


def test_without_a_word_or_with_a_bsn_it_stays_as_it_was(idris, client):
    client.sign_in(idris)
    for wrong in ({"why": ""}, {"interest": "Mijn BSN is 111222333"}):
        shown = client.post(why(idris.actor), SAID | wrong)
        assert 'class="wrong"' in text(shown)
        assert written(idris.actor) == {"why": "", "interest": ""}


def test_whoever_left_writes_nothing_any_more(idris, client, at):
    member = Member.objects.get(actor=idris.actor)
    members.end_membership(member, until=at.date(), by=idris, at=at)
    assert client.sign_in(idris).get(why(idris.actor)).status_code == 404
    with pytest.raises(Refused):
        members.write_why(member, "Toch", "", by=idris, at=at)
