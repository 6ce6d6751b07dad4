"""Whatever stands behind the question mark of an address: a code of another cooperative, or nonsense.

Which address asks what there is found by looking at every page; no place in the source where
something is asked is passed over. A code of elsewhere is no other than a code that nobody has.
"""

import ast
import inspect
import re
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.http import QueryDict

from tests.visitor import refuse_writes
from tests.web import about
from tests.web.about import path_to
from tests.web.addresses import PAGES
from tests.web.hostile import PAYLOADS, RAW, SOURCE
from tests.web.sent import seen
from tests.web.valid_posts import WHO
from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.models import Conversation
from tussenruimte.conversations.spoken import Plan
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import Circle
from tussenruimte.record.models import Reading

NOBODY = "MK9TX2K7Q4"
ENOUGH = 50
# Of each of these a code; where one page chooses a row, another address chooses another sort.
SORTS = (
    "need",
    "promise",
    "person",
    "seat",
    "circle",
    "talk",
    "proposal",
    "file",
    "posting",
    "stop",
)
ANEW = re.compile(r'name="(csrfmiddlewaretoken|once)" value="[\w-]+"')


def asked_in_views():
    """Every line on which the source looks behind the question mark."""
    return {
        (file.relative_to(SOURCE).as_posix(), node.lineno)
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "GET"
    }


def asked_in_templates():
    return {
        file.as_posix().partition("/templates/")[2]
        for file in SOURCE.rglob("*.html")
        if "request.GET" in file.read_text()
    }


class Noted:
    """Where somebody looked behind the question mark, and after which word."""

    def __init__(self):
        self.places, self.words, self.templates = set(), set(), set()

    def look(self, request):
        caller = inspect.currentframe().f_back
        if SOURCE in (file := Path(caller.f_code.co_filename)).parents:
            self.places.add((file.relative_to(SOURCE).as_posix(), caller.f_lineno))
        given = Given(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        given.words = self.words
        return given


class Given(QueryDict):
    """What stands there; whoever asks for a word is noted."""

    words = set()

    def get(self, key, default=None):
        self.words.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.words.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.words.add(key)
        return super().__contains__(key)


@pytest.fixture
def noted(monkeypatch):
    found = Noted()
    monkeypatch.setattr(WSGIRequest, "GET", property(found.look))
    return found


@pytest.fixture
def paths(codes, idris, amina, at):
    """Of the table; its conversation has a moment, so there are letters, and a box for papers."""
    talk = Conversation.objects.get(code=codes["talk"])
    conversations.plan(talk, Plan(at + timedelta(1), place="De Steiger"), by=amina, at=at)
    circle = Circle.objects.select_related("cooperative").get(actor__code=codes["circle"])
    box = about.a_vote(circle, idris, at, is_secret=True).round.proposal.code
    of_table = [(name, codes[row[0] or "none"]) for name, row in PAGES.items()]
    return [
        (name, path_to(name, "rietkade", code))
        for name, code in (*of_table, ("decisions:papers", box))
    ]


def asked_by(browsers, paths, noted):
    """What every address asks, and of whom; for whom the page is not here it may ask something first."""
    found = defaultdict(list)
    for name, path in paths:
        for who in (who for who in WHO if seen(name)[who] in {200, 404}):
            noted.words.clear()
            answer = browsers[who].get(path)
            noted.templates |= {one.name for one in answer.templates}
            for word in sorted(noted.words):
                found[path, word].append(who)
    return found


def test_what_is_behind_the_question_mark_reaches_nothing(
    noted, browsers, paths, next_door, heideveen
):
    asked = asked_by(browsers, paths, noted)
    assert asked_in_views() - noted.places == set()
    assert asked_in_templates() - noted.templates == set()
    theirs = {sort: next_door[sort] for sort in SORTS}
    wrong = []
    for (path, word), people in asked.items():
        wrong += of_next_door(browsers[people[0]], path, word, theirs)
        wrong += nonsense(browsers[people[0]], path, word)
    assert wrong == [], "\n".join(wrong)
    assert len(asked) > ENOUGH
    with within(heideveen.pk):
        assert not Reading.objects.filter(cooperative_id=heideveen.pk).exists()


def of_next_door(browser, path, word, codes):
    """About which of its codes is answered otherwise than about a code that nobody has."""
    nothing = answered(browser, path, word, NOBODY)
    for sort, code in codes.items():
        if answered(browser, path, word, code) != nothing:
            yield f"{path}?{word}= knows a {sort} of there"


def nonsense(browser, path, word):
    for kind, text in PAYLOADS.items():
        status, page = answered(browser, path, word, text)
        if status >= 500 or any(raw in page for raw in RAW):
            yield f"{path}?{word}= {kind}: {page if status >= 500 else 'is given back as it came'}"


def answered(browser, path, word, text):
    """What is answered, but for what was sent; after it everything is as it was."""
    cache.clear()
    try:
        with transaction.atomic(), connection.execute_wrapper(refuse_writes):
            answer = browser.get(path, {word: text})
            page = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
    except Exception as problem:
        return 500, f"{type(problem).__name__}: {problem}"[:200]
    said = ANEW.sub("", page.decode(errors="replace")).replace(text, "")
    return answer.status_code, answer.get("Location", "").replace(text, "") + said
