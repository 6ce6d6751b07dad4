"""Every page of the house, asked in one village with the codes of another, without any filter.

The application's own filter on the cooperative is taken out of every statement, and every page is
asked for. As the web nothing of another village comes out: the database itself keeps it back. As the
owner, who walks past that lock, the same pages do show it; so the crawl sees what it looks for.
"""

import re
from itertools import cycle

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.record.planting import as_owner, undone
from tests.web.about import ALL
from tussenruimte.conversations.models import Conversation
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Kind, Person
from tussenruimte.promises.models import Promise

OURS = re.compile(r'(?:"?\w+"?\.)?"?cooperative_id"? = (?:%s|\(%s\)|%\(\w+\)s)')
CODE = re.compile("[0-9A-Z]{10,12}")
NOT_ASKED = {"set_language", "account_logout"}
LONGEST = 10  # seconds for one question; without a filter some look through every village
ENOUGH = 150  # canaries of some seven hundred: lists show twenty-five at a time
pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no second lock on reading"
)


class WithoutFilter:
    """Every "of this cooperative" is true; the parameters stay where they are. Keeps what took too long."""

    def __init__(self):
        self.took_too_long = []

    def __call__(self, execute, sql, params, many, context):
        asked = OURS.sub(lambda found: f"({found[0]} OR true)", sql)
        try:
            return execute(asked, params, many, context)
        except OperationalError as problem:
            if "statement timeout" in str(problem):
                self.took_too_long.append(asked)
            raise


def words(name):
    return {word for word in name.split() if len(word) > 3}


def words_of(actors):
    """Names and parts of names."""
    return set().union(*(words(name) for name in actors.values_list("name", flat=True)))


@pytest.fixture
def canaries(rietkade):
    """Names of people and codes of what is theirs: nobody in Heideveen may come across them."""
    with as_owner():
        theirs = Actor.objects.filter(cooperative=rietkade)
        here = words_of(Actor.objects.exclude(cooperative=rietkade))
        found = {
            name
            for name in theirs.values_list("name", flat=True)
            if words(name) and not words(name) & here
        }
        found |= words_of(theirs.filter(kind=Kind.PERSON)) - here
        for rows in (
            theirs,
            Matter.objects.filter(cooperative=rietkade),
            Promise.objects.filter(cooperative=rietkade),
            Conversation.objects.filter(cooperative=rietkade),
        ):
            found |= set(rows.values_list("code", flat=True))
    assert len(found) > 100
    return found


def pages(slug, codes):
    """Every address, with a code of somewhere else where it asks for one."""
    codes = cycle(sorted(codes))
    for name, needs in ALL.items():
        words = {key: slug if key == "coop" else next(codes) for key in needs}
        for key in {"pk", "number", "place"} & set(words):
            words[key] = 1
        if "day" in words:
            words["day"] = "2026-11-16"
        if name not in NOT_ASKED:
            yield reverse(name, kwargs=words)


def seen(person, slug, canaries):
    """The canaries on all pages together, and what broke; what was asked for does not count as found."""
    browser, found, broken = Client(raise_request_exception=False), set(), []
    browser.force_login(person.user)
    codes = {canary for canary in canaries if CODE.fullmatch(canary)}
    without_filter = WithoutFilter()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST}s'")
    with connection.execute_wrapper(without_filter):
        for path in pages(slug, codes):
            with undone():
                answer = browser.get(path)
            if answer.status_code >= 500:
                broken.append(path)
            body = answer.content.decode(errors="replace").replace(path, "")
            found |= {canary for canary in canaries if canary in body and canary not in path}
    return found, broken + without_filter.took_too_long


def somebody_of(cooperative):
    with as_owner():
        people = Person.objects.filter(cooperative=cooperative, user__isnull=False)
        return people.filter(standing__isnull=False).named().first()


def test_without_our_own_filter_nothing_of_another_village_comes_out(heideveen, canaries):
    assert seen(somebody_of(heideveen), "heideveen", canaries) == (set(), [])


def test_the_owner_does_find_it_so_the_crawl_can_see(heideveen, canaries):
    person = somebody_of(heideveen)
    with as_owner():  # a page that wants one row of its own village now gets several, and breaks
        found, _broken = seen(person, "heideveen", canaries)
        of_sort = {
            "people": named(Actor.objects.filter(kind=Kind.PERSON)),
            "seats, circles and organisations": named(Actor.objects.exclude(kind=Kind.PERSON)),
            **{
                model.__name__: set(model.objects.values_list("code", flat=True))
                for model in (Actor, Matter, Promise, Conversation)
            },
        }
    assert len(found) > ENOUGH
    # A conversation is asked for by who takes part, and nobody of here takes part in one of there.
    assert [sort for sort, rows in of_sort.items() if not found & rows] == ["Conversation"]


def named(actors):
    return set(actors.values_list("name", flat=True))
