import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0002_locks'),
        ('members', '0002_locks'),
        ('promises', '0002_locks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('kept', models.PositiveIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('late', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('released', models.PositiveIntegerField(default=0)),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('cooperative', 'first'), name='period_counted_once'),
                    models.CheckConstraint(condition=models.Q(('last__gt', models.F('first'))), name='period_ends_after_start'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['cooperative', 'maker', 'first_due'], name='promise_of_quarter'),
        ),
        KeepApart('Period'),
        AppendOnly('Period'),
    ]
