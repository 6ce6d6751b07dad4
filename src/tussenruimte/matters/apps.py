"""Start-up of `matters`."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """What it is about: how its letters are made, and what the clock does when a permission runs out."""

    name = "tussenruimte.matters"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.matters.letters import tell_post  # noqa: PLC0415
        from tussenruimte.matters.nightly import permissions_that_ran_out  # noqa: PLC0415

        tell_post()
        every_day(permissions_that_ran_out)
