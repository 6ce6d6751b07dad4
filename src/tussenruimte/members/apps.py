"""Start-up of `members`."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members: the outbox asks them where people can be reached."""

    name = "tussenruimte.members"

    def ready(self) -> None:
        """Letters are addressed by code; who that is, is known here."""
        from tussenruimte.members.addresses import addresses_of, house_of  # noqa: PLC0415
        from tussenruimte.post import addresses  # noqa: PLC0415 - models come first

        addresses.register(addresses_of, house_of)
