"""Start-up of `relations`."""

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    """Needs: what they hear of conversations, and what the clock does with silence and origins."""

    name = "tussenruimte.relations"

    def ready(self) -> None:
        """A held conversation is a sign of life; every day the silent ones rise."""
        from tussenruimte.conversations.hooks import when_held  # noqa: PLC0415 - models come first
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.matters.hooks import (  # noqa: PLC0415
            knows_who_wrote,
            when_permission_ends,
        )
        from tussenruimte.post import kinds  # noqa: PLC0415
        from tussenruimte.relations.letters import (  # noqa: PLC0415
            closed_for_you,
            silence_letters,
            stop_invoked,
        )
        from tussenruimte.relations.listening import (  # noqa: PLC0415
            count_silence,
            forget_where_it_came_from,
            hear_conversation,
            hear_permission_end,
            who_wrote,
        )
        from tussenruimte.relations.nightly import empty_old_needs  # noqa: PLC0415

        when_held(hear_conversation)
        knows_who_wrote(who_wrote)
        when_permission_ends(hear_permission_end)
        every_day(count_silence)
        every_day(forget_where_it_came_from)
        every_day(empty_old_needs)
        kinds.register("silence-letter", together=silence_letters)
        kinds.register("closed-for-you", closed_for_you)
        kinds.register("stop-invoked", stop_invoked)
