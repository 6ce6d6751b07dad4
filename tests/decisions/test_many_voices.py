"""However many say or choose something, a page shows a part of it and asks as little as with few."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.decisions.voting import AGAINST, FOR, cast, closed
from tests.kit.test_questions import check
from tests.promises.questions import questions
from tussenruimte.decisions import access, actions
from tussenruimte.decisions.actions import Voice
from tussenruimte.decisions.models import Ballot
from tussenruimte.decisions.reads import votes as reads
from tussenruimte.decisions.reads.around import SAID, around
from tussenruimte.decisions.reads.proposals import LATEST
from tussenruimte.kit.leaves import A_LEAF
from tussenruimte.members import actions as members
from tussenruimte.members.models import Actor, Member

MANY = 60


@pytest.fixture
def street(welcome, at):
    """So many more members."""
    people = [welcome(f"Buur {number:02}") for number in range(MANY)]
    for person in people:
        made = {"sort": Member.Sort.RESIDENT, "since": at.date(), "by": "invoer", "at": at}
        members.make_member(person.actor, **made)
    return people


@pytest.fixture
def everybodys(rietkade, draft, idris, at):
    """Something that all members talk about; Idris said first what he finds."""
    made = {"kind": "decision", "circle": None, "by": idris, "at": at}
    row = actions.start_proposal(rietkade, draft, **made)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    find(row, [idris], at)
    row.refresh_from_db()
    return row


def find(row, people, at, leaning="agree"):
    for number, person in enumerate(people, start=1):
        voice, moment = Voice(leaning, f"Ik, {person.name}"), at + timedelta(seconds=number)
        actions.react(row, voice, actor=person.actor, by=person, at=moment)


def opened(client, path):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode(), len(questions(asked))


@pytest.mark.parametrize("who", ["", "idris"])
def test_a_proposal_with_many_opinions_is_as_long_and_asks_as_little(
    client, house, everybodys, street, at, who
):
    if who:
        client.sign_in(getattr(house, who))
    path = f"/rietkade/voorstellen/{everybodys.code}/"
    client.get(path)
    few, little = opened(client, path)
    find(everybodys, street, at, leaning="disagree")
    many, asked = opened(client, path)
    assert asked == little
    assert "van 61 meningen" not in few
    assert many.count("Ik, Buur ") == SAID
    assert ("Ik, Idris" in many) is bool(who)  # whoever reads finds their own
    assert f"van {MANY + 1} meningen" in many
    assert f"{MANY} × " in many


def test_all_opinions_stand_on_pages_of_their_own(client, everybodys, street, at):
    find(everybodys, street, at)
    seen = []
    for page in (1, 2, 3):
        said, _asked = opened(
            client, f"/rietkade/voorstellen/{everybodys.code}/meningen/?blad={page}"
        )
        seen.append(said.count("Ik, "))
    assert seen == [25, 25, MANY + 1 - 50]
    beyond, _asked = opened(client, f"/rietkade/voorstellen/{everybodys.code}/meningen/?blad=4")
    assert "Ik, " not in beyond


def test_of_who_speaks_in_turn_no_page_tells_before_all_have_spoken(client, asked, amina, at):
    actions.speak(asked.proposal, Voice("consent", "Ik kan het missen"), by=amina, at=at)
    path = f"/rietkade/voorstellen/{asked.proposal.code}/meningen/"
    assert "Ik kan het missen" not in opened(client, path)[0]


def test_what_is_counted_is_what_was_said(everybodys, street, idris, at):
    find(everybodys, street[:40], at, leaning="disagree")
    found = around(everybodys, idris)
    assert [(one.leaning, one.number) for one in found.counted] == [("agree", 1), ("disagree", 40)]
    assert (found.said, len(found.voices)) == (41, SAID + 1)


# ---- votes -----------------------------------------------------------------------------------------


@pytest.fixture
def voted(everybodys, street, idris, at, week):
    """Sixty chose, with their names."""
    ask = actions.Ask("yes-no", week)
    vote = actions.open_vote(everybodys, ask, by=idris, at=at)
    for number, person in enumerate(reversed(street)):
        cast(vote, person, AGAINST if number % 3 else FOR, at)
    return vote


def test_who_chose_what_stands_by_name_over_pages(voted, week):
    closed(voted, week)
    voted.refresh_from_db()
    names, pages = [], []
    for page in (1, 2, 3, 4):
        leaf = reads.named_voices(voted, page)
        names += [row.who for row in leaf.rows]
        pages.append((len(leaf.rows), leaf.has_more))
    assert names == sorted(names)
    assert pages == [(25, True), (25, True), (10, False), (0, False)]


def test_beside_a_name_stands_what_the_ballot_says(everybodys, street, idris, at, week):
    vote = actions.open_vote(everybodys, actions.Ask("yes-no", week), by=idris, at=at)
    for person, interest in ((street[0], "Ik woon ernaast"), (street[1], ""), (street[2], "")):
        cast(vote, person, FOR, at, interest)
    Actor.objects.filter(pk=street[1].pk).update(name="", hat=None)
    Actor.objects.filter(pk=street[2].pk).update(hat="Gemeente Waterhoven")
    closed(vote, week)
    vote.refresh_from_db()
    whole = Ballot.objects.filter(roll__vote=vote).select_related("roll__actor", "person__key")
    of_rows = [(str(row.roll.actor), row.chosen, None, row.interest_now) for row in whole]
    shown = reads.named_voices(vote, 1).rows
    assert sorted(shown) == sorted(of_rows)
    assert [row.interest for row in shown if row.interest] == ["Ik woon ernaast"]


def test_the_order_of_many_is_looked_up_once_a_minute(voted, week, at, monkeypatch):
    closed(voted, week)
    voted.refresh_from_db()
    monkeypatch.setattr(reads, "SEVERAL", 2)
    with time_machine.travel(at, tick=False) as now:
        for shift, asked in ((0, 2), (1, 1), (61, 2)):
            now.shift(shift)
            with CaptureQueriesContext(connection) as seen:
                reads.named_voices(voted, 1)
            assert len(seen) == asked
    assert len(reads._sorted) <= reads.AT_ONCE  # noqa: SLF001 - what is kept


def test_the_page_of_a_vote_leaves_its_file_where_it_is(voted, rietkade, week):
    closed(voted, week)
    row = access.vote_to_see(rietkade, voted.round.proposal.code, voted.round.number)
    assert row.result.get_deferred_fields() == {"file", "receipts"}
    assert row.result.file.startswith("ballots;1")


def test_the_questions_of_names_and_of_the_list(voted, rietkade, everybodys, week):
    check(LATEST["talked about"], cooperative=rietkade.pk)
    check(LATEST["to answer"], at_least=0, cooperative=rietkade.pk)
    closed(voted, week)
    check(LATEST["finished"], cooperative=rietkade.pk)
    check(reads.IN_ORDER, vote=voted.pk)
    keys = [row["ballot"] for row in reads.IN_ORDER.all(vote=voted.pk)][:A_LEAF]
    check(reads.NAMED, **{f"n{place}": key for place, key in enumerate(keys)})


def test_the_list_of_proposals_is_as_long_with_many(client, rietkade, draft, idris, at):
    made = {"kind": "decision", "circle": None, "by": idris, "at": at}
    actions.start_proposal(rietkade, draft, **made)
    client.get("/rietkade/voorstellen/")
    _few, little = opened(client, "/rietkade/voorstellen/")
    for _ in range(A_LEAF + 5):
        actions.start_proposal(rietkade, draft, **made)
    many, asked = opened(client, "/rietkade/voorstellen/")
    assert asked == little
    assert many.count('class="card part') == A_LEAF
    assert 'href="?blad=2"' in many
    older, _asked = opened(client, "/rietkade/voorstellen/?blad=2")
    assert older.count('class="card part') == 6
    assert "?blad=3" not in older
