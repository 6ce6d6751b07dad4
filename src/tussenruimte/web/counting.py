"""How often somebody tries at the door, counted once for all programs of the house.

allauth keeps its counts in Django's cache. Ours lies in the database, under a keyed hash, so that no
address, network or number of a person stands there; its locks, between the threads of one program,
stay in memory, so that whoever is refused costs no write. When two programs look at the very same
moment each lets one through, and both are counted.
"""

import datetime as dt
from typing import Any

from allauth.mfa import app_settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache

from tussenruimte.kit import clock
from tussenruimte.kit.sealing import keyed_hash

LOCK = ":lock"
A_YEAR = dt.timedelta(days=366)


class CountedTogether(BaseCache):
    """The moments of each try, newest first, and what may be used only once."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._locks = LocMemCache(f"locks {location}", params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The moments that still count."""
        from tussenruimte.members.models import DoorTry  # noqa: PLC0415 - models come first

        rows = DoorTry.objects.filter(what=self._what(key, version), until_at__gt=clock.now())
        return next(iter(rows.values_list("tries", flat=True)), default)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """One try more."""
        from tussenruimte.members.actions import remember_tries  # noqa: PLC0415

        what, (at, until) = self._what(key, version), self._term(timeout)
        remember_tries(what, value, until=until, by="beheer", at=at)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Whether it is the first: a lock among threads, or a code that works once."""
        from tussenruimte.members.actions import remember_once  # noqa: PLC0415

        if key.endswith(LOCK):
            return bool(self._locks.add(key, value, timeout))
        what, (at, until) = self._what(key, version), self._term(max(timeout or 0, self._opens_for))
        return remember_once(what, until=until, by="beheer", at=at)

    def delete(self, key: str, version: int | None = None) -> bool:
        """A lock is free again, or what was tried no longer counts."""
        from tussenruimte.members.actions import drop_tries  # noqa: PLC0415

        if key.endswith(LOCK):
            return bool(self._locks.delete(key))
        return drop_tries(self._what(key, version), by="beheer", at=clock.now())

    def clear(self) -> None:
        """Whatever was tried no longer counts, for nobody."""
        from tussenruimte.members.actions import forget_door_tries  # noqa: PLC0415

        self._locks.clear()
        forget_door_tries(by="beheer", at=clock.now() + A_YEAR)

    def _what(self, key: str, version: int | None) -> str:
        return keyed_hash(self.make_and_validate_key(key, version=version), "door-try")

    @property
    def _opens_for(self) -> int:
        """Seconds in which a code of an app is right: its own turn, and those of a clock that is off."""
        return int(app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1))

    def _term(self, timeout: Any) -> tuple[dt.datetime, dt.datetime]:
        seconds = 0 if timeout in {None, DEFAULT_TIMEOUT} else timeout
        at = clock.now()
        return at, at + dt.timedelta(seconds=seconds)
