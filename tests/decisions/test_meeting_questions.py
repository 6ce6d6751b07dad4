"""The page of a members' meeting and its papers ask the database a few questions, however full they are."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.belonging.test_joining import speak
from tests.decisions.test_meetings import promised
from tests.promises.questions import questions
from tussenruimte.belonging import actions as belonging
from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, There, When
from tussenruimte.decisions.models import UNDERWAY, Meeting
from tussenruimte.kit.clock import midnight

DAY = timedelta(days=1)
MOST = 12  # for whoever is signed in four of these say who that is, and where


@pytest.fixture
def house(rietkade, board, meeting, proposal, adviser, idris, amina, sjaan, tess, at):
    """Who does what in these tests, and when."""
    return SimpleNamespace(**locals())


def fill(house):
    """Somebody asks to stay, proposals with a vote and with advice, and something else."""
    at, by = house.at, {"by": house.sjaan, "at": house.at}
    doubted = belonging.begin_expulsion(house.tess.actor.member, **by)
    speak(doubted, house.sjaan, at)
    belonging.expel(doubted, "Ze deelde wat geheim was", **by)
    doubted.refresh_from_db()
    belonging.take_to_members(doubted, "Wij hadden ruzie", by=house.tess, at=at)
    actions.put_on_agenda(house.meeting, waits=doubted.matter_id, **by)
    advice = ("against", "Niet doen", "")
    actions.give_advice(house.adviser, *advice, by=house.idris, at=at)
    actions.keep_out(house.proposal, "Ik woon ernaast", by=house.amina, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(house.proposal, sort, by=house.idris, at=at)
    actions.open_vote(
        house.proposal, Ask("yes-no", midnight(at.date() + 3 * DAY)), by=house.idris, at=at
    )
    actions.put_on_agenda(house.meeting, proposal=house.proposal, **by)
    for number in range(9):
        actions.put_on_agenda(house.meeting, title=f"Punt {number}", **by)


def invite(house):
    """Members are invited, and it moves twice."""
    actions.convene(house.meeting, by=house.sjaan, at=house.at)
    for days in (10, 11):
        when = When(house.at + days * DAY, f"Zaal {days}")
        actions.move_meeting(house.meeting, when, "Lekkage", by=house.sjaan, at=house.at)


def hold(house):
    """Two were there; what came of it is written down twice, with promises of that day."""
    vote = house.proposal.rounds.get(sort="vote").vote
    actions.close_vote(vote, by="klok", at=vote.closes_at + UNDERWAY)
    day = house.at + 11 * DAY
    there = There([house.idris.actor, house.sjaan.actor], [(house.amina.actor, house.idris.actor)])
    actions.hold_meeting(house.meeting, there, by=house.sjaan, at=day)
    for matter in (house.proposal.matter, house.meeting.matter):
        promised(matter, house.sjaan, house.idris, day)
    for words in ("Eerst", "Beter"):
        said = {1: words, 2: words}
        actions.write_minutes(house.meeting, said, because="Telfout", by=house.sjaan, at=day + DAY)


def approve(house):
    """The next meeting, with this on its agenda, says that it was so."""
    day = house.at + 13 * DAY
    when = When(day + 9 * DAY, "De Steiger")
    after = actions.plan_meeting(house.rietkade, when, by=house.sjaan, at=day)
    actions.convene(after, by=house.sjaan, at=day)
    actions.hold_meeting(after, There([house.sjaan.actor]), by=house.sjaan, at=when.begins_at)
    before = Meeting.objects.get(pk=house.meeting.pk)
    actions.approve_minutes(before, after, by=house.sjaan, at=when.begins_at)


STEPS = (fill, invite, hold, approve)


def page(client, house, more=""):
    """What the page says, and what it asked."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/rietkade/ledenvergadering/{house.meeting.code}/{more}")
    assert answer.status_code == 200
    return answer.content.decode("utf-8", "replace"), questions(asked)


@pytest.mark.parametrize("who", ["", "idris", "tess", "sjaan"])
def test_a_meeting_asks_little_in_each_of_its_stages(client, house, who):
    """A visitor, members, and the board, who see to it."""
    if who:
        client.sign_in(getattr(house, who))
    for step in STEPS:
        step(house)
        if step is fill and who != "sjaan":
            continue  # nobody is invited yet
        for more in ("", "stukken/", "stukken.pdf"):
            _said, asked = page(client, house, more)
            assert len(asked) <= MOST, "\n".join([step.__name__, more, *asked])


def test_everything_of_a_meeting_that_was_held_stands_there(client, house):
    for step in STEPS:
        step(house)
    said, _asked = page(client.sign_in(house.idris), house)
    for words in (
        "Telfout", "Beter", "Zaal 10", "Lekkage", "Ik bel de gasten.", "De Steiger", "Tess Ouwehand",
        "Amina Telgenhof bleef erbuiten", "De stemming, 0 stemmen",
    ):  # fmt: skip
        assert words in said, words
    assert said.index("Versie 2") < said.index("Versie 1")
    visitor, _asked = page(client.__class__(), house)
    assert "Tess Ouwehand" not in visitor
