"""Start-up of `post`."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The outbox: what it has the clock do."""

    name = "tussenruimte.post"

    def ready(self) -> None:
        """Whatever waits too long gets the worker's attention again."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415 - models come first
        from tussenruimte.post.nightly import look_after_the_outbox  # noqa: PLC0415

        every_day(look_after_the_outbox)
