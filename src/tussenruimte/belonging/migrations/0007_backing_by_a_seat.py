"""A seat gives backing too. A circle is known by the number of its actor, so what was given stays given."""

import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):

    dependencies = [('belonging', '0006_to_the_members')]

    operations = [
        migrations.AlterField(
            model_name='backing',
            name='giver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='backings_given', to='members.actor'),
        ),
        KeepApart('Backing'),
        AppendOnly('Backing'),
    ]
