import django.db.models.deletion
from django.db import migrations, models

from tussenruimte.kit.apart import AppendOnly, KeepApart


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_sent_form'),
        ('relations', '0003_ended'),
    ]

    operations = [
        migrations.CreateModel(
            name='DoneFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('promise-kept', 'said that what was promised is done'), ('promise-open', 'said that what was promised is not done yet'), ('promise-done', 'said that what they promised is done'), ('talk-right', 'said that the conversation was like this'), ('holder-yes', 'said yes to somebody else who holds on'), ('holder-no', 'said no to somebody else who holds on'), ('may-read', 'let somebody read along'), ('reads-not', 'let somebody read along no longer'), ('closed', 'said that the question is done'), ('withdrawn', 'let it go'), ('opened', 'opened it again')], max_length=12)),
                ('about', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('cooperative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.cooperative')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='done_for', to='relations.need')),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='done_for', to='relations.relation')),
            ],
            options={
                'abstract': False,
            },
        ),
        KeepApart("DoneFor"),
        AppendOnly("DoneFor"),
    ]
