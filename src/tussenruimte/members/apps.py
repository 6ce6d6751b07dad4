"""Start-up of `members`."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members: the outbox asks them where people can be reached."""

    name = "tussenruimte.members"

    def ready(self) -> None:
        """Letters are addressed by code; who that is, is known here. Old tries at cards go at night."""
        from tussenruimte.kit import once  # noqa: PLC0415 - models come first
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.members.actions.sent import do_once  # noqa: PLC0415
        from tussenruimte.members.addresses import addresses_of, house_of  # noqa: PLC0415
        from tussenruimte.members.letters import tell_post  # noqa: PLC0415
        from tussenruimte.members.nightly import (  # noqa: PLC0415
            forget_logins_of_nobody,
            forget_old_forms,
            forget_old_post,
            forget_old_tries,
        )
        from tussenruimte.post import addresses  # noqa: PLC0415 - models come first

        addresses.register(addresses_of, house_of)
        every_day(forget_old_tries)
        every_day(forget_old_forms)
        every_day(forget_old_post)
        every_day(forget_logins_of_nobody)
        tell_post()
        once.register(do_once)
