"""Members say how much room to give where something can go wrong; what was chosen stands beside it."""

from functools import partial

import pytest
from django.db import DatabaseError, transaction

from tests.at_once import at_once
from tests.decisions.test_rounds import speak
from tests.record.planting import without_locks
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Elects
from tussenruimte.decisions.models import Point, Stance, Weighed
from tussenruimte.decisions.views import weighing as pages
from tussenruimte.decisions.weighing import ALL, for_everybody, for_members
from tussenruimte.kit.leaves import leaf_of
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.record.reads import facts_of

WHY = "We kunnen het nog terugdraaien"


def weigh(proposal, person, point, at, said=""):
    """A member says where they stand."""
    return actions.weigh(proposal, point, said, member=person.actor, by=person, at=at)


def page_of(proposal):
    return f"/rietkade/voorstellen/{proposal.code}/grip-of-ruimte/"


def test_it_is_said_once_and_may_be_changed(proposal, idris, at):
    weigh(proposal, idris, Point.GRIP, at, "Eerst regels")
    row = weigh(proposal, idris, Point.ROOM, at, WHY)
    row = Stance.objects.get()
    assert (row.point, row.said_now, row.sort, row.changed_at) == (5, WHY, "resident", at)
    facts = list(facts_of(proposal.cooperative_id, "proposal.weighed"))
    assert len(facts) == 2
    assert WHY not in str(facts)


@pytest.mark.parametrize("point", [0, 6, -1])
def test_only_the_five_points_are_there(proposal, idris, at, point):
    with pytest.raises(Refused, match="vijf punten"):
        weigh(proposal, idris, point, at)


def test_who_is_no_member_says_nothing(proposal, sjaan, at):
    with pytest.raises(Refused, match="Word eerst lid"):
        weigh(proposal, sjaan, Point.ROOM, at)


def test_nobody_says_it_over_somebody_else(proposal, idris, amina, at):
    weigh(proposal, idris, Point.ROOM, at)
    with pytest.raises(Refused, match="Iemand anders"):
        actions.weigh(proposal, Point.GRIP, member=idris.actor, by=amina, at=at)


def test_who_keeps_out_keeps_out_of_this_too(proposal, idris, at):
    actions.keep_out(proposal, "Ik verhuur de zaal", by=idris, at=at)
    with pytest.raises(Refused, match="buiten dit besluit"):
        weigh(proposal, idris, Point.ROOM, at)


def test_where_people_or_money_are_chosen_nothing_is_weighed(rietkade, draft, idris, client, at):
    row = actions.start_proposal(
        rietkade, draft, kind="election", circle=None, elects=Elects(1), by=idris, at=at
    )
    with pytest.raises(Refused, match="af te wegen"):
        weigh(row, idris, Point.ROOM, at)
    assert client.get(page_of(row)).status_code == 404


def test_pressing_twice_is_one_stance(real_commits, proposal, idris, at):
    def go():
        weigh(proposal, idris, Point.ROOM, at)

    assert at_once(proposal.cooperative_id, go, go) == []
    assert Stance.objects.count() == 1


@pytest.fixture
def spoken(asked, proposal, amina, idris, sjaan, at):
    """Idris wants room; all can live with it."""
    weigh(proposal, idris, Point.ROOM, at, WHY)
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    return proposal


def test_who_leads_writes_down_what_is_chosen_and_it_stays(spoken, idris, client, at):
    with pytest.raises(Refused, match="welk punt"):
        actions.conclude(spoken, by=idris, at=at)
    actions.conclude(spoken, point=Point.BETWEEN, by=idris, at=at)
    with pytest.raises(Refused):
        weigh(spoken, idris, Point.GRIP, at)
    with pytest.raises(DatabaseError), transaction.atomic():
        Weighed.objects.update(point=1)
    page = client.get(page_of(spoken)).content.decode()
    assert "Gekozen: ertussenin" in page
    assert WHY not in page


def test_nobody_has_to_write_a_point_where_nobody_said_one(
    asked, proposal, amina, idris, sjaan, at
):
    for person in (amina, idris, sjaan):
        speak(proposal, person, at)
    actions.conclude(proposal, by=idris, at=at)
    assert not Weighed.objects.exists()


def test_a_vote_says_beforehand_what_is_chosen_with_it(talked, idris, week, client, at):
    weigh(talked, idris, Point.ROOM, at)
    with pytest.raises(Refused, match="welk punt"):
        actions.open_vote(talked, Ask("yes-no", week), by=idris, at=at)
    actions.open_vote(talked, Ask("yes-no", week, point=Point.MORE_ROOM), by=idris, at=at)
    with pytest.raises(Refused, match="stemmen"):
        weigh(talked, idris, Point.GRIP, at)
    assert "Dan kiezen we dit: meer ruimte" in client.get(page_of(talked)).content.decode()


# ---- pages -----------------------------------------------------------------------------------------


def test_a_member_says_it_on_a_telephone(client, proposal, idris, at):
    client.sign_in(idris)
    here = page_of(proposal)
    assert here in client.get(f"/rietkade/voorstellen/{proposal.code}/").content.decode()
    mine = f"{here}{idris.actor.code}/"
    assert mine in client.get(here).content.decode()
    long = client.post(mine, {"point": "4", "said": "x" * 301})
    assert long.status_code == 200
    assert "x" * 301 in long.content.decode()
    assert client.post(mine, {"point": "9", "said": WHY}).status_code == 200
    assert client.post(mine, {"point": "4", "said": WHY}).status_code == 302
    page = client.get(here).content.decode()
    assert "1 meer ruimte" in page
    assert WHY in page
    assert WHY in client.get(mine).content.decode()


def test_who_leads_chooses_the_point_in_the_form(client, spoken, idris):
    client.sign_in(idris)
    here = f"/rietkade/voorstellen/{spoken.code}/besluit/"
    assert "Hoeveel ruimte geeft dit?" in client.get(here).content.decode()
    assert client.post(here, {}).status_code == 200
    assert client.post(here, {"point": "3"}).status_code == 302
    assert Weighed.objects.get().point == Point.BETWEEN


def test_others_see_nothing_before_it_is_decided_and_never_a_few(client, spoken, idris, at):
    assert "Leden zien dit nu" in client.get(page_of(spoken)).content.decode()
    actions.conclude(spoken, point=Point.ROOM, by=idris, at=at)
    page = client.get(page_of(spoken)).content.decode()
    assert "te weinig om te tonen" in page
    assert "Idris Bekkaoui</strong>" not in page


def test_the_municipality_stands_there_by_its_name(client, proposal, idris, joris, at):
    town = joris.tenures.get(until=None).seat.organisation.actor
    members.make_member(
        town, sort=Member.Sort.MUNICIPALITY, since=at.date(), consulted_on=at.date(),
        by="invoer", at=at,
    )  # fmt: skip
    weigh(proposal, idris, Point.BETWEEN, at)
    actions.weigh(proposal, Point.GRIP, "", member=town, by=joris, at=at)
    client.sign_in(idris)
    page = client.get(page_of(proposal)).content.decode()
    figures, names = page.split('id="where"')[1].split('id="names"')
    assert "(1): 1" in figures
    assert "Gemeente Waterhoven</strong>: " in figures
    assert "Gemeente Waterhoven</strong>: " in names


def test_the_page_asks_no_more_with_many(
    client, proposal, crowd, idris, at, django_assert_max_num_queries
):
    client.sign_in(idris)
    for person in crowd:
        weigh(proposal, person, Point.BETWEEN, at, WHY)
    with django_assert_max_num_queries(12):
        page = client.get(page_of(proposal)).content.decode()
    assert "(21): 21" in page


def test_many_names_stand_on_several_pages(client, proposal, crowd, idris, at, monkeypatch):
    monkeypatch.setattr(pages, "leaf_of", partial(leaf_of, size=20))
    client.sign_in(idris)
    for person in crowd:
        weigh(proposal, person, Point.BETWEEN, at)
    first, second, third = (
        client.get(page_of(proposal), {"blad": n}).content.decode() for n in (1, 2, 3)
    )
    for person in crowd:
        assert sum(f"{person.name}</strong>" in page for page in (first, second)) == 1
    assert "?blad=2" in first
    assert "?blad=1" in second
    assert "Lid 1</strong>" not in third


# ---- figures per kind ------------------------------------------------------------------------------


def some(**numbers):
    """So many of a kind at each point, as `resident_4=7`."""
    found = {}
    for name, n in numbers.items():
        kind, point = name.rsplit("_", 1)
        found[kind, int(point)] = n
    return found


def as_told(figures):
    return {line.kind: (line.points, line.total) for line in figures.lines}


def test_members_read_exact_totals_and_kinds_that_are_large():
    rows = some(resident_3=16, resident_4=30, professional_3=6, professional_4=5)
    assert as_told(for_members(rows)) == {
        ALL: ({3: 22, 4: 35}, 57),
        "resident": ({3: 16, 4: 30}, 46),
        "professional": ({3: 6, 4: 5}, 11),
    }


def test_small_kinds_stand_together_or_not_at_all():
    rows = some(resident_4=12, professional_4=4, organisation_4=3)
    figures = for_members(rows)
    assert as_told(figures) == {ALL: ({4: 19}, 19), "resident": ({4: 12}, 12), "rest": ({4: 7}, 7)}
    assert set(figures.merged) == {"professional", "organisation"}
    assert list(as_told(for_members(some(resident_4=12, professional_4=1)))) == [ALL]


def test_for_everybody_small_numbers_are_hidden_and_others_rounded():
    figures = for_everybody(some(resident_3=12, resident_4=3))
    for points, total in as_told(figures).values():
        assert not any(0 < n < 10 or n % 5 for n in points.values())
        assert total is None or total % 5 == 0
    assert 4 not in figures.lines[0].points


def test_the_municipality_stands_in_no_figure():
    rows = some(resident_4=12, municipality_1=1)
    assert as_told(for_members(rows)) == {ALL: ({4: 12}, 12)}


# ---- it hangs together -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE decisions_stance SET at = '2027-01-01'", "came or changed after the decision"),
        ("DELETE FROM decisions_weighed", "nobody wrote down which point"),
        ("UPDATE decisions_proposal SET kind = 'budget'", "is about people or money"),
    ],
)
def test_a_fault_is_found_and_named(spoken, idris, at, harm, said):
    actions.conclude(spoken, point=Point.ROOM, by=idris, at=at)
    with without_locks(harm.split()[1 if harm.startswith("UPDATE") else 2]) as cursor:
        assert said not in "\n".join(faults(Scope(heads=(), today=at.date())))
        cursor.execute(harm)
        assert said in "\n".join(faults(Scope(heads=(), today=at.date())))


def test_who_becomes_another_kind_is_of_that_kind_when_they_change_it(proposal, idris, at):
    weigh(proposal, idris, Point.ROOM, at)
    Member.objects.filter(actor=idris.actor).update(sort=Member.Sort.PROFESSIONAL)
    assert Stance.objects.get().sort == "resident"
    weigh(proposal, idris, Point.ROOM, at)
    assert Stance.objects.get().sort == "professional"
