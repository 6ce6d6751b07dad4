"""Before the first contact: two people may put a message aside, for three reasons, reversibly."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.conversations.actions import settle_matter
from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import (
    end_matter,
    end_reading,
    let_read,
    open_again,
    open_with_card,
)
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import CardMatter, Ground
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person, Standing
from tussenruimte.promises.actions import open_released, release_all
from tussenruimte.record.actions import note
from tussenruimte.relations.actions.handing import end_offers, take_along
from tussenruimte.relations.actions.people import go_along
from tussenruimte.relations.models import Need, Relation, SetAside, Stage
from tussenruimte.relations.moves import locked, move_to
from tussenruimte.relations.reads.standing import standing_of, who_takes_in


@transaction.atomic
def ask_to_set_aside(
    need: Need, *, reason: str, second: Person, by: Person, at: dt.datetime
) -> SetAside:
    """One person proposes; the other reads it too and decides. Nothing changes until then."""
    need = locked(need)
    _refuse_after_contact(need)
    if second.pk == by.pk:
        raise Refused(_("Two people decide this. Ask somebody else to look along."))
    if second.pk == need.person_id:
        raise Refused(
            _("%(name)s asks this themselves. Ask somebody else to look along.")
            % {"name": second.first_name}
        )
    if standing_of(second) is None:
        raise Refused(
            _("%(name)s may not hold on to questions. Ask somebody who may.")
            % {"name": second.first_name}
        )
    if SetAside.objects.filter(need=need, restored_at=None).exists():
        raise Refused(_("Somebody has been asked about this already."))
    row = SetAside.objects.create(
        cooperative_id=need.cooperative_id,
        need=need,
        reason=reason,
        first=by,
        first_at=at,
        asked=second,
    )
    until = clock.day(at) + dt.timedelta(days=term(need.cooperative, "set_aside_look"))
    let_read(need.matter, second.actor, ground=Ground.DUTY, until=until, by=by, at=at)
    note("message.set-aside-asked", need, by=by, at=at, reason=reason, second=second.code)
    return row


@transaction.atomic
def ask_to_set_all_aside(
    needs: list[Need], *, reason: str, second: Person, by: Person, at: dt.datetime
) -> int:
    """The same for many that came from one place: still two people, one look."""
    hold(*(need.pk for need in needs))
    for need in needs:
        ask_to_set_aside(need, reason=reason, second=second, by=by, at=at)
    return len(needs)


@transaction.atomic
def agree_to_all(rows: list[SetAside], *, by: Person, at: dt.datetime) -> int:
    """The second person agrees to all that the first asked about at once.

    Where somebody spoke with the person meanwhile it stays.
    """
    hold(*(row.need_id for row in rows))
    waiting = [row for row in rows if locked(row.need).is_message]
    for row in waiting:
        agree_to_set_aside(row, by=by, at=at)
    return len(waiting)


@transaction.atomic
def agree_to_set_aside(row: SetAside, *, by: Person, at: dt.datetime) -> None:
    """The second person agrees: it is set aside, and can come back for thirty days."""
    row = _lock_row(row, by)
    need = locked(row.need)
    _refuse_after_contact(need)
    move_to(need, Stage.SET_ASIDE)
    need.holder, need.closed_at = None, at
    need.save(update_fields=["stage", "holder", "closed_at"])
    row.second_at = at
    row.save(update_fields=["second_at"])
    Relation.objects.filter(need=need, part=Relation.Part.HOLDER, until=None).update(
        until=clock.day(at)
    )
    end_offers(need, by=by, at=at)
    end_matter(need.matter, read_until=_back_until(need, at), by=by, at=at)
    release_all(need.matter, by=by, at=at)
    note("message.set-aside", need, by=by, at=at, reason=row.reason)


@transaction.atomic
def keep_message(row: SetAside, *, by: Person, at: dt.datetime) -> None:
    """The second person does not agree: it stays, as if nothing was asked."""
    row = _lock_row(row, by)
    row.restored_at = at
    row.save(update_fields=["restored_at"])
    end_reading(row.need.matter, row.asked.actor, ground=Ground.DUTY, by=by, at=at)
    note("message.kept", row.need, by=by, at=at)


@transaction.atomic
def stop_asking(need: Need, *, by: Person, at: dt.datetime) -> None:
    """Somebody spoke with the person, so it is not put aside any more."""
    for row in SetAside.objects.filter(need=need, second_at=None, restored_at=None):
        row.restored_at = at
        row.save(update_fields=["restored_at"])
        end_reading(need.matter, row.asked.actor, ground=Ground.DUTY, by=by, at=at)
        note("message.kept", need, by=by, at=at)


@transaction.atomic
def restore(row: SetAside, *, by: Person, at: dt.datetime) -> None:
    """Back again: one person is enough for that."""
    need = locked(row.need)
    row = SetAside.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if row.restored_at or row.second_at is None:
        raise Refused(_("This message is not set aside."))
    if need.person.forgotten_at is not None:
        raise Refused(_("Whoever asked this was forgotten. It cannot come back."))
    if at - row.second_at > dt.timedelta(days=term(need.cooperative, "set_aside")):
        raise Refused(_("That was too long ago to bring it back."))
    standing, closed_at = _holder_again(need, by, at), need.closed_at
    holder = standing.person
    move_to(need, Stage.MESSAGE)
    need.holder, need.closed_at = standing, None
    need.save(update_fields=["stage", "holder", "closed_at"])
    row.restored_at = at
    row.save(update_fields=["restored_at"])
    let_read(need.matter, holder.actor, ground=Ground.HOLDER, by=by, at=at)
    Relation.objects.create(
        cooperative_id=need.cooperative_id, need=need, other=holder, part=Relation.Part.HOLDER, asked_at=at, other_yes_at=at
    )  # fmt: skip
    if closed_at:
        open_again(need.matter, read_until=_back_until(need, closed_at), by=by, at=at)
        settle_matter(need.matter, by=by, at=at)
        open_released(need.matter, since=closed_at, by=by, at=at)
    take_along(need, holder, by=by, at=at)
    note("message.restored", need, by=by, at=at, holder=holder.code)


@transaction.atomic
def join_messages(
    need: Need, into: Need, *, is_same_person: bool, by: Person, at: dt.datetime
) -> None:
    """The same question came twice from one person: both own words stay, one need goes on."""
    hold(need.pk, into.pk)
    need, into = locked(need), locked(into)
    _refuse_after_contact(need)
    if need.pk == into.pk or not into.is_open:
        raise Refused(_("Choose the other question, one that is still open."))
    if need.person_id != into.person_id and not is_same_person:
        raise Refused(_("Only what one and the same person told is joined. Ask them first."))
    move_to(need, Stage.MERGED)
    need.holder, need.closed_at, need.joined_to = None, at, into
    need.save(update_fields=["stage", "holder", "closed_at", "joined_to"])
    sealed = go_along(need, into, by=by, at=at)
    end_offers(need, by=by, at=at)
    stop_asking(need, by=by, at=at)
    end_matter(need.matter, read_until=clock.day(at), by=by, at=at)
    release_all(need.matter, by=by, at=at)
    let_read(into.matter, need.person.actor, ground=Ground.RELATION, by=by, at=at)
    for earlier in need.joined.select_related("person__actor"):
        earlier.joined_to = into
        earlier.save(update_fields=["joined_to"])
        let_read(into.matter, earlier.person.actor, ground=Ground.RELATION, by=by, at=at)
    for row in CardMatter.objects.filter(matter=need.matter).select_related("card__person"):
        open_with_card(row.card, into.matter, by=by, at=at)
    note("message.joined", need, by=by, at=at, sealed=sealed, into=into.code)


def _holder_again(need: Need, by: Person, at: dt.datetime) -> Standing:
    """Whoever has the duty, or else whoever brings it back."""
    standing = who_takes_in(need.cooperative, need.person, clock.day(at))
    if standing is None and by != need.person:
        standing = standing_of(by)
    if standing is None:
        raise Refused(
            _("Nobody has the duty now. Call %(phone)s, then somebody helps you right away.")
            % {"phone": need.cooperative.phone}
        )
    return standing


def _back_until(need: Need, closed_at: dt.datetime) -> dt.date:
    """The last day on which it can come back; until then whoever read it reads it."""
    return clock.day(closed_at) + dt.timedelta(days=term(need.cooperative, "set_aside"))


def _refuse_after_contact(need: Need) -> None:
    if need.stage != Stage.MESSAGE:
        raise Refused(
            _("Somebody has spoken with %(name)s already, so this can no longer be set aside.")
            % {"name": need.person.first_name}
        )


def _lock_row(row: SetAside, by: Person) -> SetAside:
    hold(row.need_id)
    rows = SetAside.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("need__matter", "asked__actor").get(pk=row.pk)
    if row.second_at or row.restored_at:
        raise Refused(_("This was answered already."))
    if row.asked_id != by.pk:
        raise Refused(_("Somebody else was asked to look along."))
    return row
