"""What this room does once, when the house opens."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Says to `matters` who stays out, to `post` how its letter reads, and what the clock does."""

    name = "tussenruimte.learning"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.learning.access import who_stays_out  # noqa: PLC0415
        from tussenruimte.learning.letters import tell_post  # noqa: PLC0415
        from tussenruimte.learning.nightly import (  # noqa: PLC0415
            close_what_was_answered,
            empty_old_complaints,
            keep_two_hearing,
        )
        from tussenruimte.matters.hooks import keeps_out  # noqa: PLC0415

        tell_post()
        keeps_out(who_stays_out)
        every_day(keep_two_hearing)
        every_day(close_what_was_answered)
        every_day(empty_old_complaints)
