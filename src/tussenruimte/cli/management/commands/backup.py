"""`backup FILE`: the whole installation in one file, while people go on working."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tussenruimte.cli.carrying.answers import answered, place_of, refuse_the_web
from tussenruimte.cli.carrying.packing import pack
from tussenruimte.kit.clock import now


class Command(BaseCommand):
    """Exit 0: the file is whole and on the disk. Exit 1: disk or database could not. Exit 2: bad use."""

    help = "Put the whole installation in one file, as it is at this moment; without its keys."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it goes."""
        parser.add_argument(
            "file", metavar="FILE", help="a name that is free, such as house.tar.gz"
        )

    def handle(self, *, file: str, **_options: Any) -> None:
        """Pack, and say what is in it and what is not."""
        with answered():
            refuse_the_web()
            pack(place_of(file), at=now(), report=self.stdout.write)
