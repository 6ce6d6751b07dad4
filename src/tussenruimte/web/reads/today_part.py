"""How one part of the statement behind *Vandaag* is made: the same columns, at most twelve rows."""

# name of the column → its type; every part of the union gives all of them, in this order
COLUMNS = {
    "code": "text",
    "matter": "text",
    "other": "text",
    "other_code": "text",
    "other_kind": "text",
    "about": "text",
    "title": "text",
    "me": "text",
    "day": "text",
    "till": "text",
    "at": "text",
    "time": "text",
    "more": "text",
    "purpose": "text",
    "words": "bytea",
    "key": "bytea",
    "key_of": "text",
    "master": "text",
}
MOST = 12

ME = """
WITH me AS (
    SELECT a.actor_id AS id FROM members_actsfor a
     WHERE a.cooperative_id = %(coop)s AND a.person_id = %(person)s
       AND a.since <= %(today)s AND (a.until IS NULL OR a.until > %(today)s))
"""


def part(kind: str, source: str, where: str, order: str, **given: str) -> str:
    """One list of the day. What is not given is nothing, of the right type."""
    columns = ", ".join(
        f"CAST({given.get(name, 'NULL')} AS {of_type}) AS {name}"
        if of_type == "text" or name not in given
        else f"{given[name]} AS {name}"
        for name, of_type in COLUMNS.items()
    )
    rows = f"SELECT CAST('{kind}' AS text) AS kind, {columns} FROM {source}"  # noqa: S608 - our own texts
    name = f"part_{kind.replace('-', '_')}"
    return f"SELECT * FROM ({rows} WHERE {where} ORDER BY {order} LIMIT {MOST}) AS {name}"  # noqa: S608
