"""A message in the outbox, and a kind of letter for it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tussenruimte.members.models import Cooperative, Person
from tussenruimte.post import actions, kinds
from tussenruimte.post.models import Dispatch, Way

NEWS = "Sjaan belt je morgen."


@pytest.fixture
def said() -> list[kinds.Letter | None]:
    """What the kind `news` says; a test may say something else, or nothing any more."""
    return [kinds.Letter(subject="Nieuws uit de buurt", text=f"{NEWS}\n", spoken=(NEWS,))]


@pytest.fixture(autouse=True)
def news(said: list[kinds.Letter | None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that only the tests know, and one that cannot be made."""
    monkeypatch.setattr(kinds, "_BUILD", {**kinds._BUILD})  # noqa: SLF001
    kinds.register("news", lambda _message: said[-1])
    kinds.register("broken", lambda message: 1 // 0 if message else None)


@pytest.fixture
def put(rietkade: Cooperative, at: datetime) -> Callable[..., Dispatch]:
    """`put(idris)`: something to say to Idris."""

    def put_in(person: Person, *, once: str = "", days: int = 0, **more: Any) -> Dispatch:
        way = Way.MAIL if person.user_id else Way.PHONE
        row = {"way": way, "kind": "news", "about": person.code} | more
        name = once or f"news|{person.code}|{days}"
        due_at = at + timedelta(days=days)
        actions.put_in_outbox(
            rietkade.pk, to=person.code, once=name, due_at=due_at, by="klok", at=at, **row
        )
        return Dispatch.objects.get(once=name)

    return put_in
