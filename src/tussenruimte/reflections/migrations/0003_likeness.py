from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import AppendOnly, KeepApart


def let_go(_apps: Any, schema_editor: Any) -> None:
    """SQLite refuses to rename a table that a trigger of another one names; they come back below."""
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("ins", "upd"):
            schema_editor.execute(
                f'DROP TRIGGER IF EXISTS "reflections_judgementversion_judgement_id_{moment}"'
            )


class Migration(migrations.Migration):
    dependencies = [
        ("promises", "0002_locks"),
        ("reflections", "0002_locks"),
    ]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="judgement", name="judgement_like"),
        migrations.AddField(
            model_name="judgement",
            name="likeness",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="judgement",
            name="looking",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks_along_at",
                to="promises.promise",
            ),
        ),
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(fields=["cooperative", "likeness"], name="judgement_like"),
        ),
        KeepApart(),
        AppendOnly("JudgementVersion"),
    ]
