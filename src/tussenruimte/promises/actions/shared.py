"""What every change of a promise does: take the lock, refuse the wrong moment, close the reading."""

import datetime as dt

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_reading
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Ground
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor
from tussenruimte.promises.models import MOVES, Promise, Purpose, State


def _locked(promise: Promise) -> Promise:
    hold(promise.matter_id)
    return Promise.objects.whole().select_for_update(of=("self",), no_key=True).get(pk=promise.pk)


def _move_to(promise: Promise, state: State) -> None:
    if state not in MOVES[State(promise.state)]:
        raise Refused(_no_such_move(promise))
    promise.state = state


def _refuse_ended(promise: Promise) -> None:
    if promise.state != State.OPEN:
        raise Refused(_no_such_move(promise))


def _refuse_law(promise: Promise) -> None:
    """What a law says nobody moves or gives up."""
    if promise.purpose == Purpose.LAW:
        raise Refused(
            _(
                "This day stands in the law, so it does not move and does not fall away. Call %(name)s, and promise yourself when it comes."
            )
            % {"name": promise.receiver}
        )


def _refuse_law_to_another(promise: Promise) -> None:
    """Nor does anybody else do it instead. Whoever hears this may know it from outside only."""
    if promise.purpose == Purpose.LAW:
        raise Refused(
            _(
                "The law asks this of %(maker)s, so nobody else can take it over. Call %(maker)s, and ask when it comes."
            )
            % {"maker": promise.maker}
        )


def _no_such_move(promise: Promise) -> str:
    if promise.state == State.KEPT:
        return _("This promise has been kept already. There is nothing left to do.")
    if promise.state == State.FAILED:
        return _("This promise has ended already, with what happens now.")
    if promise.state == State.RELEASED:
        return _("This promise is no longer needed. There is nothing left to do.")
    if promise.state == State.DONE:
        return _("This was said to be done already. %(name)s may still answer.") % {
            "name": promise.receiver
        }
    return _("This promise is open. Nobody has said yet that it is done.")


def _close_reading(promise: Promise, by: By, at: dt.datetime) -> None:
    if promise.matter.is_private:
        for actor in (promise.maker, promise.receiver):
            _end_without_promise(promise, actor, by, at)


def _end_without_promise(promise: Promise, actor: Actor, by: By, at: dt.datetime) -> None:
    rows = Promise.objects.filter(matter=promise.matter, state__in=[State.OPEN, State.DONE])
    if not (rows.filter(maker=actor) | rows.filter(receiver=actor)).exists():
        end_reading(promise.matter, actor, ground=Ground.PROMISE, by=by, at=at)
