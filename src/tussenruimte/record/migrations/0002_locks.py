from django.db import migrations

from tussenruimte.kit.apart import AppendOnly, KeepApart, OnlyAtTheEnd


class Migration(migrations.Migration):
    dependencies = [("record", "0001_begin")]

    operations = [
        KeepApart(),
        AppendOnly("Fact", "Reading", "PublishedHead"),
        OnlyAtTheEnd("Fact"),
    ]
