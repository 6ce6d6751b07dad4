"""Stop-rules: the board writes them down by a decision; somebody invokes one; it ends by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions.matters import open_private
from tussenruimte.matters.actions.reading import end_reading, let_read
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import (
    Ground,
    Invocation,
    Matter,
    StopRule,
    StopRuleVersion,
    Subject,
)
from tussenruimte.matters.stop_rules import Called, Rule, lines_of
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.actions import note


@transaction.atomic
def add_stop_rule(
    cooperative: Cooperative, direction: str, said: Rule, *, by: Person, at: dt.datetime
) -> StopRule:
    """The board writes down a new one, with the day on which it was decided."""
    most = term(cooperative, "stop_rules_at_most")
    Cooperative.objects.select_for_update(of=("self",), no_key=True).get(pk=cooperative.pk)
    if StopRule.objects.filter(cooperative=cooperative, ended_on=None).count() >= most:
        raise Refused(
            _("There are %(n)s stop-rules already. Keep them few: first end one.") % {"n": most}
        )
    rule = StopRule.objects.create(cooperative=cooperative, direction=direction, number=1)
    _add_version(rule, said, 1, by, at)
    note("stop-rule.added", rule, by=by, at=at, decided=said.decided_on.isoformat())
    return rule


@transaction.atomic
def change_stop_rule(rule: StopRule, said: Rule, *, by: Person, at: dt.datetime) -> None:
    """Written anew, by a decision; what stood there stays readable."""
    rule = _locked(rule)
    rule.number += 1
    rule.save(update_fields=["number"])
    _add_version(rule, said, rule.number, by, at)
    note(
        "stop-rule.changed",
        rule,
        by=by,
        at=at,
        decided=said.decided_on.isoformat(),
        version=rule.number,
    )


@transaction.atomic
def end_stop_rule(rule: StopRule, decided_on: dt.date, *, by: Person, at: dt.datetime) -> None:
    """From today on nobody invokes it. What was invoked runs on until its own day."""
    rule = _locked(rule)
    _refuse_future(decided_on, at)
    rule.ended_on, rule.end_decided_on = clock.day(at), decided_on
    rule.save(update_fields=["ended_on", "end_decided_on"])
    note("stop-rule.ended", rule, by=by, at=at, decided=decided_on.isoformat())


def _locked(rule: StopRule) -> StopRule:
    rule = StopRule.objects.select_for_update(of=("self",), no_key=True).get(pk=rule.pk)
    if rule.ended_on:
        raise Refused(_("This stop-rule has ended. Add a new one."))
    return rule


def _refuse_future(decided_on: dt.date, at: dt.datetime) -> None:
    if decided_on > clock.day(at):
        raise Refused(_("Write the day on which it was decided: today or earlier."))


def _add_version(rule: StopRule, said: Rule, number: int, by: Person, at: dt.datetime) -> None:
    _refuse_future(said.decided_on, at)
    _check(rule, said)
    StopRuleVersion.objects.create(
        cooperative_id=rule.cooperative_id,
        rule=rule,
        number=number,
        by=by,
        at=at,
        **asdict(said),
    )


def _check(rule: StopRule, said: Rule) -> None:
    refuse_bsn(said.title, said.words, said.protects, said.told_to, said.steps)
    is_invoked = said.invoked_by != StopRuleVersion.Invoker.NOBODY
    if is_invoked and rule.direction == StopRule.Direction.AGAINST:
        raise Refused(
            _("What we do not do holds always. Choose that nobody has to invoke this one.")
        )
    if is_invoked and not (lines_of(said.told_to) and lines_of(said.steps)):
        raise Refused(_("Write who can be told and what happens, one on each line."))
    most = term(rule.cooperative, "stop_rule")
    if not 1 <= said.most_days <= most:
        raise Refused(_("Choose from one up to %(n)s days.") % {"n": most})


@transaction.atomic
def invoke(
    version: StopRuleVersion, matter: Matter, called: Called, *, by: Person, at: dt.datetime
) -> Invocation:
    """From now on they read it, until a day. It says that, when, and who was told; never a suspicion."""
    hold(matter.pk)
    rule = _locked(version.rule)
    _refuse_call(rule, version, matter, called, by, at)
    own = open_private(by, subject=Subject.STOP, circle=None, by=by, at=at)
    ends_on = clock.day(at) + dt.timedelta(days=called.days)
    row = Invocation.objects.create(
        cooperative_id=matter.cooperative_id,
        code=own.code,
        version=version,
        matter=matter,
        own=own,
        by=by,
        at=at,
        told_to=_numbers(called.told_to),
        done=_numbers(called.done),
        days=called.days,
        most_days=version.most_days,
        ends_on=ends_on,
        told_on=clock.day(at) if called.is_told else None,
    )
    _let_stopper_read(matter, by, at)
    note("stop-rule.invoked", row, by=by, at=at, rule=rule.code, until=ends_on.isoformat())
    return row


def _numbers(places: Sequence[int]) -> str:
    return ",".join(str(place) for place in sorted(set(places)))


def _refuse_call(
    rule: StopRule,
    version: StopRuleVersion,
    matter: Matter,
    called: Called,
    by: Person,
    at: dt.datetime,
) -> None:
    if version.number != rule.number:
        raise Refused(_("This stop-rule was changed meanwhile. Read it again first."))
    if version.invoked_by == StopRuleVersion.Invoker.NOBODY:
        raise Refused(_("Nobody has to invoke this one. It holds always."))
    if matter.person_id == by.pk:
        raise Refused(_("This is your own question. Call one of the numbers above."))
    if not called.told_to:
        raise Refused(_("Choose whom you told. Tell somebody first: nobody does this alone."))
    if not 1 <= called.days <= version.most_days:
        raise Refused(_("Choose from one up to %(n)s days.") % {"n": version.most_days})
    mine = Invocation.objects.filter(
        matter=matter, by=by, version__rule=rule, lifted_on=None, ends_on__gte=clock.day(at)
    )
    if mine.exists():
        raise Refused(_("You invoked this stop-rule already. It is still in force."))


@transaction.atomic
def tell_of_stop(row: Invocation, *, by: Person, at: dt.datetime) -> None:
    """The person knows now. From here on they see who read it, and why."""
    row = _held(row, by)
    if row.told_on:
        raise Refused(_("The person was told already."))
    row.told_on = clock.day(at)
    row.save(update_fields=["told_on"])
    note("stop-rule.told", row, by=by, at=at)


@transaction.atomic
def lift(row: Invocation, talk: str, *, by: Person, at: dt.datetime) -> None:
    """Ended before its day, resting on a conversation with the person; the room above knows which."""
    row = _held(row, by)
    if not row.is_in_force(clock.day(at)):
        raise Refused(_("This has ended already."))
    if row.told_on is None:
        raise Refused(_("First tell the person. Then it can end earlier."))
    row.lifted_on, row.talk = clock.day(at), talk
    row.save(update_fields=["lifted_on", "talk"])
    _let_stopper_read(row.matter, by, at)
    note("stop-rule.lifted", row, by=by, at=at, talk=talk)


def _held(row: Invocation, by: Person) -> Invocation:
    hold(row.matter_id)
    rows = Invocation.objects.select_for_update(of=("self",), no_key=True).select_related("matter")
    row = rows.get(pk=row.pk)
    if row.by_id != by.pk:
        raise Refused(_("Only whoever invoked it says this."))
    return row


def _let_stopper_read(matter: Matter, by: Person, at: dt.datetime) -> None:
    """As long as the longest of what they invoked and what is still in force; without any, no longer."""
    rows = Invocation.objects.filter(
        matter=matter, by=by, lifted_on=None, ends_on__gte=clock.day(at)
    )
    ends = list(rows.values_list("ends_on", flat=True))
    if ends:
        let_read(matter, by.actor, ground=Ground.STOP, until=max(ends), by=by, at=at)
    else:
        end_reading(matter, by.actor, ground=Ground.STOP, by=by, at=at)
