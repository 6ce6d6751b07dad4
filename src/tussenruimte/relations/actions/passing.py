"""Sent from desk to desk, and what falls when one ground falls."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.actions import ask
from tussenruimte.conversations.models import Conversation, Sort
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import look_again, make_promise
from tussenruimte.promises.models import Basis, Purpose
from tussenruimte.record.actions import note
from tussenruimte.relations.models import Bounce, Loss, Need
from tussenruimte.relations.moves import locked, refuse_closed
from tussenruimte.relations.promised import in_words

TABLE_AFTER = 2  # the second time brings all to one table


@transaction.atomic
def note_bounce(
    need: Need, *, sender: str, sent_to: str, on: dt.date, by: Person, at: dt.datetime
) -> Conversation | None:
    """Somebody sent the person on. The second time all sit down at one table within five working days."""
    need = locked(need)
    refuse_closed(need)
    if not (sender.strip() and sent_to.strip()):
        raise Refused(_("Write who sent them on, and to whom."))
    if on > clock.day(at):
        raise Refused(_("That day is still to come. Choose the day on which it happened."))
    row = Bounce(cooperative_id=need.cooperative_id, need=need, on=on, noted_by=by, at=at)
    sealed = row.put(sender=sender, sent_to=sent_to)
    row.save()
    note("need.bounced", need, by=by, at=at, sealed=sealed)
    if Bounce.objects.filter(need=need).count() % TABLE_AFTER:
        return None
    return _one_table(need, by, at)


def _one_table(need: Need, by: Person, at: dt.datetime) -> Conversation:
    assert need.holder is not None  # noqa: S101 - an open need has one
    holder = need.holder.person
    make_promise(
        need.matter,
        maker=holder.actor,
        receiver=need.person.actor,
        text=in_words(Purpose.TABLE, need, holder),
        due=plus_working_days(clock.day(at), term(need.cooperative, "one_table")),
        purpose=Purpose.TABLE,
        person_said_yes=True,
        by=by,
        at=at,
    )
    return ask(
        need.matter,
        host=holder.actor,
        sort=Sort.TABLE,
        about=_("Together at one table"),
        by=by,
        at=at,
    )


@transaction.atomic
def lose_ground(need: Need, *, basis: str, on: dt.date, by: Person, at: dt.datetime) -> int:
    """A place to live, income or care fell away: what hangs on it is looked at again, at once.

    Returns how many promises are to be looked at.
    """
    need = locked(need)
    refuse_closed(need)
    if basis not in {Basis.HOME, Basis.INCOME, Basis.CARE}:
        raise Refused(_("Choose what fell away: a place to live, income or care."))
    if on > clock.day(at):
        raise Refused(_("That day is still to come. Choose the day on which it happened."))
    Loss.objects.create(
        cooperative_id=need.cooperative_id, need=need, basis=basis, on=on, noted_by=by, at=at
    )
    touched = look_again(need.matter, basis, by=by, at=at)
    assert need.holder is not None  # noqa: S101 - an open need has one
    make_promise(
        need.matter,
        maker=need.holder.person.actor,
        receiver=need.person.actor,
        text=in_words(Purpose.ANSWER, need, need.holder.person),
        due=plus_working_days(clock.day(at), term(need.cooperative, "look_again")),
        purpose=Purpose.ANSWER,
        person_said_yes=True,
        by=by,
        at=at,
    )
    need.last_sign_on = clock.day(at)
    need.save(update_fields=["last_sign_on"])
    note("need.ground-lost", need, by=by, at=at, basis=basis)
    return touched
