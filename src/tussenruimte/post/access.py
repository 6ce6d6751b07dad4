"""Who may see whom to call: those who may hold on to what people need."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from tussenruimte.kit.refusal import NotHere
from tussenruimte.post.models import Dispatch, Way


def refuse_who_may_not_call(person: Any) -> None:
    """Whoever has duty may hold too, so one question is enough."""
    try:
        _ = person.standing
    except ObjectDoesNotExist as none:
        raise NotHere from none


def message_to_call(cooperative: Any, code: str) -> Dispatch:
    """A message on the list to phone."""
    row = Dispatch.objects.filter(cooperative_id=cooperative.pk, code=code, way=Way.PHONE).first()
    if row is None:
        raise NotHere
    return row
