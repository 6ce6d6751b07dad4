"""How tests vote."""

from datetime import timedelta

from tussenruimte.decisions import actions
from tussenruimte.decisions.actions import Ask, Draft
from tussenruimte.decisions.models import UNDERWAY, Roll

FOR, AGAINST = [1], [2]


def voice(vote, person):
    """The place of this person on the roll."""
    return Roll.objects.get(vote=vote, actor=person.actor)


def cast(vote, person, chosen, at, interest=""):
    """Somebody votes with their name."""
    return actions.cast(voice(vote, person), chosen, interest, by=person, at=at)


def closed(vote, at):
    """The clock comes by when the last that was underway is in; what came of it."""
    actions.close_vote(vote, by="klok", at=at + UNDERWAY)
    vote = type(vote).objects.whole().get(pk=vote.pk)
    return vote.result


def cast_secretly(vote, person, chosen, at):
    """Somebody votes without their name; the code that they take along."""
    return actions.cast_secretly(voice(vote, person), chosen, by=person, at=at)


def a_secret_vote(cooperative, by, at):
    """All members are asked for or against, without a name."""
    return a_vote_of_all(cooperative, by, at, is_secret=True)


def a_vote_of_all(cooperative, by, at, *, is_secret):
    """All members are asked for or against."""
    draft = Draft("Een hek", "Om dicht te doen", "Het plein", False, "Het klemt", "Wij")
    row = actions.start_proposal(cooperative, draft, kind="decision", circle=None, by=by, at=at)
    for sort in ("picture", "opinion"):
        actions.open_next(row, sort, by=by, at=at)
    ask = Ask("yes-no", at + timedelta(7), is_secret=is_secret)
    return actions.open_vote(row, ask, by=by, at=at)
