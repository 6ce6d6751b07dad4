"""Tries at the door, counted once for all programs of the house."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0013_hat")]

    operations = [
        migrations.CreateModel(
            name="DoorTry",
            fields=[
                ("what", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tries", models.JSONField(default=list)),
                ("until_at", models.DateTimeField(db_index=True)),
            ],
        )
    ]
