"""Pages of the house itself: whether it lives, who may index it, where to report a weak spot."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_POST

from tussenruimte.kit.clock import now
from tussenruimte.kit.large_print import LARGE, letters_cookie
from tussenruimte.kit.pages import CooperativeRequest, back, person_page
from tussenruimte.members.actions import prefer_large_print
from tussenruimte.web.reads.health import what_is_wrong

LOOKED_ON = dt.date(
    2026, 11, 26
)  # when the page about accessibility was last held against the house
A_YEAR = 60 * 60 * 24 * 365
TEXT = "text/plain; charset=utf-8"
# Cards, what somebody tells, and whatever belongs to who is signed in.
NOT_INDEXED = (
    "/kaart/", "/inloggen/", "/mijn-toegang/", "/uitloggen/", "/begin/", "/demo/", "/taal/", "/letters/", "/api/", "/*/vandaag/",
    "/*/vertel/", "/*/vragen/", "/*/afspraken/", "/*/gesprekken/", "/*/weg/", "/*/wacht/",
    "/*/wie-heeft-dit-gezien/", "/*/leden/", "/*/ledenlijst/",
)  # fmt: skip


def without_database(view: Any) -> Any:
    """This page answers also when the database does not."""
    view.without_database = True
    return view


@without_database
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while database, queue and clock live; otherwise 503 with the reason."""
    wrong = what_is_wrong(now())
    response = HttpResponse(wrong or "ok", content_type=TEXT, status=503 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


@without_database
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_INDEXED)]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@without_database
def security(request: HttpRequest) -> HttpResponse:
    """Where somebody who found a weak spot can tell it (RFC 9116)."""
    expires = (now() + dt.timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_URL}{reverse('web:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@without_database
def favicon(request: HttpRequest) -> HttpResponse:
    """The sign of the house."""
    return redirect(static("tussenruimte/favicon.svg"))


@without_database
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Large letters or usual ones, on this device."""
    return _with_letters(request, "/")


@person_page
@require_POST
def my_letters(request: CooperativeRequest, coop: str) -> HttpResponse:
    """The same for somebody who is signed in, on each of their devices."""
    is_large = request.POST.get("letters") == LARGE
    prefer_large_print(request.person, is_large, by=request.person, at=now())
    return _with_letters(request, reverse("web:front", args=[coop]))


def _with_letters(request: HttpRequest, otherwise: str) -> HttpResponse:
    chosen = LARGE if request.POST.get("letters") == LARGE else "gewoon"
    response = back(request, otherwise)
    response.set_cookie(
        letters_cookie(),
        chosen,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@without_database
def accessibility(request: HttpRequest) -> HttpResponse:
    """How everybody can use this, and what does not work yet."""
    said = {"looked_on": LOOKED_ON, "contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "web/accessibility.html", said)
