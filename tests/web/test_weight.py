"""On a first visit a page weighs little: with its styles and its script, without its letters."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.web import test_hostile

MOST = 60_000  # bytes, compressed
ASKED_FOR = re.compile(
    r'(?:<script[^>]+src|<link rel="(?:stylesheet|icon)"[^>]*href)="/static/([^"?]+)'
)
paths, browsers = test_hostile.paths, test_hostile.browsers  # fixtures


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def of_file(name: str) -> int:
    found = finders.find(name)
    assert found, name
    return weight(Path(found).read_bytes())


def test_every_page_weighs_little_on_a_first_visit(paths, browsers):
    heavy, seen = [], 0
    for who, browser in browsers("nobody", "idris", "amina"):
        for name, path in paths.items():
            answer = browser.get(path)
            if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            seen += 1
            page = answer.content.decode()
            files = set(ASKED_FOR.findall(page))
            assert "tussenruimte/site.css" in files, path
            total = weight(answer.content) + sum(map(of_file, files))
            if total > MOST:
                heavy.append(f"{who} {name}: {total}")
    assert seen > 100
    assert not heavy, "\n".join(heavy)
