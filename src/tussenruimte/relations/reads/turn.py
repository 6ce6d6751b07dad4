"""Whose turn it is on a need, and what happens next, in one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tussenruimte.members.models import Person
from tussenruimte.relations.models import Need, Stage
from tussenruimte.relations.reads.page import NeedPage, PromiseLine


@dataclass(frozen=True, slots=True)
class Turn:
    """What is going on, what happens next, and whether it is up to whoever looks."""

    heading: str
    next: str
    is_mine: bool
    promise: PromiseLine | None = None


def whose_turn(need: Need, page: NeedPage, person: Person) -> Turn:
    """The heading and the first line of the page of a need."""
    name = need.person.first_name
    holds = need.holder_id == person.pk
    first = next((p for p in page.promises if p.state in {"late", "soon", "open"}), None)
    is_mine = first is not None and first.line.who_code == person.code
    return Turn(_heading(need, name, holds=holds), _next(need, page, first, name), is_mine, first)


def _heading(need: Need, name: str, *, holds: bool) -> str:
    if not need.is_open:
        return _("The question of %(name)s has ended") % {"name": name}
    if not need.person.is_reachable:
        return _("We lost %(name)s, and we are looking") % {"name": name}
    if need.stage == Stage.MESSAGE:
        return (
            _("%(name)s told something and waits to hear from you") % {"name": name}
            if holds
            else _("%(name)s told something and waits to hear") % {"name": name}
        )
    if need.stage == Stage.QUIET:
        return _("It is quiet for %(name)s for a while") % {"name": name}
    if holds:
        return _("You hold on to the question of %(name)s") % {"name": name}
    holder = need.holder.person.short_name if need.holder else ""
    return _("%(holder)s holds on to the question of %(name)s") % {"holder": holder, "name": name}


def _next(need: Need, page: NeedPage, first: PromiseLine | None, name: str) -> str:
    if page.offer:
        return _("%(taker)s is asked to hold on from now on.") % {"taker": page.offer.who}
    if first is None:
        if need.is_open:
            return _("Nothing is promised now. Talk with %(name)s about what comes next.") % {
                "name": name
            }
        return ""
    if first.state == "late":
        return _("First: “%(what)s”. That is late.") % {"what": first.what}
    return _("Next: %(what)s.") % {"what": first.what.rstrip(".")}
