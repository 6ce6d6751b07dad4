"""Any member proposes; nothing that has to be said is left out; a change is a version."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import Error, transaction

from tussenruimte.decisions import actions
from tussenruimte.decisions.models import Proposal, Stage, Version
from tussenruimte.kit.refusal import Refused


@pytest.mark.parametrize("missing", ["title", "why", "builds_on", "risk", "borne_by"])
def test_nothing_that_has_to_be_said_is_left_out(rietkade, circle, draft, idris, at, missing):
    with pytest.raises(Refused):
        actions.start_proposal(
            rietkade,
            replace(draft, **{missing: " "}),
            kind="decision",
            circle=circle,
            by=idris,
            at=at,
        )
    assert not Proposal.objects.exists()


def test_what_is_saved_says_how_much(rietkade, circle, draft, idris, at):
    with pytest.raises(Refused):
        actions.start_proposal(
            rietkade,
            replace(draft, saves_euros=None),
            kind="decision",
            circle=circle,
            by=idris,
            at=at,
        )


def test_who_is_no_member_makes_no_proposal(rietkade, circle, draft, sjaan, at):
    with pytest.raises(Refused):
        actions.start_proposal(rietkade, draft, kind="decision", circle=circle, by=sjaan, at=at)


@pytest.mark.parametrize("kind", ["rule", "experiment"])
@pytest.mark.parametrize(("look_back", "ends"), [
    (None, None), (10, None), (None, 10), (20, 10), (0, 10), (184, 200),
])  # fmt: skip
def test_a_rule_and_an_experiment_end_and_are_looked_back_on(
    rietkade, circle, draft, idris, at, kind, look_back, ends
):
    day = at.date()
    days = [None if n is None else day + timedelta(n) for n in (look_back, ends)]
    with pytest.raises(Refused):
        actions.start_proposal(
            rietkade, replace(draft, look_back_on=days[0], ends_on=days[1]), kind=kind,
            circle=circle, by=idris, at=at,
        )  # fmt: skip


def test_an_experiment_that_failed_teaches_something(
    rietkade, circle, draft, idris, amina, sjaan, at
):
    short = replace(
        draft, look_back_on=at.date() + timedelta(30), ends_on=at.date() + timedelta(60)
    )
    row = actions.start_proposal(rietkade, short, kind="experiment", circle=circle, by=idris, at=at)
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(row, sort, by=idris, at=at)
    for person in (amina, idris, sjaan):
        actions.speak(row, actions.Voice("consent"), by=person, at=at)
    actions.conclude(row, by=idris, at=at)
    actions.carry_out(row, by=idris, at=at)
    with pytest.raises(Refused):
        actions.look_back(row, " ", by=idris, at=at)
    actions.look_back(row, "Het werkte niet: niemand kwam.", by=idris, at=at)
    row.refresh_from_db()
    assert row.stage == Stage.LOOKED_BACK


def test_a_version_is_never_edited(proposal):
    for change in ({"why": "anders"}, {"title": "anders"}):
        with pytest.raises(Error), transaction.atomic():
            Version.objects.filter(proposal=proposal).update(**change)
    with pytest.raises(Error), transaction.atomic():
        Version.objects.filter(proposal=proposal).delete()


def test_every_version_stays_readable(proposal, draft, idris, client, at):
    other = replace(draft, title="De inloop korter open", why="Zo kan het ook.")
    with pytest.raises(Refused):
        actions.write_version(proposal, other, because=" ", by=idris, at=at)
    actions.write_version(proposal, other, because="Amina vroeg het", by=idris, at=at)
    here = f"/rietkade/voorstellen/{proposal.code}/"
    assert "Op zondag zijn er te weinig handen" in client.get(f"{here}versies/1/").content.decode()
    now = client.get(here).content.decode()
    assert "De inloop korter open" in now
    assert "Amina vroeg het" in now
    assert client.get(f"{here}versies/9/").status_code == 404


def test_both_sentences_stand_on_top(proposal, client):
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    more, less = page.index("op zondag bij elkaar langsgaan"), page.index("3.600")
    assert more < less < page.index("te weinig handen")


def test_a_member_proposes_on_a_telephone(client, idris, circle, at):
    client.sign_in(idris)
    said = {
        "title": "Een bankje", "why": "Om te zitten", "builds_on": "Het plein", "saves": "no",
        "risk": "Niemand zit er", "borne_by": "Wij", "circle": circle.actor.code,
    }  # fmt: skip
    answer = client.post("/rietkade/voorstellen/nieuw/decision/", said)
    assert answer.status_code == 302
    row = Proposal.objects.get()
    assert (row.matter.title, row.circle, row.leads) == ("Een bankje", circle, idris)


def test_nothing_typed_is_lost_when_something_is_missing(client, idris, circle):
    client.sign_in(idris)
    answer = client.post("/rietkade/voorstellen/nieuw/decision/", {"title": "Een bankje"})
    assert answer.status_code == 200
    assert "Een bankje" in answer.content.decode()
    assert "Zeg ja of nee" in answer.content.decode()
