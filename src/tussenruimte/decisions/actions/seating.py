"""Whoever was elected comes to sit in the circle that was chosen for, from the day on which it is decided."""

import datetime as dt

from tussenruimte.decisions.actions.shared import _send
from tussenruimte.decisions.models import Filling, Kind, Proposal
from tussenruimte.decisions.reads.elections import elected_by
from tussenruimte.kit import clock
from tussenruimte.members.actions import leave_circle, sit_in_circle
from tussenruimte.members.by import By
from tussenruimte.members.models import Circle, Person
from tussenruimte.members.reads import may_sit_in, sitting_in
from tussenruimte.record.actions import note


def _seat_the_elected(proposal: Proposal, by: By, at: dt.datetime) -> None:
    """They hear it, sit down, and where that was asked the others stand up."""
    if proposal.kind != Kind.ELECTION:
        return
    elected = elected_by(proposal)
    _send("elected", proposal.code, elected, by, at)
    fillings = Filling.objects.select_related("circle__actor")
    filling = fillings.filter(election__proposal=proposal, circle__ended_on=None).first()
    if filling is None:
        return
    circle = filling.circle
    seated = _sit_down(circle, elected, by, at)
    gone = _stand_up(circle, elected, by, at) if filling.instead and seated else []
    _send("no-longer", proposal.code, gone, by, at)
    note("election.seated", proposal, by=by, at=at, circle=circle.actor.code, n=len(seated))


def _sit_down(circle: Circle, elected: list[Person], by: By, at: dt.datetime) -> list[Person]:
    """Who may sit there today; what somebody is may have changed since they said that they want it."""
    today = clock.day(at)
    able = [person for person in elected if may_sit_in(circle, person, today)]
    sat = sitting_in(circle)
    for person in (one for one in able if one not in sat):
        sit_in_circle(circle, person, since=today, by=by, at=at)
    return able


def _stand_up(circle: Circle, elected: list[Person], by: By, at: dt.datetime) -> list[Person]:
    """What the circle promised stays with the circle."""
    gone = [person for person in sitting_in(circle) if person not in elected]
    for person in gone:
        leave_circle(circle, person, by=by, at=at)
    return gone
