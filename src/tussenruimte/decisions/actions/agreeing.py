"""Where all kinds of members must agree: said when a proposal starts, and held to when it is decided."""

import datetime as dt
from collections.abc import Collection

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tussenruimte.decisions.actions.shared import _people_of
from tussenruimte.decisions.agreeing import per_kind, together_of
from tussenruimte.decisions.counting import KINDS
from tussenruimte.decisions.models import (
    Conflict,
    Kind,
    Method,
    Proposal,
    Round,
    Together,
)
from tussenruimte.kit.refusal import Refused
from tussenruimte.members.clocks import term
from tussenruimte.members.models import Member
from tussenruimte.methods.kinds import that_were_silent


def _ask_all_kinds(proposal: Proposal, at: dt.datetime) -> None:
    """From now on this proposal is adopted only when each kind that decides agrees."""
    if proposal.kind in {Kind.ELECTION, Kind.BUDGET}:
        raise Refused(_("Where people or ideas are chosen, kinds of members do not agree apart."))
    if not _has_kinds(proposal, at):
        raise Refused(_("All who decide here are of one kind of member. Leave that box empty."))
    Together.objects.create(
        cooperative_id=proposal.cooperative_id,
        proposal=proposal,
        least=term(proposal.cooperative, "kind_spoken"),
    )


def _has_kinds(proposal: Proposal, at: dt.datetime) -> bool:
    """Whether members of at least two kinds decide about it now."""
    sorts = set(KINDS) & set(_kinds_that_decide(proposal, at).values())
    return len(sorts) > 1


def _kinds_that_decide(proposal: Proposal, at: dt.datetime) -> dict[int, str]:
    """Of each member who decides now the kind, by the key of their actor."""
    rows = Member.objects.filter(cooperative=proposal.cooperative_id, until=None)
    if proposal.circle_id is not None:
        out = set(Conflict.objects.filter(proposal=proposal).values_list("person", flat=True))
        sits = _people_of(proposal.circle_id, at)
        rows = rows.filter(actor__in=[one.actor_id for one in sits if one.pk not in out])
    return dict(rows.values_list("actor", "sort"))


def _refuse_silent_kinds(proposal: Proposal, asked: Round, at: dt.datetime) -> None:
    """In a round of consent: of each kind that sits in the circle by now enough people have spoken."""
    together = together_of(proposal)
    if together is None:
        return
    sorts = _kinds_that_decide(proposal, at)
    spoke = asked.turns.filter(spoken_at__isnull=False).values_list("person__actor", flat=True)
    voices = [(sorts[actor], ()) for actor in spoke if actor in sorts]
    silent = that_were_silent(per_kind(sorts.values(), voices), together.least)
    if silent:
        raise Refused(
            _("Too few people spoke of this kind of member: %(kinds)s. Ask each once more.")
            % {"kinds": _named(silent)}
        )


def _named(kinds: Collection[str]) -> str:
    return capfirst(", ".join(str(Member.Sort(kind).label) for kind in kinds))


def _refuse_other_votes(proposal: Proposal, method: str, *, is_secret: bool) -> None:
    """Per kind one counts who was for and against; of a secret vote nobody may see that."""
    if together_of(proposal) is None:
        return
    if method != Method.YES_NO:
        raise Refused(_("All kinds of members must agree about this. Ask for or against."))
    if is_secret:
        raise Refused(
            _("All kinds of members must agree about this. Then people vote with their name.")
        )
