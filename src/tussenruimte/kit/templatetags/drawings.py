"""Drawings that are worked out: the house fronts of promised and done, the code on a card."""

from dataclasses import dataclass

import segno

WINDOWS_IN_HOUSE = 6
HOUSES_IN_ROW = 5
MOST_WINDOWS = 2 * HOUSES_IN_ROW * WINDOWS_IN_HOUSE
HOUSE_WIDTH, ROW_HEIGHT, MARGIN = 72, 200, 6
# What one window may stand for, so that large figures still fit the street.
SCALES = tuple(step * 10**power for power in range(9) for step in (1, 2, 5))

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Window:
    """One window: where it is and what it shows (kept, moved, late or open)."""

    x: int
    y: int
    shows: str


@dataclass(frozen=True, slots=True)
class House:
    """One house front: which of the five, where, and its windows."""

    shape: int
    x: int
    y: int
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Street:
    """The whole drawing: its size, its rows and how many promises one window stands for."""

    width: int
    height: int
    rows: tuple[int, ...]
    houses: tuple[House, ...]
    scale: int


def street_of(counts: Counts) -> Street:
    """House fronts with a window for each promise; in large numbers one window stands for more."""
    scale = next(s for s in SCALES if sum(_windows(n, s) for n in counts.values()) <= MOST_WINDOWS)
    shown = _spread({what: _windows(n, scale) for what, n in counts.items()})
    number = max(1, -(-len(shown) // WINDOWS_IN_HOUSE))
    each = -(-len(shown) // number)  # evenly: no house with one window beside a full one
    houses = tuple(_house(n, shown[n * each : (n + 1) * each]) for n in range(number))
    rows = tuple(ROW_HEIGHT * n for n in range(-(-number // HOUSES_IN_ROW)))
    width = 2 * MARGIN + HOUSE_WIDTH * HOUSES_IN_ROW  # a short row leaves the quay free
    return Street(width, ROW_HEIGHT * len(rows), rows, houses, scale)


def _windows(promises: int, scale: int) -> int:
    """Rounded, but what exists is seen: one late promise keeps its window."""
    return max(1, round(promises / scale)) if promises else 0


def _spread(counts: Counts) -> list[str]:
    """The rarer ones evenly between the others: always the same place for the same figures."""
    total = sum(counts.values())
    places = sorted(
        ((n + 0.5) * total / count, what) for what, count in counts.items() for n in range(count)
    )
    return [what for _place, what in places]


def _house(number: int, mine: list[str]) -> House:
    windows = tuple(
        Window(x=12 + 26 * (n % 2), y=52 + 33 * (n // 2), shows=what) for n, what in enumerate(mine)
    )
    row, place = divmod(number, HOUSES_IN_ROW)
    return House(
        shape=(place + row * 2) % HOUSES_IN_ROW,
        x=MARGIN + HOUSE_WIDTH * place,
        y=ROW_HEIGHT * row,
        windows=windows,
    )


def qr_of(text: str) -> tuple[int, str]:
    """A QR code as the width of its square and one path."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = (
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _dark_runs(row)
    )
    return len(matrix), "".join(runs)


def _dark_runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules begin and how many stand side by side."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
