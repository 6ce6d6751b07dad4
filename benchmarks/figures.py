"""Numbers of a run: percentiles, ratios, and whether they stay below what was promised."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def p50(values: Sequence[float]) -> float:
    """The middle."""
    return percentile(values, 0.5)


def p95(values: Sequence[float]) -> float:
    """What nineteen in twenty stay below."""
    return percentile(values, 0.95)


def ratio(pairs: Iterable[tuple[float, float]]) -> float:
    """How many times the floor: the middle of the rounds, each against the floor beside it."""
    return median(one / floor for one, floor in pairs)


def load() -> str:
    """How busy the machine is beside us."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


@dataclass
class Report:
    """Lines as they come, and how many promises were not kept."""

    broken: int = 0
    lines: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Show a line and keep it."""
        print(line, flush=True)
        self.lines.append(line)

    def check(
        self, name: str, value: float, most: float, *, unit: str = "×", least: bool = False
    ) -> None:
        """One figure against its bound."""
        holds = value >= most if least else value <= most
        self.broken += not holds
        sign, verdict = ("≥", "holds") if least else ("≤", "holds")
        if not holds:
            verdict = "BROKEN"
        self.say(f"{name:<58} {value:8.2f} {unit} ({sign} {most:g}) {verdict}")
