"""`demo`: the made-up cooperatives, and who one can be in them."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from tussenruimte.kit.clock import now, today
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.tenancy import within
from tussenruimte.members.models import Cooperative
from tussenruimte.members.reads import card_of_demo, cast_of, everywhere


class Command(BaseCommand):
    """Loads the made-up cooperatives once, and tells whom one can be."""

    help = "Load the made-up cooperatives when there are none, and tell who one can sign in as."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Only under the demo: its door must never open a real house."""
        if not settings.DEMO:
            raise CommandError("Made-up people come only into the demo: ./tussenruimte demo.")
        if not everywhere():
            load()
        self.stdout.write(f"Come in at {settings.PUBLIC_URL}/demo/ as one of these:")
        with translation.override("en"):
            for cooperative in everywhere():
                self.tell(cooperative)
        self.stdout.write(f"\nWhat would go by mail stands at {settings.PUBLIC_URL}/demo/post/")

    def tell(self, cooperative: Cooperative) -> None:
        """Who is who."""
        self.stdout.write(f"\n{cooperative.name} ({settings.PUBLIC_URL}/{cooperative.slug}/)")
        with within(cooperative.pk):
            for person, who in cast_of(cooperative, today()):
                self.stdout.write(f"  {person.name}: {who}")
        card = card_of_demo(cooperative)
        if card:
            said = f"the card {card['code']} with the word “{card['word']}”"
            self.stdout.write(f"  or, without an account, {said}")


def load() -> None:
    """The made-up cooperatives, as they stand today."""
    try:
        module = import_module("tussenruimte.cli.demo")
    except ModuleNotFoundError as error:
        raise CommandError(
            "There are no made-up cooperatives in this copy of the house."
        ) from error
    module.load(now())
    measure()  # so much comes in at once that nobody counted it yet
