"""What this room does once, when the house opens."""

from django.apps import AppConfig


class BelongingConfig(AppConfig):
    """Tells `post` how letters read; hears of conversations about being a member, and of the clock."""

    name = "tussenruimte.belonging"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.belonging.beside import who_wrote  # noqa: PLC0415
        from tussenruimte.belonging.letters import tell_post  # noqa: PLC0415
        from tussenruimte.belonging.listening import (  # noqa: PLC0415
            hear_conversation,
            hear_dispute,
            hear_release,
        )
        from tussenruimte.belonging.nightly import (  # noqa: PLC0415
            empty_old_names,
            empty_old_texts,
            end_circles,
            finish_what_was_forgotten,
        )
        from tussenruimte.belonging.reads.for_members import what_waits_here  # noqa: PLC0415
        from tussenruimte.conversations.hooks import when_disputed, when_held  # noqa: PLC0415
        from tussenruimte.decisions.hooks import waits_for_members  # noqa: PLC0415
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.matters.hooks import knows_who_wrote  # noqa: PLC0415
        from tussenruimte.promises.hooks import when_released  # noqa: PLC0415

        tell_post()
        waits_for_members(what_waits_here)
        knows_who_wrote(who_wrote)
        when_held(hear_conversation)
        when_disputed(hear_dispute)
        when_released(hear_release)
        every_day(end_circles)
        every_day(empty_old_texts)
        every_day(empty_old_names)
        every_day(finish_what_was_forgotten)
