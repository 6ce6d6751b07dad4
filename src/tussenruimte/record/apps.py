"""Start-up of `record`."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record: what it has the clock do."""

    name = "tussenruimte.record"

    def ready(self) -> None:
        """Every night the day that is over is sealed, and readings whose term is over go."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415 - models come first
        from tussenruimte.record.nightly import (  # noqa: PLC0415
            close_yesterday,
            let_old_readings_go,
        )

        every_day(close_yesterday)
        every_day(let_old_readings_go)
