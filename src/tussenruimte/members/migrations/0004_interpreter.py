"""For which language somebody asks an interpreter says something about them, so it is sealed."""

from typing import Any

from django.db import migrations

import tussenruimte.kit.fields
from tussenruimte.kit.sealing import seal, unwrap


def seal_what_was_plain(apps: Any, _schema_editor: Any) -> None:
    """Only for those who asked for one, and only while their key is there."""
    rows = apps.get_model("members", "Person").objects.exclude(plain_interpreter="")
    for person in rows.filter(key__isnull=False).select_related("key").iterator():
        key = unwrap(bytes(person.key.wrapped), person.code, person.key.master)
        place = f"members_person|{person.code}|interpreter"
        person.interpreter = seal(key, person.plain_interpreter, place)
        person.save(update_fields=["interpreter"])


class Migration(migrations.Migration):
    dependencies = [("members", "0003_duty_offer")]

    operations = [
        migrations.RenameField("person", "interpreter", "plain_interpreter"),
        migrations.AddField(
            "person",
            "interpreter",
            tussenruimte.kit.fields.SealedField(editable=False, null=True),
        ),
        migrations.RunPython(seal_what_was_plain, migrations.RunPython.noop),
        migrations.RemoveField("person", "plain_interpreter"),
    ]
