"""A stop-rule is invoked about a question: told now, or promised to be told; and looked back on.

What is promised stands with whoever invoked it, and is promised to the trust circle or else the board:
whoever uses the telephone or the card of the person reads nothing of it before the person was told.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Invocation, StopRuleVersion
from tussenruimte.matters.stop_rules import Called
from tussenruimte.members.actions import post
from tussenruimte.members.clocks import in_the_morning, term
from tussenruimte.members.models import Actor, Person
from tussenruimte.members.reads import may_hold, people_behind
from tussenruimte.promises import actions as promises
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note
from tussenruimte.relations.models import Need
from tussenruimte.relations.moves import locked, refuse_closed
from tussenruimte.relations.reads.stops import talk_since, who_hears_of_stops

INVOKED = "stop-invoked"


@transaction.atomic
def invoke_stop(
    need: Need,
    version: StopRuleVersion,
    called: Called,
    *,
    tell_by: dt.date | None = None,
    by: Person,
    at: dt.datetime,
) -> Invocation:
    """Act first, talk as soon as it is safe: with a day for telling the person and one for looking back."""
    need = locked(need)
    refuse_closed(need)
    _refuse_wrong_person(need, version, by)
    hears = who_hears_of_stops(need.cooperative)
    if hears is None:
        raise Refused(_("There is no board yet to hear of this. Call one of the numbers above."))
    row = matters.invoke(version, need.matter, called, by=by, at=at)
    if not called.is_told:
        _promise_to_tell(row, hears, tell_by, by, at)
    look_back = row.ends_on + dt.timedelta(days=term(need.cooperative, "stop_look_back"))
    text = _("%(who)s looks back on the stop-rule, with whoever it was about if they want to")
    _promise(row, hears, text % {"who": by.first_name}, look_back, Purpose.WORD, by, at)
    _tell_circle(row, hears, by, at)
    note("need.stopped", need, by=by, at=at, which=row.code)
    return row


def _refuse_wrong_person(need: Need, version: StopRuleVersion, by: Person) -> None:
    holder = StopRuleVersion.Invoker.HOLDER
    if version.invoked_by == holder and need.holder_id != by.pk:
        raise Refused(
            _(
                "Only whoever holds on to the question invokes this one. Call one of the numbers above."
            )
        )
    if not may_hold(by):
        raise Refused(
            _("Only who may hold on to questions invokes this. Call one of the numbers above.")
        )


def _promise_to_tell(
    row: Invocation, hears: Actor, tell_by: dt.date | None, by: Person, at: dt.datetime
) -> None:
    if tell_by is None or not clock.day(at) <= tell_by <= row.ends_on:
        raise Refused(
            _("Choose by which day you tell the person: today or later, and before it ends.")
        )
    text = _("%(who)s tells whoever it is about that a stop-rule was invoked, once that is safe")
    _promise(row, hears, text % {"who": by.first_name}, tell_by, Purpose.TELL, by, at)


def _promise(  # noqa: PLR0913, PLR0917 - what a promise is
    row: Invocation,
    hears: Actor,
    text: str,
    due: dt.date,
    purpose: Purpose,
    by: Person,
    at: dt.datetime,
) -> None:
    promises.make_promise(
        row.own,
        maker=by.actor,
        receiver=hears,
        text=text,
        due=due,
        purpose=purpose,
        person_said_yes=True,
        by=by,
        at=at,
    )


@transaction.atomic
def person_was_told(row: Invocation, *, by: Person, at: dt.datetime) -> None:
    """The person knows now: it stands on their page, and what was promised about it is done."""
    matters.tell_of_stop(row, by=by, at=at)
    waiting = Promise.objects.filter(matter=row.own_id, purpose=Purpose.TELL, state=State.OPEN)
    for promise in waiting:
        promises.say_done(promise, by=by, at=at)
    note("need.stop-told", row, by=by, at=at)


@transaction.atomic
def lift_stop(row: Invocation, *, by: Person, at: dt.datetime) -> None:
    """Ended before its day, after a conversation with the person that was held since."""
    talk = talk_since(row)
    if talk is None:
        raise Refused(
            _("First speak with the person, and write that down. Then it can end earlier.")
        )
    matters.lift(row, talk.code, by=by, at=at)
    note("need.stop-lifted", row, by=by, at=at)


def _tell_circle(row: Invocation, hears: Actor, by: Person, at: dt.datetime) -> None:
    """The circle hears of it. Never the person by post: who opens it is not known."""
    post.send(
        INVOKED,
        row.code,
        people_behind([hears], clock.day(at)),
        due_at=in_the_morning(row.matter.cooperative, at),
        by=by,
        at=at,
    )
