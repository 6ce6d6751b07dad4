from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('promises', '0005_another_holder'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='promise', name='promise_maker'),
        migrations.RemoveIndex(model_name='promise', name='promise_receiver'),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['cooperative', 'maker', 'due', 'id'], name='promise_maker'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state__in', ['open', 'done'])), fields=['cooperative', 'receiver', 'due', 'id'], name='promise_receiver'),
        ),
    ]
