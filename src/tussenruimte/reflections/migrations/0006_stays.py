from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from tussenruimte.kit.apart import AppendOnly, KeepApart

SORTS = [
    ("acting", "I acted"),
    ("exception", "I made an exception to a rule"),
    ("risk", "I took a risk"),
    ("refusal", "I said no"),
    ("not-alone", "We cannot do this alone"),
]


def let_go(_apps: Any, schema_editor: Any) -> None:
    """SQLite refuses to rename a table that a trigger of another one names; they come back below."""
    if schema_editor.connection.vendor == "sqlite":
        for moment in ("ins", "upd"):
            schema_editor.execute(
                f'DROP TRIGGER IF EXISTS "reflections_judgementversion_judgement_id_{moment}"'
            )


class Migration(migrations.Migration):
    dependencies = [
        ("promises", "0005_another_holder"),
        ("reflections", "0005_rested_on"),
    ]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.AddField(
            model_name="judgement",
            name="staying",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stays_along_at",
                to="promises.promise",
            ),
        ),
        migrations.AlterField(
            model_name="judgement",
            name="sort",
            field=models.CharField(choices=SORTS, max_length=10),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                name="not_alone_was_talked_over_and_somebody_stays",
                condition=Q(sort="not-alone", conversation__isnull=False, staying__isnull=False)
                | ~Q(sort="not-alone") & Q(staying=None),
            ),
        ),
        KeepApart(),
        AppendOnly("JudgementVersion"),
    ]
