"""What this room does once, when the house opens."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """Asks the clock to clear away what is over; a cooperative can do without this room."""

    name = "tussenruimte.agenda"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.agenda.nightly import clear_old_postings  # noqa: PLC0415
        from tussenruimte.agenda.reads import why_it_stays_open  # noqa: PLC0415
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.kit.rooms import Room, can_be_shut  # noqa: PLC0415

        every_day(clear_old_postings)
        what = _("What is on, and who offers or looks for something. Everybody can read it.")
        can_be_shut(
            Room("agenda", _("Agenda and notice board"), what, app="agenda", busy=why_it_stays_open)
        )
