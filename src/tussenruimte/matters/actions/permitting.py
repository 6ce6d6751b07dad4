""" "Mag … dit lezen?": asked, answered by the person alone, taken back at any time, over on its day."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions.reading import _let_permitted_read
from tussenruimte.matters.held import hold
from tussenruimte.matters.hooks import permission_ended
from tussenruimte.matters.models import Matter, Permission, PermissionAsked
from tussenruimte.matters.reads import permissions_of
from tussenruimte.members.actions import post
from tussenruimte.members.by import By
from tussenruimte.members.clocks import in_the_morning
from tussenruimte.members.models import Actor, Cooperative, Person
from tussenruimte.members.reads import people_behind
from tussenruimte.record.actions import note

LOOKS_BACK = dt.timedelta(days=7)  # so that nobody is forgotten when the clock stood still


@transaction.atomic
def ask_permission(
    matter: Matter, to: Actor, *, purpose: str, until: dt.date | None, by: Person, at: dt.datetime
) -> PermissionAsked:
    """Ask the person whether somebody may read it. Until they say yes nothing changes."""
    hold(matter.pk)
    _refuse_to_ask(matter, to, purpose, until, at)
    assert matter.person is not None  # noqa: S101 - a private matter is about somebody
    row = PermissionAsked(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        person=matter.person,
        to=to,
        until=until,
        asked_by=by,
        asked_at=at,
    )
    sealed = row.put(purpose=purpose.strip())
    row.save()
    _send("permission-asked", row, [matter.person], by, at)
    note("permission.asked", row, by=by, at=at, sealed=sealed, to=to.code, matter=matter.code)
    return row


def _refuse_to_ask(
    matter: Matter, to: Actor, purpose: str, until: dt.date | None, at: dt.datetime
) -> None:
    if matter.person is None:
        raise Refused(_("Everybody may read this already."))
    if matter.ended_at:
        raise Refused(_("This has ended. Open it again first."))
    if to.pk == matter.person_id:
        raise Refused(_("It is their own question. Choose somebody else."))
    if not purpose.strip():
        raise Refused(_("Write for what they may read it."))
    if until and until < clock.day(at):
        raise Refused(_("Choose a day that is still to come."))
    if any(row.to_id == to.pk for row in permissions_of(matter, clock.day(at))):
        raise Refused(_("%(name)s may read it already.") % {"name": to})
    if PermissionAsked.objects.filter(matter=matter, to=to, answered_at=None).exists():
        raise Refused(_("You asked this already. Wait for the answer."))


@transaction.atomic
def answer_asked(
    row: PermissionAsked,
    *,
    says_yes: bool,
    on_behalf: bool = False,
    by: Person,
    at: dt.datetime,
) -> PermissionAsked:
    """The person says yes, and it is permitted; or no, which nobody has to explain and costs nothing."""
    hold(row.matter_id)
    rows = PermissionAsked.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("matter__person__actor", "to", "person__key").get(pk=row.pk)
    if row.answered_at:
        raise Refused(_("This question was answered already."))
    if not on_behalf and by.pk != row.person_id:
        raise Refused(_("Only the person it is about can give this permission."))
    if says_yes and row.matter.ended_at:
        raise Refused(_("This has ended. Open it again first."))
    if says_yes:
        row.permission = give_permission(
            row.matter,
            row.to,
            purpose=row.read("purpose"),
            until=row.until,
            on_behalf=on_behalf,
            by=by,
            at=at,
        )
    row.answered_at = at
    row.save(update_fields=["answered_at", "permission"])
    note("permission.answered", row, by=by, at=at, yes=says_yes)
    return row


@transaction.atomic
def give_permission(  # noqa: PLR0913 - who, for what, until when: that is what a permission is
    matter: Matter,
    to: Actor,
    *,
    purpose: str,
    until: dt.date | None,
    on_behalf: bool = False,
    by: Person,
    at: dt.datetime,
) -> Permission:
    """Yes, for this, until then. Only the person gives it; whoever may read from now on hears so.

    `on_behalf`: the room above knows that `by` may act for the person; it is theirs all the same.
    """
    hold(matter.pk)
    whose = matter.person if on_behalf else by
    if whose is None or matter.person_id != whose.pk:
        raise Refused(_("Only the person it is about can give this permission."))
    if until and until < clock.day(at):
        raise Refused(_("Choose a day that is still to come."))
    permission = Permission(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        person=whose,
        to=to,
        given_at=at,
        until=until,
    )
    sealed = permission.put(purpose=purpose or _("to help with this"))
    permission.save()
    _let_permitted_read(permission, by, at)
    _send("permission-given", permission, [*people_behind([to], clock.day(at)), whose], by, at)
    also = {"to": to.code, "matter": matter.code} | ({"on_behalf": whose.code} if on_behalf else {})
    note("permission.given", permission, by=by, at=at, sealed=sealed, **also)
    return permission


@transaction.atomic
def withdraw_permission(permission: Permission, *, by: By, at: dt.datetime) -> None:
    """Taken back; it has no consequence for help. Whoever read it hears that they no longer do."""
    hold(permission.matter_id)
    rows = Permission.objects.select_for_update(of=("self",), no_key=True)
    permission = rows.select_related("matter", "to", "person").get(pk=permission.pk)
    if permission.withdrawn_at:
        raise Refused(_("This permission was taken back already."))
    permission.withdrawn_at = at
    permission.save(update_fields=["withdrawn_at"])
    _let_permitted_read(permission, by, at)
    permission_ended(permission, by, at)
    _tell_it_is_over(permission, by, at)
    note("permission.withdrawn", permission, by=by, at=at)


@transaction.atomic
def tell_what_ran_out(cooperative: Cooperative, *, today: dt.date, by: By, at: dt.datetime) -> int:
    """The last day of a permission has passed: nobody reads on it any more, and both hear so."""
    ran_out = Permission.objects.filter(
        cooperative=cooperative, withdrawn_at=None, until__gte=today - LOOKS_BACK, until__lt=today
    )
    told = 0
    for permission in ran_out.select_related("matter", "to", "person").order_by("pk"):
        hold(permission.matter_id)
        permission_ended(permission, by, at)
        told += _tell_it_is_over(permission, by, at)
    if told:
        note("permissions.ran-out", cooperative, by=by, at=at, day=today.isoformat(), n=told)
    return told


def _tell_it_is_over(permission: Permission, by: By, at: dt.datetime) -> int:
    people = [*people_behind([permission.to], clock.day(at)), permission.person]
    return _send("permission-over", permission, people, by, at)


def _send(
    kind: str, about: Permission | PermissionAsked, to: Iterable[Person], by: By, at: dt.datetime
) -> int:
    """In the morning, to those whom somebody can reach."""
    return post.send(
        kind,
        about.code,
        [one for one in to if one.user_id or one.reach or one.actor.phone],
        due_at=in_the_morning(about.matter.cooperative, at),
        by=by,
        at=at,
    )
