""" "Waar is dit voor?": from what stands on the page up to what binds us, with the way there."""

from collections.abc import Sequence
from typing import Any

from tussenruimte.matters.models import Matter
from tussenruimte.matters.pages import page_of


def rows_of(
    first: tuple[str, str], steps: Sequence[Matter], slug: str, *, may_read: bool
) -> list[dict[str, Any]]:
    """The rows of the walk. A link stands only where whoever looks may go."""
    rows: list[dict[str, Any]] = [{"kind": first[0], "title": first[1], "url": ""}]
    for matter in steps:
        is_open = not matter.is_private or may_read
        url = page_of(matter, slug) if is_open else ""
        rows.append({"kind": matter.get_subject_display(), "title": matter.shown_title, "url": url})
    return rows
