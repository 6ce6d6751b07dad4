from django.db import migrations

from tussenruimte.kit.apart import MayGoAfterTerm


class Migration(migrations.Migration):
    dependencies = [("record", "0002_locks")]

    operations = [MayGoAfterTerm("Reading")]
