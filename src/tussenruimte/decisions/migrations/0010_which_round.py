from django.db import migrations

# Rounds that were held before: the one with the highest number is the latest.
LATEST = """
UPDATE decisions_proposal SET round_id = (
    SELECT r.id FROM decisions_round r WHERE r.proposal_id = decisions_proposal.id
     ORDER BY r.number DESC LIMIT 1)
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_latest_round")]

    operations = [migrations.RunSQL(LATEST, migrations.RunSQL.noop)]
