"""Start-up of `record`."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record: what it has the clock do."""

    name = "tussenruimte.record"

    def ready(self) -> None:
        """Every night the day that is over is sealed."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415 - models come first
        from tussenruimte.record.nightly import close_yesterday  # noqa: PLC0415

        every_day(close_yesterday)
