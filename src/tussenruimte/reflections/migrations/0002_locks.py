from django.db import migrations

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):
    dependencies = [("reflections", "0001_begin"), ("matters", "0002_locks")]

    operations = [
        KeepApart(),
        AppendOnly("JudgementVersion"),
    ]
