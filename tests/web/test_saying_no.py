"""How the house says no: in one sentence, with what was typed, and with what still works."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import (
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
    transaction,
)
from django.http import HttpResponse
from django.urls import include, path

from tussenruimte.kit.pages import person_page
from tussenruimte.kit.refusal import NotHere, Refused, Unsure
from tussenruimte.matters import actions as matters
from tussenruimte.matters.models import Ground, Matter
from tussenruimte.record.models import Reading

TYPED = "Een lang verhaal over wat er gebeurde."


def refuse(request, coop):
    raise Refused("Dat kan pas morgen.")


def hide(request, coop):
    raise NotHere


def forbid(request, coop):
    raise PermissionDenied


def full(request, coop):
    raise OperationalError("database or disk is full")


def gone(request, coop):
    raise InterfaceError("connection already closed")


def broke(request, coop):
    raise Unsure


class ReadOnly(Exception):  # noqa: N818
    """What PostgreSQL says of a write while it may only be read."""

    sqlstate = "25006"


def standing_by(request, coop):
    raise InternalError from ReadOnly()


def bug(request, coop):
    raise InternalError


def nonsense(request, coop):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM nowhere_at_all")


@person_page
def read(request, coop):
    matter = Matter.objects.filter(subject="need").get()
    matters.look(matter, ground="holder", page="need", by=request.person, at=matter.created_at)
    return HttpResponse("Ruben slaapt bij vrienden.")


NOES = (refuse, hide, forbid, full, gone, broke, standing_by, bug, nonsense)
urlpatterns = [
    *(path(f"<slug:coop>/{view.__name__}/", view) for view in (*NOES, read)),
    path("", include("tussenruimte.urls")),
]  # fmt: skip


@pytest.fixture(autouse=True)
def our_pages(settings):
    settings.ROOT_URLCONF = "tests.web.test_saying_no"


@pytest.fixture
def full_disk(monkeypatch):
    """Nothing can be written down any more; reading goes on."""

    def refused(*_args, **_more):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Reading.objects, "create", refused)


def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(client, rietkade):
    answer = client.post("/rietkade/refuse/", {"words": TYPED, "next": "/rietkade/een-lang-adres/"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dat kan pas morgen." in page
    assert TYPED in page
    assert "een-lang-adres" not in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_not_for_you_looks_as_what_is_not_there(client, rietkade):
    hidden, nowhere = client.get("/rietkade/hide/"), client.get("/rietkade/nergens/")
    assert hidden.status_code == nowhere.status_code == 404
    assert "Achter deze deur is niets." in hidden.content.decode()


def test_what_was_typed_for_a_door_that_is_shut_by_now_is_shown(client, rietkade):
    answer = client.post("/rietkade/hide/", {"words": TYPED})
    assert answer.status_code == 404
    assert TYPED in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_is_signed_out_by_now_keeps_what_was_typed(client, rietkade, amina):
    client.sign_in(amina)
    client.logout()
    there = "http://testserver/rietkade/gesprekken/?met=Ruben"
    answer = client.post("/rietkade/read/", {"words": TYPED}, headers={"referer": there})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Je bent uitgelogd." in page
    assert TYPED in page
    assert 'href="/inloggen/?next=%2Frietkade%2Fgesprekken%2F%3Fmet%3DRuben"' in page
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("there", ["", "https://elders.example/rietkade/", "//elders.example/x"])
def test_signing_in_leads_to_no_other_house(client, rietkade, there):
    answer = client.post("/rietkade/read/", {"words": TYPED}, headers={"referer": there})
    assert 'href="/inloggen/?next=%2Frietkade%2Fread%2F"' in answer.content.decode()


def test_who_only_looks_signs_in_as_before(client, rietkade):
    answer = client.get("/rietkade/read/")
    assert (answer.status_code, answer.url) == (302, "/inloggen/?next=/rietkade/read/")


def test_forbidden_has_a_page(client, rietkade):
    assert client.get("/rietkade/forbid/").status_code == 403


@pytest.mark.parametrize("page", ["full", "gone", "standing_by"])
def test_when_nothing_can_be_written_what_was_typed_is_shown(client, rietkade, page):
    answer = client.post(f"/rietkade/{page}/", {"words": TYPED})
    assert answer.status_code == 503
    assert "Wat je net stuurde, is niet bewaard." in answer.content.decode()
    assert TYPED in answer.content.decode()
    assert answer.headers["Retry-After"]


def test_when_the_line_broke_while_it_was_kept_we_do_not_say_no(client, rietkade):
    answer = client.post("/rietkade/broke/", {"words": TYPED})
    assert answer.status_code == 503
    assert "We weten niet of we bewaarden wat je net stuurde." in answer.content.decode()
    assert "niet bewaard" not in answer.content.decode()
    assert TYPED in answer.content.decode()


def test_what_was_kept_before_the_line_broke_is_not_called_lost(client, rietkade, monkeypatch):
    counted = iter(range(9))
    monkeypatch.setattr("tussenruimte.web.middleware.kept", lambda: next(counted))
    answer = client.post("/rietkade/gone/", {"words": TYPED})
    assert "We weten niet of" in answer.content.decode()


def test_another_fault_of_the_database_is_a_bug(client, rietkade):
    with pytest.raises(InternalError):
        client.post("/rietkade/bug/")


def test_with_a_full_disk_others_private_pages_stay_shut(client, amina, ruben, at, full_disk):
    matter = matters.open_private(ruben, subject="need", circle=None, by=ruben, at=at)
    matters.let_read(matter, amina.actor, ground=Ground.HOLDER, by=amina, at=at)
    answer = client.sign_in(amina).get("/rietkade/read/")
    assert answer.status_code == 503
    assert "ook niet wie deze bladzijde leest" in answer.content.decode()
    assert "Ruben slaapt" not in answer.content.decode()


def test_with_a_full_disk_ones_own_goes_on(client, amina, at, full_disk):
    matters.open_private(amina, subject="need", circle=None, by=amina, at=at)
    assert client.sign_in(amina).get("/rietkade/read/").status_code == 200


def test_with_a_full_disk_public_pages_go_on(client, rietkade, full_disk):
    assert client.get("/rietkade/").status_code == 200


def test_without_a_database_every_page_says_so(client, rietkade, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("could not connect")

    monkeypatch.setattr("tussenruimte.members.reads.enter", gone)
    answer = client.get("/rietkade/")
    assert answer.status_code == 503
    assert "We kunnen nu niets opschrijven." in answer.content.decode()


def test_a_bug_is_not_hidden(client, rietkade, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("tussenruimte.web.reads.front.front", broken)
    with pytest.raises(ZeroDivisionError):
        client.get("/rietkade/")
    client.raise_request_exception = False
    answer = client.get("/rietkade/")
    assert answer.status_code == 500
    assert "Er ging iets stuk" in answer.content.decode()


def test_every_answer_has_the_headers_of_the_house(client, rietkade):
    headers = client.get("/rietkade/").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Robots-Tag" not in headers


def test_a_question_of_ours_that_is_wrong_is_no_full_disk(client, rietkade):
    with pytest.raises(DatabaseError), transaction.atomic():
        client.get("/rietkade/nonsense/")
