"""Whoever wants to be a member, or may not stay one, is owed a conversation and then an answer."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.matters.models import Matter
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Actor, Person
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Promise, Purpose
from tussenruimte.record.actions import note


@transaction.atomic
def promise_talk(
    matter: Matter, talks: Actor, text: str, *, by: Person, at: dt.datetime
) -> Promise:
    """Somebody promises a conversation with a day, and is asked for it in the same change."""
    days = term(matter.cooperative, "admission")
    promise = _promise(matter, talks, text, by, at, days=days, purpose=Purpose.CONTACT)
    conversations.ask(
        matter, host=talks, about=_("Being a member"), person_said_yes=True, by=by, at=at
    )
    return promise


@transaction.atomic
def promise_answer(
    matter: Matter, answers: Actor, text: str, *, days: int, by: Person, at: dt.datetime
) -> Promise:
    """The board owes an answer, within so many days."""
    return _promise(matter, answers, text, by, at, days=days, purpose=Purpose.ANSWER)


@transaction.atomic
def stop_asking(matter: Matter, *, by: Person, at: dt.datetime) -> None:
    """It was talked over, or nobody wants to any more: nobody has to sit down for it again."""
    waiting = Conversation.objects.filter(matter=matter, stage__in=[Stage.ASKED, Stage.PLANNED])
    for talk in waiting.order_by("pk"):
        conversations.call_off(
            talk, _("There is no need to sit down for this any more."), by=by, at=at
        )
    note("membership.asked-no-more", matter, by=by, at=at)


def _promise(  # noqa: PLR0913 - a promise: who, what, by when
    matter: Matter,
    maker: Actor,
    text: str,
    by: Person,
    at: dt.datetime,
    *,
    days: int,
    purpose: Purpose,
) -> Promise:
    assert matter.person is not None  # noqa: S101 - being a member is about somebody
    return make_promise(
        matter,
        maker=maker,
        receiver=matter.person.actor,
        text=text,
        due=clock.day(at) + dt.timedelta(days),
        purpose=purpose,
        person_said_yes=True,
        by=by,
        at=at,
    )
