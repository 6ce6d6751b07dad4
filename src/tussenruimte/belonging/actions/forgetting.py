"""Forgetting somebody: their key is destroyed, so that nothing they told can be read any more."""

import datetime as dt
import json
from collections.abc import Collection
from contextlib import suppress

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, ProtectedError, Q
from django.utils.translation import gettext as _

from tussenruimte.belonging.open_ends import what_is_open
from tussenruimte.decisions.actions import end_turn
from tussenruimte.decisions.reads.rounds import turns_that_wait
from tussenruimte.kit import clock
from tussenruimte.kit.forgotten import remember_forgotten
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import throw_all_away
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Matter
from tussenruimte.members.by import By
from tussenruimte.members.models import (
    ActsFor,
    Card,
    CardDirectory,
    Cooperative,
    Invitation,
    Login,
    Member,
    Person,
    PersonKey,
    Standing,
    User,
)
from tussenruimte.post.actions import forget_messages
from tussenruimte.promises.actions import release
from tussenruimte.promises.models import Promise, State
from tussenruimte.record.actions import note
from tussenruimte.relations.actions import close, end_relation, hold_instead
from tussenruimte.relations.models import Need, Relation


@transaction.atomic
def forget_person(person: Person, *, by: By, at: dt.datetime) -> None:
    """Forget somebody who holds nothing any more: nothing of theirs can be read from now on.

    Their code stays in the record, with what they did under it. The list beside the database is
    written last, before the change is committed: killed in between it says too much rather than too
    little, `verify` names it, and forgetting them again finishes it.
    """
    person = _held(person)
    if person.forgotten_at is not None:
        raise Refused(_("This person was forgotten already."))
    open_ends = what_is_open(person, at)
    if open_ends:
        raise Refused(" ".join(open_ends))
    _forget(person, by, at)
    note("person.forgotten", person, by=by, at=at)
    remember_forgotten(person.code)


@transaction.atomic
def forget_again(person: Person, *, by: By, at: dt.datetime) -> list[str]:
    """Forget somebody on the list who came back with an older backup, whatever was open in it.

    What they asked themselves they had closed by then, so it is closed. What they held goes to whoever
    has the duty. Anything else stays with them by code; returns a sentence for each.
    """
    person = _held(person)
    for need in Need.objects.filter(person=person, closed_at=None):
        close(need, is_withdrawn=True, by=person, at=at)
    for need in Need.objects.filter(holder=person.pk, closed_at=None):
        hold_instead(need, by=by, at=at)
    left = what_is_open(person, at)
    _forget(person, by, at)
    note("person.forgotten-again", person, by=by, at=at, open=len(left) or None)
    return left


@transaction.atomic
def note_scrubbed(
    cooperative: Cooperative, people: Collection[int], *, by: By, at: dt.datetime
) -> None:
    """The files of the database were cleaned of these people after they were forgotten."""
    rows = Person.objects.filter(pk__in=people, cooperative=cooperative, scrubbed_at=None)
    n = rows.update(scrubbed_at=at)
    note("people.scrubbed", cooperative, by=by, at=at, n=n)


def _held(person: Person) -> Person:
    """The person as they stand now, after what is about them: that is held first, as everywhere."""
    theirs = Q(person=person) | Q(promises__receiver=person.actor_id)
    theirs |= Q(need__relations__other=person) | Q(need__holder=person.pk)
    asked = [turn.round.proposal.matter_id for turn in turns_that_wait(person)]
    hold(*Matter.objects.filter(theirs).values_list("pk", flat=True).distinct(), *asked)
    rows = Person.objects.select_for_update(of=("self",), no_key=True).select_related(
        "actor", "cooperative"
    )
    return rows.get(pk=person.pk)


def _forget(person: Person, by: By, at: dt.datetime) -> None:
    waiting = Promise.objects.filter(
        receiver=person.actor_id, state__in=[State.OPEN, State.DONE]
    ).exclude(maker=person.actor_id)
    for promise in waiting.order_by("pk"):
        release(promise, by=by, at=at)
    beside = Relation.objects.filter(Q(other=person) | Q(need__person=person), until=None)
    for row in beside.exclude(part=Relation.Part.HOLDER).order_by("pk"):
        end_relation(row, by=by, at=at)
    for turn in turns_that_wait(person):
        end_turn(turn, by=by, at=at)
    throw_all_away(person, by=by, at=at)
    _end_ways_in(person, at)
    _empty(person, at)
    forget_messages(person.cooperative_id, person.code, by=by, at=at)


def _end_ways_in(person: Person, at: dt.datetime) -> None:
    """Cards and whoever is in with one, the log-in unless it is somebody elsewhere, and what they act for."""
    cards = list(Card.objects.filter(person=person).values_list("code", flat=True))
    CardDirectory.objects.filter(card__in=cards).delete()
    Card.objects.filter(person=person, ended_at=None).update(ended_at=at)
    Card.objects.filter(person=person).update(word="")
    asked = Need.objects.filter(person=person).values_list("code", flat=True)
    known = {
        person.code,
        *cards,
        *asked,
        *_end_invitations(person, at),
    }  # codes under which a browser may remember what they told
    user, person.user = person.user, None
    Person.objects.filter(pk=person.pk).update(user=None)
    if user is not None:
        Login.objects.filter(user=user, in_cooperative=person.cooperative_id).delete()
    if user is None or user.logins.exists():
        _end_sessions(known, None)
    else:
        _end_sessions({*known, user.email} if user.email else known, user)
        user.delete()
    _end_acting(person, clock.day(at))


def _end_invitations(person: Person, at: dt.datetime) -> list[str]:
    """Also the log-in that was made ready for one. Gives the codes by which a browser knows them."""
    invited = Invitation.objects.filter(person=person)
    User.objects.filter(pk__in=invited.values("user"), email=None, logins=None).delete()
    invited.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    return list(invited.values_list("code", flat=True))


def _end_sessions(known: Collection[str], user: User | None) -> None:
    """Also of who was half-way in, or just told something. Whose a session is, it says inside only."""
    whose = None if user is None else str(user.pk)
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        inside = json.dumps(kept, ensure_ascii=False).casefold()
        is_theirs = whose is not None and whose in {kept.get(SESSION_KEY), *_half_way(kept)}
        if is_theirs or any(f'"{code}"'.casefold() in inside for code in known):
            session.delete()


def _half_way(kept: dict[str, object]) -> Collection[str]:
    """Whose sign-in was begun in a session."""
    begun = kept.get("account_login")
    return {str(begun.get("user_pk"))} if isinstance(begun, dict) else ()


def _end_acting(person: Person, today: dt.date) -> None:
    """From today on they sit nowhere and are no member. For themselves they act, by code."""
    acting = ActsFor.objects.filter(person=person, until=None).exclude(actor=person.actor_id)
    acting.filter(since__gt=today).update(until=F("since"))
    acting.filter(since__lte=today).update(until=today)
    members = Member.objects.filter(actor=person.actor_id)
    members.filter(until=None).update(until=today)
    members.update(why="", interest="")
    with suppress(ProtectedError), transaction.atomic():  # what they held stays theirs, by code
        Standing.objects.filter(person=person).delete()


def _empty(person: Person, at: dt.datetime) -> None:
    """What says who they were, and the key that opens what they told."""
    PersonKey.objects.filter(person=person).delete()
    person.actor.name = person.actor.phone = ""
    person.actor.hat = None
    person.actor.save(update_fields=["name", "phone", "hat"])
    person.language, person.reach, person.interpreter = "nl", None, None
    person.is_reachable = person.likes_paper = person.large_print = False
    person.forgotten_at, person.scrubbed_at = at, None
    emptied = ["language", "reach", "interpreter", "is_reachable", "likes_paper", "large_print"]
    person.save(update_fields=[*emptied, "forgotten_at", "scrubbed_at"])
