"""Parts of a page that are the same on every page for whoever is given the same: made once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tussenruimte.kit.rooms import shut_here

MOST = 1_000_000  # characters of one part in all its forms; after that it begins anew
PLAIN = {str, SafeString, int, bool, NoneType, dt.date}


class RememberedNode(Node):
    """A part that knows only what it is given, so that nothing of one person comes to another."""

    def __init__(self, nodelist: NodeList, given: Mapping[str, FilterExpression]) -> None:
        self.nodelist, self.given = nodelist, given
        self.made: dict[tuple[Any, ...], SafeString] = {}
        self.size = 0

    def render(self, context: Context) -> SafeString:
        """As it was made before for the same values, in this language and with these rooms open."""
        values = {name: value.resolve(context) for name, value in self.given.items()}
        urlconf = get_urlconf() or settings.ROOT_URLCONF
        key = (
            get_language(),
            shut_here(),
            urlconf,
            get_script_prefix(),
            *map(_told, values.values()),
        )
        part = self.made.get(key)
        if part is None:
            part = self.nodelist.render(context.new(values))
            self._keep(key, part)
        return part

    def _keep(self, key: tuple[Any, ...], part: SafeString) -> None:
        if self.size + len(part) > MOST:
            self.made, self.size = {}, 0
        self.made[key] = part
        self.size += len(part)


def _told(value: Any) -> tuple[Any, ...]:
    """All there is to say about a value, and of which kind: marked as safe or not, words are equal otherwise.

    Of a row of the database the key says which it is, not what stands in it: that cannot be remembered.
    """
    kind = type(value)
    if kind in PLAIN:
        return kind, value
    if is_dataclass(value):
        value = tuple(getattr(value, one.name) for one in fields(value))
    if not isinstance(value, tuple):
        raise TypeError(f"A remembered part cannot be given {value!r}: it does not say all.")
    return kind, *map(_told, value)


def remembered(parser: Parser, token: Token) -> RememberedNode:
    """`{% remembered slug=cooperative.slug %}…{% endremembered %}`: inside there is `slug`, and no more."""
    words = token.split_contents()[1:]
    given = token_kwargs(words, parser)
    if words:
        raise TemplateSyntaxError("A remembered part is given values by name only.")
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return RememberedNode(nodelist, given)
