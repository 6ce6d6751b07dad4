"""`setupcode`: how the first administrator begins."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tussenruimte.kit.clock import now
from tussenruimte.members.actions import make_set_up_code
from tussenruimte.members.reads import everywhere

NO = 1
BEGUN = "There is a cooperative in this house already; for one more: `set-up-code --another`."


class Command(BaseCommand):
    """Prints a one-time code while there is no cooperative, or for one more when asked."""

    help = "Print the one-time code with which a cooperative begins in the browser."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--another`: for one more cooperative. `--explain`: say so when there is nothing to print."""
        parser.add_argument(
            "--another", action="store_true", help="also when there is a cooperative already"
        )
        parser.add_argument("--explain", action="store_true", help="why there is none, if so")

    def handle(
        self, *_args: Any, another: bool = False, explain: bool = False, **_options: Any
    ) -> None:
        """Older codes that were not used end."""
        if everywhere() and not another:
            if explain:
                raise CommandError(BEGUN, returncode=NO)
            return
        code = make_set_up_code(by="beheer", at=now())
        self.stdout.write(f"Begin at {settings.PUBLIC_URL}/begin/ with the set-up code {code}")
        self.stdout.write("It works once. A new one ends it.")
