import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_interpreter_noted'),
        ('promises', '0014_no_answer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Redirection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_via', models.CharField(max_length=120)),
                ('new_via', models.CharField(max_length=120)),
                ('old_until', models.DateField()),
                ('new_until', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
                ('passing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redirections', to='promises.passing')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('old_via', models.F('new_via')), _negated=True), models.Q(('old_until', models.F('new_until')), _negated=True), _connector='OR'), name='redirection_goes_elsewhere')],
            },
        ),
        KeepApart('Redirection'),
        AppendOnly('Redirection'),
    ]
