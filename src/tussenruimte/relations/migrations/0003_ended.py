from django.db import migrations

# Questions that ended before this: their matter ended at the same moment.
ENDED = """
UPDATE matters_matter SET ended_at = (
    SELECT n.closed_at FROM relations_need n WHERE n.matter_id = matters_matter.id)
 WHERE id IN (SELECT matter_id FROM relations_need WHERE closed_at IS NOT NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("relations", "0002_locks"), ("matters", "0003_ended")]

    operations = [migrations.RunSQL(ENDED, migrations.RunSQL.noop)]
