"""A browser for tests."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tussenruimte.kit.tenancy import tell_database


def where_we_are() -> int | None:
    """The cooperative that PostgreSQL was told; SQLite needs none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('app.coop', true), '')")
        (value,) = cursor.fetchone()
    return None if value is None else int(value)


class Visitor(Client):
    """Every page leaves its cooperative at the end; the test that asked for it stays where it was."""

    def request(self, **request: Any) -> HttpResponse:
        before = where_we_are()
        try:
            return super().request(**request)
        finally:
            if before is not None:
                tell_database(before)
