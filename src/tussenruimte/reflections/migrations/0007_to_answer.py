from django.db import migrations, models


class Migration(migrations.Migration):
    """What somebody is asked to look along with is found without reading every judgement."""

    dependencies = [("reflections", "0006_stays")]

    operations = [
        migrations.AddIndex(
            "judgement",
            models.Index(
                fields=["cooperative", "peer"],
                condition=models.Q(peer_answered_at=None),
                name="judgement_to_answer",
            ),
        ),
    ]
