"""What an earlier migration sealed is noted too: whoever looks the house over asks for a fact of each text."""

from typing import Any

from django.db import migrations

from tussenruimte.kit.clock import now
from tussenruimte.kit.sealing import digests
from tussenruimte.record.actions import note


def note_what_was_not(apps: Any, _schema_editor: Any) -> None:
    """Only where no fact has it: who asked for an interpreter since then has theirs."""
    facts = apps.get_model("record", "Fact").objects
    asked = apps.get_model("members", "Person").objects.filter(interpreter__isnull=False)
    for person in asked.order_by("pk").iterator():
        sealed = bytes(person.interpreter)
        if not sealed:
            continue
        (digest,) = digests([sealed])
        here = facts.filter(cooperative_id=person.cooperative_id)
        if not here.filter(body__contains=f'"{digest}"').exists():
            note("interpreter.sealed", person, by="beheer", at=now(), sealed=[sealed])


class Migration(migrations.Migration):
    dependencies = [("members", "0014_door_tries"), ("record", "0003_readings_go")]

    operations = [migrations.RunPython(note_what_was_not, migrations.RunPython.noop)]
