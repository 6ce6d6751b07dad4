"""One after the other: what changes about a matter, changes while it is held (docs/adr/0010).

The order in which rows are held is the same everywhere, so that nobody waits for somebody who waits
for them: the matter; the need; the conversation, the promise or the judgement; what hangs on those
(an offer, a relation, somebody who puts aside); readers. The head of the chain of facts comes where
a fact is noted, so whatever else is needed about a matter has to be held by way of the matter first.
"""

from django.db import connection

from tussenruimte.matters.models import Matter


def hold(*matters: int) -> None:
    """Whoever else changes something about these matters waits until we are done.

    Rows that point to a matter may come in meanwhile. On SQLite a transaction that may write is alone
    already.
    """
    if connection.features.has_select_for_update:
        rows = Matter.objects.filter(pk__in=matters).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))
