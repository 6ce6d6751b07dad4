"""What was told is no longer kept when its time is over: only the text goes, the row stays."""

from django.db import migrations

from tussenruimte.kit.apart import TextsMayGo


class Migration(migrations.Migration):
    dependencies = [("promises", "0008_told")]

    operations = [TextsMayGo("Move")]
