"""Two made-up cooperatives, sown once for all tests of a file; what a test does to them is undone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.record.planting import as_owner, undone
from tussenruimte.cli.seed import sow

DAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def sown(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Any]]:
    """Seen as the owner, who may do everything; that is who verifies, and who can do harm."""
    with django_db_blocker.unblock(), undone(), as_owner():
        yield sow(60, seed=1, cooperatives=2, today=DAY, progress=lambda _done: None)
