"""`restore FILE`: a backup becomes a house again, in an empty place."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tussenruimte.cli.carrying.answers import NO, answered, place_of, refuse_the_web
from tussenruimte.cli.carrying.unpacking import restore
from tussenruimte.kit.clock import now


class Command(BaseCommand):
    """Exit 0: it stands and hangs together. Exit 1: it stands, and names what did not hang together
    when it was packed. Exit 2: this file cannot be restored here, and nothing was left behind.
    """

    help = "Restore a backup into an empty data folder or database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to restore."""
        parser.add_argument("file", metavar="FILE", help="what `backup` made")

    def handle(self, *, file: str, **_options: Any) -> None:
        """Restore, and say whether everything hangs together."""
        with answered():
            refuse_the_web()
            found = restore(place_of(file), at=now(), report=self.stdout.write)
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                "It is restored; the above did not hang together when it was packed.", returncode=NO
            )
        self.stdout.write(
            "Restored, and everything hangs together. `./tussenruimte start` opens it."
        )
