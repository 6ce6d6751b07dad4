"""What browsers are told with every answer, what their cookies may, and what nobody gets."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from whitenoise import WhiteNoise

from tussenruimte.relations.door import SEEN, named

COOKIES = """
import json
from tussenruimte import settings
kinds = ("SESSION", "CSRF", "LANGUAGE")
print(json.dumps([
    [getattr(settings, f"{kind}_COOKIE_{part}", default) for part, default in
     (("NAME", ""), ("SECURE", False), ("HTTPONLY", True))]
    for kind in kinds
]))
"""


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_ways_of_asking_are_refused(client, rietkade, method):
    assert client.generic(method, "/rietkade/").status_code == 405


@pytest.mark.parametrize(
    ("url", "begin"), [("https://huis.example", "__Host-"), ("http://huis", "")]
)
def test_cookies_are_for_this_host_and_not_for_scripts(url, begin):
    told = {"TUSSENRUIMTE_URL": url, "PYTHONPATH": "src", "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", COOKIES], env=os.environ | told, capture_output=True, check=True
    )
    for name, is_secure, is_shut in json.loads(done.stdout):
        assert name.startswith(begin or name)
        assert name.startswith("__Host-") == is_secure == (url[:5] == "https")
        assert is_shut


def test_the_cookies_of_a_card_are_for_secure_connections(client, rietkade, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert named(SEEN) == "__Secure-card_seen"


def test_a_file_of_the_house_opened_alone_runs_nothing(tmp_path, settings):
    (tmp_path / "site.js").write_text("1")
    shelf = WhiteNoise(
        None,
        root=tmp_path,
        prefix="static",
        add_headers_function=settings.WHITENOISE_ADD_HEADERS_FUNCTION,
    )
    answer = shelf.files["/static/site.js"].get_response("GET", {})
    answer.file.close()
    headers = dict(answer.headers)
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_every_cookie_stays_with_its_site(client, amina):
    answers = [client.get("/inloggen/"), client.post("/taal/", {"language": "en"})]
    answers.append(client.post("/inloggen/", {"email": amina.user.email}))
    cookies = {name: row for answer in answers for name, row in answer.cookies.items()}
    assert set(cookies) == {"sessionid", "csrftoken", "django_language"}
    assert {row["samesite"] for row in cookies.values()} == {"Lax"}


def test_over_https_browsers_are_told_to_stay_there(database, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    told = Client().get("/toegankelijkheid", secure=True).headers["Strict-Transport-Security"]
    assert told.startswith("max-age=31536000; includeSubDomains")


@pytest.mark.parametrize("path", ["/rietkade/", "/toegankelijkheid", "/robots.txt", "/nowhere/"])
def test_no_other_site_may_read_an_answer(client, rietkade, path):
    headers = client.get(path, headers={"origin": "https://elders.example"}).headers
    assert not {name for name in headers if name.startswith("Access-Control")}
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Type"].endswith("charset=utf-8")


def test_the_policy_shuts_what_it_must(client, rietkade):
    policy = client.get("/rietkade/").headers["Content-Security-Policy"]
    told = {name: words for name, *words in (part.split() for part in policy.split(";"))}
    for name in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert told[name] == ["'none'"]
    assert told["form-action"] == told["connect-src"] == told["style-src"] == ["'self'"]
    assert "http" not in policy
    assert "unsafe" not in policy


def test_a_form_of_another_site_is_refused(rietkade):
    browser = Client(enforce_csrf_checks=True)
    for path in ("/taal/", "/rietkade/vertel/", "/kaart/", "/inloggen/"):
        assert browser.post(path, {"language": "en"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/static/", "/static/..%2fdata/secret.key", "/data/master.key", "/files/", "/static/%2e%2e/pyproject.toml"],
)  # fmt: skip
def test_no_file_of_the_installation_is_to_be_had(client, rietkade, path):
    assert client.get(path).status_code == 404


def test_a_name_sent_twice_does_no_harm(client, rietkade):
    twice = {"code": ["K7Q4-MK9T", "XXXX-XXXX"], "word": ["reiger", "molen"]}
    answer = client.post("/kaart/?code=K7Q4-MK9T&word=reiger", twice)
    assert answer.status_code == 200
    assert "card" not in client.session
