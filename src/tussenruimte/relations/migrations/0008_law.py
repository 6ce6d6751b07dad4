import django.db.models.deletion
import tussenruimte.kit.codes
from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0008_stop_rules'),
        ('members', '0007_mandate'),
        ('promises', '0011_law'),
        ('relations', '0007_read_no'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=tussenruimte.kit.codes.new_code, max_length=12, unique=True)),
                ('law', models.CharField(max_length=16)),
                ('reported_on', models.DateField()),
                ('last_day', models.DateField()),
                ('started_at', models.DateTimeField()),
                ('stopped_on', models.DateField(null=True)),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='legal_clocks', to='relations.need')),
                ('permission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legal_clocks', to='matters.permission')),
                ('promise', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='legal_clock', to='promises.promise')),
                ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.actor')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_on', None)), fields=('need', 'law'), name='law_runs_once'), models.CheckConstraint(condition=models.Q(models.Q(('permission', None), ('promise', None), ('seat', None)), models.Q(('permission__isnull', False), ('promise__isnull', False), ('seat__isnull', False)), _connector='OR'), name='law_is_said_with_a_yes'), models.CheckConstraint(condition=models.Q(('last_day__gt', models.F('reported_on'))), name='law_ends_after_the_report')],
            },
        ),
        KeepApart("LegalClock"),
    ]
