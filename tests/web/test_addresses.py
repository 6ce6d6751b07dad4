"""One table for the whole house: every address, who asks for it, and the answer.

A new page is one more line in `tests/web/addresses.py`. Its code names something in `codes` of
`about.py`; what is only sent stands in `sent.py`. Looking at a page changes nothing but the reading
log, for nobody and nowhere; sending to where one may not changes nothing at all.
"""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from tests.visitor import refuse_writes
from tests.web.about import ALL, path_to
from tests.web.addresses import CARD, IN, ON, PAGES
from tests.web.sent import BODY, HEARD, SHOWS, answers_to_sent, seen
from tussenruimte.kit.forms import HouseForm
from tussenruimte.kit.tenancy import within
from tussenruimte.record.models import Fact

TOKEN = {"csrfmiddlewaretoken": "x" * 32}
OF_THE_DOOR = {'"django_session"', '"record_reading"'}


def wanted(answer):
    """The answer as one reads it in the table."""
    if answer.status_code == 302:
        there = answer.headers["Location"]
        if there.startswith("/inloggen/?next="):
            return IN
        return CARD if there == "/kaart/" else ON
    shown = {one.name for one in answer.templates}
    with_card = answer.wsgi_request.path.startswith("/kaart/")
    if "web/sign_in_first.html" in shown:
        return CARD if with_card else IN
    return CARD if answer.context and answer.context.get("is_shut") else answer.status_code


ONE_DOOR_FOR_ALL = {"web:invited"}  # it says the same whatever the code; what it opens asks further
ROOMS = sorted({name.partition(":")[0] for name in ALL if ":" in name})


def test_every_address_stands_in_the_table():
    assert set(ALL) - set(PAGES) == set(), "add a line for it in tests/web/addresses.py"
    assert set(PAGES) - set(ALL) == set(), "this page is gone; take its line away"


def test_the_door_of_the_demo_is_not_among_them():
    assert not settings.DEMO
    assert not {"web:demo", "web:look"} & set(ALL)


def in_room(room):
    return (name for name in PAGES if name.rpartition(":")[0] == room)


# What a file is called is made of codes, days and fixed words, which need no quoting.
CALLED = re.compile(r'''inline|(inline|attachment); filename="[A-Za-z0-9-]+(\.[a-z]{2,4})?"''')


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_everybody_gets_the_answer_of_the_table(room, browsers, codes):
    wrong = []
    for name in in_room(room):
        path = path_to(name, "rietkade", codes[PAGES[name][0] or "none"])
        for who, said in seen(name).items():
            with connection.execute_wrapper(refuse_writes):
                answer = browsers[who].get(path)
            got = wanted(answer)
            if got != said:
                wrong.append(f"{name} for {who}: {got}, not {said}")
            if got == 200 and PAGES[name][1] == IN and answer["Cache-Control"] != "no-store":
                wrong.append(f"{name} for {who} may be kept by a browser")
            if not CALLED.fullmatch(answer.get("Content-Disposition", "inline")):
                wrong.append(f"{name} is called {answer['Content-Disposition']}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_only_who_may_is_heard(room, browsers, codes):
    wrong = []
    for name in in_room(room):
        path = path_to(name, "rietkade", codes[PAGES[name][0] or "none"])
        for who, said in answers_to_sent(name).items():
            answer, written = sent(browsers[who], path, TOKEN | BODY.get(name, {}))
            got = wanted(answer)
            if said == HEARD and got in {ON, 409}:
                continue
            if said == HEARD and got == 200:
                if name not in SHOWS and not says_what_is_missing(answer):
                    wrong.append(f"{name} for {who} says nothing")
            elif got != said:
                wrong.append(f"{name} for {who}: {got}, not {said}")
            elif got in {404, 403, 405, IN, CARD} and written:
                wrong.append(f"{name} for {who} writes in {written}")
    assert wrong == [], "\n".join(wrong)


def sent(browser, path, typed):
    """One answer, and the tables in which something was written; after it everything is as it was."""
    written = set()

    def look(execute, sql, params, many, context):
        first, *more = sql.split(None, 3)
        if first.upper() in {"INSERT", "UPDATE", "DELETE"}:
            written.add(more[1] if first.upper() != "UPDATE" else more[0])
        return execute(sql, params, many, context)

    cache.clear()
    with transaction.atomic(), connection.execute_wrapper(look):
        answer = browser.post(path, typed)
        transaction.set_rollback(True)
    return answer, written - OF_THE_DOOR


def says_what_is_missing(answer):
    """A sentence stands beside a field or above the form; the one of passkeys is hidden until then."""
    page = answer.content.decode(errors="replace")
    return '<p class="wrong">' in page or '<p class="wrong" id' in page or "errorlist" in page


# ---- with codes of another cooperative --------------------------------------------------------------


def every_field(form=HouseForm):
    """The name of every field of every form."""
    for kind in form.__subclasses__():
        yield from kind.base_fields
        yield from every_field(kind)


FIELDS = sorted({*every_field(), "next", "answer", "which", "beside", "shown"})


def of_rietkade(rietkade):
    """How much was ever written down there."""
    with within(rietkade.pk):
        return Fact.objects.filter(cooperative_id=rietkade.pk).count()


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_of_another_cooperative_is_not_here(
    room, client, codes, rietkade, wiepkje, next_door, joris
):
    client.sign_in(wiepkje)
    before, wrong = of_rietkade(rietkade), []
    for name in (name for name in in_room(room) if {"coop", "code"} <= set(ALL[name])):
        theirs = codes[PAGES[name][0] or "none"]
        for ask in (client.get, client.post):
            answer = ask(path_to(name, "heideveen", theirs), dict.fromkeys(FIELDS, theirs))
            nothing = ask(path_to(name, "heideveen", codes["none"]), dict.fromkeys(FIELDS, theirs))
            opens = answer.status_code < 300 and name not in ONE_DOOR_FOR_ALL
            if answer.status_code != nothing.status_code or opens:
                wrong.append(f"{name}: {answer.status_code}, not {nothing.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert of_rietkade(rietkade) == before
