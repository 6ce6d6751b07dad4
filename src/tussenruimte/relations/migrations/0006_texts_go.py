"""What was told is no longer kept when its time is over: only the text goes, the row stays."""

from django.db import migrations

from tussenruimte.kit.apart import TextsMayGo


class Migration(migrations.Migration):
    dependencies = [("relations", "0005_joined")]

    operations = [TextsMayGo("AddedWords", "Bounce")]
