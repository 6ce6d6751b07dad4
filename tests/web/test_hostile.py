"""Whatever is sent to whatever address: no crash, one sentence, and nothing of it is carried out."""

import json
import os
import random
from itertools import count
from urllib.parse import quote, urlsplit

import pytest
from django.db import transaction

from tests.web import hostile
from tests.web.about import path_to
from tests.web.addresses import PAGES
from tests.web.hostile import FILES, PAYLOADS, PDF, RAW, Forms, file_of
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import File
from tussenruimte.matters.pictures import stripped
from tussenruimte.members import actions as members

IS_FULL = os.environ.get("TUSSENRUIMTE_FULL") == "1"
ROUNDS = len(PAYLOADS) if IS_FULL else 1
FINE = {200, 302, 400, 403, 404, 405, 409, 410, 413, 429}
WHO = ("nobody", "idris", "amina") if IS_FULL else ("nobody", "amina")
NAMES = hostile.names()
NUL = ("nul", PAYLOADS["nul"])


@pytest.fixture
def paths(codes, amina, fenna, at):
    """Every address of the house, about something that is there. Amina sits in the board here too."""
    members.sit_in_circle(fenna.board, amina, since=at.date(), by="invoer", at=at)
    return {
        name: path_to(name, "rietkade", codes[code or "none"])
        for name, (code, *_answers) in PAGES.items()
    }


@pytest.fixture
def browsers(client, idris, amina, codes):
    """Whom somebody with bad intentions may be: nobody, a resident, who holds on to questions."""

    def sign_in(who):
        client.cookies.clear()
        if who:
            client.sign_in(who)
        return client

    people = {"nobody": None, "idris": idris, "amina": amina}
    return lambda *names: ((name, sign_in(people[name])) for name in names or people)


def wrong_with(answer):
    """What is wrong with an answer; nothing when it is a sentence, or leads on."""
    if answer.status_code not in FINE:
        return f"answers {answer.status_code}"
    page = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = page.decode(errors="replace")
    if "html" in answer.headers.get("Content-Type", ""):
        if any(raw in text for raw in RAW):
            return "gives back what it got, unescaped"
        if answer.status_code >= 400 and answer.status_code != 405 and "<h1" not in text:
            return "says no without a sentence"
    there = urlsplit(answer.headers.get("Location", ""))
    return "" if there.scheme + there.netloc in {"", "httptestserver"} else "leads elsewhere"


def send(browser, how, path, typed):
    """One answer, after which everything is as it was."""
    try:
        with transaction.atomic():
            answer = getattr(browser, how)(path, typed)
            said = wrong_with(answer)
            transaction.set_rollback(True)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"[:200]
    return said


def mixed(round_):
    """A payload for each name of the house, another one each round."""
    some = list(PAYLOADS.values())
    return {name: some[(place + round_) % len(some)] for place, name in enumerate(NAMES)}


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_every_address_bears_every_name_with_anything_in_it(round_, how, paths, browsers):
    typed = mixed(round_ * 7)
    if how == "get":
        typed = {name: text[:500] for name, text in typed.items()}
    assert not (wrong := wrong_anywhere(paths, browsers, how, typed)), "\n".join(wrong[:20])


@pytest.mark.parametrize("how", ["get", "post"])
def test_every_address_bears_a_zero_byte_under_every_name(how, paths, browsers):
    """PostgreSQL does not look for such a text, and says so with a mistake of its own."""
    typed = dict.fromkeys(NAMES, PAYLOADS["nul"])
    assert not (wrong := wrong_anywhere(paths, browsers, how, typed)), "\n".join(wrong[:20])


def wrong_anywhere(paths, browsers, how, typed):
    return [
        f"{who} {how} {name}: {said}"
        for who, browser in browsers(*WHO)
        for name, path in paths.items()
        if (said := send(browser, how, path, typed))
    ]


def test_every_field_of_every_form_bears_anything_while_the_others_are_right(paths, browsers):
    wrong, turn, sent = [], count(), 0
    some = list(PAYLOADS.items())
    for who, browser in browsers():
        for there, fields, free in forms_on(browser, paths):
            for name in sorted(free):
                for kind, text in some if IS_FULL else (some[next(turn) % len(some)], NUL):
                    typed = {key: value for key, value in fields.items() if value is not None}
                    sent += 1
                    if said := send(browser, "post", there, typed | {name: text}):
                        wrong.append(f"{who} {there} {name} {kind}: {said}")
    assert not wrong, "\n".join(wrong[:20])
    assert sent > 100


def forms_on(browser, paths):
    """Each form once, wherever it stands."""
    seen = set()
    for path in paths.values():
        answer = browser.get(path)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        for there, fields, free in Forms(answer.content.decode(), path).sent():
            if (there, *sorted(fields)) not in seen and free:
                seen.add((there, *sorted(fields)))
                yield there, fields, free


CODES = ["%00", quote(PAYLOADS["script"], safe=""), "9" * 40]
CODES += ["..%2f..%2fetc%2fpasswd", "A" * 3_000, "%ff%fe", "-1"] if IS_FULL else []


@pytest.mark.parametrize("code", CODES)
def test_a_forged_name_in_an_address_is_nowhere(code, paths, browsers, codes):
    known = sorted({str(one) for one in codes.values()}, key=len, reverse=True)
    wrong = []
    for who, browser in browsers(*WHO[-1:]):
        for name, path in paths.items():
            held = next((one for one in known if f"/{one}/" in path), "")
            forged = path.replace(f"/{held}/", f"/{code}/")
            if held and (said := send(browser, "get", forged, {})):
                wrong.append(f"{who} {name}: {said}")
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("cookie", ["a\udcff", "x" * 5_000, "'; DROP TABLE", "a%00b", "a\0bcdefgh"])
def test_nonsense_in_cookies_and_headers_is_nobody(cookie, client, rietkade):
    for name in ("sessionid", "csrftoken", "django_language", "messages", "card_known"):
        client.cookies[name] = cookie.encode("utf-8", "surrogateescape").decode("latin-1")
    heads = dict.fromkeys(
        ("Accept-Language", "Referer", "User-Agent", "X-Forwarded-For", "HX-Request", "HX-Target"),
        PAYLOADS["script"] * 20,
    )
    for path in ("/", "/rietkade/", "/rietkade/vandaag/", "/inloggen/", "/kaart/"):
        assert not wrong_with(client.get(path, headers=heads))
        assert not wrong_with(client.post(path, {"email": "x"}, headers=heads))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"words=%ff%fe&words=%ED%A0%80&%00=%00"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"words=+ADw-script+AD4-"),
        ("application/x-www-form-urlencoded; charset=nergens", b"words=x"),
        ("multipart/form-data", b"no boundary at all"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="words\r\n\r\n',
        ),
        ("application/json", json.dumps({"words": "x"}).encode()),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(1_100))),
        ("application/x-www-form-urlencoded", b"words=" + b"x" * 10_000_000),
    ],
    ids=[
        "broken letters",
        "another alphabet",
        "no alphabet",
        "no form",
        "half a form",
        "no fields",
        "many fields",
        "ten megabytes",
    ],
)
def test_a_form_that_cannot_be_read_says_so(kind, body, client, paths, amina):
    client.sign_in(amina)
    client.raise_request_exception = False
    for name in (
        "relations:tell",
        "relations:beside",
        "promises:make",
        "relations:add-file",
        "account_login",
    ):
        answer = client.generic("POST", paths[name], body, content_type=kind)
        assert not wrong_with(answer), name


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_picture_is_refused_in_a_sentence(name, client, paths, amina):
    client.sign_in(amina)
    before = File.objects.count()
    answer = client.post(paths["relations:add-file"], {"upload": file_of(name)})
    assert answer.status_code in {200, 409}
    assert not wrong_with(answer)
    assert File.objects.count() == before


def test_of_a_scan_no_script_stays():
    data, kind = stripped(PDF)
    assert kind == "application/pdf"
    assert b"alert" in PDF
    assert b"alert" not in data


def test_a_file_in_which_a_few_bytes_are_wrong_never_crashes():
    dice = random.Random(666)  # noqa: S311
    for start in (PDF, stripped(PDF)[0], *(FILES[n] for n in ("two.jpg", "loop.pdf"))):
        for _n in range(150):
            data = bytearray(start)
            for _m in range(dice.randint(1, 8)):
                data[dice.randrange(5, len(data))] = dice.randrange(256)
            try:
                stripped(bytes(data))
            except Refused:
                continue
