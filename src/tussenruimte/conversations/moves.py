"""Taking a conversation from one stage to the next."""

from django.utils.translation import gettext as _

from tussenruimte.conversations.models import MOVES, Conversation, Stage
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.held import hold


def locked(conversation: Conversation) -> Conversation:
    """The conversation as it stands now; nobody else changes it until we are done."""
    hold(conversation.matter_id)
    rows = Conversation.objects.whole().select_for_update(of=("self",), no_key=True)
    return rows.get(pk=conversation.pk)


def move_to(conversation: Conversation, stage: Stage) -> None:
    """Only the moves in the table."""
    if stage not in MOVES[Stage(conversation.stage)]:
        raise Refused(_no_such_move(conversation))
    conversation.stage = stage


def _no_such_move(conversation: Conversation) -> str:
    if conversation.was_held:
        return _("This conversation was held and written down. Start a new one if you speak again.")
    if conversation.stage == Stage.NOT_HELD:
        return _("This conversation did not take place. Plan it again first.")
    return _("This conversation has not been held yet.")
