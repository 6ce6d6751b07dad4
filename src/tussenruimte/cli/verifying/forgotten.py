"""Whoever was forgotten is nowhere: the list, the database and the files say the same."""

import datetime as dt
from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.kit import clock
from tussenruimte.kit.forgotten import codes_forgotten, hash_of
from tussenruimte.matters.files import is_there
from tussenruimte.matters.models import File

SOON = dt.timedelta(days=2)  # the clock does it in the night after

# What is left of somebody who was forgotten, by what it is called here.
LEFT = {
    "has a name or a number": "JOIN members_actor a ON a.id = p.actor_id AND (a.name <> '' OR a.phone <> '')",
    "can be reached": "JOIN members_person q ON q.actor_id = p.actor_id "
    "AND (q.reach IS NOT NULL OR q.interpreter IS NOT NULL)",
    "has a log-in": "JOIN members_user u ON u.id = p.user_id",
    "has a card that opens": "JOIN members_card k ON k.person_id = p.actor_id AND k.ended_at IS NULL",
    "is in the directory of cards": "JOIN members_card k ON k.person_id = p.actor_id "
    "JOIN members_carddirectory d ON d.card = k.code",
    "has words as a member": "JOIN members_member m ON m.actor_id = p.actor_id "
    "AND (m.why <> '' OR m.interest <> '')",
    "still gets post": 'JOIN post_dispatch d ON d."to" = p.code '
    "AND d.cooperative_id = p.cooperative_id",
    "has pictures that were not taken away": "JOIN matters_file f ON f.person_id = p.actor_id "
    "AND f.removed_at IS NULL",
}
# What somebody who was forgotten cannot hold: nobody would do it.
HELD = {
    "holds an open question": "JOIN relations_need n ON n.holder_id = p.actor_id",
    "asks an open question": "JOIN relations_need n ON n.person_id = p.actor_id "
    "AND n.closed_at IS NULL",
    "still has promised something": "JOIN promises_promise o ON o.maker_id = p.actor_id "
    "AND o.state = 'open'",
    "sits in a seat": "JOIN members_tenure t ON t.person_id = p.actor_id AND t.until IS NULL",
    "stands in for a seat": "JOIN members_seat s ON s.stand_in_id = p.actor_id "
    "AND s.abolished_on IS NULL",
}


def the_list_and_the_database_agree(_scope: Scope) -> Iterator[str]:
    """Whoever was forgotten stands on the list, so that an older backup forgets them again; and back."""
    listed = codes_forgotten()
    for slug, code, forgotten_at in rows(
        "SELECT c.slug, p.code, p.forgotten_at FROM members_person p "
        "JOIN members_cooperative c ON c.id = p.cooperative_id"
    ):
        if forgotten_at is None and listed and hash_of(code) in listed:
            yield f"{slug}: person {code} stands on the list and is here. Run erase {code} again."
        elif forgotten_at is not None and hash_of(code) not in listed:
            yield f"{slug}: person {code} was forgotten and is not on the list. Run erase {code} again."


def nothing_is_left_of_whoever_was_forgotten(_scope: Scope) -> Iterator[str]:
    """No name, no way in, no post, and nothing that they would have to do."""
    for what, joined in (LEFT | HELD).items():
        yield from told(
            f"{{0}}: person {{1}} was forgotten, and {what}.",
            rows(
                "SELECT DISTINCT c.slug, p.code FROM members_person p "  # noqa: S608 - our own words
                f"JOIN members_cooperative c ON c.id = p.cooperative_id {joined} "
                "WHERE p.forgotten_at IS NOT NULL ORDER BY 1, 2"
            ),
        )


def forgetting_was_finished(scope: Scope) -> Iterator[str]:
    """The files of the database were cleaned too, and no picture lies here that nobody can open."""
    before = clock.midnight(scope.today) - SOON
    for slug, code, at in rows(
        "SELECT c.slug, p.code, p.forgotten_at FROM members_person p "
        "JOIN members_cooperative c ON c.id = p.cooperative_id "
        "WHERE p.forgotten_at IS NOT NULL AND p.scrubbed_at IS NULL"
    ):
        if _moment(at) < before:
            yield f"{slug}: the files of the database may still know person {code}. Run erase {code} again."
    gone = File.objects.filter(person__forgotten_at__isnull=False)
    for row in gone.select_related("cooperative").iterator():
        if is_there(row):
            yield f"{row.cooperative.slug}: the bytes of file {row.code} were not thrown away."


def _moment(at: dt.datetime | str) -> dt.datetime:
    """SQLite gives moments as text."""
    given = at if isinstance(at, dt.datetime) else dt.datetime.fromisoformat(at)
    return given if given.tzinfo else given.replace(tzinfo=dt.UTC)
