"""`export COOP DIR`: one cooperative in open formats, to take along or to keep."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tussenruimte.cli.carrying.answers import answered, place_of, refuse_the_web
from tussenruimte.cli.carrying.exporting import export
from tussenruimte.kit.clock import now


class Command(BaseCommand):
    """Exit 0: the folder is whole and on the disk. Exit 1: disk or database could not. Exit 2: bad use."""

    help = "Write one cooperative down in open formats; private texts open with two keys together."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, where to, and for whom private texts can be opened."""
        parser.add_argument("coop", metavar="COOP", help="as in its address, such as rietkade")
        parser.add_argument("folder", metavar="DIR", help="a name that is free")
        parser.add_argument(
            "--to",
            action="append",
            default=[],
            metavar="SEAT=KEYFILE",
            help="the public key of who sits in a seat, and the code of that seat; give two",
        )

    def handle(self, *, coop: str, folder: str, to: list[str], **_options: Any) -> None:
        """Write it down, and say what is in it and what is not."""
        with answered():
            refuse_the_web()
            said = [one.split("=", 1) if "=" in one else ("", one) for one in to]
            keys = [(seat, place_of(file)) for seat, file in said]
            export(coop, place_of(folder), to=keys, at=now(), report=self.stdout.write)
