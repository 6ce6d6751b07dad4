import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_locks'),
        ('promises', '0007_take_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('steps', models.PositiveIntegerField()),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperative', 'day'), name='told_once_a_day')],
            },
        ),
        KeepApart('DayTold'),
    ]
