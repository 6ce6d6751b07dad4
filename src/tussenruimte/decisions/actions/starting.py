"""A proposal is started, written anew as a version, taken over to be led, or withdrawn."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tussenruimte.decisions import access
from tussenruimte.decisions.actions.agreeing import _ask_all_kinds
from tussenruimte.decisions.actions.rounds import _refuse_while_voting
from tussenruimte.decisions.actions.shared import _move, _refuse_who_keeps_out, _talked_about
from tussenruimte.decisions.actions.turns import _ask_no_more
from tussenruimte.decisions.models import (
    MOST_CANDIDATES,
    Budget,
    Conflict,
    Election,
    Filling,
    Kind,
    Proposal,
    Round,
    Stage,
    Version,
)
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.decisions.reads.serving import can_be_served
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_matter, open_public
from tussenruimte.matters.models import Matter, Subject
from tussenruimte.members.access import refuse_when_shut
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Circle, Cooperative, Person
from tussenruimte.record.actions import note

CHOSEN_BY_ALL = (
    Circle.Sort.BOARD,
    Circle.Sort.SUPERVISION,
    Circle.Sort.COUNCIL,
    Circle.Sort.TRUST,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a proposal says: what and why before how."""

    title: str
    why: str
    builds_on: str
    saves: bool
    risk: str
    borne_by: str
    how: str = ""
    saves_euros: int | None = None
    asks_more: str = ""
    ends_on: dt.date | None = None
    look_back_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Elects:
    """How many people are elected; in which circle they come to sit, and whether instead of who sits there."""

    seats: int
    fills: Circle | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """What a budget shares, in whole euros, and what there was before."""

    euros: int
    euros_before: int | None = None


@transaction.atomic
def start_proposal(  # noqa: PLR0913 - what a proposal is
    cooperative: Cooperative,
    draft: Draft,
    *,
    kind: str,
    circle: Circle | None,
    serves: Matter | None = None,
    elects: Elects | None = None,
    money: Money | None = None,
    together: bool = False,
    news: str = "",
    by: Person,
    at: dt.datetime,
) -> Proposal:
    """A member starts one. Without a circle all members decide; `news`: of one that opens one again."""
    access.may_start(by, clock.day(at))
    refuse_when_shut(cooperative, "decisions")
    _check(cooperative, draft, kind, at)
    _check_elects(kind, elects, circle)
    _check_money(kind, money)
    _check_goes_on(cooperative, circle, serves)
    matter = open_public(
        cooperative, draft.title.strip(), subject=Subject.PROPOSAL, serves=serves, by=by, at=at
    )
    proposal = Proposal.objects.create(
        cooperative=cooperative,
        code=matter.code,
        matter=matter,
        kind=kind,
        circle=circle,
        leads=by,
        started_by=by,
        started_at=at,
    )
    _put_what_it_is_about(proposal, elects, money)
    if together:
        _ask_all_kinds(proposal, at)
    _add_version(proposal, draft, news, by, at)
    note("proposal.started", proposal, by=by, at=at, what=kind)
    return proposal


def _check(cooperative: Cooperative, draft: Draft, kind: str, at: dt.datetime) -> None:
    refuse_bsn(*(text for text in asdict(draft).values() if isinstance(text, str)))
    if not draft.title.strip() or not draft.why.strip():
        raise Refused(_("Write what you propose, and why."))
    if not draft.builds_on.strip():
        raise Refused(_("Write what this builds on. Nothing yet? Then write that."))
    if draft.saves and not draft.saves_euros:
        raise Refused(_("Write how much money is saved, in whole euros."))
    if not draft.risk.strip() or not draft.borne_by.strip():
        raise Refused(_("Write what can go wrong, and who bears it."))
    if kind in {Kind.RULE, Kind.EXPERIMENT}:
        _check_days(cooperative, draft, at)


def _check_elects(kind: str, elects: Elects | None, circle: Circle | None) -> None:
    if kind != Kind.ELECTION:
        if elects is not None:
            raise Refused(_("Nobody is elected by this proposal."))
    elif elects is None or not 1 <= elects.seats < MOST_CANDIDATES:
        raise Refused(
            _("Say how many people are elected: 1 to %(most)s.") % {"most": MOST_CANDIDATES - 1}
        )
    elif elects.fills is not None:
        _check_fills(elects.fills, circle)
    elif elects.instead:
        raise Refused(_("Say in which circle they come to sit instead of who sits there."))


def _check_fills(fills: Circle, decides: Circle | None) -> None:
    """A circle chooses who sits with it; who guards the whole is chosen by all members."""
    if fills.ended_on or fills.sort == Circle.Sort.MEETING:
        raise Refused(_("Nobody can be elected into this circle. Choose another one."))
    if decides is None:
        return
    if fills.sort in CHOSEN_BY_ALL:
        raise Refused(_("All members elect who sits there. Choose “all members together”."))
    if fills.pk != decides.pk:
        raise Refused(_("A circle elects who sits in it, and nobody into another circle."))


def _check_money(kind: str, money: Money | None) -> None:
    if kind != Kind.BUDGET:
        if money is not None:
            raise Refused(_("No money is shared by this proposal."))
    elif money is None or money.euros < 1:
        raise Refused(_("Write how much money there is, in whole euros."))


def _check_goes_on(cooperative: Cooperative, circle: Circle | None, serves: Matter | None) -> None:
    """Who decides, and what it serves, did not end."""
    if circle is not None and circle.ended_on:
        raise Refused(_("This circle ended. Choose another one."))
    if serves is not None and not can_be_served(cooperative.pk).filter(pk=serves.pk).exists():
        raise Refused(
            _("A proposal serves something that goes on and that everybody may read. Choose again.")
        )


def _put_what_it_is_about(proposal: Proposal, elects: Elects | None, money: Money | None) -> None:
    home = proposal.cooperative_id
    if elects is not None:
        _put_election(proposal, elects)
    if money is not None:
        Budget.objects.create(
            cooperative_id=home,
            proposal=proposal,
            euros=money.euros,
            euros_before=money.euros_before or None,
        )


def _put_election(proposal: Proposal, elects: Elects) -> None:
    home = proposal.cooperative_id
    row = Election.objects.create(cooperative_id=home, proposal=proposal, seats=elects.seats)
    if elects.fills is not None:
        Filling.objects.create(
            cooperative_id=home, election=row, circle=elects.fills, instead=elects.instead
        )


def _check_days(cooperative: Cooperative, draft: Draft, at: dt.datetime) -> None:
    today = clock.day(at)
    if draft.ends_on is None or draft.look_back_on is None:
        raise Refused(_("Say on which day it ends, and when you look back on it before that."))
    if draft.look_back_on <= today or draft.ends_on < draft.look_back_on:
        raise Refused(_("First comes the day on which you look back, and then the day it ends."))
    latest = today + dt.timedelta(term(cooperative, "look_back_rule"))
    if draft.look_back_on > latest:
        raise Refused(
            _("Look back sooner: at the latest on %(day)s.") % {"day": date_format(latest, "j F Y")}
        )


def _add_version(
    proposal: Proposal, draft: Draft, because: str, by: Person, at: dt.datetime
) -> Version:
    number = proposal.version.number + 1 if proposal.version else 1
    words = {k: v.strip() if isinstance(v, str) else v for k, v in asdict(draft).items()}
    words["saves_euros"] = draft.saves_euros if draft.saves else None
    version = Version.objects.create(
        cooperative_id=proposal.cooperative_id,
        proposal=proposal,
        number=number,
        because=because,
        by=by,
        at=at,
        **words,
    )
    proposal.version = version
    proposal.save(update_fields=["version"])
    return version


@transaction.atomic
def write_version(
    proposal: Proposal, draft: Draft, *, because: str, by: Person, at: dt.datetime
) -> Version:
    """Write the proposal anew. What it said before stays readable, and so does why it changed."""
    proposal = _talked_about(proposal)
    if not because.strip():
        raise Refused(_("Write why it changed, so that everybody can follow it."))
    refuse_bsn(because)
    _check(proposal.cooperative, draft, proposal.kind, at)
    if Round.objects.filter(proposal=proposal, sort=Round.Sort.CONSENT, closed_at=None).exists():
        raise Refused(_("People are being asked one by one now. Wait until everybody has spoken."))
    _refuse_while_voting(open_round(proposal))
    version = _add_version(proposal, draft, because.strip(), by, at)
    Matter.objects.filter(pk=proposal.matter_id).update(title=version.title)
    note("proposal.version", proposal, by=by, at=at, number=version.number)
    return version


@transaction.atomic
def lead(proposal: Proposal, *, by: Person, at: dt.datetime) -> None:
    """Somebody of the circle takes over seeing to the rounds."""
    proposal = _talked_about(proposal)
    if proposal.leads_id == by.pk:
        raise Refused(_("You lead this already."))
    _refuse_who_keeps_out(proposal, by)
    proposal.leads = by
    proposal.save(update_fields=["leads"])
    note("proposal.led", proposal, by=by, at=at)


@transaction.atomic
def withdraw(proposal: Proposal, reason: str, *, by: Person, at: dt.datetime) -> None:
    """Not propose it after all, with the reason. It stays readable."""
    proposal = _talked_about(proposal)
    if not reason.strip():
        raise Refused(_("Write why you withdraw it."))
    refuse_bsn(reason)
    _refuse_while_voting(open_round(proposal))
    Round.objects.filter(proposal=proposal, closed_at=None).update(closed_at=at, was_stopped=True)
    proposal.why_withdrawn = reason.strip()
    _move(proposal, Stage.WITHDRAWN, "why_withdrawn")
    end_matter(proposal.matter, read_until=clock.day(at), by=by, at=at)
    note("proposal.withdrawn", proposal, by=by, at=at)


@transaction.atomic
def keep_out(proposal: Proposal, why: str, *, by: Person, at: dt.datetime) -> Conflict:
    """Say that one's own interest is against it: one keeps out of the talk and the decision, visibly."""
    proposal = _talked_about(proposal)
    if not why.strip():
        raise Refused(_("Write in a few words what your interest is."))
    if proposal.circle_id is None:
        raise Refused(
            _(
                "All members decide about this. There you keep your voice; say what your interest is."
            )
        )
    if access.keeps_out(proposal, by):
        raise Refused(_("You said this already."))
    row = Conflict(cooperative_id=proposal.cooperative_id, proposal=proposal, person=by, at=at)
    sealed = row.put(why=why.strip())
    row.save()
    now_open = open_round(proposal)
    if now_open is not None:
        _ask_no_more(now_open, by, by, at)
    note("proposal.kept-out", proposal, by=by, at=at, sealed=sealed)
    return row
