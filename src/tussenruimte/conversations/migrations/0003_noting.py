import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from tussenruimte.kit.apart import AppendOnly, KeepApart

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0002_locks"),
        ("matters", "0002_locks"),
        ("members", "0002_locks"),
        ("promises", "0002_locks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        related_name="outcomes", to="conversations.conversation", on_delete=PROTECT
                    ),
                ),
                (
                    "cooperative",
                    models.ForeignKey(
                        db_index=False,
                        related_name="+",
                        to="members.cooperative",
                        on_delete=PROTECT,
                    ),
                ),
                (
                    "promise",
                    models.OneToOneField(
                        related_name="came_from", to="promises.promise", on_delete=PROTECT
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField("attendance", "reads_along", models.BooleanField(default=False)),
        migrations.AddField(
            "conversation", "invitation", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField("conversation", "noted_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "conversation",
            "noted_by",
            models.ForeignKey(null=True, related_name="+", to="members.person", on_delete=PROTECT),
        ),
        migrations.AddConstraint(
            "conversation",
            models.CheckConstraint(
                name="conversation_held_was_noted_by_somebody",
                condition=~Q(stage__in=["held", "confirmed", "disputed"])
                | Q(noted_at__isnull=False, noted_by__isnull=False),
            ),
        ),
        KeepApart(),
        AppendOnly("Outcome"),
    ]
