import django.db.models.deletion
import tussenruimte.kit.codes
import tussenruimte.kit.fields
from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0006_forget"),
        ("members", "0007_mandate"),
    ]

    operations = [
        migrations.CreateModel(
            name="PermissionAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=tussenruimte.kit.codes.new_code, max_length=12, unique=True
                    ),
                ),
                ("purpose", tussenruimte.kit.fields.SealedField()),
                ("until", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                    ),
                ),
                (
                    "cooperative",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.cooperative",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions_asked",
                        to="matters.matter",
                    ),
                ),
                (
                    "permission",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="matters.permission",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions_asked",
                        to="members.person",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.actor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("matter", "to"),
                        name="permission_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("permission", None), ("answered_at__isnull", False), _connector="OR"
                        ),
                        name="permission_was_answered",
                    ),
                ],
            },
        ),
        KeepApart("PermissionAsked"),
    ]
