"""A vote opens with its roll, its options and its seed; then each voice comes in once."""

import datetime as dt
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NoReturn

from django.db import IntegrityError, connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.agreeing import _refuse_other_votes
from tussenruimte.decisions.actions.rounds import _refuse_while_voting
from tussenruimte.decisions.actions.shared import (
    _move,
    _people_of,
    _refuse_other_ways,
    _refuse_who_keeps_out,
    _send,
    _talked_about,
)
from tussenruimte.decisions.actions.turns import _begun, _close
from tussenruimte.decisions.actions.weighing import _write_point
from tussenruimte.decisions.models import (
    Ballot,
    Conflict,
    Method,
    Needed,
    Option,
    PaperReading,
    Proposal,
    Roll,
    Round,
    Stage,
    Vote,
)
from tussenruimte.decisions.reads.rounds import open_round, rounds_of_consent
from tussenruimte.decisions.reads.votes import options_of, people_of_roll
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Member, Person
from tussenruimte.record.actions import note

AT_LEAST, AT_MOST = 2, 12  # options that people write down
SEED_BYTES = 16
FREE = {Method.YES_NO, Method.APPROVAL, Method.RANKED}  # about what a proposal asks


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked in a vote. `options` of approval and ranked; that nothing changes comes with them."""

    method: str
    closes_at: dt.datetime
    options: tuple[str, ...] = ()
    needed: str = Needed.HALF
    quorum: int | None = None
    is_secret: bool = False
    met: tuple[str, ...] = ()
    point: int | None = None  # between grip and room, when it is adopted


@transaction.atomic
def open_vote(proposal: Proposal, ask: Ask, *, by: Person, at: dt.datetime) -> Vote:
    """Whoever leads it asks everybody at once. Who has a voice is fixed now, and the seed is told now."""
    proposal = _talked_about(proposal)
    _refuse_other_ways(proposal)
    _check(ask)
    _refuse_other_votes(proposal, ask.method, is_secret=ask.is_secret)
    _refuse_too_soon(proposal)
    vote, voices = _opened(proposal, ask, by, at)
    _put_options(vote, ask)
    _write_point(proposal, vote.round, ask.point, by, at)
    note("vote.opened", vote, by=by, at=at, proposal=proposal.code, voices=voices, seed=vote.seed)
    return vote


def _opened(proposal: Proposal, ask: Ask, by: Person, at: dt.datetime) -> tuple[Vote, int]:
    """A vote with its roll, and how many voices there are; everybody who has one hears of it."""
    _refuse_who_keeps_out(proposal, by)
    before = open_round(proposal)
    _refuse_while_voting(before)
    if proposal.stage != Stage.OPINION:
        raise Refused(_("First people say what they find of it. After that comes a vote."))
    _check_day(proposal, ask.closes_at, at)
    if before is not None:
        _close(before, at)
    _move(proposal, Stage.DECISION)
    vote = _new_vote(proposal, ask, by, at)
    voices = _put_roll(vote, proposal, at)
    hear = people_of_roll(vote, clock.day(at))
    if proposal.circle_id is None:  # nobody calls all members; who has no mail hears it from others
        hear = [one for one in hear if one.user_id]
    _send("vote", proposal.code, hear, by, at)
    return vote, voices


def _new_vote(proposal: Proposal, ask: Ask, by: Person, at: dt.datetime) -> Vote:
    row = _begun(proposal, Round.Sort.VOTE, by.pk, at)
    return Vote.objects.create(
        cooperative_id=proposal.cooperative_id,
        round=row,
        method=ask.method,
        needed=ask.needed,
        quorum=ask.quorum,
        is_secret=ask.is_secret,
        met=list(ask.met),
        seed=secrets.token_hex(SEED_BYTES),
        opens_at=at,
        closes_at=ask.closes_at,
    )


def _refuse_too_soon(proposal: Proposal) -> None:
    """Who began to ask each in turn does not vote at the first objection."""
    held, most = rounds_of_consent(proposal), term(proposal.cooperative, "consent_rounds")
    if 0 < held < most:
        raise Refused(
            _(
                "Look for something better first. After %(n)s rounds without a decision you may vote."
            )
            % {"n": most}
        )


def _check_day(proposal: Proposal, closes_at: dt.datetime, at: dt.datetime) -> None:
    latest = at + dt.timedelta(term(proposal.cooperative, "vote_open"))
    if not at < closes_at <= latest:
        raise Refused(
            _("Choose a last day after today, at the latest %(day)s.")
            % {"day": date_format(latest - dt.timedelta(1), "j F Y")}
        )


def _check(ask: Ask) -> None:
    if ask.method not in FREE or ask.needed not in Needed.values:
        raise Refused(_("Choose how people vote."))
    if ask.method != Method.YES_NO:
        _check_options(ask.options)


def _check_options(options: Sequence[str]) -> None:
    refuse_bsn(*options)
    names = {one.casefold() for one in (*options, _as_now())}
    if not AT_LEAST <= len(options) <= AT_MOST:
        raise Refused(
            _("Write %(least)s to %(most)s options, each on a line of its own.")
            % {"least": AT_LEAST, "most": AT_MOST}
        )
    if len(names) <= len(options) or not all(options):
        raise Refused(_("Two options say the same. That nothing changes is always among them."))


def _as_now() -> str:
    return _("We leave it as it is")


def _put_options(vote: Vote, ask: Ask) -> None:
    labels = [_("For"), _("Against")] if vote.is_yes_no else [*ask.options, _as_now()]
    Option.objects.bulk_create(
        Option(
            cooperative_id=vote.cooperative_id,
            vote=vote,
            place=place,
            label=label,
            is_as_now=place == len(labels),
        )
        for place, label in enumerate(labels, start=1)
    )


def _put_roll(vote: Vote, proposal: Proposal, at: dt.datetime) -> int:
    """Whoever sits in the circle and does not keep out; or each member, of whatever kind."""
    members = dict(
        Member.objects.filter(cooperative=vote.cooperative_id, until=None).values_list(
            "actor", "sort"
        )
    )
    if proposal.circle_id is None:
        actors: Collection[int] = members
    else:
        out = set(Conflict.objects.filter(proposal=proposal).values_list("person", flat=True))
        sits = _people_of(proposal.circle_id, at)
        actors = [one.actor_id for one in sits if one.pk not in out]
    if not actors:
        raise Refused(_("Nobody has a voice in this now. First ask people to sit in the circle."))
    Roll.objects.bulk_create(
        (
            Roll(
                cooperative_id=vote.cooperative_id,
                vote=vote,
                actor_id=actor,
                sort=members.get(actor, ""),
            )
            for actor in sorted(actors)
        ),
        batch_size=1_000,
    )
    return len(actors)


@transaction.atomic
def cast(
    voice: Roll, chosen: Sequence[int], interest: str = "", *, by: Person, at: dt.datetime
) -> Ballot:
    """Vote with one's name; it may be changed until the vote closes."""
    vote = _taken_part_in(voice, by, at)
    if vote.is_secret:
        raise Refused(_("This vote is secret. Vote without your name."))
    row = Ballot.objects.filter(roll=voice).first()
    is_changed = row is not None
    row = row or Ballot(cooperative_id=voice.cooperative_id, roll=voice, person=by, at=at)
    if row.person_id != by.pk:
        raise Refused(_("Somebody else voted for this member already."))
    row.chosen, row.on_paper = _fitting(vote, chosen), False
    row.changed_at = at if is_changed else None
    sealed = row.put(interest=interest.strip())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise Refused(_("Your voice is in already.")) from twice
    PaperReading.objects.filter(roll=voice).delete()  # whoever votes themselves needs no paper
    note("vote.cast", row, by=by, at=at, sealed=sealed, vote=vote.code)
    return row


TAKE_PART = "SELECT id FROM decisions_vote WHERE id = %s AND closed_at IS NULL FOR SHARE"


def _taken_part_in(voice: Roll, by: Person, at: dt.datetime) -> Vote:
    """The vote, which nobody counts until we are done; others put in their voices meanwhile.

    On SQLite a transaction that may write is alone already.
    """
    vote = Vote.objects.select_related("round__proposal").get(pk=voice.vote_id)
    is_open = not vote.is_over(at)
    if is_open and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(TAKE_PART, [vote.pk])
            is_open = cursor.fetchone() is not None
    if not is_open:
        _refuse_closed(vote)
    if not access.may_cast(voice, by, clock.day(at)):
        raise Refused(_("This voice was given to somebody else. Take it back first."))
    if access.keeps_out(vote.round.proposal, by):
        raise Refused(_("You keep out of this decision."))
    return vote


def _refuse_closed(vote: Vote) -> NoReturn:
    raise Refused(
        _("This vote closed at the end of %(day)s. Your voice did not come in any more.")
        % {"day": date_format(vote.last_moment.astimezone(clock.AMSTERDAM), "j F Y")}
    )


def _fitting(vote: Vote, chosen: Sequence[int]) -> list[int]:
    """What was chosen, when it can be: of for and against one, and nothing twice. None is passing."""
    places = {one.place for one in options_of(vote)}
    if len(set(chosen)) < len(chosen) or not set(chosen) <= places:
        raise Refused(_("Choose from what stands there, and nothing twice."))
    if vote.is_yes_no and len(chosen) > 1:
        raise Refused(_("Choose one: for, against, or you pass."))
    return list(chosen) if vote.is_ranked else sorted(chosen)
