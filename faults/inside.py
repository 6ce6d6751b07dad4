"""What the faults ask of the house itself, in a process of its own; each answer is one line of JSON."""

import datetime as dt
import io
import json
import os
import re
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.urls import reverse
from django_tasks import TaskResultStatus

from benchmarks.inside import first, sign_in
from benchmarks.promising import promising
from faults.reading import read_promises
from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within
from tussenruimte.post.actions import put_in_outbox
from tussenruimte.post.models import Dispatch
from tussenruimte.post.sending import send_waiting
from tussenruimte.promises.models import Promise
from tussenruimte.relations.models import Need, Stage

TEXT = "Ik breng een briefje langs, nummer {}"
NUMBER = re.compile(r"briefje langs, nummer (\d+)")
TOLD = re.compile(r"mee te eten, nummer (\d+)")
PATIENCE = 90.0  # seconds for the worker


def door() -> dict[str, Any]:
    """Who promises, where, and what they fill in; and where one tells or reads what is needed."""
    cooperative, person = first()
    held = Need.objects.filter(cooperative=cooperative, holder=person.pk, stage=Stage.TOGETHER)
    need = held.whole().select_related("matter__person__actor").order_by("pk")[0]
    return {
        "need": reverse("relations:need", args=[cooperative.slug, need.code]),
        "said": need.read("words"),
        "tell": reverse("relations:tell", args=[cooperative.slug]),
        "cookie": f"{settings.SESSION_COOKIE_NAME}={sign_in(person)}",
        "path": reverse("promises:make", args=[cooperative.slug, need.code]),
        "text": TEXT,
        "words": {
            "maker": person.actor.code,
            "receiver": need.matter.person.actor.code,
            "due": (clock.today() + dt.timedelta(days=3)).isoformat(),
            "said_yes": "on",
        },
    }


def promised() -> list[int]:
    """The number in each promise that was made here, opened and read; twice when it is there twice."""
    texts = (promise.read("text") for promise in Promise.objects.whole().iterator(2_000))
    return [int(match[1]) for text in texts if (match := NUMBER.search(text))]


def told() -> list[int]:
    """The number in each question that was told here, opened and read."""
    texts = (need.read("words") for need in Need.objects.whole().iterator(2_000))
    return [int(match[1]) for text in texts if (match := TOLD.search(text))]


def read_by_worker() -> list[int]:
    """The promises, as the worker of the house that is open reads them."""
    cooperative, _person = first()
    asked, since = read_promises.enqueue(cooperative.pk), time.monotonic()
    while not asked.is_finished and time.monotonic() - since < PATIENCE:
        time.sleep(0.2)
        asked.refresh()
    return asked.return_value if asked.status == TaskResultStatus.SUCCESSFUL else []


def letters(many: str) -> list[str]:
    """So many letters of the day to the connector, due now. Returns what they are called."""
    cooperative, person = first()
    at = clock.now()
    for number in range(int(many)):
        put_in_outbox(
            cooperative.pk,
            kind="day-letter",
            to=person.actor.code,
            about=clock.today().isoformat(),
            once=f"fault|{at.isoformat()}|{number}",
            due_at=at,
            by="klok",
            at=at,
        )
    return list(Dispatch.objects.filter(once__startswith="fault|").values_list("code", flat=True))


def send(minutes: str) -> list[int]:
    """Send what is due after so many minutes: how many left, how many wait."""
    cooperative, _person = first()
    with within(cooperative.pk):
        at = clock.now() + dt.timedelta(minutes=int(minutes))
        return list(send_waiting(cooperative.pk, at=at))


def sent() -> list[str]:
    """What those letters are called of which the house wrote down that they left."""
    left = Dispatch.objects.filter(once__startswith="fault|").exclude(sent_at=None)
    return list(left.values_list("code", flat=True))


def workers() -> list[str]:
    """Who of the workers did something."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - sorted before the set-up

    done = DBTaskResult.objects.exclude(worker_ids=[]).values_list("worker_ids", flat=True)
    return sorted({name for names in done for name in names})


def looked_over() -> tuple[list[int], str]:
    """The promises, and what `verify` says to an operator; nothing when it is content."""
    said, numbers = io.StringIO(), list[int]()
    try:
        numbers = promised()
        call_command("verify", stdout=said)
    except (CommandError, DatabaseError) as no:
        return numbers, f"{said.getvalue()[-2000:]}{no}"
    return numbers, ""


def promise(times: int) -> None:
    """Promise so many times, and say yes to each as soon as it is committed."""
    write = promising(["0"], 0)
    for number in range(times):
        write(number, text=TEXT.format(number))
        os.write(1, f"yes {number}\n".encode())


if __name__ == "__main__":
    if sys.argv[1] == "promise":
        promise(int(sys.argv[2]))
    else:
        known = {
            "door": door,
            "promised": promised,
            "told": told,
            "read-by-worker": read_by_worker,
            "letters": letters,
            "send": send,
            "sent": sent,
            "workers": workers,
            "looked-over": looked_over,
        }
        print(json.dumps(known[sys.argv[1]](*sys.argv[2:])))
