"""The same form, sent twice, is done once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction

from tussenruimte.kit.tenancy import here
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, SentForm

KEPT = dt.timedelta(days=1)


@transaction.atomic
def do_once(
    name: str,
    do: Callable[[], Any],
    *,
    by: By,  # noqa: ARG001 - what is done says who did it
    at: dt.datetime,
) -> Any:
    """Do it and remember that, in one change; the second time give the row that came of it.

    Of two at the same moment the second waits for the first: it does nothing, or, when the first
    was refused, it is the first.
    """
    if here() is None:  # before there is a cooperative nothing is kept
        return do()
    sent, is_new = SentForm.objects.get_or_create(
        cooperative_id=here(), name=name, defaults={"at": at}
    )
    if not is_new:
        return _row_of(sent)
    result = do()
    if isinstance(result, models.Model):
        sent.model, sent.row = result._meta.label, result.pk
        sent.save(update_fields=["model", "row"])
    return result


def _row_of(sent: SentForm) -> models.Model | None:
    if not sent.model:
        return None
    model: Any = apps.get_model(sent.model)
    found: models.Model = model.objects.get(pk=sent.row)
    return found


@transaction.atomic
def forget_sent_forms(cooperative: Cooperative, *, by: By, at: dt.datetime) -> None:  # noqa: ARG001 - sweeping up is no fact
    """After a day nobody sends the same form again by mistake."""
    SentForm.objects.filter(cooperative=cooperative, at__lt=at - KEPT).delete()
