from django.db import migrations, models

from tussenruimte.kit.apart import KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0015_interpreter_noted'),
        ('promises', '0013_passing'),
    ]

    operations = [
        migrations.AddField(
            model_name='passing',
            name='told_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='passing',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['cooperative', 'until', 'id'], name='passing_unanswered'),
        ),
        KeepApart('Passing'),
    ]
