"""A form that is sent twice, by a double click or from an old tab, is done once.

The name of a sent form is made of the token against forgery, which is another one each time a page
is shown, of what was filled in, and of what was to be done with it. Whoever keeps these names says
so at start-up: kit keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
Keep = Callable[..., Any]


@dataclass(slots=True)
class _Known:
    keep: Keep | None = None


_known = _Known()


def register(keep: Keep) -> None:
    """Say who keeps the names: `keep(name, do, by=…, at=…)` does it, or gives what came of it before."""
    _known.keep = keep


def do_once(form: Any, action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do it, unless this very form was sent before: then what came of it that time."""
    name = _name_of(form, action, [*args, *kwargs.values()])
    if not name or _known.keep is None:
        return action(*args, **kwargs)
    by, at = kwargs["by"], kwargs["at"]  # every action has them
    return _known.keep(name, lambda: action(*args, **kwargs), by=by, at=at)


def _name_of(form: Any, action: Callable[..., Any], about: list[Any]) -> str:
    """How this form, sent from this page, is called; empty when no page stands behind it."""
    data = form.data
    if not hasattr(data, "lists") or not data.get(TOKEN):
        return ""
    parts = [
        type(form).__qualname__,
        f"{action.__module__}.{getattr(action, '__qualname__', '')}",
        [str(getattr(thing, "code", "")) for thing in about],
        sorted((name, tuple(values)) for name, values in data.lists()),
        sorted((name, file.name, file.size) for name, file in form.files.items()),
    ]
    return sha256(repr(parts).encode()).hexdigest()
