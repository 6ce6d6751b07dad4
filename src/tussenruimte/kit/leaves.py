"""A long list, so much at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")
Other = TypeVar("Other")
A_LEAF = 25  # rows on one


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """A part of a long list: which one, counted from 1, and whether another one follows."""

    rows: list[Row]
    number: int = 1
    has_more: bool = False

    @property
    def before(self) -> int:
        """The number of the one before; 0: this is the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the next; 0: this is the last."""
        return self.number + 1 if self.has_more else 0

    def turned_into(self, into: Callable[[list[Row]], list[Other]]) -> "Leaf[Other]":
        """The same leaf with what is shown of its rows."""
        return Leaf(into(self.rows), self.number, self.has_more)


def together(*leaves: Leaf[Any]) -> Leaf[Any]:
    """Of several lists on one page that are turned at once: another one follows when one of them goes on."""
    rows = [row for leaf in leaves for row in leaf.rows]
    return Leaf(rows, leaves[0].number, any(leaf.has_more for leaf in leaves))


def leaf_of(
    rows: "QuerySet[Any, Row] | Sequence[Row]", number: int, size: int = A_LEAF
) -> Leaf[Row]:
    """So many of these, in their order; of a question one row more is asked than is shown."""
    begin = (number - 1) * size
    found = list(rows[begin : begin + size + 1])
    return Leaf(found[:size], number, len(found) > size)
