"""People are elected: each by their own word, in secret, in shares, and under a letter."""

import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.decisions.voting import cast_secretly, closed
from tussenruimte.belonging import actions as belonging
from tussenruimte.cli.tally import tally
from tussenruimte.cli.verifying import Scope, votes as checks
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Elects
from tussenruimte.decisions.models import Candidate, Election, Option, Stage, Vote
from tussenruimte.decisions.nightly import empty_old_decisions
from tussenruimte.decisions.reads.elections import candidates_of
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.models import Person
from tussenruimte.methods.ballot_files import read
from tussenruimte.methods.stv import stv
from tussenruimte.methods.ties import Ties
from tussenruimte.record.models import Fact


@pytest.fixture
def election(rietkade, circle, draft, idris, at):
    """Two of the walk-in are elected; people say what they find of it."""
    row = actions.start_proposal(
        rietkade, draft, kind="election", circle=circle, elects=Elects(2), by=idris, at=at
    )
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    return row


@pytest.fixture
def candidates(election, idris, amina, sjaan, at):
    """All three want it."""
    return {
        person: actions.stand(election, f"Ik, {person.name}, doe het graag.", by=person, at=at)
        for person in (idris, amina, sjaan)
    }


@pytest.fixture
def open_one(election, candidates, idris, at, week):
    return actions.open_election(election, week, by=idris, at=at)


def place_of(vote, candidate):
    return Option.objects.get(vote=vote, listed__candidate=candidate).place


def everybody_votes(vote, candidates, at):
    """Idris and Amina twice in front; in which order, by person."""
    idris, amina, sjaan = (place_of(vote, candidates[p]) for p in candidates)
    chose = [[idris, amina], [amina, idris], [amina, sjaan]]
    for person, chosen in zip(candidates, chose, strict=True):
        cast_secretly(vote, person, chosen, at)


def test_several_seats_are_filled_in_shares(open_one, candidates, election, at, week):
    everybody_votes(open_one, candidates, at)
    result = closed(open_one, week)
    election.refresh_from_db()
    assert (result.verdict, election.stage, election.is_adopted) == ("elected", "adopted", True)
    options = {one.label: one for one in options_of(open_one)}
    elected = [options[letter].listed.candidate.person.name for letter in result.outcome["winners"]]
    assert elected == [p.name for p in list(candidates)[1::-1]]  # Amina has most, then Idris


def test_whoever_reads_the_file_counts_the_same_people(open_one, candidates, at, week):
    everybody_votes(open_one, candidates, at)
    result = closed(open_one, week)
    profile = read(result.file.encode())
    assert profile.seats == 2
    again = stv(profile, profile.seats, Ties(profile.candidates, open_one.seed))
    assert again.winners == result.outcome["winners"]
    assert again.rounds == result.outcome["rounds"]
    assert list(checks.votes_count_again(Scope())) == []


def test_one_seat_goes_to_who_wins_from_everybody(
    rietkade, circle, draft, idris, amina, sjaan, at, week
):
    row = actions.start_proposal(
        rietkade, draft, kind="election", circle=circle, elects=Elects(1), by=idris, at=at
    )
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=idris, at=at)
    people = {p: actions.stand(row, "Graag.", by=p, at=at) for p in (idris, amina, sjaan)}
    vote = actions.open_election(row, week, by=idris, at=at)
    assert (vote.method, vote.is_secret) == ("ranked", True)
    everybody_votes(vote, people, at)
    result = closed(vote, week)
    assert result.outcome["winner"] == place_of(vote, people[amina])


def test_equal_is_settled_by_the_lot_that_was_told(open_one, candidates, idris, amina, at, week):
    for person in (idris, amina):
        cast_secretly(open_one, person, [place_of(open_one, candidates[person])], at)
    result = closed(open_one, week)
    assert (result.verdict, len(result.outcome["winners"])) == ("elected", 2)


def test_when_nobody_chose_anybody_people_talk_again(open_one, election, idris, at, week):
    cast_secretly(open_one, idris, [], at)
    assert closed(open_one, week).verdict == "tie"
    election.refresh_from_db()
    assert election.stage == Stage.OPINION


def test_no_name_is_written_down_with_the_vote(open_one, candidates, at, week):
    everybody_votes(open_one, candidates, at)
    result = closed(open_one, week)
    kept = [result.file, json.dumps(result.outcome), *(o.label for o in options_of(open_one))]
    kept += [fact.body for fact in Fact.objects.all() if '"election.' in fact.body]
    assert len(kept) == 5 + len(candidates)
    for person in candidates:
        assert not [text for text in kept if person.first_name in text]
    assert {one.label for one in options_of(open_one)} == {"A", "B", "C"}


def test_words_are_sealed_and_go_with_who_steps_back(election, candidates, amina, at):
    row = candidates[amina]
    assert b"graag" not in bytes(row.words)
    assert row.words_now.startswith("Ik, ")
    actions.step_back(election, by=amina, at=at)
    row.refresh_from_db()
    assert (row.words, row.words_now) == (None, "")
    assert amina not in [one.person for one in candidates_of(election)]
    actions.stand(election, "Toch wel.", by=amina, at=at)
    assert amina in [one.person for one in candidates_of(election)]


def test_whoever_is_forgotten_is_no_candidate(election, candidates, amina, at, idris, week):
    Person.objects.filter(pk=amina.pk).update(forgotten_at=at)
    assert len(candidates_of(election)) == 2
    with pytest.raises(Refused, match="te weinig kandidaten"):
        actions.open_election(election, week, by=idris, at=at)


def test_wrong_moments_are_refused(election, idris, amina, at, week, talked):
    with pytest.raises(Refused, match="te weinig kandidaten"):
        actions.open_election(election, week, by=idris, at=at)
    with pytest.raises(Refused, match="geheime verkiezing"):
        actions.open_vote(election, Ask("yes-no", week), by=idris, at=at)
    with pytest.raises(Refused, match="geheime verkiezing"):
        actions.open_next(election, "consent", by=idris, at=at)
    with pytest.raises(Refused, match="paar woorden"):
        actions.stand(election, "  ", by=amina, at=at)
    with pytest.raises(Refused, match="geen kandidaat"):
        actions.step_back(election, by=amina, at=at)
    with pytest.raises(Refused, match="kiest geen mensen"):
        actions.stand(talked, "Ik wil.", by=amina, at=at)


def test_nobody_comes_or_goes_while_people_vote(open_one, election, amina, at):
    with pytest.raises(Refused, match="stemmen nu"):
        actions.stand(election, "Anders.", by=amina, at=at)
    with pytest.raises(Refused, match="stemmen nu"):
        actions.step_back(election, by=amina, at=at)


@pytest.mark.parametrize(("kind", "seats"), [("election", None), ("election", 20), ("decision", 1)])
def test_an_election_says_for_how_many(rietkade, circle, draft, idris, at, kind, seats):
    with pytest.raises(Refused):
        actions.start_proposal(
            rietkade,
            draft,
            kind=kind,
            circle=circle,
            elects=seats and Elects(seats),
            by=idris,
            at=at,
        )


def test_the_database_holds_it_too(election, candidates, amina, at):
    home = {"cooperative_id": election.cooperative_id}
    wrong = [
        lambda: Election.objects.filter(proposal=election).update(seats=0),
        lambda: Candidate.objects.filter(person=amina).update(words=None),
        lambda: Candidate.objects.create(
            election=election.election, person=amina, words=b"x", at=at, **home
        ),
        lambda: Candidate.objects.filter(person=amina).update(
            stepped_back_at=at - timedelta(1), words=None
        ),
    ]
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_vote_about_people_with_names_is_found(open_one):
    assert list(checks.people_are_elected_in_secret(Scope())) == []
    Vote.objects.filter(pk=open_one.pk).update(is_secret=False)
    assert "not secret" in " ".join(checks.people_are_elected_in_secret(Scope()))


def page_of(row, more=""):
    return f"/rietkade/voorstellen/{row.code}/{more}"


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_member_starts_an_election_on_a_page(client, rietkade, circle, draft, idris):
    client.sign_in(idris)
    said = {
        "title": draft.title,
        "why": draft.why,
        "how": "",
        "builds_on": draft.builds_on,
        "saves": "no",
        "risk": draft.risk,
        "borne_by": draft.borne_by,
        "circle": circle.actor.code,
    }
    there = "/rietkade/voorstellen/nieuw/election/"
    assert "seats" in text(client.post(there, said))
    assert not Election.objects.exists()
    client.post(there, said | {"seats": "2"})
    assert Election.objects.get().seats == 2


def test_somebody_stands_and_steps_back_on_a_page(client, election, amina, idris):
    client.sign_in(amina)
    assert "Ik stel me kandidaat" in text(client.get(page_of(election)))
    client.post(page_of(election, "kandidaat/"), {"words": "Ik kan goed rekenen."})
    for who in (amina, idris):
        client.sign_in(who)
        assert "Ik kan goed rekenen." in text(client.get(page_of(election)))
    client.sign_in(amina)
    assert "Ik kan goed rekenen." in text(client.get(page_of(election, "kandidaat/")))
    client.post(page_of(election, "kandidaat/terug/"))
    assert "Ik kan goed rekenen." not in text(client.get(page_of(election)))


def test_nobody_stands_where_nobody_is_elected(client, talked, amina):
    client.sign_in(amina)
    assert client.get(page_of(talked, "kandidaat/")).status_code == 404
    assert client.post(page_of(talked, "kandidaat/terug/")).status_code == 404


def test_an_election_on_pages_from_opening_to_the_rounds(
    client, election, candidates, idris, amina, at, week
):
    client.sign_in(idris)
    assert "Open de verkiezing" in text(client.get(page_of(election)))
    client.post(page_of(election, "stemming/"), {"closes_on": "2026-11-23"})
    vote = Vote.objects.get(round__proposal=election)
    assert vote.is_secret
    there = page_of(election, f"stemming/{vote.round.number}/")
    client.sign_in(amina)
    form = f"{there}stemmen/{amina.actor.code}/"
    assert amina.name in text(client.get(form))
    assert "Je stem is binnen" in text(client.post(form, {"place_1": "1", "place_2": "2"}))
    closed(vote, week)
    page = text(client.get(there))
    assert f"Gekozen: {options_of(vote)[0]}, " in page
    assert "Wie 1 stemmen heeft, is gekozen." in page
    assert "Ronde 2" in page
    assert amina.name not in text(client.get(f"{there}stembiljetten.csv"))


def test_the_command_counts_the_file_to_the_same_people(
    client, open_one, candidates, at, week, tmp_path, capsys
):
    everybody_votes(open_one, candidates, at)
    result = closed(open_one, week)
    there = page_of(open_one.round.proposal, f"stemming/{open_one.round.number}/")
    file = tmp_path / "stemming.csv"
    file.write_bytes(client.get(f"{there}stembiljetten.csv").content)
    asked = {"file": str(file), "method": "stv", "seed": open_one.seed, "ties": "lot"}
    tally(type("Asked", (), asked | {"seats": None, "json": True}))
    assert json.loads(capsys.readouterr().out)["winners"] == result.outcome["winners"]
    assert "--method stv" in text(client.get(there))


def test_a_candidate_who_is_forgotten_leaves_no_name_with_the_vote(
    client, open_one, candidates, sjaan, at, week, tmp_path, settings
):
    settings.FORGOTTEN_LIST = tmp_path / "forgotten.list"
    settings.MEDIA_ROOT = tmp_path / "files"
    everybody_votes(open_one, candidates, at)
    result = closed(open_one, week)
    there = page_of(open_one.round.proposal, f"stemming/{open_one.round.number}/")
    assert sjaan.name in text(client.get(there))
    belonging.forget_person(Person.objects.named().get(pk=sjaan.pk), by="beheer", at=week)
    for more in ("", "stembiljetten.csv", "codes.txt"):
        assert "Sjaan" not in text(client.get(f"{there}{more}"))
    assert "Sjaan" not in text(client.get(page_of(open_one.round.proposal)))
    assert result.outcome["winners"] == list(type(result).objects.get().outcome["winners"])
    assert list(checks.votes_count_again(Scope())) == []


def test_why_somebody_wanted_it_goes_seven_years_after_the_decision(
    open_one, candidates, rietkade, amina, at, week
):
    everybody_votes(open_one, candidates, at)
    closed(open_one, week)
    row = candidates[amina]
    for days, said in ((2_557, "Ik, "), (2_558, "(niet meer bewaard)")):
        moment = week + timedelta(days)
        empty_old_decisions(rietkade, clock.day(moment), moment)
        assert Candidate.objects.get(pk=row.pk).words_now.startswith(said)
