"""Every form of the house, sent as it should be but for one field with something of another cooperative.

The other fields are right, so nothing stops at the first one. Whatever is sent: no crash, no name
from there on the page, nothing written there, and nothing here that points there.
"""

import re
from collections import Counter
from itertools import chain, cycle

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction

from tests.web.moments import World, later_forms
from tests.web.next_door import NAMES, ever_written
from tests.web.valid_posts import BY_NAME, CARD, NOT_NOW, RUBEN, TESS_CODE, filled_in, forms
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import Card

SORTS = (
    "need", "promise", "person", "seat", "circle", "organisation", "talk", "proposal", "file", "card",
)  # fmt: skip
SOMEBODY = "Douwe Piekstra"
IS_CODE = re.compile("[0-9A-Z]{10}")
# How many forms were accepted as they should be, and how many were sent with one field of there.
ACCEPTED = 180
ENOUGH = 1_400
OF_THE_DOOR = ('"django_session"', '"record_reading"')


class Sent:
    """One answer, and what was written for it; after it everything is as it was."""

    def __init__(self, browser, there, typed, heideveen=None, before=0):
        self.written, self.crash, self.page, self.is_accepted = [], "", "", False
        cache.clear()
        with transaction.atomic():
            try:
                with transaction.atomic(), connection.execute_wrapper(self.look):
                    answer = browser.post(there, typed)
                    self.read(answer)
                    if self.written:
                        check_links()
            except Exception as problem:
                self.crash = f"{type(problem).__name__}: {problem}"[:200]
            looks = heideveen is not None and self.written
            self.reached = bool(looks) and ever_written(heideveen) != before
            transaction.set_rollback(True)

    def read(self, answer):
        self.status = answer.status_code
        self.page = "" if answer.streaming else answer.content.decode(errors="replace")
        leads = self.status == 302 and not answer["Location"].startswith("/inloggen/?next=")
        self.is_accepted = leads or (self.status == 200 and 'class="wrong"' not in self.page)

    def look(self, execute, sql, params, many, context):
        is_write = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if is_write and not any(table in sql for table in OF_THE_DOOR):
            self.written += [one for row in params for one in row] if many else list(params or ())
        return execute(sql, params, many, context)

    def wrong(self, typed, *, points):
        """What is wrong with it; `points`: the field is no text, so nothing may be kept of it."""
        if self.crash or self.status >= 500:
            return self.crash or f"answers {self.status}"
        told = [name for name in NAMES if name in self.page and name not in typed]
        if told:
            return f"tells of {told}"
        if self.reached:
            return "writes there"
        if typed == SOMEBODY and self.is_accepted:
            return "takes somebody of there for somebody here"
        return "keeps the code" if points and typed in self.written else ""


def check_links():
    """PostgreSQL looks at links at the end; SQLite looked already."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


@pytest.fixture
def known(browsers, ruben, tess):
    """What stands on no page: a code of Ruben, and what is printed on his card."""
    card = Card.objects.select_related("person__key").get(person=ruben)
    return {RUBEN: ruben.code, TESS_CODE: tess.code, CARD: card.read("sealed_code")}


@pytest.fixture
def alike(heideveen):
    """For a code of De Rietkade: the code of such a row in Heideveen."""
    models = [m for m in apps.get_models() if hasattr(m, "cooperative_id") and hasattr(m, "code")]

    def such_a_row(own):
        for model in models:
            if model.objects.filter(code=own).exists():
                with within(heideveen.pk):
                    rows = model.objects.filter(cooperative_id=heideveen.pk)
                    return rows.order_by("pk").values_list("code", flat=True).first()
        return None

    return such_a_row


@pytest.fixture
def world(codes, known, amina, fenna, idris, sjaan, tess, at):
    """The table, in which something more happens at each later moment."""
    people = {"amina": amina, "fenna": fenna, "idris": idris, "sjaan": sjaan, "tess": tess}
    return World(codes, people, known, at)


@pytest.fixture
def attempts(next_door, alike):
    """What is put in a field: of each sort where a row is chosen, of one where it is a word or a text."""
    turn = cycle(SORTS)

    def of(name, typed, field, points):
        if field in BY_NAME.get(name, ()):
            return [SOMEBODY]
        if not points:
            return [next_door[next(turn)]]
        own = typed.get(field)
        such = alike(own) if isinstance(own, str) and IS_CODE.fullmatch(own) else None
        if such is None:
            return [next_door[next(turn)], next_door[next(turn)]]
        return list(dict.fromkeys([*(next_door[sort] for sort in SORTS), such]))

    return of


def test_no_field_reaches_into_another_cooperative(
    browsers, codes, world, known, attempts, heideveen
):
    wrong, accepted, tried = [], Counter(), 0
    before = ever_written(heideveen)
    for who, there, fields, chosen in chain(forms(browsers, codes), later_forms(browsers, world)):
        name, typed = filled_in(there, fields, known)
        accepted[name] += Sent(browsers[who], there, typed).is_accepted
        for field in {**fields, **typed}:
            points = field in chosen or field not in fields
            for code in attempts(name, typed, field, points):
                tried += 1
                got = Sent(browsers[who], there, typed | {field: code}, heideveen, before)
                if said := got.wrong(code, points=points):
                    wrong.append(f"{name} for {who}, {field}={code}: {said}")
    assert wrong == [], "\n".join(wrong)
    assert sorted(name for name in accepted if not accepted[name]) == sorted(NOT_NOW)
    assert accepted.total() >= ACCEPTED
    assert tried > ENOUGH
