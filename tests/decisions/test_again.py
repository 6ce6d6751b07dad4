"""A decision is opened again on new information, and stays what it was; a vote is no way round talking."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.decisions.test_rounds import speak
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import Adviser, Proposal, Stage
from tussenruimte.kit.refusal import Refused
from tussenruimte.post.models import Dispatch

NEWS = "Er zijn vier mensen bij gekomen."


@pytest.fixture
def adopted(asked, proposal, adviser, amina, idris, sjaan, at):
    """Everybody could live with it; the alderman's seat was not heard."""
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    return Proposal.objects.whole().get(pk=proposal.pk)


def test_it_is_a_proposal_of_its_own_that_serves_the_first(adopted, draft, circle, tess, at):
    again = actions.open_again(adopted, draft, NEWS, by=tess, at=at)
    assert (again.kind, again.circle, again.leads) == (adopted.kind, circle, tess)
    assert (again.matter.serves, again.version.because) == (adopted.matter, NEWS)
    heard = Adviser.objects.filter(proposal=again).values_list("actor", "why", "given_at")
    assert list(heard) == [
        (one.actor_id, one.why, None) for one in Adviser.objects.filter(proposal=adopted)
    ]
    adopted.refresh_from_db()
    assert (adopted.stage, adopted.is_adopted) == (Stage.ADOPTED, True)
    assert Dispatch.objects.filter(kind="decisions.again").count() == 3


def test_it_is_opened_once_at_a_time(adopted, draft, tess, idris, at):
    again = actions.open_again(adopted, draft, NEWS, by=tess, at=at)
    with pytest.raises(Refused, match="al weer open"):
        actions.open_again(adopted, draft, NEWS, by=idris, at=at)
    actions.withdraw(again, "Toch niet", by=tess, at=at)
    actions.open_again(adopted, draft, NEWS, by=idris, at=at)


def test_only_members_open_what_is_decided(proposal, adopted, draft, sjaan, idris, rietkade, at):
    with pytest.raises(Refused):
        actions.open_again(adopted, draft, NEWS, by=sjaan, at=at)
    with pytest.raises(Refused, match="nieuw"):
        actions.open_again(adopted, draft, " ", by=idris, at=at)
    talked = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    with pytest.raises(Refused):
        actions.open_again(talked, draft, NEWS, by=idris, at=at)


def test_both_pages_lead_to_each_other(client, adopted, tess):
    client.sign_in(tess)
    here = f"/rietkade/voorstellen/{adopted.code}/"
    assert "opnieuw-openen" in client.get(here).content.decode()
    form = client.get(f"{here}opnieuw-openen/")
    assert "De inloop op zondag dicht" in form.content.decode()
    said = dict(form.context["form"].initial, news=NEWS, title="De inloop korter open")
    answer = client.post(f"{here}opnieuw-openen/", {k: v for k, v in said.items() if v is not None})
    assert answer.status_code == 302
    assert answer["Location"] in client.get(here).content.decode()
    page = client.get(answer["Location"]).content.decode()
    assert NEWS in page
    assert here in page


def test_after_one_round_a_circle_does_not_vote_yet(
    asked, proposal, draft, amina, idris, sjaan, client, at
):
    ask = Ask("yes-no", at + timedelta(5))
    for number in range(3):
        if number:
            other = replace(draft, how=f"Poging {number}")
            actions.write_version(proposal, other, because="Beter", by=idris, at=at)
            actions.open_next(proposal, "consent", by=idris, at=at)
        speak(proposal, amina, at, "objection", "Nog niet")
        speak(proposal, idris, at)
        speak(proposal, sjaan, at)
        actions.open_next(proposal, "opinion", by=idris, at=at)
        if number < 2:
            with pytest.raises(Refused, match="3 rondes"):
                actions.open_vote(proposal, ask, by=idris, at=at)
            back_to_asking(proposal)
    vote = actions.open_vote(proposal, ask, by=idris, at=at)
    there = f"/rietkade/voorstellen/{proposal.code}/stemming/{vote.round.number}/"
    assert "in 3 rondes" in client.get(there).content.decode()


def back_to_asking(proposal):
    proposal.refresh_from_db()
    assert proposal.stage == Stage.OPINION
