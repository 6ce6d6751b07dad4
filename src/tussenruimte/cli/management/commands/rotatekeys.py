"""`rotate-keys`: a new master key, while people go on working."""

import base64
import secrets
import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tussenruimte.cli.verifying.scope import is_owner, rows
from tussenruimte.decisions.actions import rewrap_ballot_keys
from tussenruimte.decisions.models import BallotKey
from tussenruimte.kit.clock import now
from tussenruimte.kit.keyring import key_file, master_keys, write_keys
from tussenruimte.kit.sealing import master_name
from tussenruimte.kit.second_codes import SECRETS, is_under
from tussenruimte.kit.tenancy import within
from tussenruimte.members.actions.keys import rewrap_keys, rewrap_second_codes
from tussenruimte.members.models import PersonKey
from tussenruimte.members.reads import everywhere

NO, BAD_USE = 1, 2
AT_ONCE = 500
LENGTH = 32
GRACE = 5.0  # seconds: for what is written down outside a change of many rows, as second codes are
LOOK_AGAIN = 0.1
RETIRED = "master.key.retired"
UNDER_WAY = """
SELECT pid, xact_start FROM pg_stat_activity
 WHERE datname = current_database() AND usename = session_user
   AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
"""


class Command(BaseCommand):
    """Exit 0: every key is under the new master, and the old one is gone from here.

    It can be stopped at any moment and run again: it goes on where it was. While it is under way the
    file holds both masters, and what lay under the old one opens as before.
    """

    help = (
        "Make a new master key and wrap every person's key and the secret of every second code "
        "under it; texts stay as they are."
    )

    def handle(self, **_options: Any) -> None:
        """New key first, wrap anew, and only then let go of the old one."""
        if not is_owner():
            raise CommandError(
                "Run this as the owner: TUSSENRUIMTE_ROLE=owner.", returncode=BAD_USE
            )
        self.rotate()
        if shut := second_codes_elsewhere(master_name(master_keys()[0])):
            self.stdout.write(
                "Second codes that open with no key of this house, and stay as they are: "
                f"{shut}. Whoever has one needs a way back."
            )

    def rotate(self) -> None:
        """Under a new master from the file, or under the first from the surroundings."""
        if not key_file().exists():
            rewrapped = rewrap_everywhere()
            self.stdout.write(
                f"{rewrapped} keys wrapped under the first of TUSSENRUIMTE_MASTER_KEY; "
                "take the others out once every program of the house was started anew."
            )
            return
        begin()
        rewrapped = rewrap_everywhere()
        time.sleep(GRACE)
        wait_for_changes_under_way()
        rewrapped += let_go()
        self.stdout.write(
            f"{rewrapped} keys wrapped under master {master_name(master_keys()[0])}. Back up "
            f"{key_file()} now, apart from the database. Older backups open with the master of "
            "their day only: keep your copy of it as long as you keep them, and no longer."
        )


def begin() -> None:
    """Put a new master first, unless an earlier run was under way."""
    retired = key_file().with_name(RETIRED)
    keys = master_keys()
    if retired.exists():  # stopped between letting go and looking once more
        older = tuple(key for key in retired.read_text().split() if key not in keys)
        write_keys(key_file(), (*keys, *older))
        retired.unlink()
    elif len(keys) == 1:
        fresh = base64.urlsafe_b64encode(secrets.token_bytes(LENGTH)).decode()
        write_keys(key_file(), (fresh, *keys))


def rewrap_everywhere() -> int:
    """Until nothing is left under an older master."""
    total = last = 0
    for cooperative in everywhere():
        with within(cooperative.pk):
            while done := rewrap_keys(cooperative, AT_ONCE, by="beheer", at=now()):
                total += done
            total += rewrap_ballot_keys(cooperative, by="beheer", at=now())
    while step := rewrap_second_codes(last, AT_ONCE, by="beheer", at=now()):
        last, done = step
        total += done
    return total


def wait_for_changes_under_way() -> None:
    """Until what began before is through or given up: there may be a key in it under the older master.

    On SQLite there is one change at a time, and ours begins when theirs is through.
    """
    if connection.vendor == "postgresql":
        before = set(rows(UNDER_WAY))
        while before & set(rows(UNDER_WAY)):
            time.sleep(LOOK_AGAIN)


def let_go() -> int:
    """Take the older masters out of the file; back in when somebody was still wrapped under one."""
    total = rewrap_everywhere()
    first, *older = master_keys()
    retired = key_file().with_name(RETIRED)
    write_keys(retired, tuple(older))
    write_keys(key_file(), (first,))
    name = master_name(first)
    if keys_elsewhere(name) or second_codes_elsewhere(name):
        write_keys(key_file(), (first, *older))
        total += rewrap_everywhere()
        write_keys(key_file(), (first,))
    retired.unlink()
    return total


def keys_elsewhere(master: str) -> bool:
    """Whether a person or a secret vote has a key under another master than this."""
    return any(m.objects.exclude(master=master).exists() for m in (PersonKey, BallotKey))


def second_codes_elsewhere(master: str) -> int:
    """How many second codes lie under another master than this, or under none."""
    kept = Authenticator.objects.filter(type__in=SECRETS).values_list("type", "data")
    return sum(not is_under(data[SECRETS[sort]], master) for sort, data in kept.iterator())
