"""Writes plain rows with `create()`, so many in one transaction, as fast as it goes."""

import os

import django

from benchmarks.writing import main

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.plain.settings"
django.setup()


def creating(rows: int, number: int) -> None:
    """So many rows, committed together."""
    from django.db import transaction  # noqa: PLC0415 - after the set-up
    from django.utils.timezone import now  # noqa: PLC0415

    from benchmarks.plain.models import Item  # noqa: PLC0415

    at = now()
    with transaction.atomic():
        for place in range(rows):
            Item.objects.create(
                owner_id=1 + number % 50,
                other_id=1 + (number + place) % 50,
                text="Somebody does something for somebody else",
                due=at.date(),
                made_at=at,
            )


if __name__ == "__main__":
    main(lambda words, _thread: lambda number: creating(int(words[0]), number))
