"""What this room does once, when the house opens."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """Tells `post` how letters about judgements read, and `matters` who wrote which."""

    name = "tussenruimte.reflections"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.matters.hooks import knows_who_wrote  # noqa: PLC0415
        from tussenruimte.reflections.access import who_wrote  # noqa: PLC0415
        from tussenruimte.reflections.letters import tell_post  # noqa: PLC0415

        tell_post()
        knows_who_wrote(who_wrote)
