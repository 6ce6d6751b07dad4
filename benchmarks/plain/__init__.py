"""The floor: a plain signed-in Django list page of 25 rows, as house rule asks; and nothing else."""
