"""The code of a card that was replaced is no longer kept: it opens nothing any more."""

from typing import Any

from django.db import migrations


def empty(apps: Any, _schema_editor: Any) -> None:
    card = apps.get_model("members", "Card")
    card.objects.filter(ended_at__isnull=False).update(sealed_code=b"")


class Migration(migrations.Migration):
    dependencies = [("members", "0011_ways_in")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
