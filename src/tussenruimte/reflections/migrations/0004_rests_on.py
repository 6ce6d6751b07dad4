import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_noting"),
        ("reflections", "0003_likeness"),
    ]

    operations = [
        migrations.AddField(
            model_name="judgement",
            name="conversation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.conversation",
            ),
        ),
        KeepApart("Judgement"),
    ]
