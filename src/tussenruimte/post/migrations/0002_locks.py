from django.db import migrations

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [("post", "0001_begin")]

    operations = [
        KeepApart(),
    ]
