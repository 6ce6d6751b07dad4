"""Hundreds vote from several connections while somebody closes: none is lost, none counts twice."""

import threading
from collections import Counter
from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.decisions.voting import a_vote_of_all
from tussenruimte.decisions import actions
from tussenruimte.decisions.models import UNDERWAY, Ballot, Result, Roll, SecretBallot, Voted
from tussenruimte.kit.refusal import Refused
from tussenruimte.members import actions as members
from tussenruimte.members.models import Member
from tussenruimte.methods.ballot_files import read

MANY, LINES = 240, 8
IN_FIRST = 90  # voices; then it is closed
PATIENCE = 120.0


class Crowd:
    """What each chose who got a yes, with what the house gave back; and the sentences of who did not."""

    def __init__(self, vote):
        self.vote, self.late = vote, vote.closes_at - timedelta(seconds=1)
        rows = Roll.objects.filter(vote=vote).select_related("actor__person").order_by("pk")
        self.voices = [one for one in rows if one.actor.name.startswith("Buur ")]
        self.kept, self.refused, self.more = {}, [], threading.Condition()

    def press(self, voice):
        """For or against, once."""
        cast = actions.cast_secretly if self.vote.is_secret else actions.cast
        choice = [1 + voice.pk % 3 // 2]
        try:
            given = cast(voice, choice, by=voice.actor.person, at=self.late)
        except Refused as no:
            self.refused.append(str(no))
            return
        with self.more:
            self.kept[voice.actor.code] = choice, given
            self.more.notify_all()

    def close(self):
        """The clock comes by when a part is in."""
        with self.more:
            assert self.more.wait_for(lambda: len(self.kept) >= IN_FIRST, PATIENCE)
        assert actions.close_vote(self.vote, by="klok", at=self.vote.closes_at + UNDERWAY)

    def press_all(self):
        """Everybody, over so many lines at once, and the clock over another. Gives what came of it."""
        shares = [self.voices[line::LINES] for line in range(LINES)]
        presses = [lambda share=share: [self.press(one) for one in share] for share in shares]
        assert at_once(self.vote.cooperative_id, *presses, self.close) == []
        return Result.objects.get(vote=self.vote)


@pytest.fixture
def street(real_commits, rietkade, welcome, at):
    """So many more members."""
    for number in range(MANY):
        actor = welcome(f"Buur {number}").actor
        members.make_member(actor, sort=Member.Sort.RESIDENT, since=at.date(), by="invoer", at=at)


@pytest.fixture(params=[False, True], ids=["open", "secret"])
def crowd(street, rietkade, amina, at, request):
    """All of them have a voice."""
    return Crowd(a_vote_of_all(rietkade, amina, at, is_secret=request.param))


def test_each_that_was_acknowledged_is_counted_once_and_no_other(crowd):
    result, vote = crowd.press_all(), crowd.vote
    said = Counter(choice for (choice,), _given in crowd.kept.values())
    assert len(crowd.kept) + len(crowd.refused) == len(crowd.voices) == MANY
    assert all("kwam niet meer binnen" in one for one in crowd.refused), Counter(crowd.refused)
    assert result.outcome["votes"] == [said[1], said[2]]
    assert read(result.file.encode()).voters == result.outcome["voices"] == len(crowd.kept)
    voted = Roll.objects.filter(vote=vote, has_voted=True)
    assert set(voted.values_list("actor__code", flat=True)) == crowd.kept.keys()
    if vote.is_secret:
        assert result.receipts == sorted(code for _choice, code in crowd.kept.values())
        assert not SecretBallot.objects.exists()
        assert not Voted.objects.exists()
    else:
        cast = Ballot.objects.values_list("roll__actor__code", "chosen")
        assert dict(cast) == {code: choice for code, (choice, _given) in crowd.kept.items()}
        assert Ballot.objects.count() == len(crowd.kept)
