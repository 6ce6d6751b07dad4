"""`seed`: made-up cooperatives of any size, to try things out and to measure with."""

import sys
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tussenruimte.cli.seed import sow
from tussenruimte.cli.verifying import Scope, faults
from tussenruimte.cli.verifying.scope import is_owner
from tussenruimte.kit.clock import today
from tussenruimte.members.models import Cooperative

NO, BAD_USE = 1, 2
WIDTH = 40


class Command(BaseCommand):
    """It only adds: cooperatives `zaad-1`, `zaad-2` … whose people nobody is."""

    help = "Made-up data of any size, the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many members, which dice, over how many cooperatives."""
        parser.add_argument("--members", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, required=True, metavar="S")
        parser.add_argument("--cooperatives", type=int, default=1, metavar="C")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as if today")
        parser.add_argument(
            "--into-nonempty", action="store_true", help="beside cooperatives that are there"
        )

    def handle(self, **options: Any) -> None:
        """Sow, and verify what came up."""
        members, cooperatives = options["members"], options["cooperatives"]
        self._refuse(members, cooperatives, into_nonempty=options["into_nonempty"])
        started = time.monotonic()
        day = options["on"] or today()
        made = sow(members, options["seed"], cooperatives, today=day, progress=self._progress)
        sown = time.monotonic()
        broken = list(faults(Scope(today=day)))
        for sentence in broken:
            self.stdout.write(sentence)
        if broken:
            raise CommandError("What was sown does not hang together.", returncode=NO)
        names = ", ".join(one.slug for one in made)
        self.stdout.write(
            f"{names}: {members} members in {sown - started:.1f} s, "
            f"verified in {time.monotonic() - sown:.1f} s."
        )

    def _refuse(self, members: int, cooperatives: int, *, into_nonempty: bool) -> None:
        if members < 1 or not 1 <= cooperatives <= members:
            raise CommandError(
                "Say at least one member, and no more cooperatives than members.",
                returncode=BAD_USE,
            )
        if not is_owner():
            raise CommandError(
                "Run this as the owner: TUSSENRUIMTE_ROLE=owner.", returncode=BAD_USE
            )
        others = Cooperative.objects.exclude(slug__startswith="zaad-").values_list(
            "slug", flat=True
        )
        if others and not into_nonempty:
            raise CommandError(
                f"There are cooperatives here already ({', '.join(others[:3])}). Made-up ones "
                "beside them only with --into-nonempty.",
                returncode=BAD_USE,
            )

    def _progress(self, done: float) -> None:
        if sys.stderr.isatty():
            bar = "#" * round(WIDTH * done)
            end = "\n" if done >= 1 else ""
            sys.stderr.write(f"\r[{bar:<{WIDTH}}] {done:4.0%}{end}")
            sys.stderr.flush()
