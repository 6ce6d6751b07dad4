"""Makes promises: may they, seal, row, fact; committed before it goes on. Inside the house.

The matter is at hand, as it is for the page that asks.
"""

import datetime as dt
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tussenruimte.settings")
django.setup()

from benchmarks.writing import Write, main  # noqa: E402 - after the set-up
from tussenruimte.kit import clock  # noqa: E402
from tussenruimte.kit.tenancy import tell_database  # noqa: E402
from tussenruimte.matters.access import matter_to_read  # noqa: E402
from tussenruimte.matters.models import Reader  # noqa: E402
from tussenruimte.members.models import Cooperative, Person  # noqa: E402
from tussenruimte.post.models import Dispatch  # noqa: E402
from tussenruimte.promises.actions import make_promise  # noqa: E402
from tussenruimte.promises.models import Promise  # noqa: E402
from tussenruimte.record.models import Fact  # noqa: E402
from tussenruimte.relations.models import Need, Stage  # noqa: E402

COUNTED = (Promise, Fact, Reader, Dispatch)


def promising(words: list[str], thread: int) -> Write:
    """One connector who promises something about one of the needs they hold."""
    cooperative = Cooperative.objects.get(slug="zaad-1")
    tell_database(cooperative.pk)
    mine = Need.objects.filter(closed_at=None, stage=Stage.TOGETHER).order_by("holder", "pk")
    need = mine[(int(words[0]) * 4 + thread) * 3]
    person = Person.objects.named().get(pk=need.holder_id)
    matter = matter_to_read(cooperative, [person.pk], need.code, clock.today())
    due = clock.today() + dt.timedelta(days=3)

    def write(number: int, text: str = "Ik bel morgen over de trap") -> None:
        if number <= 1:
            tell_database(cooperative.pk)  # each thread has a connection of its own
        make_promise(
            matter,
            maker=person.actor,
            receiver=matter.person.actor,
            text=text,
            due=due,
            by=person,
            at=clock.now(),
        )

    return write


def rows() -> None:
    """How many rows one promise puts down."""
    write = promising(["0"], 0)
    write(0)
    before = [model.objects.count() for model in COUNTED]
    write(1)
    after = [model.objects.count() for model in COUNTED]
    print(json.dumps(sum(after) - sum(before)))


if __name__ == "__main__":
    if sys.argv[1:] == ["rows"]:
        rows()
    else:
        main(promising)
