"""Somebody becomes a member, and is one no longer."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.by import By
from tussenruimte.members.models import Actor, Member
from tussenruimte.record.actions import note


@transaction.atomic
def make_member(
    actor: Actor, *, sort: str, since: dt.date, by: By, at: dt.datetime, **more: Any
) -> Member:
    """A person or organisation becomes a member, perhaps again. `more`: why, interest, consulted_on."""
    refuse_bsn(more.get("why"), more.get("interest"))
    if Member.objects.filter(actor=actor, until=None).exists():
        raise Refused(_("%(name)s is a member already.") % {"name": actor})
    now = {"sort": sort, "since": since, "until": None} | more
    member, _is_new = Member.objects.update_or_create(
        actor=actor, defaults=now, create_defaults=now | {"cooperative_id": actor.cooperative_id}
    )
    note("member.joined", actor, by=by, at=at)
    return member


@transaction.atomic
def write_why(member: Member, why: str, interest: str, *, by: By, at: dt.datetime) -> None:
    """Why they take part and what they get out of it, anew, as members read it beside their name."""
    refuse_bsn(why, interest)
    rows = Member.objects.select_for_update(of=("self",), no_key=True).select_related("actor")
    member = rows.get(pk=member.pk)
    if member.until is not None:
        raise Refused(_("%(name)s is no member any more.") % {"name": member.actor})
    member.why, member.interest = why.strip(), interest.strip()
    member.save(update_fields=["why", "interest"])
    note("member.why", member.actor, by=by, at=at)


@transaction.atomic
def end_membership(member: Member, *, until: dt.date, by: By, at: dt.datetime) -> None:
    """From that day on no member any more."""
    if not Member.objects.filter(pk=member.pk, until=None).update(until=until):
        raise Refused(_("%(name)s is no member any more.") % {"name": member.actor})
    note("member.left", member.actor, by=by, at=at)


@transaction.atomic
def go_on_as_member(member: Member, *, by: By, at: dt.datetime) -> None:
    """The end was taken back, or does not count for now: a member as before."""
    if Member.objects.filter(pk=member.pk).exclude(until=None).update(until=None):
        note("member.goes-on", member.actor, by=by, at=at)
