"""Where all kinds of members must agree: none is silent, and none is voted down by another."""

from dataclasses import replace

import pytest

from tests.decisions.test_rounds import speak
from tests.decisions.voting import AGAINST, FOR, cast, closed
from tests.record.planting import without_locks
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Elects
from tussenruimte.decisions.models import Proposal, Result, Stage, Together, Vote
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member


@pytest.fixture
def kinds(welcome, at):
    """Four residents more, and four professionals."""

    def come(name, sort):
        person = welcome(name)
        members.make_member(person.actor, sort=sort, since=at.date(), by="invoer", at=at)
        return person

    sorts = {"resident": "Buur", "professional": "Vak"}
    return {sort: [come(f"{word} {n}", sort) for n in range(4)] for sort, word in sorts.items()}


def start(cooperative, draft, circle, by, at):
    """A proposal about which all kinds must agree."""
    row = actions.start_proposal(
        cooperative, draft, kind="decision", circle=circle, together=True, by=by, at=at
    )
    return Proposal.objects.whole().get(pk=row.pk)


@pytest.fixture
def apart(rietkade, draft, kinds, idris, at):
    """About which all members decide, talked about."""
    row = start(rietkade, draft, None, idris, at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    return row


@pytest.fixture
def vote(apart, idris, week, at):
    return actions.open_vote(apart, Ask("yes-no", week), by=idris, at=at)


def cast_all(vote, people, chosen, at):
    for person in people:
        cast(vote, person, chosen, at)


def test_it_is_adopted_when_each_kind_has_a_majority(vote, kinds, week, client, at):
    cast_all(vote, kinds["resident"] + kinds["professional"][:3], FOR, at)
    cast(vote, kinds["professional"][3], AGAINST, at)
    result = closed(vote, week)
    assert (result.verdict, result.outcome["winner"]) == ("adopted", 1)
    assert "In elke soort lid" in page_of(client, vote)


def test_one_kind_is_not_voted_down_by_another(vote, kinds, week, client, idris, at):
    cast_all(vote, [*kinds["resident"], idris], FOR, at)
    cast_all(vote, kinds["professional"][:2], AGAINST, at)
    cast(vote, kinds["professional"][2], FOR, at)
    result = closed(vote, week)
    assert (result.verdict, result.outcome["winner"]) == (Result.Verdict.NOT_ADOPTED, 2)
    assert result.outcome["of_kinds"]["against"] == ["professional"]
    assert Proposal.objects.get().stage == Stage.NOT_ADOPTED
    public = page_of(client, vote)
    assert "In één soort was die er niet" in public
    assert "vakmens" not in public
    client.sign_in(idris)
    assert "vakmens" in page_of(client, vote)


def test_a_kind_that_stays_silent_decides_nothing(vote, kinds, week, client, idris, at):
    cast_all(vote, kinds["resident"], FOR, at)
    cast_all(vote, kinds["professional"][:2], FOR, at)
    result = closed(vote, week)
    assert (result.verdict, result.outcome["winner"]) == (Result.Verdict.QUORUM, 0)
    assert result.outcome["of_kinds"]["silent"] == ["professional"]
    assert Proposal.objects.get().stage == Stage.OPINION
    public = page_of(client, vote)
    assert "Van één soort stemden te weinig mensen" in public
    assert "vakmens" not in public


def test_who_passes_has_spoken_and_is_not_for(vote, kinds, week, at):
    cast_all(vote, kinds["resident"], FOR, at)
    cast_all(vote, kinds["professional"], [], at)
    of_kinds = closed(vote, week).outcome["of_kinds"]
    assert (of_kinds["silent"], of_kinds["against"]) == ([], ["professional"])


def test_of_a_smaller_kind_all_speak(apart, kinds, idris, week, at):
    only, *others = kinds["professional"]
    Member.objects.filter(actor__in=[one.actor for one in others]).update(until=at.date())
    vote = actions.open_vote(apart, Ask("yes-no", week), by=idris, at=at)
    cast_all(vote, [*kinds["resident"], only], FOR, at)
    result = closed(vote, week)
    assert (result.verdict, result.outcome["of_kinds"]["silent"]) == ("adopted", [])


def page_of(client, vote):
    proposal = vote.round.proposal
    here = f"/rietkade/voorstellen/{proposal.code}/stemming/{vote.round.number}/"
    return client.get(here).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [({"is_secret": True}, "met hun naam"), ({"method": "approval", "options": ("a", "b")}, "voor of tegen")],
)  # fmt: skip
def test_it_is_asked_for_or_against_and_with_names(apart, idris, week, at, change, said):
    with pytest.raises(Refused, match=said):
        actions.open_vote(apart, replace(Ask("yes-no", week), **change), by=idris, at=at)
    assert not Vote.objects.exists()


def test_where_all_are_of_one_kind_it_is_refused(rietkade, draft, circle, idris, at):
    Member.objects.update(sort=Member.Sort.RESIDENT)
    with pytest.raises(Refused, match="één soort"):
        start(rietkade, draft, circle, idris, at)
    assert not Proposal.objects.exists()


def test_where_people_are_chosen_it_is_refused(rietkade, draft, kinds, idris, at):
    with pytest.raises(Refused, match="mensen of ideeën"):
        actions.start_proposal(
            rietkade,
            draft,
            kind="election",
            circle=None,
            elects=Elects(1),
            together=True,
            by=idris,
            at=at,
        )


def test_a_vote_of_which_a_kind_is_hushed_up_is_found(vote, kinds, week, at):
    cast_all(vote, kinds["resident"], FOR, at)
    cast_all(vote, kinds["professional"][:3], AGAINST, at)
    closed(vote, week)
    with without_locks("decisions_ballot") as cursor:
        assert "does not count again" not in told(at)
        cursor.execute("UPDATE decisions_ballot SET chosen = %s", ["[1]"])
        assert "does not count again" in told(at)


def told(at):
    return "\n".join(faults(Scope(heads=(), today=at.date())))


# ---- in a circle, one by one -----------------------------------------------------------------------


@pytest.fixture
def mixed(circle, kinds, rietkade, draft, idris, at):
    """In the circle sits a professional too; each was asked, and spoke."""
    members.sit_in_circle(circle, kinds["professional"][0], since=at.date(), by="invoer", at=at)
    row = start(rietkade, draft, circle, idris, at)
    for sort in ("picture", "opinion", "consent"):
        asked = actions.open_next(row, sort, by=idris, at=at)
    for turn in asked.turns.order_by("place").select_related("person__actor"):
        speak(row, turn.person, at)
    return row


def test_when_all_have_spoken_it_is_decided(mixed, idris, at):
    actions.conclude(mixed, by=idris, at=at)
    assert Proposal.objects.get().stage == Stage.ADOPTED


def test_a_kind_that_came_later_and_did_not_speak_is_asked_first(mixed, circle, kinds, idris, at):
    for person in kinds["professional"][1:]:
        members.sit_in_circle(circle, person, since=at.date(), by="invoer", at=at)
    with pytest.raises(Refused, match="Vakmens"):
        actions.conclude(mixed, by=idris, at=at)
    assert Proposal.objects.get().is_adopted is None


def test_it_stands_on_the_page_and_is_said_in_the_form(client, kinds, rietkade, idris):
    client.sign_in(idris)
    said = {
        "title": "Een bankje", "why": "Om te zitten", "builds_on": "Het plein", "saves": "no",
        "risk": "Niemand zit er", "borne_by": "Wij", "circle": "all", "together": "on",
    }  # fmt: skip
    assert client.post("/rietkade/voorstellen/nieuw/decision/", said).status_code == 302
    row = Proposal.objects.get()
    assert Together.objects.get().least == 3
    page = client.get(f"/rietkade/voorstellen/{row.code}/").content.decode()
    assert "Alle soorten leden moeten het eens zijn" in page


def test_the_number_is_a_term_and_stays_as_it_was_when_it_began(rietkade, draft, kinds, idris, at):
    row = start(rietkade, draft, None, idris, at)
    members.choose_settings(rietkade, {"kind_spoken": 5}, by="beheer", at=at)
    assert Together.objects.get(proposal=row).least == 3
