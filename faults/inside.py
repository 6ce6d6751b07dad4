"""What the faults ask of the house itself, in a process of its own; each answer is one line of JSON."""

import datetime as dt
import json
import os
import re
import sys
from typing import Any

from django.conf import settings
from django.urls import reverse

from benchmarks.inside import first, sign_in
from benchmarks.promising import promising
from tussenruimte.kit import clock
from tussenruimte.promises.models import Promise
from tussenruimte.relations.models import Need, Stage

TEXT = "Ik breng een briefje langs, nummer {}"
NUMBER = re.compile(r"briefje langs, nummer (\d+)")


def door() -> dict[str, Any]:
    """Who promises, where, and what they fill in."""
    cooperative, person = first()
    held = Need.objects.filter(cooperative=cooperative, holder=person.pk, stage=Stage.TOGETHER)
    need = held.select_related("matter__person__actor").order_by("pk")[0]
    return {
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
        print(json.dumps({"door": door, "promised": promised}[sys.argv[1]]()))
