"""The page that travels along, for whoever opens the folder years later."""

from tussenruimte.cli.carrying.tables import Table
from tussenruimte.members.models import Cooperative

PAGE = """# {name}

Everything that the cooperative {name} has in Tussenruimte, in files that any computer can read.
Dit is alles wat coöperatie {name} in Tussenruimte heeft, in bestanden die elke computer kan lezen.

- `tables/`: one CSV file for each table (UTF-8, comma, quotes doubled). The first line names the columns.
- `files/`: pictures and scans, sealed.
- `heads/`: the ends of the record as they were made public, one a day.
- `keys.json`: only when two holders asked for it: the keys of people, which open with both their keys.
- `datapackage.json`: this list with types, links, sizes and hashes, as a Data Package.

How values are written: a day as 2026-11-16, a moment in UTC as 2026-11-16T09:00:00+00:00, yes and no as
`true` and `false`, `{nothing}` for what is not there (a text that begins with a backslash has one more
in front), bytes as base64. Rows are numbered from 1; a column such as `matter` holds the number of the
row in the table that `datapackage.json` names. Texts about people are sealed (AES-256-GCM): they stand
here as base64 and open with the key of that person only.

Put it back in a house of Tussenruimte, this one or another: `./tussenruimte import {slug} FOLDER`.

| table | what a row is |
|---|---|
{tables}
"""


def readme(cooperative: Cooperative, tables: list[Table]) -> str:
    """What lies here, how to read it, and how to put it back."""
    rows = (f"| `{t.name}` | {(t.model.__doc__ or '').strip().splitlines()[0]} |" for t in tables)
    return PAGE.format(
        name=cooperative.name, slug=cooperative.slug, nothing="\\N", tables="\n".join(rows)
    )
