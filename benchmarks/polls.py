"""What `bench closing` asks of the house itself; each answer is one line of JSON."""

import datetime as dt
import json
import os
import sys
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tussenruimte.settings")
django.setup()

from django.db import transaction  # noqa: E402 - after the set-up
from django.urls import reverse  # noqa: E402

from benchmarks.asking import ask_everybody  # noqa: E402
from benchmarks.inside import first, sign_in  # noqa: E402
from tussenruimte.decisions import actions  # noqa: E402
from tussenruimte.decisions.models import UNDERWAY, Ballot, BallotKey, Roll, SecretBallot, Vote  # noqa: E402
from tussenruimte.kit import clock  # noqa: E402
from tussenruimte.kit.tenancy import tell_database  # noqa: E402
from tussenruimte.members.actions import give_login  # noqa: E402


@transaction.atomic
def opened(way: str, many: str) -> dict[str, Any]:
    """Everybody is asked, for or against; so many of them can sign in, and where each votes."""
    cooperative, leader = first()
    vote, at = ask_everybody(cooperative, leader, is_secret=way == "secret"), clock.now()
    where = [cooperative.slug, vote.round.proposal.code, vote.round.number]
    rows = Roll.objects.filter(vote=vote, actor__person__isnull=False).exclude(actor__person=leader)
    voices = []
    for voice in rows.select_related("actor__person").order_by("pk")[: int(many)]:
        person = voice.actor.person
        if person.user_id is None:
            person.user = give_login(
                person, f"{voice.actor.code}@stemt.example", by="invoer", at=at
            )
        path = reverse("decisions:cast", args=[*where, voice.actor.code])
        voices.append({"path": path, "cookie": sign_in(person), "who": voice.actor.code})
    names = {"close": "close-vote", "file": "vote-file", "codes": "vote-receipts", "page": "vote"}
    return {
        "vote": vote.code,
        "voices": voices,
        **{key: reverse(f"decisions:{name}", args=where) for key, name in names.items()},
    }


def close_in(code: str, seconds: str) -> tuple[float, float]:
    """The vote closes after so many seconds; which moment that is, and from when it is counted."""
    moment = clock.now() + dt.timedelta(seconds=float(seconds))
    Vote.objects.filter(code=code).update(closes_at=moment)
    return moment.timestamp(), (moment + UNDERWAY).timestamp()


def count(code: str, moment: str) -> bool:
    """What the clock does when it comes by just at this moment. False: somebody was first."""
    time.sleep(max(0.0, float(moment) - clock.now().timestamp()))
    return actions.close_vote(Vote.objects.whole().get(code=code), by="klok", at=clock.now())


def kept(code: str) -> dict[str, Any]:
    """What the house kept of this vote: who chose what, how many there were, and what is left sealed."""
    vote = Vote.objects.whole().get(code=code)
    cast = Ballot.objects.filter(roll__vote=vote)
    left = (
        SecretBallot.objects.filter(vote=vote).count() + BallotKey.objects.filter(vote=vote).count()
    )
    return {
        "chosen": list(cast.values_list("roll__actor__code", "chosen")),
        "voted": Roll.objects.filter(vote=vote, has_voted=True).count(),
        "voices": vote.result.outcome["voices"],
        "left": left,
    }


if __name__ == "__main__":
    tell_database(first()[0].pk)
    name, *words = sys.argv[1:]
    known: dict[str, Any] = {"opened": opened, "close-in": close_in, "count": count, "kept": kept}
    print(json.dumps(known[name](*words)))
