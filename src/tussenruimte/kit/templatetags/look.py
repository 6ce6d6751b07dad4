"""The parts of a page. How to use them: docs/look.md; all of them on one page: /look/ in the demo."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.template.defaultfilters import linebreaks_filter
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tussenruimte.kit.templatetags import (
    asking,
    doors,
    drawings,
    frame,
    promised,
    remembered,
    wording,
    words,
)

register = template.Library()
for part in (asking, promised, words, wording):
    register.tags |= part.register.tags
    register.filters |= part.register.filters

# ---- people ---------------------------------------------------------------------------------------


@register.simple_tag
def door(actor: Any, size: str = "", *, lit: bool = False, empty: bool = False) -> SafeString:
    """Somebody's front door. Hidden from screen readers: the name stands beside it."""
    painted = doors.door_of(actor)
    kinds = [str(painted.colour), size, "lit" if lit else "", "empty" if empty else ""]
    classes = " ".join(["door", *(f"door--{kind}" for kind in kinds if kind)])
    # People and their words stand by the dozen on a page: this is ten times faster than a template.
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, painted.letters)


@register.simple_tag
def person(
    actor: Any,
    part: str = "",
    *,
    lit: bool = False,
    empty: bool = False,
    size: str = "",
    url: str = "",
) -> SafeString:
    """Door, name, and what they are to you."""
    painted = door(actor, size, lit=lit, empty=empty)
    name = doors.called(actor)
    name = format_html('<a href="{}">{}</a>', url, name) if url else name
    below = format_html('<span class="person__part">{}</span>', part) if part else ""
    return format_html(
        '<div class="person">{}<div>\n<span class="person__name">{}</span>\n{}</div></div>',
        painted,
        name,
        below,
    )


@register.inclusion_tag("web/parts/people.html")
def people(rows: Iterable[Any], *, two: bool = False) -> dict[str, Any]:
    """A list of persons. A row has an actor, and optionally part, lit, empty and url."""
    return {"rows": rows, "two": two}


# ---- drawings -------------------------------------------------------------------------------------


@cache
def _drawn(name: str) -> SafeString:
    """A drawing that never changes, from its own file, read once."""
    return render_to_string(f"web/parts/{name}.svg")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word, never instead of it."""
    return _drawn(f"icons/{name}")


@register.simple_tag
def scene(name: str) -> SafeString:
    """The scene beside the title: bench, doorstep, table or reeds. On wide screens only."""
    return _drawn(f"scenes/{name}")


@register.simple_tag
def quay() -> SafeString:
    """The street along the water, for the front."""
    return _drawn("quay")


@register.simple_tag
def roofs() -> SafeString:
    """The roofs above the foot of every page."""
    return _drawn("roofs")


@register.simple_tag
def mark() -> SafeString:
    """The sign of the house: two houses with light between them."""
    return _drawn("mark")


@register.simple_tag
def house() -> SafeString:
    """A quiet house with dark windows: nothing waits."""
    return _drawn("house")


@register.inclusion_tag("web/parts/step_door.html")
def step_door(number: int, *, lit: bool = False) -> dict[str, Any]:
    """The door on a step card of the front."""
    return {"number": number, "lit": lit}


@register.inclusion_tag("web/parts/qr.html")
def qr(text: str, label: str = "") -> dict[str, Any]:
    """A QR code."""
    width, path = drawings.qr_of(text)
    return {"width": width + 8, "path": path, "label": label}


# ---- blocks of text --------------------------------------------------------------------------------


@register.inclusion_tag("web/parts/why.html")
def why(walk: Iterable[Any], title: str = "") -> dict[str, Any]:
    """What is this for? From here up to what binds us."""
    return {"walk": walk, "title": title or _("What is this for?")}


@register.inclusion_tag("web/parts/back.html")
def back(url: str, words: str) -> dict[str, str]:
    """The way back, above the title."""
    return {"url": url, "words": words}


@register.inclusion_tag("web/parts/turn.html")
def turn(words: str = "") -> dict[str, str]:
    """Whose turn it is, with light in the window."""
    return {"words": words or _("Your turn")}


@register.simple_block_tag
def sentence(  # noqa: PLR0913 - what a part can show are its named arguments
    content: str,
    *,
    text: str,
    actor: Any,
    soft: str = "",
    turn: str = "",
    url: str = "",
    lit: bool = True,
    level: int = 2,
) -> SafeString:
    """One thing that waits for somebody: who it is about, one sentence, one next step."""
    said = {"text": text, "actor": actor, "soft": soft, "url": url, "lit": lit, "level": level}
    said |= {
        "turn": turn or (_("Your turn") if lit else ""),
        "content": SafeString(content.strip()),
    }
    return render_to_string("web/parts/sentence.html", said)


@register.simple_block_tag
def own_words(content: str, *, text: str, small: bool = False) -> SafeString:
    """What somebody said, unchanged, in the letter of people; who and when stand under it."""
    kind = "own-words own-words--small" if small else "own-words"
    under = content.strip()
    return format_html(
        '<figure class="{}"><blockquote>{}</blockquote>{}</figure>',
        kind,
        linebreaks_filter(text),
        SafeString(f"<figcaption>{under}</figcaption>" if under else ""),
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Nothing waits. Rest is good news: say so, and say when something comes."""
    said = {"title": title, "content": SafeString(content.strip())}
    return render_to_string("web/parts/empty.html", said)


@register.simple_block_tag
def note(content: str, kind: str = "", title: str = "") -> SafeString:
    """Something to know. `both` keeps two hard sentences together."""
    said = {"kind": kind, "title": title, "content": SafeString(content)}
    return render_to_string("web/parts/note.html", said)


@register.inclusion_tag("web/parts/wrong.html")
def wrong(text: str, id: str = "") -> dict[str, str]:  # noqa: A002 - the attribute of that name
    """What was refused, in one sentence, next to where it can be put right."""
    return {"text": text, "id": id}


@register.simple_block_tag(takes_context=True)
def card_paper(
    context: Context, content: str, *, code: str, address: str, qr: str = ""
) -> SafeString:
    """The card to cut out: the code, where to go with it, and who holds on."""
    said: dict[str, Any] = {"code": code, "address": address, "qr": qr}
    said |= {"content": SafeString(content.strip()), "cooperative": context.get("cooperative")}
    return render_to_string("web/parts/card_paper.html", said)


# ---- the frame -------------------------------------------------------------------------------------

register.simple_tag(frame.address_of, name="link_if")
register.simple_tag(takes_context=True, name="menu")(frame.menu_of)
register.tag("remembered", remembered.remembered)
register.tag(
    "band", frame.with_slots("web/parts/band.html", "back", "heading", "lead", "actions", "art")
)
register.tag("columns", frame.with_slots("web/parts/columns.html", "main", "beside", "layout"))
