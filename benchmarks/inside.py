"""What the benchmarks ask of the house itself; each answer is one line of JSON."""

import json
import os
import sys
from http import HTTPStatus
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tussenruimte.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the set-up
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from tussenruimte.decisions.models import Kind, Proposal, Stage as Far, Vote  # noqa: E402
from tussenruimte.kit import clock  # noqa: E402
from tussenruimte.kit.tenancy import tell_database  # noqa: E402
from tussenruimte.members.actions import give_login  # noqa: E402
from tussenruimte.members.models import Cooperative, Person, User  # noqa: E402
from tussenruimte.promises.models import Promise, State  # noqa: E402
from tussenruimte.relations.models import Need, Stage  # noqa: E402

# A transaction is no question; what is asked inside it is.
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def first() -> tuple[Cooperative, Person]:
    """The first cooperative that was sown, and the connector who can sign in."""
    cooperative = Cooperative.objects.get(slug="zaad-1")
    person = Person.objects.select_related("user").get(user__email="zaad-1@zaad.example")
    return cooperative, person


def pages() -> dict[str, Any]:
    """A signed-in connector, and the addresses of the pages that `bench pages` opens."""
    cooperative, person = first()
    tell_database(cooperative.pk)
    slug = cooperative.slug
    held = Need.objects.filter(
        cooperative=cooperative, holder=person.pk, stage=Stage.TOGETHER
    ).order_by("pk")
    need = held[held.count() // 2]
    return {
        "cookie": sign_in(person),
        "today": reverse("web:today", args=[slug]),
        "need": reverse("relations:need", args=[slug, need.code]),
        "promised": reverse("promises:promised-and-done", args=[slug]),
        "proposals": reverse("decisions:proposals", args=[slug]),
        "open": Promise.objects.filter(state=State.OPEN).count(),
    } | decided(cooperative, person)


def decided(cooperative: Cooperative, person: Person) -> dict[str, str]:
    """What people are asked about in turn, whom they can elect, a vote that is open, and what came of
    votes in which many chose.
    """
    rows = Proposal.objects.filter(cooperative=cooperative)
    slug, votes = cooperative.slug, Vote.objects.whole().filter(cooperative=cooperative)

    def one(row: Proposal) -> str:
        return reverse("decisions:proposal", args=[slug, row.code])

    def where(vote: Vote) -> list[Any]:
        return [slug, vote.round.proposal.code, vote.round.number]

    def result(kind: Kind) -> str:
        over = votes.filter(closed_at__isnull=False, round__proposal__kind=kind)
        return reverse("decisions:vote", args=where(over.earliest("pk")))

    now = where(votes.filter(closed_at=None).earliest("pk"))
    return {
        "proposal": one(rows.filter(stage=Far.DECISION, round__sort="consent").earliest("pk")),
        "candidates": one(rows.filter(stage=Far.OPINION, kind=Kind.ELECTION).earliest("pk")),
        "vote": reverse("decisions:vote", args=now),
        "cast": reverse("decisions:cast", args=[*now, person.code]),
        "result": result(Kind.DECISION),
        "elected": result(Kind.ELECTION),
        "shared": result(Kind.BUDGET),
    }


def crowd(many: str) -> list[dict[str, Any]]:
    """So many people of the first cooperative, each signed in, and the pages that they click on."""
    cooperative, _person = first()
    slug, at = cooperative.slug, clock.now()
    held = dict(
        Need.objects.filter(cooperative=cooperative, closed_at=None)
        .exclude(holder=None)
        .order_by("-pk")
        .values_list("holder", "matter__code")
    )
    people = Person.objects.filter(cooperative=cooperative, forgotten_at=None).order_by("pk")
    chosen = [*people.filter(pk__in=held), *people.exclude(pk__in=held)[: int(many)]][: int(many)]
    found = []
    for number, person in enumerate(chosen):
        if person.user_id is None:
            person.user = give_login(person, f"{slug}-{number}@drukte.example", by="invoer", at=at)
        paths = [reverse("web:today", args=[slug]), reverse("promises:mine", args=[slug])]
        paths += [reverse("promises:promised-and-done", args=[slug])]
        if person.pk in held:
            paths.append(reverse("relations:need", args=[slug, held[person.pk]]))
        found.append({"cookie": sign_in(person), "paths": paths})
    return found


def sign_in(person: Person) -> str:
    """A session as signing in makes one."""
    session, user = SessionStore(), User.objects.get(pk=person.user_id)
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa"}]  # with a second code too
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return str(session.session_key)


def queries(cookie: str, *paths: str) -> dict[str, dict[str, int]]:
    """How many questions each page asks of the database, and how large it is."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    found = {}
    for path in paths:
        client.get(path)  # what is asked once per process does not count
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"{path} answers {answer.status_code}")
        statements = [query["sql"] for query in asked.captured_queries]
        questions = [words for words in statements if not words.startswith(FRAME)]
        found[path] = {"queries": len(questions), "bytes": len(answer.content)}
    return found


if __name__ == "__main__":
    name, *words = sys.argv[1:]
    print(json.dumps({"pages": pages, "crowd": crowd, "queries": queries}[name](*words)))
