from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0002_locks'),
        ('members', '0003_duty_offer'),
        ('promises', '0003_period'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='promise',
            name='promise_of_quarter',
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'done')), fields=['cooperative', 'receiver', 'due'], name='promise_said_done'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['cooperative', 'maker', 'first_due', 'state', 'due', 'times_moved'], name='promise_of_quarter'),
        ),
    ]
