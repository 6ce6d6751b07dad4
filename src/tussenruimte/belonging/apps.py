"""What this room does once, when the house opens."""

from django.apps import AppConfig


class BelongingConfig(AppConfig):
    """Tells `post` how letters about seats read, and what the clock finishes at night."""

    name = "tussenruimte.belonging"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.belonging.letters import tell_post  # noqa: PLC0415
        from tussenruimte.belonging.nightly import finish_what_was_forgotten  # noqa: PLC0415
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415

        tell_post()
        every_day(finish_what_was_forgotten)
