"""Nobody learns who is known here: not from the answer, the cookies, the questions or the mails."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.other_house.neighbour import running, settings_for, shows
from tests.visitor import Visitor
from tests.web.test_other_house import BACK, leave
from tussenruimte.belonging.models import Joining
from tussenruimte.members import actions

KNOWN, UNKNOWN = "idris@example.org", "gast@example.org"
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')


@pytest.fixture(scope="module")
def waterhoven():
    with running(f"http://testserver{BACK}") as address:
        yield address


def seen(answer, queries):
    """Everything that somebody can see of one answer, and what it costs us."""
    return {
        "status": answer.status_code,
        "headers": sorted(  # the order of what may be loaded says nothing, nor does the clock
            (name, sorted(said.split("; ")))
            for name, said in answer.headers.items()
            if name != "Expires"
        ),
        "cookies": sorted((n, m["expires"] != "", m["path"]) for n, m in answer.cookies.items()),
        "body": HIDDEN.sub("", answer.content.decode()),
        "queries": [
            re.sub(r"'[^']*'|\d+|x'\w+'", "?", q["sql"]).split(" FROM ")[0] for q in queries
        ],
    }


def asked(browser, method, path, said):
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(browser, method)(path, said)
        return seen(answer, list(queries))


def walked(browser, *steps):
    """Each step, and how many mails and tasks it left; limits begin anew."""
    cache.clear()
    mails, tasks = len(mail.outbox), DBTaskResult.objects.count()
    answers = [asked(browser, *step) for step in steps]
    return answers, len(mail.outbox) - mails, DBTaskResult.objects.count() - tasks


def test_signing_in(idris):
    def by(email):
        return walked(
            Visitor(),
            ("post", "/inloggen/", {"email": email}),
            ("get", "/inloggen/code/", {}),
            ("post", "/inloggen/code/", {"code": "BBBB-BBBB"}),
            ("post", "/inloggen/code/", {"action": "resend"}),
            ("get", "/inloggen/code/", {}),
            ("get", "/inloggen/", {}),
        )

    known = by(KNOWN)
    assert known == by(UNKNOWN)
    assert known[1] == 2  # mails, the second for "once more"


def test_with_an_invitation(ruben, amina, idris, at):
    def by(email):
        code = actions.invite(ruben, "paper", by=amina, at=at)[1]
        browser = Visitor()
        browser.post("/rietkade/uitnodiging/", {"code": code})
        return walked(
            browser,
            ("post", "/rietkade/uitnodiging/verder/", {"email": email}),
            ("get", "/inloggen/code/", {}),
            ("post", "/inloggen/code/", {"code": "BBBB-BBBB"}),
        )

    assert by(KNOWN) == by(UNKNOWN)


def test_by_way_of_another_house_that_did_not_verify_it(idris, settings, waterhoven):
    settings.OTHER_HOUSE = "Waterhoven"
    settings.SOCIALACCOUNT_PROVIDERS = settings_for(waterhoven)

    def by(email):
        browser = Visitor()
        back = urlsplit(shows(waterhoven, leave(browser), email))
        return walked(browser, ("get", f"{back.path}?{back.query}", {}), ("get", "/inloggen/", {}))

    assert by(KNOWN) == by(UNKNOWN)


def test_asking_to_join(idris, amina, sjaan, rietkade, at):
    board = actions.make_circle(rietkade, "Bestuur", sort="board", by="invoer", at=at)
    actions.sit_in_circle(board, sjaan, since=at.date(), by="invoer", at=at)

    def by(email):
        said = {"sort": "resident", "why": "Ik kook graag", "name": "Wies Hartog", "word": "molen"}
        (answer,), mails, tasks = walked(
            Visitor(), ("post", "/rietkade/leden/lid-worden/", said | {"reach": email})
        )
        del answer["body"]  # each has a card of their own
        return answer, mails, tasks

    known = by(KNOWN)
    assert known == by(UNKNOWN)
    assert Joining.objects.count() == 2
