"""A browser for tests, and a database that may only be read."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import tell_database
from tussenruimte.members.models import Person
from tussenruimte.web.signed_in import SEEN

# What only whoever programs should see: a row of data, an object, a list of them, a place in a text.
OF_THE_PROGRAM = re.compile(
    r"\b[A-Z]\w+\(\w+=|&lt;[A-Z]\w+: |object at 0x|&lt;QuerySet|%\(\w+\)[sd]"
)
Execute = Callable[[str, Any, bool, Any], Any]


def where_we_are() -> int | None:
    """The cooperative that PostgreSQL was told; SQLite needs none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('app.coop', true), '')")
        (value,) = cursor.fetchone()
    return None if value is None else int(value)


def refuse_writes(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:
    """For `connection.execute_wrapper`: only the reading log may grow."""
    is_write = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "WITH HEAD"))
    if is_write and '"record_reading"' not in sql:
        raise AssertionError(f"This page writes: {sql[:200]}")
    return execute(sql, params, many, context)


class Visitor(Client):
    """Every page leaves its cooperative at the end; the test that asked for it stays where it was."""

    def sign_in(self, person: Person) -> "Visitor":
        """Come in as somebody who has a log-in, on a device that was seen today."""
        self.force_login(person.user)
        session = self.session
        session[SEEN] = clock.today().isoformat()
        session.save()
        return self

    def request(self, **request: Any) -> HttpResponse:
        before = where_we_are()
        try:
            answer = super().request(**request)
        finally:
            if before is not None:
                tell_database(before)
        if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            found = OF_THE_PROGRAM.search(answer.content.decode())
            assert found is None, f"{request['PATH_INFO']} shows {found}"
        return answer
