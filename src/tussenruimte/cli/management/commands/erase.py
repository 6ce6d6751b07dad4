"""`erase PERSON`: forget somebody, and leave nothing of them in the database's own files."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from tussenruimte.belonging.actions import forget_person
from tussenruimte.belonging.forgetting import finish
from tussenruimte.cli.verifying.scope import is_owner
from tussenruimte.kit.clock import now
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import Person

NO, BAD_USE = 1, 2


class Command(BaseCommand):
    """Exit 0: forgotten. Exit 1: they still hold something, or it could not be finished. Exit 2: bad use.

    It can be stopped at any moment and run again: it goes on where it was.
    """

    help = "Forget a person: destroy the key that opens what they told. It cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The code of the person, as their own page, facts and exports have it."""
        parser.add_argument("person", metavar="PERSON", help="the code of the person")

    def handle(self, *, person: str, **_options: Any) -> None:
        """Forget, then finish: what was is no longer in the files either."""
        if not is_owner():
            raise CommandError(
                "Run this as the owner: TUSSENRUIMTE_ROLE=owner.", returncode=BAD_USE
            )
        found = Person.objects.named().filter(code=person.strip().upper()).first()
        if found is None:
            raise CommandError(f"There is nobody with the code {person}.", returncode=BAD_USE)
        with within(found.cooperative_id), override("en"):
            try:
                done = forget(found)
            except Refused as no:
                raise CommandError(str(no), returncode=NO) from no
            except OSError as problem:
                raise CommandError(
                    f"The list of who was forgotten, or a file of theirs, cannot be written: "
                    f"{problem.strerror}. Make that possible, and run this again.",
                    returncode=NO,
                ) from problem
        if not done:
            raise CommandError(
                f"{found.code} is forgotten, but somebody reads the database now, so its files still "
                "have a trace. Run this again in a moment; the clock tries it too.",
                returncode=NO,
            )
        self.stdout.write(
            f"{found.code} is forgotten. Older backups know them until they are thrown away; the list "
            "of who was forgotten lies beside the database: keep it with the backups."
        )


def forget(person: Person) -> bool:
    """Whoever was forgotten before is only finished."""
    at = now()
    if person.forgotten_at is None:
        forget_person(person, by="beheer", at=at)
    return finish(person.cooperative, by="beheer", at=at)
