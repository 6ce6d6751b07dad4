"""Every pair of colours that carries text or meaning, in each theme, by day and in the evening."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "frontend" / "css"
THEMES = ["", "stationskwartier", "heideveen"]
TEXT, PART = 4.5, 3.0  # WCAG 2.2: 1.4.3 contrast of text, 1.4.11 contrast of what is not text

LETTERS_ON = {
    "text": "page surface surface-sunk lead-soft lead-mid turn turn-soft late kept",
    "text-soft": "page surface surface-sunk lead-soft turn-soft turn",
    "link": "page surface surface-sunk lead-soft turn turn-soft late kept",
    "link-hover": "page surface",
    "on-lead": "lead",
    "turn-text": "turn turn-soft surface page",
    "late-text": "late surface page",
    "kept-text": "kept surface page",
    "on-foot": "foot",
    "on-lamp": "lamp",
}
PARTS_ON = {
    "line-strong": "page surface surface-sunk",
    "lead": "page surface",
    "late-edge": "surface late page",
    "kept-edge": "surface kept page",
    "other": "surface page",
    "focus-inner": "focus-outer",
    "lamp": "draw-pane",
}
PAIRS = [
    (f"common-{front}", f"common-{back}", least)
    for table, least in ((LETTERS_ON, TEXT), (PARTS_ON, PART))
    for front, backs in table.items()
    for back in backs.split()
] + [("common-door-letter", f"brand-door-{n}", TEXT) for n in range(1, 8)]

Rule = tuple[bool, str, dict[str, str]]


def rules() -> list[Rule]:
    """Every :root rule as (is it for the evening, its selector, its tokens)."""
    css = "".join((CSS / name).read_text() for name in ("tokens.css", "themes.css"))
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    evenings = [evening(css, m.end()) for m in re.finditer(r"prefers-color-scheme: dark\) \{", css)]
    return [
        (
            any(start < found.start() < end for start, end in evenings),
            found[1],
            {k: " ".join(v.split()) for k, v in re.findall(r"--tr-([\w-]+):([^;]+);", found[2])},
        )
        for found in re.finditer(r"(:root[^{]*)\{([^}]*)\}", css)
    ]


def evening(css: str, start: int) -> tuple[int, int]:
    """From here to the brace that closes the block."""
    depth, end = 1, start
    while depth:
        depth += {"{": 1, "}": -1}.get(css[end], 0)
        end += 1
    return start, end


def tokens(theme: str, is_dark: bool) -> dict[str, str]:
    """What each token is in this theme, at this time of day."""
    said: dict[str, str] = {}
    for in_the_evening, selector, part in rules():
        named = re.findall(r'data-theme="(\w+)"', selector)
        if (not named or theme in named) and (is_dark or not in_the_evening):
            said |= part
    return said


def luminance(name: str, said: dict[str, str]) -> float:
    value = said[name]
    while found := re.match(r"var\(--tr-([\w-]+)\)", value):
        value = said[found[1]]
    rgb = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, back: str, said: dict[str, str]) -> float:
    low, high = sorted((luminance(front, said), luminance(back, said)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("is_dark", [False, True], ids=["day", "evening"])
@pytest.mark.parametrize("theme", THEMES)
def test_what_carries_meaning_can_be_seen(theme, is_dark):
    said = tokens(theme, is_dark)
    found = {(front, back): contrast(front, back, said) for front, back, _ in PAIRS}
    assert {
        pair: found[pair] for *pair_, least in PAIRS if found[pair := tuple(pair_)] < least
    } == {}


def test_every_theme_is_checked():
    named = {
        name for _, selector, _ in rules() for name in re.findall(r'data-theme="(\w+)"', selector)
    }
    assert named == set(THEMES) - {""}


def test_black_on_white_is_twenty_one():
    said = {"ink": "#000000", "paper": "#ffffff", "page": "var(--tr-paper)"}
    assert round(contrast("ink", "page", said), 2) == 21
