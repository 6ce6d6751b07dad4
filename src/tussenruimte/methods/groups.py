"""Figures about groups of people, shown so that no small group can be seen or worked out.

Public pages hide every count under ten and round the rest to fives; members' pages hide under
five. A hidden count must not follow from the others either, so more counts are hidden beside it.
For that we do what a curious reader could do, as well as it can be done: counts and totals are a
network of flows (people run from rows to columns and back through the totals), and the lowest and
highest value that a hidden count can have, given all that is shown, are a smallest and a largest
flow; for whole numbers that is exact. What is hidden beside is chosen by its place, never by its
size, so that a reader who knows this method learns nothing from the choice.

Every person counts in one cell only. What this does not do: two tables about the same people that
differ a little, or the same table week after week, can still be compared. Keep to a fixed set of
tables, frozen per period.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be shown: counts under `under` are hidden, others rounded to `base`.

    A hidden count must still be able to have `spread` values, at least.
    """

    under: int
    base: int
    spread: int


PUBLIC = Rule(under=10, base=5, spread=5)
"""For public pages (ten and fives: our rule for figures about people; the spread is our own choice)."""
MEMBERS = Rule(under=5, base=1, spread=3)
"""For members' pages (five: our rule for figures about people; the spread is our own choice)."""
_NO_LIMIT = 10**12


@dataclass(frozen=True, slots=True)
class Counts:
    """One list of counts with its total, as it may be shown; None is hidden."""

    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of counts with their totals, as they may be shown; None is hidden."""

    rows: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Merged:
    """Kinds that are large enough, and how many people all other kinds have together."""

    kinds: dict[str, int]
    rest: int
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A count as a pipe in the network; `is_total` ones are hidden last, `is_told` ones never."""

    start: int
    end: int
    count: int
    is_total: bool
    is_told: bool = False


def public_cells(counts: Sequence[int]) -> Counts:
    """Return a list of counts of people, and its total, as a public page may show them."""
    return _shown_list(counts, PUBLIC)


def members_cells(counts: Sequence[int]) -> Counts:
    """Return a list of counts of people, and its total, as a members' page may show them."""
    return _shown_list(counts, MEMBERS)


def public_table(rows: Sequence[Sequence[int]]) -> Table:
    """Return rows of counts of people, and all totals, as a public page may show them.

    Raises ValueError for rows of different length and for counts below zero.
    """
    return _shown_table(rows, PUBLIC)


def members_table(rows: Sequence[Sequence[int]]) -> Table:
    """Return rows of counts of people, and all totals, as a members' page may show them.

    Raises ValueError for rows of different length and for counts below zero.
    """
    return _shown_table(rows, MEMBERS)


def votes_table(rows: Sequence[Sequence[int]], rule: Rule) -> Table:
    """Return rows of voices, where what all rows have together is told exactly in any case.

    When some small count would still follow from those totals, no row is shown at all. Raises
    ValueError for rows of different length and for counts below zero.
    """
    return _shown_table(rows, rule, is_told=True)


def merge_small(kinds: Mapping[str, int], under: int = MEMBERS.under) -> Merged:
    """Put kinds of fewer people together, and the next smallest too while they are too few.

    Give the rest its own name on the page; `merged` says which kinds are in it. Raises ValueError
    for counts below zero.
    """
    _refuse_negative(kinds.values())
    merged = [kind for kind in kinds if kinds[kind] < under]
    large = sorted((kind for kind in kinds if kinds[kind] >= under), key=lambda k: kinds[k])
    while merged and large and sum(kinds[k] for k in merged) < under:
        merged.append(large.pop(0))
    kept = {kind: count for kind, count in kinds.items() if kind not in merged}
    return Merged(kept, sum(kinds[kind] for kind in merged), tuple(merged))


def _shown_list(counts: Sequence[int], rule: Rule) -> Counts:
    _refuse_negative(counts)
    cells = [_Cell(0, 1, count, is_total=False) for count in counts]
    cells.append(_Cell(1, 0, sum(counts), is_total=True))
    shown = _shown(cells, rule)
    return Counts(tuple(shown[:-1]), shown[-1])


def _shown_table(rows: Sequence[Sequence[int]], rule: Rule, *, is_told: bool = False) -> Table:
    """Nodes: 0 where all people come from, then the rows, then the columns, last where they end."""
    height, width = len(rows), len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise ValueError("all rows have as many counts")
    _refuse_negative(count for row in rows for count in row)
    last = height + width + 1
    cells = [
        _Cell(1 + r, 1 + height + c, count, is_total=False)
        for r, row in enumerate(rows)
        for c, count in enumerate(row)
    ]
    cells += [_Cell(0, 1 + r, sum(row), is_total=True) for r, row in enumerate(rows)]
    sums = [sum(row[c] for row in rows) for c in range(width)]
    cells += [
        _Cell(1 + height + c, last, count, is_total=True, is_told=is_told)
        for c, count in enumerate(sums)
    ]
    cells.append(_Cell(last, 0, sum(sums), is_total=True, is_told=is_told))
    shown = _shown(cells, rule)
    body, totals = shown[: height * width], shown[height * width :]
    return Table(
        rows=tuple(tuple(body[r * width : (r + 1) * width]) for r in range(height)),
        row_totals=tuple(totals[:height]),
        column_totals=tuple(totals[height:-1]),
        total=totals[-1],
    )


def _refuse_negative(counts: Iterable[int]) -> None:
    if any(count < 0 for count in counts):
        raise ValueError("a group has no fewer than no people")


def _shown(cells: Sequence[_Cell], rule: Rule) -> list[int | None]:
    """Hide what is small, then what would give it away; round the rest."""
    told = {i for i, cell in enumerate(cells) if cell.is_told}
    hidden = {i for i, cell in enumerate(cells) if cell.count < rule.under} - told
    unsafe = deque(sorted(hidden))
    while unsafe and len(hidden) + len(told) < len(cells):
        i = unsafe[0]
        if not _lonely(cells, hidden, i) and _is_safe(cells, hidden, i, rule):
            unsafe.popleft()  # for good: hiding more only leaves more values
            continue
        beside = _best_to_hide(cells, hidden, i)
        hidden.add(beside)
        unsafe.append(beside)
    return [None if i in hidden else _shown_as(cell, rule) for i, cell in enumerate(cells)]


def _shown_as(cell: _Cell, rule: Rule) -> int:
    return cell.count if cell.is_told else _rounded(cell.count, rule.base)


def _rounded(count: int, base: int) -> int:
    return (count + base // 2) // base * base


def _lonely(cells: Sequence[_Cell], hidden: set[int], i: int) -> set[int]:
    """The row and column in which a count is the only hidden one, totals included."""
    others = {node for j in hidden if j != i for node in (cells[j].start, cells[j].end)}
    return {cells[i].start, cells[i].end} - others


def _best_to_hide(cells: Sequence[_Cell], hidden: set[int], i: int) -> int:
    """The shown count to hide beside: near by in the same row or column, totals last.

    Preferably where the other row or column has a hidden count already. How large it is does not
    matter: a reader who knows this method would learn from our choosing the smallest.
    """
    lines = _lonely(cells, hidden, i) or {cells[i].start, cells[i].end}
    busy = {node for j in hidden for node in (cells[j].start, cells[j].end)}

    def cost(j: int) -> tuple[bool, bool, bool, int, int]:
        ends = {cells[j].start, cells[j].end}
        return not ends & lines, cells[j].is_total, not ends <= busy, abs(j - i), j

    left = [j for j, cell in enumerate(cells) if j not in hidden and not cell.is_told]
    return min(left, key=cost)


def _is_safe(cells: Sequence[_Cell], hidden: set[int], i: int, rule: Rule) -> bool:
    """Whether a hidden count can have at least SPREAD values, given all that is shown.

    More people in one pipe must flow back around it, fewer must find a way along it.
    """
    start, end, count = cells[i].start, cells[i].end, cells[i].count
    low, high = _believed(cells[i], rule, is_hidden=True)
    needed = rule.spread - 1
    more = _flow(_room(cells, hidden, i, rule), end, start, min(needed, high - count))
    less = _flow(_room(cells, hidden, i, rule), start, end, min(needed, count - low))
    return more + less >= needed


_Room = dict[int, dict[int, int]]


def _room(cells: Sequence[_Cell], hidden: set[int], i: int, rule: Rule) -> _Room:
    """How many people more could go from node to node, as far as a reader can tell; not through i."""
    room: _Room = {node: {} for cell in cells for node in (cell.start, cell.end)}
    for j, cell in enumerate(cells):
        if j == i:
            continue
        low, high = _believed(cell, rule, is_hidden=j in hidden)
        for a, b, people in (
            (cell.start, cell.end, high - cell.count),
            (cell.end, cell.start, cell.count - low),
        ):
            room[a][b] = room[a].get(b, 0) + people
    return room


def _believed(cell: _Cell, rule: Rule, *, is_hidden: bool) -> tuple[int, int]:
    """The lowest and highest value that a reader gives a count before reasoning.

    We grant that the reader knows which hidden counts are the small ones. Some will.
    """
    count = cell.count
    if cell.is_told:
        return count, count
    if is_hidden:
        return (0, rule.under - 1) if count < rule.under else (rule.under, _NO_LIMIT)
    shown = _rounded(count, rule.base)
    return max(rule.under, shown - rule.base // 2), shown + (rule.base - 1) // 2


def _flow(room: _Room, source: int, sink: int, limit: int) -> int:
    """How many people can flow from source to sink, up to a limit (Edmonds and Karp, 1972)."""
    flowed = 0
    while flowed < limit:
        came_from = _path(room, source, sink)
        if sink not in came_from:
            break
        steps, node = [], sink
        while node != source:
            steps.append((came_from[node], node))
            node = came_from[node]
        people = min(limit - flowed, *(room[a][b] for a, b in steps))
        for a, b in steps:
            room[a][b] -= people
            room[b][a] = room[b].get(a, 0) + people
        flowed += people
    return flowed


def _path(room: _Room, source: int, sink: int) -> dict[int, int]:
    """Where each node that can be reached was reached from, nearest first."""
    came_from: dict[int, int] = {source: source}
    queue = deque([source])
    while queue and sink not in came_from:
        node = queue.popleft()
        for other, people in room[node].items():
            if people and other not in came_from:
                came_from[other] = node
                queue.append(other)
    return came_from
