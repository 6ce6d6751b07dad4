"""Which need somebody may see, hold or answer for."""

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from tussenruimte.kit.questions import Places, Question
from tussenruimte.kit.refusal import NotHere, Refused
from tussenruimte.matters.models import Permission, PermissionAsked, Reader
from tussenruimte.members.models import Actor, ActsFor, Card, Cooperative, Person
from tussenruimte.relations.models import (
    LegalClock,
    Need,
    NeedHandover,
    NeedQuerySet,
    Relation,
    SetAside,
    Stage,
)


def _needs(cooperative: Cooperative) -> NeedQuerySet:
    return Need.objects.whole().filter(cooperative=cooperative)


def need_to_read(person: Person, code: str, on: dt.date) -> tuple[Need, str]:
    """A need that this person may read today, as whoever they act for, and on what ground."""
    asked = {"cooperative": person.cooperative_id, "person": person.pk, "code": code, "on": on}
    need: Any = NEED_TO_READ.first(**asked)
    if need is None or need.why is None:
        raise NotHere
    return need, need.why


def _need_to_read(given: Places) -> NeedQuerySet:
    acting = ActsFor.objects.current(given.day("on")).filter(
        cooperative=given.key("cooperative"), person=given.key("person")
    )
    rows = Reader.objects.current(given.day("on")).filter(
        matter=OuterRef("pk"), actor__in=acting.values("actor")
    )
    why = Subquery(rows.order_by("since", "pk").values("ground")[:1])
    need = Need.objects.whole().filter(cooperative=given.key("cooperative"))
    return need.filter(code=given.text("code")).annotate(why=why)


NEED_TO_READ = Question(_need_to_read)


def need_to_hold(cooperative: Cooperative, person: Person, code: str) -> Need:
    """A need that this person holds on to. Whoever held it before hears that they no longer do."""
    need = _needs(cooperative).filter(code=code).first()
    if need is not None and need.holder_id == person.pk:
        return need
    held = Relation.objects.filter(need=need, other=person.pk, part=Relation.Part.HOLDER)
    if need is None or not held.exists():
        raise NotHere
    raise Refused(_("You no longer hold on to this question. Nothing was changed."))


def burst_of(cooperative: Cooperative, person: Person, origin: str) -> list[Need]:
    """Messages from one place on one day that this person holds and nobody was asked about yet.

    What is urgent is not among them: that is read one by one.
    """
    rows = _needs(cooperative).filter(
        holder=person.pk, stage=Stage.MESSAGE, origin=origin, is_urgent=False, closed_at=None
    )
    asked = SetAside.objects.filter(cooperative=cooperative, restored_at=None).values("need")
    found = list(rows.exclude(pk__in=asked).order_by("told_at", "pk"))
    if not found or not origin:
        raise NotHere
    return found


def own_need(person: Person, code: str) -> tuple[Need, Relation | None]:
    """A need of this person themselves, also one that has ended; or one in which they may act.

    With what they may act for whoever asks; nothing when they ask it themselves.
    """
    need = _needs(person.cooperative).filter(code=code).first()
    if need is None:
        raise NotHere
    if need.person_id == person.pk:
        return need, None
    stands = stands_for(need, person)
    if stands is None:
        raise NotHere
    return need, stands


def stands_for(need: Need, person: Person) -> Relation | None:
    """With what this person may act for whoever asks: with a paper, or as parent of a small child.

    Whoever holds on to the question never does: then they would answer themselves.
    """
    if need.holder_id == person.pk:
        return None
    rows = Relation.objects.acting().filter(need=need, other=person)
    row = rows.select_related("other__actor").order_by("pk").first()
    if row is not None:
        row.need = need  # so that the words open with the key at hand
    return row


def need_of_card(card: Card, code: str) -> Need:
    """A need that this card opens: of the person themselves, or asked together with somebody."""
    rows = Need.objects.whole().filter(cooperative=card.cooperative_id, code=code)
    need = rows.filter(matter__cards__card=card).first()
    if need is None:
        raise NotHere
    return need


def offer_to_answer(cooperative: Cooperative, person: Person, code: str) -> NeedHandover:
    """A need that is offered to this person."""
    row = (
        NeedHandover.objects.filter(cooperative=cooperative, code=code, taker=person.pk)
        .select_related(
            "need__person__actor", "need__person__key", "giver__actor", "taker__person__actor"
        )
        .first()
    )
    if row is None:
        raise NotHere
    return row


def open_offer_of(need: Need) -> NeedHandover:
    """The offer of this need that still waits."""
    row = NeedHandover.objects.filter(need=need, done_at=None, ended_at=None).first()
    if row is None:
        raise Refused(_("This question was answered or taken back already."))
    return row


def relation_to_answer(cooperative: Cooperative, person: Person, code: str) -> Relation:
    """A relation that waits for this person's yes: as the one who asks, or who was asked."""
    row = (
        Relation.objects.filter(cooperative=cooperative, code=code)
        .select_related("need__person__actor", "need__person__key", "other__actor")
        .first()
    )
    if row is None or person.pk not in {row.other_id, row.need.person_id}:
        raise NotHere
    return row


def relation_to_end(cooperative: Cooperative, person: Person, code: str) -> Relation:
    """A relation that the person, the other or the holder may end."""
    row = (
        Relation.objects.filter(cooperative=cooperative, code=code)
        .select_related("need__person__actor", "need__person__key", "other__actor")
        .first()
    )
    if row is None or person.pk not in {row.other_id, row.need.person_id, row.need.holder_id}:
        raise NotHere
    return row


def relation_to_note(holder: Person, code: str, whose: str) -> tuple[Relation, Person]:
    """A relation of a need that this person holds, and which of the two said yes."""
    rows = Relation.objects.filter(need__holder=holder.pk, code=code)
    row = rows.select_related("need__person__actor", "other__actor").first()
    two = [row.need.person, row.other] if row else []
    person = next((one for one in two if one.code == whose), None)
    if row is None or person is None:
        raise NotHere
    return row, person


def set_aside_to_answer(cooperative: Cooperative, person: Person, code: str) -> SetAside:
    """The question to put a message aside, for the person who was asked to look along."""
    rows = SetAside.objects.filter(cooperative=cooperative, need__code=code, asked=person)
    rows = rows.select_related("need__person__actor", "need__person__key", "first__actor")
    found = rows.filter(second_at=None, restored_at=None).first()
    if found is not None:
        return found
    raise Refused(_("This was answered already.")) if rows.exists() else NotHere


def asked_about_with(row: SetAside) -> list[SetAside]:
    """Everything that the same two were asked about at once, this one included."""
    rows = SetAside.objects.filter(
        cooperative=row.cooperative_id,
        first=row.first_id,
        first_at=row.first_at,
        asked=row.asked_id,
        second_at=None,
        restored_at=None,
        need__stage=Stage.MESSAGE,
    )
    return list(
        rows.select_related(
            "need__person__actor", "need__person__key", "need__matter__person__actor"
        ).order_by("need__told_at", "pk")
    )


def set_aside_to_restore(cooperative: Cooperative, person: Person, code: str) -> SetAside:
    """A message that was set aside, for either of the two who did it."""
    rows = SetAside.objects.filter(cooperative=cooperative, need__code=code)
    mine = rows.filter(Q(first=person) | Q(asked=person)).select_related("need__person__actor")
    row = mine.filter(restored_at=None).first()
    if row is not None:
        return row
    raise Refused(_("It was brought back already.")) if mine.exists() else NotHere


def permission_to_withdraw(need: Need, code: str) -> Permission:
    """A permission that the person of this need gave, or that was given for them."""
    rows = Permission.objects.filter(matter=need.matter_id, person=need.person_id, code=code)
    row = rows.select_related("matter", "to").first()
    if row is None:
        raise NotHere
    return row


def permission_asked(need: Need, code: str) -> PermissionAsked:
    """ "Mag … dit lezen?" about this need, answered or not."""
    rows = PermissionAsked.objects.filter(matter=need.matter_id, code=code)
    row = rows.select_related("to").first()
    if row is None:
        raise NotHere
    return row


def seat_of_municipality(need: Need, code: str) -> Actor:
    """A seat of the municipality here, whether or not it may read this need."""
    rows = Actor.objects.filter(cooperative=need.cooperative_id, code=code)
    seat = rows.filter(seat__organisation__is_municipality=True, seat__abolished_on=None).first()
    if seat is None:
        raise NotHere
    return seat


def law_here(need: Need, code: str) -> LegalClock:
    """A term of a law that runs about this need, or did."""
    row = LegalClock.objects.filter(need=need, code=code).first()
    if row is None:
        raise NotHere
    row.need = need
    return row
