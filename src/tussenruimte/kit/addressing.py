"""Rooms behind their words: an address is held against what can be it, not against everything.

The house has some three hundred addresses, and Django tries them one by one: a tenth of the work of a
page. Nearly all begin with the name of a cooperative and then a word that few have in common.
"""

from functools import cached_property
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver, include
from django.urls.resolvers import RoutePattern

Words = tuple[str, str]  # the first two of an address; nothing where it is a word of nobody here


class RoomResolver(URLResolver):
    """Gives what Django gives, in the same order; it only does not try what begins otherwise."""

    def resolve(self, path: str) -> ResolverMatch:
        """The page at this address. Raises Resolver404 when there is none."""
        first, second = _words(str(path))
        known = (first if first in self._firsts else "", second if second in self._seconds else "")
        return self._behind(known).resolve(path)

    @cached_property
    def _begin(self) -> list[tuple[Any, Words]]:
        return [(one, _words(str(one.pattern))) for one in self.url_patterns]

    @cached_property
    def _firsts(self) -> set[str]:
        return {first for _one, (first, _second) in self._begin}

    @cached_property
    def _seconds(self) -> set[str]:
        return {second for _one, (_first, second) in self._begin}

    @cached_property
    def _made(self) -> dict[Words, URLResolver]:
        return {}

    def _behind(self, words: Words) -> URLResolver:
        if words not in self._made:
            fitting = [one for one, begin in self._begin if _fits(one, begin, words)]
            self._made[words] = URLResolver(
                self.pattern, fitting, app_name=self.app_name, namespace=self.namespace
            )
        return self._made[words]


def _words(address: str) -> Words:
    first, _slash, rest = address.partition("/")
    return first, rest.partition("/")[0]


def _fits(one: Any, begin: Words, words: Words) -> bool:
    """Whether an address that begins with these words may be this one."""
    if not isinstance(one, URLPattern):
        return True
    first, second = begin
    if "<" not in first:
        return first == words[0]
    return "<" in second or second == words[1]


def room(urls: Any) -> RoomResolver:
    """The addresses of a room, as `path("", include(urls))` has them."""
    module, app_name, namespace = include(urls)
    return RoomResolver(RoutePattern(""), module, app_name=app_name, namespace=namespace)
