"""What stands around every page: the menu, links that may not be there, one column or two."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy as _

from tussenruimte.kit.rooms import shut_room_of


class Entry(NamedTuple):
    """A word in the menu. `more` follows it where there is room."""

    icon: str
    url_name: str
    word: Any
    more: Any = ""
    needs_cooperative: bool = True


TELL = Entry("tell", "relations:tell", _("Tell"))
PROMISED = Entry("promised", "promises:promised-and-done", _("Promised"), _("and done"))
NEIGHBOURHOOD = Entry("neighbourhood", "web:front", _("Nearby"))
CARD = Entry("card", "relations:card", _("Card"), needs_cooperative=False)
TODAY = Entry("today", "web:today", _("Today"))
OF_PERSON = (TODAY, TELL, PROMISED, NEIGHBOURHOOD)
OF_VISITOR = (TELL, PROMISED, NEIGHBOURHOOD, CARD)
ENTRIES = {entry.icon: entry for entry in (*OF_PERSON, *OF_VISITOR)}


def address_of(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, or nothing when that room is shut or something in it is missing."""
    if shut_room_of(name):
        return ""
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    try:
        return _address(name, args, tuple(kwargs.items()), urlconf, get_script_prefix())
    except NoReverseMatch:
        return ""


@lru_cache(
    maxsize=2_000
)  # the same twenty stand on every page of a cooperative; what is not there is not kept
def _address(
    name: str,
    args: tuple[Any, ...],
    named: tuple[tuple[str, Any], ...],
    urlconf: str,
    prefix: str,  # noqa: ARG001 - part of what comes out, though it does not go in
) -> str:
    return reverse(name, urlconf, args, dict(named))


def menu_of(context: Context) -> SafeString:
    """The words of the menu for who is here, and which of them is lit."""
    cooperative = context.get("cooperative")
    path = getattr(context.get("request"), "path", "")
    found = [
        (entry, address)
        for entry in (OF_PERSON if context.get("person") else OF_VISITOR)
        if (address := _address_in(entry, cooperative))
    ]
    if len(found) == 1:  # one word is no menu
        found = []
    here = context.get("here") or _longest_match(found, path)
    words = [
        (entry.icon, address, _current(entry, here, address == path)) for entry, address in found
    ]
    return _menu(tuple(words), get_language())


@lru_cache(maxsize=1_000)  # the same for everybody on the same page of a cooperative
def _menu(words: tuple[tuple[str, str, str], ...], _language: str | None) -> SafeString:
    entries = [{"entry": ENTRIES[icon], "url": url, "current": now} for icon, url, now in words]
    return render_to_string("web/parts/menu.html", {"entries": entries})


def _current(entry: Entry, here: str, is_page: bool) -> str:
    """What `aria-current` says: this page, or the part of the house that the page is in."""
    if entry.icon != here:
        return ""
    return "page" if is_page else "true"


def _address_in(entry: Entry, cooperative: Any) -> str:
    if not entry.needs_cooperative:
        return address_of(entry.url_name)
    return address_of(entry.url_name, cooperative.slug) if cooperative else ""


def _longest_match(found: list[tuple[Entry, str]], path: str) -> str:
    """The front is the beginning of every address, so it is lit on itself only."""
    fitting = [
        (len(address), entry.icon)
        for entry, address in found
        if path == address or (path.startswith(address) and entry is not NEIGHBOURHOOD)
    ]
    return max(fitting)[1] if fitting else ""


class SlotsNode(Node):
    """Parts of a page that a layout places; it can see which of them are empty."""

    def __init__(self, template: str, slots: dict[str, NodeList]) -> None:
        self.template, self.slots = template, slots
        self.child_nodelists = tuple(slots)  # so that Django finds the blocks inside
        vars(self).update(slots)

    def render(self, context: Context) -> SafeString:
        """Render every part, then the layout around them."""
        said = {name: part.render(context).strip() for name, part in self.slots.items()}
        return render_to_string(self.template, {k: SafeString(v) for k, v in said.items()})


def with_slots(template: str, *names: str) -> Callable[[Parser, Token], SlotsNode]:
    """A tag that reads `{% tag %}first{% second %}…{% third %}…{% endtag %}` into a layout."""

    def tag(parser: Parser, token: Token) -> SlotsNode:
        ends = (*names[1:], f"end{token.contents}")
        slots = {}
        for name, end in zip(names, ends, strict=True):
            slots[name] = parser.parse((end,))
            parser.delete_first_token()
        return SlotsNode(template, slots)

    return tag
