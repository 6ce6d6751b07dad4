"""Whoever may not stay takes it to the members' meeting."""

from django.db import migrations, models

import tussenruimte.kit.fields
from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):

    dependencies = [('belonging', '0005_texts_go')]

    operations = [
        migrations.AddField(
            model_name='expulsion',
            name='meeting_keeps',
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name='expulsion',
            name='met_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='expulsion',
            name='objected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='expulsion',
            name='objection',
            field=tussenruimte.kit.fields.SealedField(null=True),
        ),
        migrations.AddConstraint(
            model_name='expulsion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('objected_at', None), ('objection__isnull', True)), models.Q(('objected_at__isnull', False), ('objection__isnull', False)), _connector='OR'), name='expulsion_objection_together'),
        ),
        migrations.AddConstraint(
            model_name='expulsion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting_keeps', None), ('met_on', None)), models.Q(('meeting_keeps__isnull', False), ('met_on__isnull', False), ('objected_at__isnull', False)), _connector='OR'), name='expulsion_meeting_together'),
        ),
        migrations.AddConstraint(
            model_name='expulsion',
            constraint=models.CheckConstraint(condition=models.Q(('objected_at', None), ('expelled_at', None), ('suspended_at__isnull', False), ('met_on__isnull', False), _connector='OR'), name='no_expulsion_counts_before_the_meeting'),
        ),
        KeepApart('Expulsion'),
    ]
