"""`verify`: does everything that is written down still hang together?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tussenruimte.cli.verifying import CHECKS, Scope, faults
from tussenruimte.cli.verifying.scope import is_owner
from tussenruimte.record.verify import BadHeads

NO, BAD_USE = 1, 2


class Command(BaseCommand):
    """Exit 0: all holds. Exit 1: names what is broken. Exit 2: asked in a way that cannot be."""

    help = "Walk every chain and every rule; exit 1 names what is broken."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Heads lie beside the database; who keeps them elsewhere too names that folder."""
        parser.add_argument("--heads", type=Path, metavar="DIR", help="more published heads")

    def handle(self, *, heads: Path | None, **_options: Any) -> None:
        """Tell all that is broken, one sentence each."""
        if heads is not None and not heads.is_dir():
            raise CommandError(f"There is no folder {heads}.", returncode=BAD_USE)
        if not is_owner():
            raise CommandError(
                "The web sees one cooperative only. Run this as the owner: TUSSENRUIMTE_ROLE=owner.",
                returncode=BAD_USE,
            )
        scope = Scope(heads=(settings.HEADS, heads) if heads else (settings.HEADS,))
        broken = 0
        try:
            for sentence in faults(scope):
                self.stdout.write(sentence)
                broken += 1
        except BadHeads as problem:
            raise CommandError(str(problem), returncode=BAD_USE) from problem
        if broken:
            raise CommandError("This does not hang together any more.", returncode=NO)
        self.stdout.write(f"{len(CHECKS)} checks: everything hangs together.")
