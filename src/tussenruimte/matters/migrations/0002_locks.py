from django.db import migrations

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_begin"), ("members", "0002_locks")]

    operations = [
        KeepApart(),
    ]
