"""`import COOP DIR`: a cooperative comes into this house, row for row as it was."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tussenruimte.cli.carrying.answers import answered, place_of, refuse_the_web
from tussenruimte.cli.carrying.importing import bring_in
from tussenruimte.kit.clock import now, today


class Command(BaseCommand):
    """Exit 0: it is here and hangs together. Exit 1: disk or database could not. Exit 2: it stays
    outside, and nothing of it was left behind.
    """

    help = "Bring in a cooperative that was exported, from this house or another."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, where from, and the keys that open its private texts."""
        parser.add_argument("coop", metavar="COOP", help="as in its address, such as rietkade")
        parser.add_argument("folder", metavar="DIR", help="what export made")
        parser.add_argument(
            "--with",
            action="append",
            default=[],
            dest="keys",
            metavar="KEYFILE",
            help="a private key; give two",
        )

    def handle(self, *, coop: str, folder: str, keys: list[str], **_options: Any) -> None:
        """Bring it in, and say what opens and what does not."""
        with answered():
            refuse_the_web()
            holders = [place_of(one) for one in keys]
            there, report = place_of(folder), self.stdout.write
            bring_in(coop, there, keys=holders, today=today(), at=now(), report=report)
