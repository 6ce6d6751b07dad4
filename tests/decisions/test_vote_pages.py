"""The pages of a vote: opening it, choosing with one button, what came of it, and counting it again."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.decisions.voting import AGAINST, FOR, cast, cast_secretly, closed
from tests.promises.questions import questions
from tussenruimte.cli.tally import tally
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask
from tussenruimte.decisions.models import UNDERWAY, Ballot, SecretBallot, Vote
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.decisions.views.result import result_of
from tussenruimte.kit.leaves import Leaf
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member, SentForm


def page_of(vote, more=""):
    return f"/rietkade/voorstellen/{vote.round.proposal.code}/stemming/{vote.round.number}/{more}"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


OPEN = {"method": "yes-no", "needed": "half", "secret": "no", "closes_on": "2026-11-23"}


def test_whoever_leads_it_opens_a_vote(client, talked, idris, at):
    client.sign_in(idris)
    answer = client.post(f"/rietkade/voorstellen/{talked.code}/stemming/", OPEN)
    vote = Vote.objects.get()
    assert answer.headers["Location"] == page_of(vote)
    assert str(vote.closes_at.astimezone(at.tzinfo)) == "2026-11-24 00:00:00+01:00"
    assert vote.seed in text(client.get(page_of(vote)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"method": "ranked"}, "Schrijf de keuzes op"),
        ({"options": "Maandag"}, "geen andere keuzes"),
        ({"method": "approval", "options": "Een\nTwee", "needed": "two-thirds"}, "alleen bij voor"),
        ({"method": "approval", "options": f"{'a' * 121}\nTwee"}, "onder 120 letters"),
        ({"method": "approval", "options": "Een\neen"}, "zeggen hetzelfde"),
        ({"closes_on": "2026-11-15"}, "laatste dag na vandaag"),
        ({"closes_on": ""}, "closes_on"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, talked, idris, wrong, said):
    client.sign_in(idris)
    answer = client.post(f"/rietkade/voorstellen/{talked.code}/stemming/", OPEN | wrong)
    assert said in text(answer)
    assert not Vote.objects.exists()
    for value in wrong.values():
        assert value.splitlines()[-1:] == [] or value.splitlines()[-1] in text(answer)


def test_one_question_and_one_button(client, vote, amina):
    client.sign_in(amina)
    assert "Tot en met" in text(client.get(f"/rietkade/voorstellen/{vote.round.proposal.code}/"))
    there = page_of(vote, f"stemmen/{amina.actor.code}/")
    assert there in text(client.get(page_of(vote)))
    assert "Kies voor of tegen" in text(client.post(there, {}))
    answer = client.post(there, {"one": "1", "interest": "Ik woon ernaast"})
    assert answer.headers["Location"] == page_of(vote)
    assert "Ik woon ernaast" in text(client.get(there))
    client.post(there, {"one": "0"})
    assert Ballot.objects.get().chosen == []


def test_while_it_is_open_a_page_says_how_many_and_no_more(client, vote, amina, at):
    cast(vote, amina, FOR, at)
    page = text(client.get(page_of(vote)))
    assert "Er kwam 1 stem binnen" in page
    assert amina.name not in page
    for what in ("stembiljetten.csv", "codes.txt"):
        assert client.get(page_of(vote, what)).status_code == 404


def test_afterwards_members_see_who_chose_what_and_others_do_not(
    client, vote, amina, idris, week, at
):
    cast(vote, amina, FOR, at, "Ik woon ernaast")
    closed(vote, week)
    page = text(client.get(page_of(vote)))
    assert "Aangenomen." in page
    assert amina.name not in page
    client.sign_in(idris)
    page = text(client.get(page_of(vote)))
    assert f"<strong>{amina.name}</strong>: Voor" in page
    assert "Ik woon ernaast" in page


def test_nobody_votes_for_somebody_else(client, vote, amina, tess):
    client.sign_in(tess)
    assert client.get(page_of(vote, f"stemmen/{amina.actor.code}/")).status_code == 404
    assert (
        client.post(page_of(vote, f"stemmen/{amina.actor.code}/"), {"one": "1"}).status_code == 404
    )


@pytest.fixture
def ranked(talked, idris, at, week):
    ask = Ask("ranked", week, options=("Zondag; of niet", "Maandag"))
    return actions.open_vote(talked, ask, by=idris, at=at)


def test_an_order_is_given_in_numbers(client, ranked, amina):
    client.sign_in(amina)
    there = page_of(ranked, f"stemmen/{amina.actor.code}/")
    assert "elk nummer" in text(client.post(there, {"place_1": "1", "place_2": "1"}))
    assert "Kies iets" in text(client.post(there, {}))
    assert "Kies iets" in text(client.post(there, {"place_1": "1", "passes": "on"}))
    client.post(there, {"place_2": "1", "place_1": "3"})
    assert Ballot.objects.get().chosen == [2, 1]


def test_several_may_be_ticked(client, talked, amina, idris, at, week):
    ask = Ask("approval", week, options=("Zondag", "Maandag"))
    vote = actions.open_vote(talked, ask, by=idris, at=at)
    client.sign_in(amina)
    client.post(page_of(vote, f"stemmen/{amina.actor.code}/"), {"several": ["3", "1"]})
    assert Ballot.objects.get().chosen == [1, 3]
    closed(vote, week)
    assert "Gelijk: " in text(client.get(page_of(vote)))


def counted(answer, vote, tmp_path, capsys):
    """What `tally` makes of the file, with the words of the page."""
    file = tmp_path / "stemming.csv"
    file.write_bytes(answer.content)
    method = {"yes-no": "majority", "ranked": "schulze", "approval": "approval"}[vote.method]
    asked = {"file": str(file), "method": method, "seed": vote.seed, "ties": "lot"}
    tally(type("Asked", (), asked | {"seats": None, "json": True}))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("method", ["yes-no", "approval", "ranked"])
def test_anybody_counts_it_again_with_tally(
    client, talked, amina, idris, sjaan, at, week, method, tmp_path, capsys
):
    options = () if method == "yes-no" else ("Zondag; of niet", "Maandag")
    vote = actions.open_vote(talked, Ask(method, week, options=options), by=idris, at=at)
    for person, chosen in ((amina, [2]), (idris, [2]), (sjaan, [1])):
        cast(vote, person, chosen, at)
    result = closed(vote, week)
    answer = client.get(page_of(vote, "stembiljetten.csv"))
    told = counted(answer, vote, tmp_path, capsys)
    assert told["winners"] == result.outcome["winners"] != []
    assert told["ballots"] == 3
    page = text(client.get(page_of(vote)))
    assert f"--seed {vote.seed}" in page
    assert f"--method {told['method']}" in page
    assert not any(p.name in answer.content.decode() for p in (amina, idris, sjaan))


@pytest.fixture
def secret(talked, idris, at, week):
    return actions.open_vote(talked, Ask("yes-no", week, is_secret=True), by=idris, at=at)


def test_a_secret_voice_comes_with_a_code_that_is_shown_once(client, secret, amina, week):
    client.sign_in(amina)
    there = page_of(secret, f"stemmen/{amina.actor.code}/")
    page = text(client.get(there))
    assert "kan er toch achter komen" in page
    assert "interest" not in page
    sent = SentForm.objects.count()
    answer = client.post(there, {"one": "1"})
    code = re.search(r"<strong>(\w{10})</strong>", text(answer)).group(1)
    assert answer["Cache-Control"] == "no-store"
    assert SentForm.objects.count() == sent  # that would say when
    assert "al binnen" in text(client.post(there, {"one": "2"}))
    assert SecretBallot.objects.count() == 1
    assert "jij ook niet" in text(client.get(page_of(secret)))
    closed(secret, week)
    assert client.get(page_of(secret, "codes.txt")).content.decode() == f"{code}\n"


def test_nobody_is_named_after_a_secret_vote(client, secret, amina, idris, at, week):
    cast_secretly(secret, amina, FOR, at)
    closed(secret, week)
    client.sign_in(idris)
    assert amina.name not in text(client.get(page_of(secret)))


def test_an_open_vote_has_no_codes(client, vote, week):
    closed(vote, week)
    assert client.get(page_of(vote, "codes.txt")).status_code == 404


def test_anybody_here_may_have_it_counted_when_it_is_over(client, vote, tess, amina, at, week):
    cast(vote, amina, FOR, at)
    client.sign_in(tess)
    there = page_of(vote, "tellen/")
    assert client.post(there).status_code == 404
    Vote.objects.filter(pk=vote.pk).update(closes_at=at + timedelta(seconds=1))
    Vote.objects.filter(pk=vote.pk).update(opens_at=at - timedelta(2), closes_at=at - UNDERWAY)
    assert "Tel nu" in text(client.get(page_of(vote)))
    client.post(there)
    assert "Aangenomen." in text(client.get(page_of(vote)))


@pytest.fixture
def of_all_members(rietkade, welcome, draft, idris, joris, at, week):
    """Twelve residents for, eleven professionals against, one organisation, and the municipality."""
    town = joris.tenures.get().seat.organisation
    made = {"since": at.date(), "by": "invoer", "at": at}
    members.make_member(town.actor, sort="municipality", consulted_on=at.date(), **made)
    care = members.make_organisation(rietkade, "Zorg Zuid", by="invoer", at=at)
    members.make_member(care.actor, sort="organisation", **made)
    people = [welcome(f"Mens {n:02}") for n in range(22)]
    for n, person in enumerate(people):
        members.make_member(person.actor, sort="resident" if n < 11 else "professional", **made)
    row = actions.start_proposal(rietkade, draft, kind="decision", circle=None, by=idris, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    vote = actions.open_vote(row, Ask("yes-no", week), by=idris, at=at)
    for n, person in enumerate([*people, idris]):
        cast(vote, person, AGAINST if 11 <= n < 22 else FOR, at)
    actions.cast(vote.roll.get(actor=town.actor), FOR, by=joris, at=at)
    actions.cast(vote.roll.get(actor=care.actor), AGAINST, by=joris, at=at)
    closed(vote, week)
    return vote


def test_kinds_are_shown_so_that_nobody_is_recognised(client, of_all_members, idris):
    outcome = Vote.objects.whole().get(pk=of_all_members.pk).result.outcome
    assert outcome["votes"] == [13, 12]
    assert outcome["municipality"] == [{"name": "Gemeente Waterhoven", "chosen": [1]}]
    assert "organisation" not in outcome["kinds"]
    assert Member.Sort.MUNICIPALITY not in outcome["kinds"]
    page = text(client.get(page_of(of_all_members)))
    assert "Gemeente Waterhoven stemde: Voor." in page
    assert "Zorg Zuid" not in page
    for row in outcome["public"]:
        assert all(cell is None or (cell >= 10 and cell % 5 == 0) for cell in row)
    for row in outcome["members"]:
        assert all(cell is None or cell >= 5 for cell in row)


def test_an_older_result_names_every_option_after_who_passed(of_all_members):
    vote = Vote.objects.whole().get(pk=of_all_members.pk)
    del vote.result.outcome["columns"]
    said = result_of(vote, options_of(vote), Leaf([]), is_member=True)
    assert [str(one) for one in said["columns"]] == ["Past", "Voor", "Tegen"]


def test_a_page_of_a_vote_takes_as_many_questions_with_more_voices(client, of_all_members, idris):
    client.sign_in(idris)
    with CaptureQueriesContext(connection) as asked:
        page = text(client.get(page_of(of_all_members)))
    assert "Mens 21" in page
    assert len(questions(asked)) <= 10
