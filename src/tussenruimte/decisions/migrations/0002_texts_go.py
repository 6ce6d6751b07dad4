"""What was answered to an adviser is no longer kept when its time is over: only the text goes."""

from django.db import migrations

from tussenruimte.kit.apart import TextsMayGo


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_begin")]

    operations = [TextsMayGo("Answer")]
