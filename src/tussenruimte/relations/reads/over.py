"""Questions that ended so long ago that their texts are no longer kept."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length

from tussenruimte.conversations.models import Attendance, Conversation
from tussenruimte.matters.models import File, Permission, PermissionAsked, Remark
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Cooperative
from tussenruimte.promises.models import Move, Promise
from tussenruimte.relations.models import AddedWords, Bounce, Need, NeedHandover, Relation, Stage

# Every text that hangs on a question: where it stands, and the way to the matter of the question.
# How somebody weighed it, and looked back, is their own.
TEXTS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (AddedWords, "need", ("words",)),
    (Attendance, "conversation__matter", ("own_words",)),
    (Bounce, "need", ("sender", "sent_to")),
    (
        Conversation,
        "matter",
        ("about", "place", "said", "goes_well", "why_without", "why_not_held"),
    ),
    (File, "matter", ("name",)),
    (Move, "promise__matter", ("reason",)),
    (NeedHandover, "need", ("why", "told_how")),
    (Permission, "matter", ("purpose",)),
    (PermissionAsked, "matter", ("purpose",)),
    (Promise, "matter", ("text", "outcome")),
    (Relation, "need", ("goal", "scope")),
    (Remark, "matter", ("quote", "words", "answer")),
    (Need, "pk", ("words", "urgency", "why_for_them")),  # last: by this it is known to be done
)


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


def gone_too_soon() -> list[tuple[str, str, str]]:
    """Cooperative, table and code of a text that is gone while the question still has its words."""
    emptied = Need.objects.annotate(length=Length("words")).filter(
        length=0, closed_at__isnull=False
    )
    found: list[tuple[str, str, str]] = []
    for model, link, fields in TEXTS:
        for field in fields:
            rows = model.objects.annotate(length=Length(field)).filter(length=0)
            rows = rows.exclude(**{f"{link}__in": emptied.values("pk")})
            table = model._meta.db_table
            found += [
                (slug, table, code) for slug, code in rows.values_list("cooperative__slug", "code")
            ]
    return found
