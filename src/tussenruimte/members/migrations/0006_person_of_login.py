from django.db import migrations, models


class Migration(migrations.Migration):
    """Who a log-in is, found among the few that have one."""

    dependencies = [("members", "0005_sent_form")]

    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["user", "cooperative"],
                condition=models.Q(user__isnull=False),
                name="person_of_login",
            ),
        ),
    ]
