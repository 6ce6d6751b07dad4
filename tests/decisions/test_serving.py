"""What a proposal serves is chosen by who starts it, out of what everybody may read."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tussenruimte.belonging import actions as belonging
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Voice
from tussenruimte.decisions.models import Proposal, Stage
from tussenruimte.decisions.reads.serving import LONG, to_serve
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.matters.actions import end_matter, open_private, open_public
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.matters.reads import bond_of
from tussenruimte.members import actions as members

NEW = "/rietkade/voorstellen/nieuw/"
SAID = {
    "title": "Een bankje", "why": "Om te zitten", "builds_on": "Het plein", "saves": "no",
    "risk": "Niemand zit er", "borne_by": "Wij", "circle": "all",
}  # fmt: skip


@pytest.fixture
def square(rietkade, at):
    """Work of the neighbourhood."""
    return open_public(
        rietkade, "Het plein groen", subject=Subject.WORK, serves=None, by="invoer", at=at
    )


def start(cooperative, draft, serves, by, at):
    """A proposal for something else."""
    return actions.start_proposal(
        cooperative, draft, kind="decision", circle=None, serves=serves, by=by, at=at
    )


def test_what_it_is_for_is_chosen_and_stands_on_its_page(client, idris, square):
    client.sign_in(idris)
    form = client.get(f"{NEW}decision/").content.decode()
    assert "Het plein groen" in form
    client.post(f"{NEW}decision/", SAID | {"serves": square.code})
    row = Proposal.objects.get()
    assert row.matter.serves == square
    page = client.get(f"/rietkade/voorstellen/{row.code}/").content.decode()
    assert "Het plein groen" in page


def test_nothing_yet_serves_what_binds_us(client, idris, rietkade, square):
    client.sign_in(idris)
    client.post(f"{NEW}decision/", SAID)
    assert Proposal.objects.get().matter.serves == bond_of(rietkade)


def test_who_comes_from_a_page_finds_it_filled_in(client, idris, proposal):
    client.sign_in(idris)
    page = client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    assert f"{NEW}?dient={proposal.code}" in page
    sorts = client.get(f"{NEW}?dient={proposal.code}").content.decode()
    assert f"{NEW}decision/?dient={proposal.code}" in sorts
    form = client.get(f"{NEW}decision/?dient={proposal.code}").content.decode()
    assert f'value="{proposal.code}" selected' in form


@pytest.mark.parametrize("asked", ["nergens", "x" * 3_000, "a&b=%22><script>"])
def test_a_code_of_nothing_is_no_choice(client, idris, square, asked):
    client.sign_in(idris)
    for sort in ("", "decision/"):
        page = client.get(f"{NEW}{sort}", {"dient": asked})
        assert page.status_code == 200
        assert "<script>a" not in page.content.decode()
    answer = client.post(f"{NEW}decision/", SAID | {"serves": asked})
    assert answer.status_code == 200
    assert "Een bankje" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_the_list_is_short_and_what_was_asked_for_is_always_in_it(rietkade, square, at):
    for number in range(LONG):
        open_public(
            rietkade, f"Werk {number}", subject=Subject.WORK, serves=None, by="invoer",
            at=at + timedelta(1),
        )  # fmt: skip
    assert square not in to_serve(rietkade)
    assert len(to_serve(rietkade)) == LONG
    assert to_serve(rietkade, {square.code, ""})[0] == square


def test_a_need_is_never_among_them_and_is_refused(rietkade, draft, idris, ruben, at):
    need = open_private(ruben, subject=Subject.NEED, circle=None, by=ruben, at=at)
    assert need not in to_serve(rietkade, {need.code})
    with pytest.raises(Refused, match="iedereen mag lezen"):
        start(rietkade, draft, need, idris, at)
    assert not Proposal.objects.exists()


def test_what_ended_is_not_served_any_more(rietkade, draft, square, idris, at):
    end_matter(square, read_until=at.date(), by="invoer", at=at)
    assert square not in to_serve(rietkade, {square.code})
    with pytest.raises(Refused):
        start(rietkade, draft, square, idris, at)


def test_a_new_version_still_serves_it(rietkade, draft, square, idris, at):
    row = start(rietkade, draft, square, idris, at)
    actions.write_version(row, draft, because="Beter gezegd", by=idris, at=at)
    row.matter.refresh_from_db()
    assert row.matter.serves == square


def test_who_serves_a_decision_does_not_open_it_again(proposal, rietkade, draft, idris, at):
    start(rietkade, draft, proposal.matter, idris, at)
    assert Proposal.objects.whole().get(pk=proposal.pk).again is None


def test_what_belongs_to_another_cooperative_is_refused(rietkade, draft, idris, at):
    other = members.found_cooperative(
        slug="heideveen", name="Heideveen", phone="000 765 43 21", by="beheer", at=at
    )
    tell_database(other.pk)
    there = open_public(other, "De tafel", subject=Subject.WORK, serves=None, by="invoer", at=at)
    tell_database(rietkade.pk)
    assert there not in to_serve(rietkade, {there.code})
    with pytest.raises(Refused):
        start(rietkade, draft, there, idris, at)


def titles(page):
    """What is proposed for it, in the order in which it stands there."""
    _before, found, rest = page.content.decode().partition('id="serving"')
    return (
        re.findall(r'voorstellen/\w+/">([^<]+)</a>', rest.split("</section>")[0]) if found else []
    )


def test_what_is_proposed_for_a_proposal_stands_on_its_page_latest_first(
    client, proposal, rietkade, draft, idris, amina, sjaan, at
):
    there = f"/rietkade/voorstellen/{proposal.code}/"
    assert titles(client.get(there)) == []
    for number, title in enumerate(("Een bankje", "Een boom", "Een hek")):
        made = replace(draft, title=title)
        row = start(rietkade, made, proposal.matter, idris, at + timedelta(minutes=number))
    actions.withdraw(row, "Toch niet", by=idris, at=at + timedelta(minutes=4))
    assert titles(client.get(there)) == ["Een boom", "Een bankje"]
    for sort in ("picture", "opinion", "consent"):
        actions.open_next(proposal, sort, by=idris, at=at)
    for person in (amina, idris, sjaan):
        actions.speak(proposal, Voice("objection", "Nee"), by=person, at=at)
    assert titles(client.get(there)) == ["Een boom", "Een bankje"]


def test_what_opens_a_decision_again_is_told_apart(client, proposal, draft, idris, at):
    Proposal.objects.filter(pk=proposal.pk).update(
        stage=Stage.NOT_ADOPTED, is_adopted=False, decided_at=at
    )
    actions.open_again(proposal, draft, "Nieuws", by=idris, at=at)
    assert titles(client.get(f"/rietkade/voorstellen/{proposal.code}/")) == []


def test_it_stands_on_the_pages_of_circles_seats_and_questions_too(
    client, circle, rietkade, draft, idris, joris, at
):
    seat = joris.tenures.get().seat
    asked = belonging.ask_question(seat, "Wanneer komt het bankje?", by=idris, at=at)
    for subject, actor in ((Subject.CIRCLE, circle.actor), (Subject.SEAT, seat.actor)):
        if not Matter.objects.filter(code=actor.code).exists():
            open_public(
                rietkade,
                actor.name,
                subject=subject,
                serves=None,
                code=actor.code,
                by="invoer",
                at=at,
            )
    pages = {
        circle.actor.code: f"/rietkade/kringen/{circle.actor.code}/",
        seat.actor.code: f"/rietkade/stoelen/{seat.actor.code}/",
        asked.code: f"/rietkade/stoelen/vraag/{asked.code}/",
    }
    client.sign_in(idris)
    for code, page in pages.items():
        assert titles(client.get(page)) == []
        start(rietkade, draft, Matter.objects.get(code=code), idris, at)
        assert titles(client.get(page)) == [draft.title]
