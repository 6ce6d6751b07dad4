"""Forgetting to the end: files, the list, and what the database keeps of what was removed.

Killed at any point it goes on where it was: by `erase`, by the clock, and after a `restore`.
"""

import datetime as dt

from tussenruimte.belonging.actions.forgetting import forget_again, note_scrubbed
from tussenruimte.kit.forgotten import codes_forgotten, hash_of, remember_forgotten
from tussenruimte.kit.scrubbing import PATIENCE, scrub
from tussenruimte.kit.tenancy import within
from tussenruimte.matters.files import throw_away
from tussenruimte.matters.models import File
from tussenruimte.members.by import By
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.members.reads import everywhere

# Tables in which something of somebody stood that was emptied or removed.
TABLES = (
    "account_emailaddress",
    "django_session",
    "django_tasks_database_dbtaskresult",
    "members_actor",
    "members_card",
    "members_carddirectory",
    "members_login",
    "members_member",
    "members_person",
    "members_personkey",
    "members_user",
    "mfa_authenticator",
    "post_dispatch",
)


def finish(
    cooperative: Cooperative, *, by: By, at: dt.datetime, patience: float = PATIENCE
) -> bool:
    """Finish for whoever was forgotten here. False: the files of the database have to wait."""
    rows = Person.objects.filter(
        cooperative=cooperative, forgotten_at__isnull=False, scrubbed_at=None
    )
    people = dict(rows.values_list("pk", "code"))
    if not people:
        return True
    remember_forgotten(*people.values())
    for row in File.objects.filter(cooperative=cooperative, person__in=people):
        throw_away(row)
    if not scrub(TABLES, patience=patience):
        return False
    note_scrubbed(cooperative, list(people), by=by, at=at)
    return True


def forget_listed(*, by: By, at: dt.datetime) -> list[str]:
    """Forget again whoever stands on the list and is here: the database is an older one.

    `restore` calls this before anybody comes in. Returns sentences about what was still open then.
    """
    said = list[str]()
    for cooperative in everywhere():
        with within(cooperative.pk):
            said += forget_listed_in(cooperative, by=by, at=at)
            finish(cooperative, by=by, at=at)
    return said


def forget_listed_in(cooperative: Cooperative, *, by: By, at: dt.datetime) -> list[str]:
    """The same in one cooperative; finishing is asked apart, since it cannot be part of a change."""
    listed, said = codes_forgotten(), list[str]()
    rows = Person.objects.named().filter(cooperative=cooperative, forgotten_at=None)
    for person in [one for one in rows.iterator() if hash_of(one.code) in listed]:
        left = forget_again(person, by=by, at=at)
        said += [f"{cooperative.slug}, {person.code}: {sentence}" for sentence in left]
    return said
