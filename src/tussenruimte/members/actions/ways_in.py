"""Letting somebody in: invited with a code, or back after two people saw them."""

import datetime as dt
from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.members.access import INVITATION, lets_back_in, lets_in
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative, Invitation, Login, Person, User, WayBack
from tussenruimte.post.actions import put_in_outbox
from tussenruimte.record.actions import note


@transaction.atomic
def invite(person: Person, way: str, *, by: Person, at: dt.datetime) -> tuple[Invitation, str]:
    """Invite somebody who has no log-in. Returns the invitation and its code, which nobody keeps."""
    today = clock.day(at)
    if not lets_in(by, today):
        raise Refused(_("Only the board and who holds on to questions can invite somebody."))
    person = _locked(person)
    if person.user_id is not None:
        raise Refused(
            _("%(name)s has a log-in already. Let them come in with a code by mail.")
            % {"name": person.first_name}
        )
    Invitation.objects.filter(person=person, used_at=None, revoked_at=None).update(revoked_at=at)
    code = new_code()
    invitation = Invitation.objects.create(
        cooperative_id=person.cooperative_id,
        hash=keyed_hash(code, INVITATION),
        person=person,
        made_by=by,
        way=Invitation.Way(way),
        made_at=at,
        until=today + dt.timedelta(days=term(by.cooperative, "invitation")),
    )
    note("person.invited", invitation, by=by, at=at, person=person.code, way=way)
    return invitation, code


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: By, at: dt.datetime) -> None:
    """It opens nothing any more."""
    row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if not row.is_open(clock.day(at)):
        raise Refused(_("This invitation is no longer open."))
    Invitation.objects.filter(pk=row.pk).update(revoked_at=at)
    note("person.invitation-revoked", row, by=by, at=at)


@transaction.atomic
def make_login_ready(invitation: Invitation, *, by: By, at: dt.datetime) -> User:  # noqa: ARG001 - nobody came in yet, so no fact
    """A log-in without an address, that is nobody's until they have shown that it is them."""
    row = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if row.user_id is None:
        row.user = User.objects.create(email=None, password=make_password(None))
        row.save(update_fields=["user"])
    assert row.user is not None  # noqa: S101 - made just now
    return row.user


@transaction.atomic
def accept_invitation(
    invitation: Invitation, user: User, email: str = "", *, by: By | None = None, at: dt.datetime
) -> Person:
    """They showed who they are: from now on this log-in is this person. Works once."""
    row = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
    if not row.is_open(clock.day(at)):
        raise Refused(_("This invitation is no longer open. Ask for a new one."))
    person = _locked(row.person)
    others = Person.objects.filter(cooperative=row.cooperative_id, user=user)
    if person.user_id is not None or others.exclude(pk=person.pk).exists():
        raise Refused(_("Somebody here signs in with this already. Take another way in."))
    if email and not user.email:
        User.objects.filter(pk=user.pk).update(email=User.objects.normalize_email(email).lower())
    Person.objects.filter(pk=person.pk).update(user=user)
    Login.objects.get_or_create(user=user, in_cooperative=row.cooperative_id)
    Invitation.objects.filter(pk=row.pk).update(used_at=at, user=None)
    if row.user_id is not None and row.user_id != user.pk:  # they had a log-in already
        User.objects.filter(pk=row.user_id, email=None, logins=None).delete()
    note("person.came-in", row, by=by or person, at=at, person=person.code)
    return person


@transaction.atomic
def forget_unused_logins(cooperative: Cooperative, *, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - sweeping up is no fact
    """Log-ins that were made ready and that nobody came in with go."""
    ended = Invitation.objects.filter(cooperative=cooperative, user__isnull=False).filter(
        Q(until__lt=clock.day(at)) | Q(revoked_at__isnull=False)
    )
    is_somebody = Exists(Login.objects.filter(user=OuterRef("pk")))
    User.objects.filter(~is_somebody, pk__in=ended.values("user"), email=None).delete()


@transaction.atomic
def say_seen(person: Person, seen_on: dt.date, *, by: Person, at: dt.datetime) -> WayBack:
    """The first of two saw somebody who lost their second code."""
    today = clock.day(at)
    person = _locked(person)
    _refuse_if_not_seen(person, seen_on, by, today)
    if not Authenticator.objects.filter(user=person.user_id).exists():
        raise Refused(
            _("%(name)s has no second code. There is nothing to end.") % {"name": person.first_name}
        )
    waiting = WayBack.objects.filter(person=person, given_at=None, taken_back_at=None)
    if waiting.filter(until__gte=today).exists():
        raise Refused(
            _("Somebody said this already. Look in the list, and say that you saw them too.")
        )
    waiting.update(taken_back_at=at)
    row = WayBack.objects.create(
        cooperative_id=person.cooperative_id,
        person=person,
        first=by,
        first_seen_on=seen_on,
        asked_at=at,
        until=today + dt.timedelta(days=term(by.cooperative, "way_back")),
    )
    note("way-back.asked", row, by=by, at=at, person=person.code, seen_on=seen_on.isoformat())
    return row


@transaction.atomic
def say_seen_too(row: WayBack, seen_on: dt.date, *, by: Person, at: dt.datetime) -> None:
    """The second saw them too: the second code ends, they are signed out, and they hear of it."""
    row = WayBack.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    today = clock.day(at)
    if not row.is_open(today):
        raise Refused(_("This is no longer open. One of you begins anew."))
    if by.pk == row.first_id:
        raise Refused(_("You said it already. Somebody else has to have seen them too."))
    person = _locked(row.person)
    _refuse_if_not_seen(person, seen_on, by, today)
    row.second, row.second_seen_on, row.given_at = by, seen_on, at
    row.save(update_fields=["second", "second_seen_on", "given_at"])
    _end_second_code(person)
    put_in_outbox(
        row.cooperative_id, kind="members.way-back", to=person.code, about=row.code,
        once=f"members.way-back|{row.code}", due_at=at, by=by, at=at,
    )  # fmt: skip
    note(
        "way-back.given", row, by=by, at=at,
        person=person.code, first=row.first.code, seen_on=seen_on.isoformat(),
    )  # fmt: skip


@transaction.atomic
def take_back_seen(row: WayBack, *, by: By, at: dt.datetime) -> None:
    """It does not go on after all."""
    row = WayBack.objects.select_for_update(no_key=True).get(pk=row.pk)
    if not row.is_open(clock.day(at)):
        raise Refused(_("This is no longer open."))
    WayBack.objects.filter(pk=row.pk).update(taken_back_at=at)
    note("way-back.taken-back", row, by=by, at=at)


def _refuse_if_not_seen(person: Person, seen_on: dt.date, by: Person, today: dt.date) -> None:
    if by.pk == person.pk:
        raise Refused(_("Two others have to have seen you. You cannot say it yourself."))
    if not lets_back_in(by, today):
        raise Refused(_("Only the board and who holds on to questions can say this."))
    lately = term(by.cooperative, "seen_lately")
    if not today - dt.timedelta(days=lately) <= seen_on <= today:
        raise Refused(
            ngettext(
                "Choose today or yesterday. Longer ago? Then see each other again.",
                "Choose a day of the last %(n)s days. Longer ago? Then see each other again.",
                lately,
            )
            % {"n": lately}
        )


def _end_second_code(person: Person) -> None:
    """All of it goes, passkeys too: who knows what was lost. Without a mailbox the log-in ends."""
    user = person.user
    if user is None:
        return
    Authenticator.objects.filter(user=user).delete()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in UserSession.objects.filter(user=user).values_list("session_key", flat=True):
        store().delete(key)
    UserSession.objects.filter(user=user).delete()
    if not user.email:
        Person.objects.filter(pk=person.pk).update(user=None)
        Login.objects.filter(user=user, in_cooperative=person.cooperative_id).delete()


def _locked(person: Person) -> Person:
    rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related(
        "actor", "user"
    )
    return rows.get(pk=person.pk)
