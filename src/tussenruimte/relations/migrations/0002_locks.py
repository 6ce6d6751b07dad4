from django.db import migrations

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):
    dependencies = [("relations", "0001_begin"), ("promises", "0002_locks")]

    operations = [
        KeepApart(),
        AppendOnly("AddedWords", "Bounce", "Loss", "Silence"),
    ]
