"""What this room does once, when the house opens."""

from django.apps import AppConfig


class BelongingConfig(AppConfig):
    """Tells `post` how letters about seats read."""

    name = "tussenruimte.belonging"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.belonging.letters import tell_post  # noqa: PLC0415

        tell_post()
