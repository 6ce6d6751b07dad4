"""Matters begin and end, people remark on a sentence and add pictures."""

import datetime as dt
from functools import partial
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions.reading import _let_permitted_read, end_reading, let_read
from tussenruimte.matters.files import keep, throw_away
from tussenruimte.matters.models import (
    CardMatter,
    File,
    Ground,
    Matter,
    Openness,
    Permission,
    Reader,
    Remark,
    Subject,
)
from tussenruimte.matters.pictures import stripped
from tussenruimte.matters.reads import bond_of
from tussenruimte.members.by import By
from tussenruimte.members.models import Card, Circle, Cooperative, Person
from tussenruimte.record.actions import log_reading, note


@transaction.atomic
def open_bond(cooperative: Cooperative, sentence: str = "", *, by: By, at: dt.datetime) -> Matter:
    """The matter that everything serves in the end: what binds us, or "still to be agreed"."""
    refuse_bsn(sentence)
    matter = Matter.objects.create(
        cooperative=cooperative,
        subject=Subject.BOND,
        openness=Openness.PUBLIC,
        title=sentence,
        created_at=at,
    )
    note("matter.opened", matter, by=by, at=at, subject=Subject.BOND)
    return matter


@transaction.atomic
def open_public(  # noqa: PLR0913 - what a public matter is
    cooperative: Cooperative,
    title: str,
    *,
    subject: Subject,
    serves: Matter | None,
    by: By,
    at: dt.datetime,
    code: str = "",
) -> Matter:
    """A matter that everybody may read. A `code` is given where it can stand here only once."""
    refuse_bsn(title)
    matter = Matter.objects.create(
        cooperative=cooperative,
        subject=subject,
        openness=Openness.PUBLIC,
        title=title,
        code=code or new_code(),
        serves=serves or bond_of(cooperative),
        created_at=at,
    )
    note("matter.opened", matter, by=by, at=at, subject=subject)
    return matter


@transaction.atomic
def open_private(
    person: Person,
    *,
    subject: Subject,
    circle: Circle | None,
    by: By,
    at: dt.datetime,
    code: str = "",
) -> Matter:
    """A matter about one person, who may read it from the first second.

    A `code` is given where the same question may come in twice: it can stand here only once.
    """
    matter = Matter.objects.create(
        cooperative_id=person.cooperative_id,
        subject=subject,
        openness=Openness.PRIVATE,
        person=person,
        circle=circle,
        code=code or new_code(),
        serves=bond_of(person.cooperative),
        created_at=at,
    )
    let_read(matter, person.actor, ground=Ground.SELF, by=by, at=at)
    note("matter.opened", matter, by=by, at=at, subject=subject)
    return matter


@transaction.atomic
def end_matter(matter: Matter, *, read_until: dt.date, by: By, at: dt.datetime) -> None:
    """It is over: nothing new is promised about it, and all but the person read it until that day."""
    matter.ended_at = at
    matter.save(update_fields=["ended_at"])
    others = Reader.objects.filter(matter=matter).exclude(ground=Ground.SELF)
    others.filter(Q(until=None) | Q(until__gt=read_until)).update(until=read_until)
    note("matter.ended", matter, by=by, at=at, on=read_until.isoformat())


# Grounds without a day of their own: they last until somebody takes them away.
LASTING = (Ground.PROMISE, Ground.RELATION, Ground.PEER)


@transaction.atomic
def open_again(matter: Matter, *, read_until: dt.date, by: By, at: dt.datetime) -> None:
    """The end was taken back: who read it until that day reads on, as long as their ground lasts.

    Whoever holds on now was let in before this, and whoever did before reads no more. Until when
    somebody reads who joined a conversation, the room of the conversations knows.
    """
    matter.ended_at = None
    matter.save(update_fields=["ended_at"])
    rows = Reader.objects.filter(matter=matter, until=read_until)
    permitted = rows.filter(ground=Ground.PERMISSION).values("actor")
    given = Permission.objects.filter(matter=matter, withdrawn_at=None, to__in=permitted)
    for permission in {row.to_id: row for row in given.select_related("matter", "to")}.values():
        _let_permitted_read(permission, by, at)
    rows.filter(ground__in=LASTING).update(until=None)
    for row in rows.filter(ground=Ground.HOLDER).select_related("actor"):
        end_reading(matter, row.actor, ground=Ground.HOLDER, by=by, at=at)
    note("matter.opened-again", matter, by=by, at=at)


@transaction.atomic
def open_with_card(card: Card, matter: Matter, *, by: By | None, at: dt.datetime) -> None:
    """From now on this card opens this matter."""
    CardMatter.objects.get_or_create(cooperative_id=card.cooperative_id, card=card, matter=matter)
    note("card.opens", card, by=by or card.person, at=at, matter=matter.code)


@transaction.atomic
def look(matter: Matter, *, ground: str, page: str, by: Person, at: dt.datetime) -> None:
    """Say in the reading log that somebody is about to see this; one's own and public ones not."""
    if matter.is_private and matter.person_id != by.pk:
        log_reading(matter, ground=ground, page=page, by=by, at=at)


class Beside(TypedDict):
    """Where a remark stands: beside which row, which sentence of it, and of which sort."""

    beside: str  # code of the row
    quote: str
    sort: str


@transaction.atomic
def remark(
    matter: Matter, words: str, *, by: Person, at: dt.datetime, **about: Unpack[Beside]
) -> Remark:
    """Own words beside a sentence; they stay beside it wherever it is shown."""
    if not words.strip():
        raise Refused(_("Write in your own words what is not right, or what you want to know."))
    refuse_bsn(words, about["quote"])
    row = Remark(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        person=matter.person or by,
        beside=about["beside"],
        sort=about["sort"],
        by=by,
        made_at=at,
    )
    sealed = row.put(quote=about["quote"] or "…", words=words)
    row.save()
    note("remark.made", row, by=by, at=at, sealed=sealed, beside=about["beside"])
    return row


@transaction.atomic
def answer_remark(row: Remark, answer: str, *, by: Person, at: dt.datetime) -> None:
    """Answer a question or a dispute; the remark stays, with the answer under it."""
    row = (
        Remark.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person__key")
        .get(pk=row.pk)
    )
    if row.answered_at:
        raise Refused(
            _("There is an answer to this already. Make a new remark if it is not enough.")
        )
    if by.pk == row.by_id:
        raise Refused(_("You wrote this yourself. Somebody else gives the answer."))
    if not answer.strip():
        raise Refused(_("Write the answer first."))
    refuse_bsn(answer)
    sealed = row.put(answer=answer)
    row.answered_by, row.answered_at = by, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    note("remark.answered", row, by=by, at=at, sealed=sealed)


@transaction.atomic
def add_file(matter: Matter, data: bytes, *, name: str, by: Person, at: dt.datetime) -> File:
    """Keep a picture or scan with a private matter: stripped first, then sealed for its person."""
    if matter.person is None:
        raise Refused(_("Pictures are kept with the question of a person."))
    refuse_bsn(name)
    fresh, kind = stripped(data)
    row = File(
        cooperative_id=matter.cooperative_id,
        matter=matter,
        person=matter.person,
        added_by=by,
        added_at=at,
        kind=kind,
        size=len(fresh),
    )
    sealed = row.put(name=name[:120] or _("picture"))
    row.save()
    sealed.append(keep(row, fresh))
    note("file.added", row, by=by, at=at, sealed=sealed, matter=matter.code)
    return row


@transaction.atomic
def remove_file(row: File, *, by: Person, at: dt.datetime) -> None:
    """Taken away by whoever added it or whom it is about; the bytes go too, and how it was called.

    What stays: that there was one, of which kind, who added it, and when it came and went.
    """
    row = (
        File.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person__key")
        .get(pk=row.pk)
    )
    if by.pk not in {row.added_by_id, row.person_id}:
        raise Refused(_("Only whoever added it, or whom it is about, can take it away."))
    if row.removed_at:
        raise Refused(_("It was taken away already."))
    row.removed_at, row.size = at, 0
    sealed = row.put(name=_("picture"))
    row.save(update_fields=["name", "size", "removed_at"])
    note("file.removed", row, by=by, at=at, sealed=sealed)
    transaction.on_commit(lambda: throw_away(row))


@transaction.atomic
def throw_all_away(person: Person, *, by: By, at: dt.datetime) -> None:
    """Whoever these are about is forgotten: their pictures and scans go, once that is certain."""
    rows = File.objects.filter(person=person)
    everything = list(rows)  # also what was taken away before: its bytes may have been left behind
    gone = rows.filter(removed_at=None).update(removed_at=at, size=0)
    if gone:
        note("files.removed", person, by=by, at=at, n=gone)
    for row in everything:
        transaction.on_commit(partial(throw_away, row))
