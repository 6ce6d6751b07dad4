"""People are elected: each says for themselves that they want it, and then a secret vote opens."""

import datetime as dt
import string

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.rounds import _refuse_while_voting
from tussenruimte.decisions.actions.shared import _people_of, _talked_about
from tussenruimte.decisions.actions.voting import Ask, _opened
from tussenruimte.decisions.models import (
    MOST_CANDIDATES,
    Candidate,
    Kind,
    Listed,
    Method,
    Option,
    Proposal,
    Vote,
)
from tussenruimte.decisions.reads.elections import candidacy_of, candidates_of, seats_of
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.access import is_member
from tussenruimte.members.models import Person
from tussenruimte.members.reads import may_sit_in
from tussenruimte.methods.lots import order_by_lot
from tussenruimte.record.actions import note


def _to_elect(proposal: Proposal) -> Proposal:
    """An election about which people still talk."""
    proposal = _talked_about(proposal)
    if proposal.kind != Kind.ELECTION:
        raise Refused(_("Nobody is elected by this proposal."))
    _refuse_while_voting(open_round(proposal))
    return proposal


def _can_be_elected(proposal: Proposal, person: Person, at: dt.datetime) -> bool:
    sits = proposal.circle_id is not None and person in _people_of(proposal.circle_id, at)
    return sits or is_member(person, clock.day(at))


@transaction.atomic
def stand(proposal: Proposal, why: str, *, by: Person, at: dt.datetime) -> Candidate:
    """Say for oneself that one wants it, and why; or write it anew. Nobody says it for another."""
    proposal = _to_elect(proposal)
    if not _can_be_elected(proposal, by, at):
        raise Refused(_("Members can be elected, and who sits in this circle. Become a member."))
    fills = proposal.election.fills
    if fills is not None and not may_sit_in(fills, by, clock.day(at)):
        raise Refused(_("Whoever speaks for the municipality does not sit in the board."))
    if not why.strip():
        raise Refused(_("Write in a few words why you want it."))
    row = candidacy_of(proposal, by)
    is_new = row is None or row.stepped_back_at is not None
    if is_new and len(candidates_of(proposal)) >= MOST_CANDIDATES:
        raise Refused(
            _("There are %(n)s candidates already, and no more fit.") % {"n": MOST_CANDIDATES}
        )
    row = row or Candidate(
        cooperative_id=proposal.cooperative_id, election=proposal.election, person=by
    )
    if is_new:
        row.at, row.stepped_back_at = at, None
    sealed = row.put(words=why.strip())
    row.save()
    note("election.stood", proposal, by=by, at=at, sealed=sealed, candidate=row.code)
    return row


@transaction.atomic
def step_back(proposal: Proposal, *, by: Person, at: dt.datetime) -> None:
    """Not want it after all, as long as nobody votes yet. The words go."""
    proposal = _to_elect(proposal)
    row = candidacy_of(proposal, by)
    if row is None or row.stepped_back_at is not None:
        raise Refused(_("You are no candidate here."))
    row.words, row.stepped_back_at = None, at
    row.save(update_fields=["words", "stepped_back_at"])
    note("election.stepped-back", proposal, by=by, at=at, candidate=row.code)


@transaction.atomic
def open_election(
    proposal: Proposal,
    closes_at: dt.datetime,
    *,
    quorum: int | None = None,
    met: tuple[str, ...] = (),
    by: Person,
    at: dt.datetime,
) -> Vote:
    """Whoever leads it asks everybody at once, always in secret: several seats are filled in shares."""
    proposal = _to_elect(proposal)
    seats, people = seats_of(proposal), candidates_of(proposal)
    if len(people) <= seats:
        raise Refused(
            _("There have to be more candidates than seats. Else propose who it is as a decision.")
        )
    method = Method.STV if seats > 1 else Method.RANKED
    ask = Ask(method, closes_at, quorum=quorum, is_secret=True, met=met)
    vote, voices = _opened(proposal, ask, by, at)
    _put_candidates(vote, people)
    note("vote.opened", vote, by=by, at=at, proposal=proposal.code, voices=voices, seed=vote.seed)
    return vote


def _put_candidates(vote: Vote, people: list[Candidate]) -> None:
    """Each gets a letter, in an order that the seed draws; results and files hold letters only."""
    by_code = {one.code: one for one in people}
    for place, code in enumerate(order_by_lot(by_code, vote.seed), start=1):
        letter = string.ascii_uppercase[place - 1]
        home = vote.cooperative_id
        option = Option.objects.create(cooperative_id=home, vote=vote, place=place, label=letter)
        Listed.objects.create(cooperative_id=home, option=option, candidate=by_code[code])
