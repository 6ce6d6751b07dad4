"""Whoever was asked to look along does not: the writer asks somebody else."""

from datetime import timedelta

import pytest

from tussenruimte.conversations.reads import around
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.access import may_read
from tussenruimte.members import actions as members
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import State
from tussenruimte.reflections import actions
from tussenruimte.reflections.forms import Weigh
from tussenruimte.reflections.models import Judgement


@pytest.fixture
def declined(judgement, sjaan, at):
    """Sjaan has no time to look along."""
    promises.fail(judgement.looking, what_now="Vraag Idris", told=True, by=sjaan, at=at)
    return Judgement.objects.whole().get(pk=judgement.pk)


def test_somebody_else_is_asked_and_reads_instead(declined, amina, sjaan, idris, at):
    assert declined.lacks_peer
    later = at + timedelta(days=1)
    row = actions.ask_another(declined, idris.actor, by=amina, at=later)
    assert row.peer == idris.actor
    assert (row.looking.maker, row.looking.state) == (idris.actor, State.OPEN)
    assert may_read(row.matter, [idris.pk], later.date())
    assert not may_read(row.matter, [sjaan.pk], later.date())
    assert Dispatch.objects.filter(to=idris.code, kind="reflections.look-along").exists()
    actions.answer(row, "Ik had ook gebeld", by=idris, at=later)
    assert not Judgement.objects.whole().get(pk=row.pk).lacks_peer


def test_nobody_else_is_asked_while_somebody_looks_along(judgement, amina, idris, at):
    with pytest.raises(Refused, match="kijkt al mee"):
        actions.ask_another(judgement, idris.actor, by=amina, at=at)


def test_one_does_not_look_along_with_oneself(declined, amina, ruben, at):
    for nobody in (None, amina.actor, ruben.actor):
        with pytest.raises(Refused):
            actions.ask_another(declined, nobody, by=amina, at=at)


def test_on_the_page_the_writer_chooses_again(declined, amina, joris, client, at):
    client.sign_in(amina)
    there = f"/rietkade/afwegen/{declined.code}/"
    assert "Sjaan Poelma kijkt niet mee" in client.get(there).content.decode()
    form = client.get(there + "iemand-anders/").context["form"]
    assert not {amina.code, declined.peer.code} & set(form.actors)
    code = next(iter(form.actors))
    client.post(there + "iemand-anders/", {"peer": code})
    assert Judgement.objects.get().peer.code == code


def test_an_organisation_or_an_empty_seat_is_not_asked(matter, amina, joris, rietkade, at):
    shop = members.make_organisation(rietkade, "De Kringloop", by="invoer", at=at)
    empty = members.make_seat(rietkade, "Huisarts", by="invoer", at=at)
    people = around(matter, at.date())
    names = {actor.name for actor in people.outside}
    assert {shop.actor.name, empty.actor.name} <= names
    codes = set(Weigh(matter=matter, by=amina, around=people).actors)
    assert not {shop.actor.code, empty.actor.code} & codes
    taken = [a for a in people.outside if a.kind == "seat" and a.code in codes]
    assert taken  # the seat in which Joris sits
