"""Start-up of `cli`."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Tells `post` how letters about what left the house read."""

    name = "tussenruimte.cli"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.cli.letters import tell_post  # noqa: PLC0415

        tell_post()
