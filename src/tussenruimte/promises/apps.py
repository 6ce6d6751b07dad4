"""Start-up of `promises`."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Promises: what they have the clock do, how their letters are made, and whose each one is."""

    name = "tussenruimte.promises"

    def ready(self) -> None:
        """Every day the ladder is walked; whom it tells something gets a letter."""
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415 - models come first
        from tussenruimte.matters.hooks import knows_who_wrote  # noqa: PLC0415
        from tussenruimte.post import kinds  # noqa: PLC0415
        from tussenruimte.promises.beside import who_wrote  # noqa: PLC0415
        from tussenruimte.promises.handed_over import LETTERS  # noqa: PLC0415
        from tussenruimte.promises.ladder import walk  # noqa: PLC0415
        from tussenruimte.promises.letters import letters_of_the_day  # noqa: PLC0415
        from tussenruimte.promises.no_answer import LETTERS as NO_ANSWER  # noqa: PLC0415
        from tussenruimte.promises.not_passed import not_passed_letters  # noqa: PLC0415
        from tussenruimte.promises.said_done import said_done_letters  # noqa: PLC0415

        kinds.register("day-letter", together=letters_of_the_day)
        kinds.register("said-done", together=said_done_letters)
        kinds.register("not-passed", together=not_passed_letters)
        for kind, together in (LETTERS | NO_ANSWER).items():
            kinds.register(kind, together=together)
        every_day(walk)
        knows_who_wrote(who_wrote)
