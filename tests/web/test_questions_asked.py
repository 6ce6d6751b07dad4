"""No page asks the database more than twelve questions, whoever opens it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.promises.questions import questions
from tests.web import test_hostile

MOST = 12
paths, browsers = test_hostile.paths, test_hostile.browsers  # fixtures


def asked_by(browser, path):
    """The answer, and what was asked when it was opened for the second time."""
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    return answer, questions(asked)


def test_no_page_asks_more(paths, browsers):
    many, seen = [], 0
    for who, browser in browsers("nobody", "idris", "amina"):
        for name, path in paths.items():
            answer, asked = asked_by(browser, path)
            if answer.status_code != 200:
                continue
            seen += 1
            if len(asked) > MOST:
                many.append(f"{who} {name}: {len(asked)}")
    assert seen > 100
    assert not many, "\n".join(many)
