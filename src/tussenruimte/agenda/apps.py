"""What this room does once, when the house opens."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Asks the clock to clear away what is over."""

    name = "tussenruimte.agenda"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.agenda.nightly import clear_old_postings  # noqa: PLC0415
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415

        every_day(clear_old_postings)
