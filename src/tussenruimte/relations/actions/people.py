"""Who is with whom: asked, and a yes from both sides."""

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit import clock
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.actions import end_reading, let_read
from tussenruimte.matters.models import CardMatter, Ground
from tussenruimte.members.actions import welcome_person
from tussenruimte.members.by import By
from tussenruimte.members.models import Person
from tussenruimte.record.actions import note
from tussenruimte.relations.models import Need, NeedHandover, Relation
from tussenruimte.relations.moves import locked, refuse_closed

SAME = ("other", "part", "paper_seen_on", "asked_at", "person_yes_at", "other_yes_at")


class Terms(TypedDict, total=False):
    """On what they stand beside each other."""

    goal: str
    scope: str  # for what they may act for the person: see `Relation.scope`
    paper_seen_on: dt.date | None
    person_said_yes: bool
    other_said_yes: bool


@transaction.atomic
def ask_relation(
    need: Need,
    other: Person | str,
    *,
    part: str,
    by: Person,
    at: dt.datetime,
    **terms: Unpack[Terms],
) -> Relation:
    """Ask somebody to stand beside the person; by name when they are new here.

    They read along once both said yes.
    """
    need = locked(need)
    refuse_closed(need)
    _check_part(part, terms)
    if isinstance(other, str):
        other = welcome_person(need.cooperative, name=other, by=by, at=at)
    if Relation.objects.filter(need=need, other=other, part=part, until=None).exists():
        raise Refused(_("%(name)s is there already.") % {"name": other.first_name})
    row = Relation(
        cooperative_id=need.cooperative_id,
        need=need,
        other=other,
        part=part,
        paper_seen_on=terms.get("paper_seen_on"),
        asked_at=at,
        person_yes_at=at if terms.get("person_said_yes") or by.pk == need.person_id else None,
        other_yes_at=at if terms.get("other_said_yes") or by.pk == other.pk else None,
    )
    sealed = row.put(goal=terms.get("goal"), scope=terms.get("scope"))
    _check_holder(row)
    row.save()
    _let_in(row, by, at)
    note("relation.asked", row, by=by, at=at, sealed=sealed, part=part)
    return row


def _check_part(part: str, terms: Terms) -> None:
    if part == Relation.Part.HOLDER:
        raise Refused(_("Holding on is handed over, not added."))
    if terms.get("scope", "").strip() and part not in Relation.ACTING:
        raise Refused(
            _(
                "Only somebody with a paper, or the parent of a child under twelve, arranges things for them. Leave that box empty."
            )
        )
    has_paper = terms.get("scope", "").strip() and terms.get("paper_seen_on")
    if part == Relation.Part.REPRESENTATIVE and not has_paper:
        raise Refused(
            _("Write for what they may arrange things, and on which day you saw the paper.")
        )


def _check_holder(row: Relation) -> None:
    """Whoever holds on, or is asked to, never also answers for the person."""
    need, other = row.need, row.other
    if row.may_act and _holds_or_is_asked(need, other):
        raise Refused(
            _("%(other)s holds on, or is asked to, so somebody else arranges things for %(name)s.")
            % {"other": other.first_name, "name": need.person.first_name}
        )


def _holds_or_is_asked(need: Need, other: Person) -> bool:
    asked = NeedHandover.objects.filter(need=need, taker=other.pk, done_at=None, ended_at=None)
    return need.holder_id == other.pk or asked.exists()


@transaction.atomic
def answer_relation(row: Relation, *, says_yes: bool, by: Person, at: dt.datetime) -> None:
    """The person, or the one who was asked, says yes or no."""
    row = _lock_relation(row)
    if by.pk not in {row.need.person_id, row.other_id}:
        raise Refused(_("Only the two of them can say yes to this."))
    if says_yes:
        _check_holder(row)
        row.person_yes_at = at if by.pk == row.need.person_id else row.person_yes_at
        row.other_yes_at = at if by.pk == row.other_id else row.other_yes_at
        row.save(update_fields=["person_yes_at", "other_yes_at"])
        _let_in(row, by, at)
    else:
        _end(row, by, at)
    note("relation.answered", row, by=by, at=at, yes=says_yes)


@transaction.atomic
def note_yes(row: Relation, whose: Person, *, by: Person, at: dt.datetime) -> None:
    """Whoever holds on writes down the yes of one of the two, who has no log-in to say it with."""
    row = _lock_relation(row)
    name = {"name": whose.first_name}
    if row.need.holder_id != by.pk:
        raise Refused(_("Only whoever holds on to the question writes this down."))
    if whose.user_id is not None:
        raise Refused(_("%(name)s signs in, so %(name)s says it there.") % name)
    field = "person_yes_at" if whose.pk == row.need.person_id else "other_yes_at"
    if getattr(row, field):
        raise Refused(_("%(name)s has said yes already.") % name)
    _check_holder(row)
    setattr(row, field, at)
    row.save(update_fields=[field])
    _let_in(row, by, at)
    note("relation.yes-noted", row, by=by, at=at, whose=whose.code)


@transaction.atomic
def end_relation(row: Relation, *, by: By, at: dt.datetime) -> None:
    """Ended well, or let go. They no longer read along on this ground."""
    row = _lock_relation(row)
    if row.part == Relation.Part.HOLDER:
        raise Refused(_("Letting go is possible when somebody else holds on."))
    _end(row, by, at)
    note("relation.ended", row, by=by, at=at)


def _end(row: Relation, by: By, at: dt.datetime) -> None:
    """From now on they read nothing on this ground, with their card neither."""
    row.until = clock.day(at)
    row.save(update_fields=["until"])
    need, other = row.need, row.other
    others = Relation.objects.standing().filter(need=need, other=other)
    others = others.exclude(part=Relation.Part.HOLDER)
    has_joined = Need.objects.filter(joined_to=need, person=other)
    if others.exists() or has_joined.exists():
        return
    end_reading(need.matter, other.actor, ground=Ground.RELATION, by=by, at=at)
    if other.pk != need.person_id:
        CardMatter.objects.filter(matter=need.matter, card__person=other).delete()


@transaction.atomic
def go_along(need: Need, into: Need, *, by: Person, at: dt.datetime) -> list[bytes]:
    """Whoever stood beside somebody in a message that is joined stands beside them in the other one.

    With what they said yes to, and no more; whoever stands there already stays as they were. Whoever
    holds on there, or is asked to, does not come to answer for the person. Gives what was sealed.
    """
    rows = Relation.objects.filter(need=need, until=None).select_related("other__actor")
    there = set(Relation.objects.filter(need=into, until=None).values_list("other", "part"))
    sealed = []
    for row in rows.exclude(part=Relation.Part.HOLDER).order_by("pk"):
        row.need = need
        if row.other_id != into.person_id and (row.other_id, row.part) not in there:
            sealed += _stand_there(row, into, by, at)
    rows.update(until=clock.day(at))
    return sealed


def _stand_there(row: Relation, into: Need, by: Person, at: dt.datetime) -> list[bytes]:
    words = {"goal": row.read("goal"), "scope": row.read("scope")}
    same = {name: getattr(row, name) for name in SAME}
    new = Relation(cooperative_id=into.cooperative_id, need=into, **same)
    sealed = new.put(**words)
    if new.may_act and _holds_or_is_asked(into, row.other):
        return []
    new.save()
    _let_in(new, by, at)
    return sealed


def _lock_relation(row: Relation) -> Relation:
    need = locked(row.need)
    rows = Relation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "other__actor"
    )
    row = rows.get(pk=row.pk)
    if row.until:
        raise Refused(_("This has ended already."))
    row.need = need
    return row


def _let_in(row: Relation, by: Person, at: dt.datetime) -> None:
    if row.person_yes_at and row.other_yes_at and row.until is None:
        let_read(row.need.matter, row.other.actor, ground=Ground.RELATION, by=by, at=at)
