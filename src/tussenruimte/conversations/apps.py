"""What this room does once, when the house opens."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Tells `post` how letters about conversations read."""

    name = "tussenruimte.conversations"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.conversations.letters import tell_post  # noqa: PLC0415

        tell_post()
