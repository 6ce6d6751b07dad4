"""What this room does once, when the house opens."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Tells `post` how letters about conversations read, and `matters` who noted which."""

    name = "tussenruimte.conversations"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.conversations.access import who_wrote  # noqa: PLC0415
        from tussenruimte.conversations.letters import tell_post  # noqa: PLC0415
        from tussenruimte.matters.hooks import knows_who_wrote  # noqa: PLC0415

        tell_post()
        knows_who_wrote(who_wrote)
