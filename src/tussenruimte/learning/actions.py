"""Telling the trust circle what went wrong, passing it by, and closing it."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation, Stage
from tussenruimte.kit import clock
from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.learning.access import exactly, who_can_hear, whose_names
from tussenruimte.learning.models import Complaint, Hearer
from tussenruimte.learning.reads import TWO, hearers_of, hearing_of, let_in_too_near
from tussenruimte.matters.actions import (
    end_matter,
    end_reading,
    let_read,
    open_private,
    withdraw_permission,
)
from tussenruimte.matters.held import hold
from tussenruimte.matters.models import Ground, Permission, Reader, Subject
from tussenruimte.members.actions import post
from tussenruimte.members.by import By
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Person
from tussenruimte.methods.days import plus_working_days
from tussenruimte.promises.actions import hand_on, make_promise, release_all
from tussenruimte.promises.models import Promise, Purpose, State
from tussenruimte.record.actions import note

OPEN_AT_ONCE = 5  # of one person


@transaction.atomic
def tell(words: str, *, whom: str = "", by: Person, at: dt.datetime) -> Complaint:
    """Tell what went wrong. Two people of the trust circle who stand apart from it hear it.

    The first of them promises to talk about it. Nobody else hears who told it.
    """
    refuse_bsn(words, whom)
    if not words.strip():
        raise Refused(_("Write in a few words what went wrong."))
    rows = Person.objects.with_key().select_for_update(of=("self",), no_key=True)
    reporter = rows.get(pk=by.pk)  # so that two at once are counted
    if Complaint.objects.filter(reporter=by, closed_at=None).count() >= OPEN_AT_ONCE:
        raise Refused(_("You told several things that still go on. First talk about those."))
    about = exactly(reporter.cooperative, whom)
    if about is not None and about.pk == by.pk:
        raise Refused(_("This is your own name. Write whom it is about, or leave it empty."))
    hear = who_can_hear(reporter, about, whose_names(whom, words), clock.day(at))[:TWO]
    if not hear:
        raise Refused(_nobody(reporter))
    matter = open_private(reporter, subject=Subject.COMPLAINT, circle=None, by=by, at=at)
    complaint = Complaint(
        cooperative_id=reporter.cooperative_id,
        code=matter.code,
        matter=matter,
        reporter=reporter,
        about=about,
        told_at=at,
    )
    sealed = complaint.put(words=words.strip(), whom=whom.strip())
    complaint.save()
    for person in hear:
        _let_hear(complaint, person, by=by, at=at)
    _promise(complaint, hear[0], by=by, at=at)
    note("complaint.told", complaint, by=by, at=at, sealed=sealed)
    return complaint


def _nobody(reporter: Person) -> str:
    said = {"phone": reporter.cooperative.phone}
    return _("Nobody of the trust circle stands apart from this now. Call %(phone)s.") % said


def _let_hear(complaint: Complaint, person: Person, *, by: By, at: dt.datetime) -> None:
    """From now on this person hears it, and gets a letter that says no more than that."""
    cooperative = complaint.cooperative_id
    Hearer.objects.create(cooperative_id=cooperative, complaint=complaint, person=person, since=at)
    let_read(complaint.matter, person.actor, ground=Ground.HEARS, by=by, at=at)
    post.send("learning.told", complaint.code, [person], by=by, at=at)


def _promise(complaint: Complaint, maker: Person, *, by: By, at: dt.datetime) -> None:
    days = term(complaint.cooperative, "complaint_talk")
    complaint.promise = make_promise(
        complaint.matter,
        maker=maker.actor,
        receiver=complaint.reporter.actor,
        text=_("Talking about what went wrong"),
        due=plus_working_days(clock.day(at), days),
        purpose=Purpose.ANSWER,
        by=by,
        at=at,
    )
    complaint.save(update_fields=["promise"])


# ---- whoever stands too near -----------------------------------------------------------------------


@transaction.atomic
def step_aside(complaint: Complaint, *, by: Person, at: dt.datetime) -> None:
    """Whoever stands too near to it does not hear it any more; the next of the trust circle does."""
    complaint = _locked(complaint)
    if by not in hearers_of(complaint):
        raise Refused(_("You do not hear this any more."))
    hearing = hearing_of(complaint, clock.day(at))
    if not hearing.others:
        raise Refused(_("Nobody else can hear this now. First find somebody for the trust circle."))
    new = hearing.others[0]
    _let_hear(complaint, new, by=by, at=at)
    stay = [person for person in (*hearing.fit, new) if person != by]
    _pass_on(complaint, by, stay[0], by=by, at=at)
    note("complaint.stepped-aside", complaint, by=by, at=at, to=new.code)


def _shut_out(
    complaint: Complaint, gone: Person, to: Person | None, *, by: By, at: dt.datetime
) -> None:
    """Somebody who was let in came too near: they read it no more, on whatever ground it was."""
    matter = complaint.matter
    conversations.no_longer_along(matter, gone.actor, by=by, at=at)
    _pass_on(complaint, gone, to, by=by, at=at)
    given = Permission.objects.filter(matter=matter, to=gone.pk, withdrawn_at=None)
    for permission in given.order_by("pk"):
        withdraw_permission(permission, by=by, at=at)
    rows = Reader.objects.filter(matter=matter, actor=gone.pk).exclude(ground=Ground.PROMISE)
    for ground in rows.values_list("ground", flat=True):
        end_reading(matter, gone.actor, ground=Ground(ground), by=by, at=at)


def _pass_on(
    complaint: Complaint, gone: Person, to: Person | None, *, by: By, at: dt.datetime
) -> None:
    """Somebody does not hear it any more. What they promised goes to somebody who still does."""
    Hearer.objects.filter(complaint=complaint, person=gone, until=None).update(until=at)
    _call_off(complaint, gone, by=by, at=at)
    for talk in _waiting(complaint).filter(attendance__actor=gone.pk):
        conversations.leave_out(talk, gone.actor, by=by, at=at)
    owed = Promise.objects.filter(matter=complaint.matter_id, maker=gone.pk, state=State.OPEN)
    if to is not None:
        for promise in owed.order_by("pk"):
            hand_on(promise, to=to.actor, by=by, at=at)
    end_reading(complaint.matter, gone.actor, ground=Ground.HEARS, by=by, at=at)


def _call_off(complaint: Complaint, host: Person | None, *, by: By, at: dt.datetime) -> None:
    """Conversations that did not come yet; of this host, or of everybody."""
    waiting = _waiting(complaint)
    for talk in waiting.filter(host=host.pk) if host else waiting:
        conversations.call_off(talk, _("Somebody else talks about this."), by=by, at=at)


def _waiting(complaint: Complaint) -> QuerySet[Conversation]:
    stages = [Stage.ASKED, Stage.PLANNED]
    return Conversation.objects.filter(matter=complaint.matter_id, stage__in=stages).order_by("pk")


@transaction.atomic
def look_who_hears(complaint: Complaint, *, by: By, at: dt.datetime) -> None:
    """Whoever left the trust circle, or came too near since, hears it no more; two hear it where they can.

    Whoever promised to talk keeps that until there is somebody to whom it can go.
    """
    complaint = _locked(complaint)
    hearing = hearing_of(complaint, clock.day(at))
    new = hearing.others[: TWO - len(hearing.fit)]
    for person in new:
        _let_hear(complaint, person, by=by, at=at)
    fit = [*hearing.fit, *new]
    for gone in hearing.near if fit else []:
        _pass_on(complaint, gone, fit[0], by=by, at=at)
    for gone in let_in_too_near(complaint, clock.day(at), can_hand_on=bool(fit)):
        _shut_out(complaint, gone, fit[0] if fit else None, by=by, at=at)
    if fit and complaint.promise is not None and complaint.promise.state == State.FAILED:
        _promise(complaint, fit[0], by=by, at=at)
    note("complaint.looked-at", complaint, by=by, at=at)


# ---- and then --------------------------------------------------------------------------------------


@transaction.atomic
def tell_concerned(complaint: Complaint, *, by: Person, at: dt.datetime) -> None:
    """Whom it is about heard that this was told, from somebody of the trust circle."""
    complaint = _locked(complaint)
    if by not in hearers_of(complaint):
        raise Refused(_("You do not hear this any more."))
    if complaint.concerned_told_at is not None:
        raise Refused(_("This was written down already."))
    complaint.concerned_told_at, complaint.concerned_told_by = at, by
    complaint.save(update_fields=["concerned_told_at", "concerned_told_by"])
    note("complaint.concerned-told", complaint, by=by, at=at)


@transaction.atomic
def close(complaint: Complaint, *, by: By, at: dt.datetime) -> None:
    """Whoever told it says that it is done, or the clock does when they were answered long ago."""
    complaint = _locked(complaint)
    _call_off(complaint, None, by=by, at=at)
    release_all(complaint.matter, by=by, at=at)
    end_matter(complaint.matter, read_until=clock.day(at), by=by, at=at)
    complaint.closed_at = at
    complaint.save(update_fields=["closed_at"])
    note("complaint.closed", complaint, by=by, at=at)


def _locked(complaint: Complaint) -> Complaint:
    """As it stands now; its matter is held before it. Refused when it is closed."""
    hold(complaint.matter_id)
    rows = Complaint.objects.whole().select_for_update(of=("self",), no_key=True)
    complaint = rows.get(pk=complaint.pk)
    if not complaint.is_open:
        raise Refused(_("This was closed already."))
    return complaint
