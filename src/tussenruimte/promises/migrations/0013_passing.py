import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_interpreter_noted'),
        ('promises', '0012_ended_of_each'),
    ]

    operations = [
        migrations.CreateModel(
            name='Passing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('via', models.CharField(max_length=120)),
                ('until', models.DateField()),
                ('at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('said_yes', models.BooleanField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
                ('promise', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='passing', to='promises.promise')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('said_yes', None)), models.Q(('answered_at__isnull', False), ('said_yes__isnull', False)), _connector='OR'), name='passing_answer_together')],
            },
        ),
        KeepApart('Passing'),
    ]
