from django.db import migrations

# A no that was written before rests on the last conversation with the person until then.
RESTED_ON = """
UPDATE reflections_judgement SET conversation_id = (
    SELECT c.id FROM conversations_conversation c
     WHERE c.matter_id = reflections_judgement.matter_id
       AND c.was_person_there AND c.sort <> 'moment'
       AND c.stage IN ('held', 'confirmed', 'disputed')
       AND c.noted_at <= reflections_judgement.written_at
     ORDER BY c.held_on DESC, c.noted_at DESC, c.id DESC LIMIT 1)
 WHERE sort = 'refusal'
"""


class Migration(migrations.Migration):
    dependencies = [("reflections", "0004_rests_on")]

    operations = [migrations.RunSQL(RESTED_ON, migrations.RunSQL.noop)]
