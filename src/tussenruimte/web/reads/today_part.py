"""How one part of the statement behind *Vandaag* is made, and how what all parts found is dressed.

A part finds at most twelve rows and gives numbers, not names. Names, codes and keys are looked up once,
for all parts together: each table that a statement names costs PostgreSQL time before it begins.
"""

from collections.abc import Iterable

from tussenruimte.members.reads.called import called_in_sql

# What a part may give → its type; every part gives all of them, in this order.
FOUND = {
    "nr": "bigint",  # which of those of one day and moment comes first
    "code": "text",  # without: that of the matter
    "matter": "bigint",
    "other": "bigint",
    "about": "bigint",
    "me": "bigint",
    "day": "date",
    "till": "date",
    "at": "timestamptz",
    "time": "time",
    "more": "text",
    "purpose": "text",
    "words": "bytea",
    "of": "bigint",  # for whom the words are sealed
}
OF_MATTER = "0"  # as `about`: the person of that matter
MOST = 12
WITH_PHONE = "'to-me', 'late'"  # kinds of which `more` is the number of the other

ME = """
WITH me AS (
    SELECT a.actor_id AS id FROM members_actsfor a
     WHERE a.cooperative_id = %(coop)s AND a.person_id = %(person)s
       AND a.since <= %(today)s AND (a.until IS NULL OR a.until > %(today)s))
"""

# Dates and moments as text: SQLite has them so.
DRESSED = """
SELECT f.kind, f.nr, COALESCE(f.code, m.code), m.code, {other}, other.code, other.kind,
       {about}, m.title, CASE WHEN mine.kind = 'person' THEN '' ELSE mine.name END,
       CAST(f.day AS text), CAST(f.till AS text), CAST(f.at AS text), CAST(f.time AS text),
       CASE WHEN f.kind IN ({with_phone}) THEN other.phone ELSE f.more END, f.purpose,
       f.words, k.wrapped, owner.code, k.master
  FROM ({found}) AS f
  LEFT JOIN matters_matter m ON m.id = f.matter
  LEFT JOIN members_actor other ON other.id = f.other
  LEFT JOIN members_actor about
    ON about.id = CASE f.about WHEN {of_matter} THEN m.person_id ELSE f.about END
  LEFT JOIN members_actor mine ON mine.id = f.me
  LEFT JOIN members_person owner ON owner.actor_id = f.of
  LEFT JOIN members_personkey k ON k.person_id = f.of
"""


def part(kind: str, source: str, where: str, order: str, **given: str) -> str:
    """One list of the day. What is not given is nothing, of the right type."""
    columns = ", ".join(
        f'{given.get(name, f"CAST(NULL AS {of_type})")} AS "{name}"'
        for name, of_type in FOUND.items()
    )
    rows = f"SELECT CAST('{kind}' AS text) AS kind, {columns} FROM {source}"  # noqa: S608 - our own texts
    name = f"part_{kind.replace('-', '_')}"
    return f"SELECT * FROM ({rows} WHERE {where} ORDER BY {order} LIMIT {MOST}) AS {name}"  # noqa: S608


def dressed(parts: Iterable[str]) -> str:
    """What all parts found, with its names."""
    found = "\nUNION ALL\n".join(parts)
    names = {"other": called_in_sql("other"), "about": called_in_sql("about")}
    return DRESSED.format(found=found, with_phone=WITH_PHONE, of_matter=OF_MATTER, **names)
