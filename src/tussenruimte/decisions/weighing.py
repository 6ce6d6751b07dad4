"""Where members stand between grip and room, told per kind so that nobody can be recognised.

Members read who said what, and the exact totals; per kind they see what house rules let them see. For
everybody else kinds stand under the rule of public pages, or else all members together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tussenruimte.decisions.counting import KINDS, REST
from tussenruimte.decisions.models import Point
from tussenruimte.members.models import Member
from tussenruimte.methods.groups import (
    MEMBERS,
    Table,
    members_cells,
    merge_small,
    public_cells,
    public_table,
    votes_table,
)

ALL = "all"
Cells = Sequence[int | None]
Stood = Mapping[tuple[str, int], int]  # members of this kind at this point


@dataclass(frozen=True, slots=True)
class Line:
    """One kind, or all members: how many stand at each point; None is not shown."""

    kind: str
    points: dict[int, int]
    total: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The lines that may be shown, and which kinds were put together."""

    lines: list[Line]
    merged: tuple[str, ...] = ()


def for_members(stood: Stood) -> Figures:
    """All members together exactly, as they are signed; then each kind that can be shown."""
    stood = _apart(stood)
    points = _per_point(stood)
    together, used = Line(ALL, dict(points), points.total()), sorted(points)
    kinds, merged = _kinds(stood)
    table = votes_table(_counts(stood, kinds, merged, used), MEMBERS) if kinds else None
    lines = _lines(kinds, table, used)
    return Figures([together, *lines], merged if lines else ())


def for_everybody(stood: Stood) -> Figures:
    """Each kind that can be shown; where none can, all members together."""
    stood, points = _apart(stood), list(Point)
    kinds, merged = _kinds(stood)
    table = public_table(_counts(stood, kinds, merged, points)) if kinds else None
    lines = _lines(kinds, table, points)
    if lines:
        return Figures(lines, merged)
    numbers = _per_point(stood)
    shown = public_cells([numbers[point] for point in points])
    return Figures([_line(ALL, points, shown.cells, shown.total)])


def _apart(stood: Stood) -> Stood:
    """Without the municipality: it stands there by its own name, and never among the figures."""
    return {key: n for key, n in stood.items() if key[0] != Member.Sort.MUNICIPALITY}


def _per_point(stood: Stood) -> Counter[int]:
    found = Counter[int]()
    for (_kind, point), n in stood.items():
        found[point] += n
    return found


def _kinds(stood: Stood) -> tuple[list[str], tuple[str, ...]]:
    """The kinds that can stand beside each other; none when there are fewer than two, or too few people."""
    numbers = Counter[str]()
    for (kind, _point), n in stood.items():
        numbers[kind] += n
    merged = merge_small({kind: numbers[kind] for kind in KINDS if numbers[kind]})
    kinds = [*merged.kinds, *([REST] if merged.merged else [])]
    is_too_few = bool(merged.merged) and members_cells([merged.rest]).total is None
    return ([], ()) if len(kinds) < 2 or is_too_few else (kinds, merged.merged)  # noqa: PLR2004


def _counts(
    stood: Stood, kinds: Sequence[str], merged: Sequence[str], points: Sequence[int]
) -> list[list[int]]:
    found = Counter[tuple[str, int]]()
    for (kind, point), n in stood.items():
        found[REST if kind in merged else kind, point] += n
    return [[found[kind, point] for point in points] for kind in kinds]


def _lines(kinds: Sequence[str], table: Table | None, points: Sequence[int]) -> list[Line]:
    if table is None:
        return []
    rows = zip(kinds, table.rows, table.row_totals, strict=True)
    lines = [_line(kind, points, cells, total) for kind, cells, total in rows]
    return lines if any(line.points for line in lines) else []


def _line(kind: str, points: Sequence[int], cells: Cells, total: int | None) -> Line:
    told = zip(points, cells, strict=True)
    return Line(kind, {int(point): n for point, n in told if n is not None}, total)
