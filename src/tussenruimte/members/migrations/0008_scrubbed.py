"""When the files of the database were cleaned of somebody who was forgotten."""

from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0007_mandate"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="scrubbed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("forgotten_at__isnull", False), ("scrubbed_at", None)),
                fields=["cooperative"],
                name="person_to_scrub",
            ),
        ),
        KeepApart("Person"),
    ]
