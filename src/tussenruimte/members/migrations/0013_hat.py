"""Whoever speaks for the municipality, a seat or a person, shows that wherever they are named."""

from django.db import migrations, models

OF_SEATS = """
UPDATE members_actor SET hat = (
  SELECT town.name FROM members_seat AS seat
    JOIN members_organisation AS one ON one.actor_id = seat.organisation_id
    JOIN members_actor AS town ON town.id = one.actor_id
   WHERE seat.actor_id = members_actor.id AND one.is_municipality)
 WHERE kind = 'seat'
"""
OF_PEOPLE = """
UPDATE members_actor SET hat = (
  SELECT town.name FROM members_actsfor AS acts
    LEFT JOIN members_seat AS seat ON seat.actor_id = acts.actor_id
    JOIN members_organisation AS one
      ON one.actor_id = seat.organisation_id OR one.actor_id = acts.actor_id
    JOIN members_actor AS town ON town.id = one.actor_id
   WHERE acts.person_id = members_actor.id AND acts.until IS NULL AND one.is_municipality
   LIMIT 1)
 WHERE kind = 'person'
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0012_ended_cards")]

    operations = [
        migrations.RemoveField(model_name="seat", name="hat"),
        migrations.AddField(
            model_name="actor", name="hat", field=models.CharField(max_length=120, null=True)
        ),
        migrations.RunSQL(OF_SEATS, migrations.RunSQL.noop),
        migrations.RunSQL(OF_PEOPLE, migrations.RunSQL.noop),
    ]
