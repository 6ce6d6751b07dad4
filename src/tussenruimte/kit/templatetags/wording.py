"""Soft questions beside a field, and hard words explained where they stand."""

import re
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tussenruimte.kit.wording import HARD_WORDS, Doubt, HardWord

register = template.Library()

# ---- soft questions -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Soft:
    """What stands above the box of a text that was asked about."""

    questions: list[Doubt] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    attrs: dict[str, str] = field(default_factory=dict)
    marks: str = ""
    carried: str = ""
    is_first: bool = False
    is_only: bool = True


@register.filter(name="soft")
def soft_of(bound: BoundField) -> Soft:
    """What is asked about the text in this field; nothing for most forms."""
    form: Any = bound.form
    if not hasattr(form, "soft_fields") or not form.is_bound:
        return Soft()
    is_first = bound.name == form.carrier
    carried = form.marks_before if is_first else ""
    asked = form.asked.get(bound.name)
    if asked is None:
        return Soft(carried=carried)
    described = " ".join(filter(None, [bound.aria_describedby, f"{bound.auto_id}_soft"]))
    return Soft(
        questions=asked.questions,
        hints=asked.hints,
        attrs={"aria-describedby": described},
        marks=form.marks,
        carried=carried,
        is_first=is_first,
        is_only=len(form.asked) == 1,
    )


# ---- hard words ---------------------------------------------------------------------------------

PIECES = re.compile(
    r'<span class="hard-word__meaning".*?</span>|<(?P<end>/?)(?P<tag>\w+)[^>]*>|<!--.*?-->|[^<]+',
    re.DOTALL,
)
PRESSED = {"a", "button", "summary", "label"}  # in these nothing else can be pressed


@register.simple_tag(takes_context=True)
def hard_word(context: Context, key: str, shown: str = "") -> SafeString | str:
    """A hard word with what it means; the second time on a page just the word."""
    return _explained(context, key, shown or HARD_WORDS[key].name)


@register.simple_block_tag(takes_context=True)
def explain(context: Context, content: str, *keys: str) -> SafeString:
    """Explain these hard words where each first stands in a text; a link stays a link."""
    for key in keys:
        if found := _first_in(content, HARD_WORDS[key]):
            start, end = found
            explained = _explained(context, key, SafeString(content[start:end]))
            content = content[:start] + explained + content[end:]
    return SafeString(content)


def _explained(context: Context, key: str, shown: str) -> SafeString | str:
    before = _explained_before(context)
    if key in before:
        return shown
    before.add(key)
    said = {"id": f"woord-{key}", "shown": shown, "meaning": HARD_WORDS[key].meaning}
    return SafeString(render_to_string("web/parts/hard_word.html", said).strip())


def _explained_before(context: Context) -> set[str]:
    """The words that this page has explained. A page is a request, also for its parts."""
    request: Any = context.get("request")
    around: Any = context.render_context  # of a page that nobody asked for, such as a letter
    page = around if request is None else vars(request)
    words: set[str] = page.setdefault("explained_words", set())
    return words


def _first_in(html: str, word: HardWord) -> tuple[int, int] | None:
    """Where the word stands in the text itself: in no tag, link or button."""
    inside = 0
    for piece in PIECES.finditer(html):
        if piece["tag"]:
            if piece["tag"].lower() in PRESSED:
                inside += -1 if piece["end"] else 1
        elif piece[0][0] != "<" and not inside and (found := word.first_in(piece[0])):
            return piece.start() + found.start(), piece.start() + found.end()
    return None
