"""A need that is about to change: held for this change, and only along the moves of its table."""

from django.utils.translation import gettext as _

from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold
from tussenruimte.relations.models import MOVES, Need, Stage


def locked(need: Need) -> Need:
    """The need, held for this change, with the key of the person. Its matter comes first."""
    hold(need.matter_id)
    rows = Need.objects.select_for_update(of=("self",), no_key=True).select_related(
        "person__actor",
        "person__key",
        "holder__person__actor",
        "matter__person__actor",
        "cooperative",
    )
    return rows.get(pk=need.pk)


def refuse_closed(need: Need) -> None:
    """Nothing changes about a need that has ended."""
    if not need.is_open:
        raise Refused(_("This question has ended. Open it again first."))


def move_to(need: Need, stage: Stage) -> None:
    """Only the moves in the table."""
    if stage not in MOVES[Stage(need.stage)]:
        raise Refused(
            _("That does not fit now: this question is “%(stage)s”.")
            % {"stage": need.get_stage_display()}
        )
    need.stage = stage
