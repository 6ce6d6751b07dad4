from django.db import migrations, models


class Migration(migrations.Migration):
    """What was joined to a question, found among the few that were."""

    dependencies = [("relations", "0004_done_for")]

    operations = [
        migrations.AddIndex(
            "need",
            models.Index(
                fields=["joined_to"],
                condition=models.Q(joined_to__isnull=False),
                name="need_joined",
            ),
        ),
    ]
