"""How a fact is written down. The text is what is hashed, so there is one way only."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from tussenruimte.kit.sealing import digests
from tussenruimte.methods.chain import canonical


def written(
    kind: str,
    about: str,
    by: str,
    at: dt.datetime,
    *,
    sealed: Sequence[bytes] = (),
    also: Mapping[str, Any] | None = None,
) -> str:
    """The text of a fact: what, about which code, by whom, when, and digests of sealed texts."""
    body: dict[str, Any] = {
        "kind": kind,
        "about": about,
        "by": by,
        "at": at.astimezone(dt.UTC).isoformat(),
    }
    body |= {key: value for key, value in (also or {}).items() if value is not None}
    if sealed:
        body["sealed"] = digests(sealed)
    return canonical(body)
