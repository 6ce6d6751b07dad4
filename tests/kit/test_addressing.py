"""Rooms behind their words find what Django finds, and nothing else."""

import itertools

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.web.about import ALL
from tussenruimte.kit.addressing import RoomResolver

WORDS = {"coop": "zaad-1", "number": 3, "kind": "rule", "place": 1, "pk": 7}
EVERY = sorted({
    reverse(name, kwargs={key: WORDS.get(key, "k4y8477nhr") for key in needed})[1:]
    for name, needed in ALL.items()
})  # fmt: skip
WRONG = (
    "zaad-1",
    "zaad-1//",
    "zaad-1/vandaag",
    "zaad-1/vandaag/meer/",
    "kaart/zaad-1/vandaag/",
    "inloggen/vandaag/",
    "<slug:coop>/vandaag/",
    "é/vandaag/",
    "zaad 1/vandaag/",
    "zaad-1/vandaag/\n",
)


def behind(rooms) -> URLResolver:
    return URLResolver(RoutePattern(""), list(rooms))


def ours():
    return [one for one in get_resolver().url_patterns if isinstance(one, RoomResolver)]


def as_django_has_it(room: RoomResolver) -> URLResolver:
    return URLResolver(
        RoutePattern(""), room.url_patterns, app_name=room.app_name, namespace=room.namespace
    )


def found(resolver: URLResolver, address: str):
    try:
        there = resolver.resolve(address)
    except Resolver404:
        return None
    return (there.func, there.args, there.kwargs, there.view_name, there.app_names, there.route)


@pytest.fixture(scope="module")
def both():
    return behind(ours()), behind(map(as_django_has_it, ours()))


def test_every_room_stands_behind_its_words():
    assert len(ours()) > 10
    assert {one.namespace for one in get_resolver().url_patterns if one not in ours()} <= {None}


def test_every_address_leads_where_django_leads(both):
    house, plain = both
    assert [found(house, one) for one in EVERY] == [found(plain, one) for one in EVERY]
    assert all(found(house, one) for one in EVERY)


def test_what_is_no_address_is_none(both):
    house, plain = both
    words = sorted({word for one in EVERY for word in one.split("/")[:2]})
    mixed = ("/".join(pair) + "/" for pair in itertools.product(words, repeat=2))
    for one in (*WRONG, *mixed, *(one.rstrip("/") for one in EVERY)):
        assert found(house, one) == found(plain, one), one


def test_only_what_may_be_it_is_tried():
    room = next(one for one in ours() if one.namespace == "decisions")
    tried = room._behind(("", "voorstellen")).url_patterns  # noqa: SLF001 - it shows nowhere else
    assert 0 < len(tried) < len(room.url_patterns)
    with pytest.raises(Resolver404):
        room.resolve("zaad-1/vandaag/")
    assert not room._behind(("", "")).url_patterns  # noqa: SLF001
