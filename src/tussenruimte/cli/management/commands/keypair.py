"""`key-pair FILE`: a key of one's own, for private texts that are taken along."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tussenruimte.cli.carrying.answers import answered, place_of
from tussenruimte.cli.carrying.shut import make_pair


class Command(BaseCommand):
    """Exit 0: both halves are there. Exit 2: one of the names is taken."""

    help = "Make a private key, and beside it the public half that one gives to others."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it goes."""
        parser.add_argument("file", metavar="FILE", help="a name that is free, such as amina.key")

    def handle(self, *, file: str, **_options: Any) -> None:
        """Make both, and say which is which."""
        with answered():
            mine = place_of(file)
            shown = make_pair(mine)
        self.stdout.write(f"{mine} is yours: give it to nobody. {shown} is for who exports.")
