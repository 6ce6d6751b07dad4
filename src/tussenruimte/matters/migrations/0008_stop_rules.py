import django.db.models.deletion
from django.db import migrations, models

import tussenruimte.kit.codes
from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0007_permission_asked"),
        ("members", "0007_mandate"),
    ]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="subject",
            field=models.CharField(
                choices=[
                    ("bond", "what binds us"),
                    ("need", "what is needed"),
                    ("work", "what we do"),
                    ("question", "question to a seat"),
                    ("seat", "what a seat talks about"),
                    ("member", "being a member"),
                    ("circle", "what a circle talks about"),
                    ("forget", "being forgotten"),
                    ("stop", "a stop-rule that was invoked"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="reader",
            name="ground",
            field=models.CharField(
                choices=[
                    ("self", "it is about you"),
                    ("holder", "holds on to it"),
                    ("promise", "promised something"),
                    ("conversation", "joined a conversation"),
                    ("relation", "stands beside somebody"),
                    ("permission", "was given permission"),
                    ("peer", "looks along"),
                    ("duty", "had the duty"),
                    ("stop-rule", "invoked a stop-rule"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="StopRule",
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
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("people", "protects people from violence and acute danger"),
                            ("against", "protects people against interference"),
                        ],
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("ended_on", models.DateField(null=True)),
                ("end_decided_on", models.DateField(null=True)),
                (
                    "cooperative",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.cooperative",
                    ),
                ),
            ],
            options={
                'constraints': [models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_decided_on", None), ("ended_on", None)),
                    models.Q(("end_decided_on__isnull", False), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="stop_rule_ends_by_decision",
            )],
            },
        ),
        migrations.CreateModel(
            name="StopRuleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(max_length=600)),
                ("protects", models.CharField(max_length=120)),
                (
                    "invoked_by",
                    models.CharField(
                        choices=[
                            ("holder", "whoever holds on to the question"),
                            ("standing", "everybody who may hold on to questions"),
                            ("nobody", "nobody has to: it holds always, for everybody"),
                        ],
                        max_length=8,
                    ),
                ),
                ("told_to", models.TextField(blank=True, max_length=600)),
                ("steps", models.TextField(blank=True, max_length=600)),
                ("most_days", models.PositiveSmallIntegerField()),
                ("decided_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="matters.stoprule",
                    ),
                ),
            ],
            options={
                'constraints': [models.UniqueConstraint(
                fields=("rule", "number"), name="stop_rule_version_once"
            ), models.CheckConstraint(
                condition=models.Q(
                    ("invoked_by", "nobody"),
                    models.Q(
                        models.Q(("told_to", ""), _negated=True),
                        models.Q(("steps", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="stop_rule_says_whom_to_tell",
            ), models.CheckConstraint(
                condition=models.Q(("most_days__gte", 1)), name="stop_rule_lasts_a_day"
            )],
            },
        ),
        migrations.CreateModel(
            name="Invocation",
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
                ("at", models.DateTimeField()),
                ("told_to", models.CharField(max_length=40)),
                ("done", models.CharField(blank=True, max_length=40)),
                ("days", models.PositiveSmallIntegerField()),
                ("most_days", models.PositiveSmallIntegerField()),
                ("ends_on", models.DateField()),
                ("told_on", models.DateField(null=True)),
                ("lifted_on", models.DateField(null=True)),
                ("talk", models.CharField(blank=True, max_length=12)),
                (
                    "by",
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
                        related_name="invocations",
                        to="matters.matter",
                    ),
                ),
                (
                    "own",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invocation",
                        to="matters.matter",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invocations",
                        to="matters.stopruleversion",
                    ),
                ),
            ],
            options={
                'indexes': [models.Index(fields=["cooperative", "ends_on"], name="invocation_by_end")],
                'constraints': [models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("days__lte", models.F("most_days"))),
                name="invocation_ends_in_time",
            ), models.CheckConstraint(
                condition=models.Q(("told_to", ""), _negated=True), name="invocation_tells_somebody"
            ), models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_on", None), ("talk", "")),
                    models.Q(("lifted_on__isnull", False), models.Q(("talk", ""), _negated=True)),
                    _connector="OR",
                ),
                name="invocation_is_lifted_after_talking",
            )],
            },
        ),
        KeepApart("StopRule", "StopRuleVersion", "Invocation"),
        AppendOnly("StopRuleVersion"),
    ]
