from django.db import migrations

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_begin"), ("promises", "0002_locks")]

    operations = [
        KeepApart(),
    ]
