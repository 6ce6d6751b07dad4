"""Puts rows into the plain database, signs somebody in and says with which cookie."""

import datetime as dt
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.plain.settings"
USERS, ITEMS, FIRST = 1_000, 100_000, 60


def main() -> None:
    """Tables, a thousand people, a hundred thousand rows; the first person has sixty of them."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - settings first

    call_command("migrate", verbosity=0)
    print(_sign_in(_fill()))


def _fill() -> int:
    from django.contrib.auth.models import User  # noqa: PLC0415

    from benchmarks.plain.models import Item  # noqa: PLC0415

    users = [
        User(username=f"user-{n}", first_name="Somebody", last_name=f"Number {n}")
        for n in range(USERS)
    ]
    User.objects.bulk_create(users)
    keys = list(User.objects.order_by("pk").values_list("pk", flat=True))
    day, now = dt.date(2026, 11, 16), dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
    rows = (
        Item(
            owner_id=keys[0] if n < FIRST else keys[n % USERS],
            other_id=keys[(n * 7 + 1) % USERS],
            text=f"Somebody does something for somebody else, number {n}",
            due=day + dt.timedelta(days=n % 60),
            made_at=now,
        )
        for n in range(ITEMS)
    )
    Item.objects.bulk_create(rows, batch_size=2_000)
    return keys[0]


def _sign_in(key: int) -> str:
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    user = User.objects.get(pk=key)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main()
