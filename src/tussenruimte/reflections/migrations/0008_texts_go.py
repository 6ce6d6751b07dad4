"""What was weighed is no longer kept when its time is over: only the text goes, the row stays."""

from django.db import migrations

from tussenruimte.kit.apart import TextsMayGo


class Migration(migrations.Migration):
    dependencies = [("reflections", "0007_to_answer")]

    operations = [TextsMayGo("JudgementVersion")]
