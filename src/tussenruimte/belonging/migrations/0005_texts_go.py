"""What a seat answered is no longer kept when its time is over: only the text goes, the row stays."""

from django.db import migrations

from tussenruimte.kit.apart import TextsMayGo


class Migration(migrations.Migration):
    dependencies = [("belonging", "0004_circles")]

    operations = [TextsMayGo("Answer", "Inherited")]
