"""It is decided: adopted or not. Advice that it goes against is promised an answer."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.agreeing import _refuse_silent_kinds
from tussenruimte.decisions.actions.seating import _seat_the_elected
from tussenruimte.decisions.actions.shared import (
    _locked,
    _move,
    _people_of,
    _refuse_who_keeps_out,
    _send,
    _talked_about,
)
from tussenruimte.decisions.actions.weighing import _write_point
from tussenruimte.decisions.models import (
    Advice,
    Adviser,
    Leaning,
    Position,
    Proposal,
    Round,
    Stage,
)
from tussenruimte.decisions.reads.rounds import open_round
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.hearing import hearing_in
from tussenruimte.members.models import Actor, Person
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.actions import note


@transaction.atomic
def conclude(
    proposal: Proposal,
    *,
    conditions_met: Collection[str] = (),
    point: int | None = None,
    by: Person,
    at: dt.datetime,
) -> None:
    """After a round of consent in which all spoke and nobody objected, it is adopted.

    `conditions_met`: codes of the advisers whose condition stands in this version; `point`: which one
    is chosen between grip and room.
    """
    proposal = _talked_about(proposal)
    _refuse_who_keeps_out(proposal, by)
    if open_round(proposal) is not None:
        raise Refused(_("A round is open. Wait until everybody has spoken."))
    row = proposal.round
    if row is None or row.sort != Round.Sort.CONSENT or row.was_stopped:
        raise Refused(_("First ask each in turn whether they can live with it."))
    if row.version_id != proposal.version_id:
        raise Refused(_("The proposal changed since that round. Ask each about the new version."))
    if Position.objects.filter(round=row, leaning=Leaning.OBJECTION).exists():
        raise Refused(_("There is a paramount objection. Look together for something better."))
    _refuse_silent_kinds(proposal, row, at)
    _write_point(proposal, row, point, by, at)
    _decide(proposal, adopted=True, met=conditions_met, by=by, at=at)


def _decide(
    proposal: Proposal,
    *,
    adopted: bool,
    met: Collection[str],
    by: By,
    at: dt.datetime,
    **told: Any,
) -> None:
    proposal.is_adopted, proposal.decided_at = adopted, at
    against = [one for one in _advised(proposal) if _is_against(one, adopted, met)]
    for adviser in against:
        adviser.is_overruled = True
        adviser.promise = _promise_an_answer(proposal, adviser, by, at)
        adviser.save(update_fields=["is_overruled", "promise"])
        _send("overruled", adviser.code, _people_of(adviser.actor_id, at), by, at)
    done = Stage.ADOPTED if adopted else Stage.NOT_ADOPTED
    _move(proposal, Stage.TO_ANSWER if against else done, "is_adopted", "decided_at")
    note("proposal.decided", proposal, by=by, at=at, adopted=adopted, against=len(against), **told)
    if proposal.stage == Stage.ADOPTED:
        _seat_the_elected(proposal, by, at)


def _advised(proposal: Proposal) -> list[Adviser]:
    rows = Adviser.objects.whole().filter(proposal=proposal, given_at__isnull=False)
    return list(rows.order_by("pk"))


def _is_against(adviser: Adviser, adopted: bool, met: Collection[str]) -> bool:
    if not adopted:
        return adviser.advice == Advice.FOR
    is_unmet = adviser.advice == Advice.ON_CONDITION and adviser.code not in met
    return adviser.advice == Advice.AGAINST or is_unmet


def _promise_an_answer(proposal: Proposal, adviser: Adviser, by: By, at: dt.datetime) -> Promise:
    """The circle owes it, or the board when all members decided."""
    days = term(proposal.cooperative, "answer_advice")
    maker = _who_owes(proposal, adviser, at)
    return make_promise(
        proposal.matter,
        maker=maker,
        receiver=adviser.actor,
        text=_("A written answer to the advice on “%(title)s”") % {"title": proposal},
        due=plus_working_days(clock.day(at), days),
        purpose=Purpose.ANSWER,
        by=_writer(proposal, maker, at) if isinstance(by, str) else by,
        at=at,
    )


def _writer(proposal: Proposal, maker: Actor, at: dt.datetime) -> Person:
    """Under whom the words of the promise stand when the clock counted: whoever leads it, if known."""
    known = [one for one in (proposal.leads, proposal.started_by) if one.forgotten_at is None]
    return [*known, *_people_of(maker.pk, at), proposal.leads][0]


def _who_owes(proposal: Proposal, adviser: Adviser, at: dt.datetime) -> Actor:
    if proposal.circle is not None:
        return proposal.circle.actor
    boards = hearing_in(proposal.cooperative, clock.day(at)).of_boards - {adviser.actor_id}
    return Actor.objects.filter(pk__in=boards).order_by("pk").first() or proposal.leads.actor


@transaction.atomic
def carry_out(proposal: Proposal, *, by: Person, at: dt.datetime) -> None:
    """What was decided is done. A decision that owes an answer is not finished, and waits."""
    proposal = _locked(proposal)
    if proposal.stage == Stage.TO_ANSWER:
        raise Refused(
            _(
                "An adviser still waits for a written answer. Without it the decision is not finished."
            )
        )
    if proposal.stage != Stage.ADOPTED:
        raise Refused(_("First it has to be decided."))
    proposal.carried_out_at = at
    _move(proposal, Stage.CARRIED_OUT, "carried_out_at")
    note("proposal.carried-out", proposal, by=by, at=at)


@transaction.atomic
def look_back(proposal: Proposal, learned: str, *, by: Person, at: dt.datetime) -> None:
    """Write what was learned, also when it failed: an experiment may."""
    proposal = _locked(proposal)
    if proposal.stage != Stage.CARRIED_OUT:
        raise Refused(_("One looks back on what was carried out."))
    if not learned.strip():
        raise Refused(_("Write what you learned, also when it did not work."))
    refuse_bsn(learned)
    proposal.learned, proposal.looked_back_at = learned.strip(), at
    _move(proposal, Stage.LOOKED_BACK, "learned", "looked_back_at")
    note("proposal.looked-back", proposal, by=by, at=at)
