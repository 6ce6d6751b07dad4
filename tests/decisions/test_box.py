"""Papers of a secret vote: they lie in a box, and two people count the whole of it, apart from each other."""

from datetime import timedelta

import pytest
import time_machine

from tests.decisions.voting import AGAINST, FOR, cast_secretly, closed, voice
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.forms.paper import CountBox
from tussenruimte.decisions.letters import _count_box
from tussenruimte.decisions.models import (
    UNDERWAY,
    BallotKey,
    BoxCount,
    Conflict,
    PaperReading,
    Roll,
    Vote,
    Voted,
)
from tussenruimte.decisions.nightly import count_votes
from tussenruimte.decisions.reads.boxes import in_box
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.post.models import Dispatch
from tussenruimte.record.models import Fact


@pytest.fixture
def secret(talked, idris, week, at):
    """Everybody of the circle is asked without a name."""
    return actions.open_vote(talked, Ask("yes-no", week, is_secret=True), by=idris, at=at)


@pytest.fixture
def boxed(secret, amina, sjaan, idris, at):
    """The papers of Amina and Sjaan lie in the box; Idris voted by himself."""
    actions.put_in_box(voice(secret, sjaan), by=amina, at=at)
    actions.put_in_box(voice(secret, amina), by=idris, at=at)
    cast_secretly(secret, idris, FOR, at)
    return secret


@pytest.fixture
def after(week):
    """When the last that was underway is in."""
    return week + UNDERWAY


def count(vote, papers, by, at):
    return actions.count_box(vote, papers, by=by, at=at)


def test_it_is_counted_when_two_found_the_same(boxed, amina, idris, week, after):
    assert not count(boxed, [FOR, AGAINST], amina, week)
    assert count(boxed, [AGAINST, FOR], idris, week)
    result = closed(boxed, week)
    assert (result.outcome["votes"], result.outcome["on_paper"]) == ([2, 1], 2)
    assert result.outcome["voices"] == Roll.objects.filter(vote=boxed, has_voted=True).count() == 3
    assert len(result.receipts) == 1
    for model in (Voted, BoxCount, BallotKey):
        assert not model.objects.exists()


def test_as_long_as_they_differ_nothing_is_counted(boxed, amina, idris, week, after):
    count(boxed, [FOR, FOR], amina, week)
    assert not count(boxed, [FOR, AGAINST], idris, week)
    with pytest.raises(Refused, match="bus"):
        actions.close_vote(boxed, by="klok", at=after)
    assert count(boxed, [FOR, FOR], idris, week)


def test_the_clock_waits_for_the_box(boxed, rietkade, amina, idris, after):
    assert count_votes(rietkade, after.date(), after) == 0
    for reader in (amina, idris):
        count(boxed, [FOR, []], reader, after)
    assert count_votes(rietkade, after.date(), after + timedelta(hours=2)) == 1
    assert Vote.objects.whole().get(pk=boxed.pk).result.outcome["passed"] == 1


def test_whoever_leads_it_hears_once_that_the_box_waits(boxed, idris, amina, sjaan, after):
    (letter,) = Dispatch.objects.filter(kind="decisions.count-box")
    assert (letter.to, letter.due_at) == (idris.code, after)
    assert "papieren in de bus" in " ".join(_count_box(boxed.round.proposal))
    for person in (amina, sjaan):
        actions.take_out_of_box(voice(boxed, person), by=idris, at=after)
    assert _count_box(boxed.round.proposal) == []


def test_as_many_as_the_list_says(boxed, amina, sjaan, week):
    with pytest.raises(Refused, match="op de lijst staan 2"):
        count(boxed, [FOR], amina, week)
    actions.take_out_of_box(voice(boxed, sjaan), by=amina, at=week)
    assert not count(boxed, [FOR], amina, week)


def test_a_paper_that_is_taken_off_the_list_lets_one_vote(boxed, amina, sjaan, at):
    with pytest.raises(Refused, match="al binnen"):
        cast_secretly(boxed, sjaan, FOR, at)
    actions.take_out_of_box(voice(boxed, sjaan), by=amina, at=at)
    cast_secretly(boxed, sjaan, FOR, at)
    with pytest.raises(Refused, match="al binnen"):
        actions.put_in_box(voice(boxed, sjaan), by=amina, at=at)


def test_only_a_paper_is_taken_off_the_list(boxed, amina, idris, at):
    with pytest.raises(Refused, match="ligt niet in de bus"):
        actions.take_out_of_box(voice(boxed, idris), by=amina, at=at)
    assert in_box(boxed) == 2


def test_the_box_stays_shut_until_the_end_and_nothing_comes_in_after(boxed, amina, sjaan, week):
    with pytest.raises(Refused, match="blijft dicht"):
        count(boxed, [FOR, FOR], amina, week - timedelta(seconds=1))
    actions.take_out_of_box(voice(boxed, sjaan), by=amina, at=week)
    with pytest.raises(Refused, match="sloot"):
        actions.put_in_box(voice(boxed, sjaan), by=amina, at=week)


def test_no_fact_says_whose_paper_came_when(secret, amina, sjaan, at):
    before = Fact.objects.count()
    actions.put_in_box(voice(secret, sjaan), by=amina, at=at)
    actions.take_out_of_box(voice(secret, sjaan), by=amina, at=at)
    assert Fact.objects.count() == before


def test_what_one_counted_is_locked(boxed, amina, week):
    count(boxed, [FOR, AGAINST], amina, week)
    sealed = bytes(BoxCount.objects.get().sealed)
    assert b"1 1" not in sealed  # one number alone may stand among what is sealed by chance
    assert b"1 2" not in sealed


def test_wrong_people(boxed, talked, tess, sjaan, amina, week):
    with pytest.raises(NotHere):
        count(boxed, [FOR, FOR], tess, week)
    with pytest.raises(Refused, match="van jou"):
        actions.put_in_box(voice(boxed, sjaan), by=sjaan, at=week - timedelta(hours=1))
    Conflict.objects.create(cooperative=boxed.cooperative, proposal=talked, person=amina, at=week)
    with pytest.raises(NotHere):
        count(boxed, [FOR, FOR], amina, week)


def test_an_open_vote_has_no_box(vote, amina, sjaan, at, week):
    with pytest.raises(NotHere):
        actions.put_in_box(voice(vote, sjaan), by=amina, at=at)
    with pytest.raises(NotHere):
        count(vote, [], amina, week)


# ---- what is typed ---------------------------------------------------------------------------------


def typed(vote, text):
    form = CountBox(vote, options_of(vote), {"papers": text})
    return form.cleaned_data["papers"] if form.is_valid() else form.errors["papers"][0]


def test_lines_are_papers(secret):
    assert typed(secret, "1\n2\n\n2x 1\n0") == [[1], [2], [1], [1], []]
    assert typed(secret, "") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\nvoor", "Regel 2"),
        ("3", "Regel 1"),
        ("1 2", "staan er twee"),
        ("0x 1", "Regel 1"),
        ("x 1", "Regel 1"),
        ("99999x 1", "Regel 1"),
        ("5000x 1\n1", "hooguit 5000"),
        ("5x", "Regel 1"),
    ],
)
def test_what_is_not_clear_is_told_with_its_line(secret, text, said):
    assert said in typed(secret, text)


# ---- pages -----------------------------------------------------------------------------------------


@pytest.fixture
def here(secret, talked):
    return f"/rietkade/voorstellen/{talked.code}/stemming/{secret.round.number}/"


@pytest.fixture
def clock_at():
    """Later that week."""
    begun = []

    def go(at):
        begun.append(time_machine.travel(at, tick=True))
        begun[-1].start()

    yield go
    for one in begun:
        one.stop()


def test_at_the_counter(secret, here, client, amina, sjaan):
    client.sign_in(amina)
    page = client.get(f"{here}papieren/", {"naam": "sjaan"}).content.decode()
    assert f"{here}papieren/{sjaan.code}/in-de-bus/" in page
    client.post(f"{here}papieren/{sjaan.code}/in-de-bus/")
    assert "1 papier ligt in de bus" in client.get(f"{here}papieren/").content.decode()
    assert "Je papier ligt in de bus" in client.sign_in(sjaan).get(here).content.decode()
    assert not PaperReading.objects.exists()


def test_no_paper_with_a_name_in_a_secret_vote(secret, here, client, amina, sjaan):
    client.sign_in(amina).post(f"{here}papieren/{sjaan.code}/", {"one": "1"})
    assert not PaperReading.objects.exists()


def test_afterwards_one_counts_and_wrong_lines_are_kept(
    boxed, here, client, amina, idris, week, clock_at
):
    clock_at(week + timedelta(minutes=5))
    client.sign_in(amina)
    assert "Tel de bus" in client.get(f"{here}papieren/").content.decode()
    answer = client.post(f"{here}papieren/tellen/", {"papers": "1\nvoor"})
    assert (answer.status_code, "1\nvoor" in answer.content.decode()) == (200, True)
    answer = client.post(f"{here}papieren/tellen/", {"papers": "1\n2"})
    assert answer.headers["Location"] == f"{here}papieren/"
    assert "Jij telde hem" in client.get(f"{here}papieren/").content.decode()
    page = client.sign_in(idris).get(f"{here}papieren/").content.decode()
    assert "Amina Telgenhof telde hem" in page


def test_whoever_looks_reads_that_papers_are_being_counted(boxed, here, client, week, clock_at):
    clock_at(week + timedelta(minutes=5))
    page = client.get(here).content.decode()
    assert "Er liggen papieren in de bus" in page
    assert "papieren/" not in page.split("Er liggen papieren in de bus")[1].split("</p>")[0]


def test_an_empty_paper_of_a_secret_vote_asks_no_name(secret, here, client):
    page = client.get(f"{here}papieren/leeg/").content.decode()
    assert "Zet er geen naam op" in page
    assert "Mijn naam" not in page
