"""Who does a step on the page about a need: the person, whoever acts for them, or a reader."""

from collections.abc import Callable
from typing import Any

from tussenruimte.kit.clock import now
from tussenruimte.kit.refusal import NotHere
from tussenruimte.relations import actions
from tussenruimte.relations.models import DoneFor, Need


def anybody(request: Any, need: Need) -> None:
    """Everybody who reads it, under their own name."""


def themselves(request: Any, need: Need) -> None:
    """Only the person; who asks it together with them reads along and adds words."""
    if need.person_id != request.person.pk:
        raise NotHere


def acts(request: Any, need: Need) -> bool:
    """Whether they are the person, or may act for them."""
    return need.person_id == request.person.pk or request.stands is not None


def only_who_acts(request: Any, need: Need) -> None:
    """The person, or whoever may act for them."""
    if not acts(request, need):
        raise NotHere


def only_in_own_name(request: Any, need: Need) -> None:
    """Not whoever acts for the person: how it was, and being known, only the person says."""
    if request.stands is not None:
        raise NotHere


def whose(request: Any, need: Need) -> list[int]:
    """For whom they answer here: themselves, what they act for, and the person if they may."""
    return [*request.actors, *([need.person_id] if request.stands else [])]


def do(
    request: Any,
    what: DoneFor.What,
    act: Callable[..., Any],
    *,
    about: str,
    of: int | None = None,
    other_side: int | None = None,
) -> Any:
    """By the person, or for the person; `of`: whose row it is, where it may be their own."""
    who = {"by": request.person, "at": now()}
    if request.stands is None or of in request.actors:
        return act(**who)
    return actions.act_for(request.stands, what, act, about=about, other_side=other_side, **who)
