from django.db import migrations

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [("members", "0001_begin")]

    operations = [
        KeepApart(),
    ]
