"""Counting what a page asks the database."""

from django.test.utils import CaptureQueriesContext

# A transaction inside the test's own, and where the visitor was: a page of the house asks neither.
MARKS = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT nullif(current_setting")


def questions(asked: CaptureQueriesContext) -> list[str]:
    """The statements, without those that only a test asks."""
    return [q["sql"] for q in asked.captured_queries if not q["sql"].startswith(MARKS)]
