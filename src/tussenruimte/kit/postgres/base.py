"""Django's own connection, for which a server that says nothing is a server that is gone.

Django looks for it in a module of this name. PATIENCE in the settings is for how many seconds it
waits for an answer; without it, as the owner has it, everything may take as long as it takes.
"""

import time
from typing import Any, ClassVar

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg import _queries
from psycopg.pq import TransactionStatus

from tussenruimte.kit.refusal import Unsure

KNOCK = 5  # seconds: to connect, and for one who was silent to show that they live
RESPITE = 2.0  # seconds in which nobody knocks again at a door that was shut
FRESH = 1.0  # seconds after an answer in which nobody asks whether the server still lives
SHUT = "the database did not answer a moment ago"
SILENT = "the database did not answer in time"

# psycopg remembers how a statement is written for the server, but not of long ones. *Vandaag* is 32 kB,
# and is asked on every visit. (It has no setting for this; a test sees that it still listens.)
_queries.MAX_CACHED_STATEMENT_LENGTH = 65_536


class Patient(psycopg.Connection[Any]):
    """A connection that is let go of when no answer comes in time. The server may be frozen."""

    patience: float = KNOCK
    heard: float = 0.0  # when the server answered last

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg waits; but after that nobody knows what the server still does with it."""
        try:
            answer = super().wait(gen, interval, self.patience if timeout is None else timeout)
            self.heard = time.monotonic()
            return answer
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Waits so long and no longer, and knows when a change may have been kept unseen."""

    shut_until: ClassVar[float] = 0.0
    kept: int = 0  # how many changes were committed over this connection

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection with patience. While the server is away one knocks, and the others go on."""
        patience = self.settings_dict.get("PATIENCE")
        if patience is None:
            return super().get_new_connection(conn_params)
        house = type(self)
        now = time.monotonic()
        if now < house.shut_until:
            raise psycopg.OperationalError(SHUT)
        if house.shut_until:
            house.shut_until = now + KNOCK
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.Error:
            house.shut_until = time.monotonic() + RESPITE
            raise
        house.shut_until = 0.0
        connection.__class__ = Patient
        connection.patience = patience
        return connection

    def is_usable(self) -> bool:
        """Whether the server still lives. Who does not say so soon is taken for gone.

        Who answered a moment ago and made no mistake since is not asked: on a busy day that saves a
        question for each page. Should it have gone in that moment, one page says that it did not work.
        """
        if not isinstance(self.connection, Patient):
            return bool(super().is_usable())
        is_fresh = time.monotonic() - self.connection.heard < FRESH
        if is_fresh and not self.errors_occurred:
            return not self.connection.closed
        patience, self.connection.patience = self.connection.patience, KNOCK
        try:
            return bool(super().is_usable())
        finally:
            self.connection.patience = patience

    def _commit(self) -> None:
        """When the line breaks between the question and the answer, it may have been kept."""
        line = self.connection
        try:
            super()._commit()  # type: ignore[misc]
        except OperationalError as problem:
            if line is not None and line.closed:
                raise Unsure(SILENT) from problem
            raise
        self.kept += 1
