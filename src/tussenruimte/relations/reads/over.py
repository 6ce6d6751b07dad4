"""Questions that ended so long ago that their texts are no longer kept."""

import datetime as dt
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length

from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.matters.models import File, Permission, PermissionAsked, Remark, Subject
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Move, Promise
from tussenruimte.reflections.models import Judgement, JudgementVersion, LookBack
from tussenruimte.relations.models import AddedWords, Bounce, Need, NeedHandover, Relation, Stage

Texts = tuple[Any, str, tuple[str, ...]]  # a table, the way from it to the matter, its columns

# Every text that hangs on a matter, whatever that is about.
OF_A_MATTER: tuple[Texts, ...] = (
    (Attendance, "conversation__matter", ("own_words",)),
    (
        Conversation,
        "matter",
        ("about", "place", "said", "goes_well", "why_without", "why_not_held"),
    ),
    (File, "matter", ("name",)),
    (Move, "promise__matter", ("reason",)),
    (Permission, "matter", ("purpose",)),
    (PermissionAsked, "matter", ("purpose",)),
    (Promise, "matter", ("text", "outcome")),
    (Remark, "matter", ("quote", "words", "answer")),
)
# And those that only a question has: its own go last, by which it is known to be done.
# How somebody weighed it, and looked back, has a longer term: they may have to answer for it.
TEXTS: tuple[Texts, ...] = (
    *OF_A_MATTER,
    (AddedWords, "need", ("words",)),
    (Bounce, "need", ("sender", "sent_to")),
    (NeedHandover, "need", ("why", "told_how")),
    (Relation, "need", ("goal", "scope")),
    (Need, "pk", ("words", "urgency", "why_for_them")),
)

WEIGHED: tuple[Texts, ...] = (
    (
        JudgementVersion,
        "judgement__matter",
        (
            "saw", "did", "interest", "for_person", "for_craft", "for_organisation", "for_system",
        ),
    ),
    (Judgement, "matter", ("peer_words",)),
    (LookBack, "matter", ("went_well", "ingredients", "story", "felt_known")),
)  # fmt: skip


def days_kept(cooperative: Cooperative) -> int:
    """How long after its end: what a cooperative chose, and never while a question can come back."""
    return max(term(cooperative, name) for name in ("need_texts", "card_undo", "set_aside"))


def over_before(cooperative: Cooperative, before: dt.datetime, at_most: int) -> list[int]:
    """Matters of questions that ended before this moment and still have their texts, oldest first.

    Of two that were joined the first words stay as long as the one that goes on.
    """
    rows = Need.objects.filter(cooperative=cooperative, closed_at__lt=before)
    goes_on = Q(stage=Stage.MERGED) & (
        Q(joined_to__closed_at=None) | Q(joined_to__closed_at__gte=before)
    )
    left = rows.exclude(goes_on).annotate(length=Length("words")).filter(length__gt=0)
    return list(left.order_by("closed_at", "pk").values_list("pk", flat=True)[:at_most])


def weighed_days(cooperative: Cooperative) -> int:
    """How long after its end: never shorter than the question itself."""
    return max(days_kept(cooperative), term(cooperative, "weighed_texts"))


def weighed_before(cooperative: Cooperative, before: dt.datetime, at_most: int) -> list[int]:
    """Matters of questions that ended before this moment, about which a weighing or looking back of
    before this moment still has its texts.
    """
    ended = Need.objects.filter(cooperative=cooperative, closed_at__lt=before)
    versions = JudgementVersion.objects.annotate(length=Length("saw")).filter(length__gt=0)
    judged = versions.filter(cooperative=cooperative, at__lt=before)
    lengths = {f"{name}_length": Length(name) for name in WEIGHED[-1][-1]}
    told = reduce(or_, (Q(**{f"{name}__gt": 0}) for name in lengths))
    looked = LookBack.objects.filter(cooperative=cooperative, given_at__lt=before)
    looked = looked.annotate(**lengths).filter(told)
    rows = ended.filter(
        Q(pk__in=judged.values("judgement__matter")) | Q(pk__in=looked.values("matter"))
    )
    return list(rows.order_by("closed_at", "pk").values_list("pk", flat=True)[:at_most])


def gone_too_soon() -> list[tuple[str, str, str]]:
    """Cooperative, table and code of a text that is gone while the question still has its words."""
    emptied = Need.objects.annotate(length=Length("words")).filter(
        length=0, closed_at__isnull=False
    )
    found: list[tuple[str, str, str]] = []
    for model, link, fields in TEXTS:
        about = {f"{link}__subject": Subject.NEED} if link.endswith("matter") else {}
        for field in fields:
            rows = model.objects.filter(**about).annotate(length=Length(field)).filter(length=0)
            rows = rows.exclude(**{f"{link}__in": emptied.values("pk")})
            table = model._meta.db_table
            found += [
                (slug, table, code) for slug, code in rows.values_list("cooperative__slug", "code")
            ]
    return found + _weighed_gone_too_soon()


def _weighed_gone_too_soon() -> list[tuple[str, str, str]]:
    still = Need.objects.filter(closed_at=None).values("pk")
    found: list[tuple[str, str, str]] = []
    for model, link, fields in WEIGHED:
        for field in fields:
            rows = model.objects.annotate(length=Length(field)).filter(length=0)
            rows = rows.filter(**{f"{link}__in": still})
            table = model._meta.db_table
            found += [
                (slug, table, code) for slug, code in rows.values_list("cooperative__slug", "code")
            ]
    return found
