"""`tick`: the clock comes by every cooperative and does what each room asked it to do every day."""

import datetime as dt
import logging
import os
import time
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from tussenruimte.kit import clock
from tussenruimte.kit.clockwork import jobs, name_of
from tussenruimte.kit.measuring import measure
from tussenruimte.kit.tenancy import within
from tussenruimte.members.actions import forget_devices
from tussenruimte.members.models import Cooperative
from tussenruimte.members.reads import everywhere
from tussenruimte.methods.days import local_times
from tussenruimte.promises.actions import end_turn

log = logging.getLogger(__name__)
NO, BAD_USE = 1, 2
EVERY = 300  # seconds


class Command(BaseCommand):
    """Exit 0: every cooperative had its turn. Exit 1: somewhere it went wrong. Exit 2: bad use."""

    help = "Let the clock come by once, or with --loop every few minutes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The moment may be given, so that a day can be tried out or made up for."""
        parser.add_argument("--now", metavar="ISO", help="a day or moment, such as 2026-03-04")
        parser.add_argument("--loop", action="store_true", help="come by again and again")

    def handle(self, *, now: str | None, loop: bool, **_options: Any) -> None:
        """Come by once; with --loop until the process is ended."""
        given = moment_of(now) if now else None
        if not loop:
            if not come_by(given or clock.now()):
                raise CommandError("The clock could not finish everywhere.", returncode=NO)
            return
        pause = seconds_between()
        try:
            while True:
                come_by(given or clock.now())
                let_go_of_the_connection()
                time.sleep(pause)
        except KeyboardInterrupt:
            return


def moment_of(text: str) -> dt.datetime:
    """A day is its noon; a time without a zone is a time on the wall in the Netherlands."""
    try:
        given = dt.datetime.fromisoformat(text.strip())
    except ValueError as problem:
        raise CommandError(
            f"“{text}” is no day or moment. Write it as 2026-03-04 or 2026-03-04T08:00.",
            returncode=BAD_USE,
        ) from problem
    if given.tzinfo is not None:
        return given
    if "T" not in text.upper() and ":" not in text:
        given = given.replace(hour=12)
    moments = local_times(given)
    if len(moments) != 1:
        often = "twice" if moments else "never"
        raise CommandError(
            f"{text} comes {often} in the Netherlands. Write its zone too, as +01:00.",
            returncode=BAD_USE,
        )
    return moments[0]


def seconds_between() -> float:
    """How long the clock rests between two rounds."""
    text = os.environ.get("TUSSENRUIMTE_TICK", "") or str(EVERY)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise CommandError(
            f"TUSSENRUIMTE_TICK is “{text}”. Give a number of seconds, such as {EVERY}.",
            returncode=BAD_USE,
        )
    return seconds


def come_by(at: dt.datetime) -> bool:
    """One round past all cooperatives. What goes wrong in one does not stop the others."""
    try:
        everybody = everywhere()
    except DatabaseError as problem:
        log.error("the clock cannot reach the database: %s", type(problem).__name__)
        let_go_of_the_connection()
        return False
    is_new_day = any(one.last_tick_on != clock.day(at) for one in everybody)
    failed = [cooperative for cooperative in everybody if not take_turn(cooperative, at)]
    throw_out_old_sessions()
    if is_new_day:
        count_again()
    beat(at)
    return not failed


def throw_out_old_sessions() -> None:
    """A sign-in that was begun and left keeps an address until its session is thrown out.

    Of a device where nobody is signed in any more nothing stays either.
    """
    try:
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        forget_devices(by="klok", at=clock.now())
    except DatabaseError as problem:
        log.error("old sessions stay for now: %s", type(problem).__name__)


def count_again() -> None:
    """Once a day SQLite counts what there is; with one neighbour it looks elsewhere than with many."""
    if connection.vendor != "sqlite":
        return
    try:
        measure()
    except DatabaseError as problem:
        log.error("the tables stay uncounted for now: %s", type(problem).__name__)


def take_turn(cooperative: Cooperative, at: dt.datetime) -> bool:
    """Everything the clock does in one cooperative, in order; each job on its own."""
    today, went_well = clock.day(at), True
    try:
        with within(cooperative.pk):
            for job in jobs():
                went_well &= do(job, cooperative, today, at)
            if went_well:
                end_turn(cooperative, today=today, by="klok", at=at)
    except Exception as problem:
        say_what_went_wrong("the turn", cooperative, problem)
        let_go_of_the_connection()
        return False
    return went_well


def do(job: Any, cooperative: Cooperative, today: dt.date, at: dt.datetime) -> bool:
    """One job. The log gets codes and the place of the mistake, never what people wrote."""
    try:
        job(cooperative, today, at)
    except Exception as problem:
        say_what_went_wrong(name_of(job), cooperative, problem)
        if isinstance(problem, DatabaseError) and not connection.in_atomic_block:
            raise
        return False
    return True


def let_go_of_the_connection() -> None:
    """The next question gets a fresh one; inside somebody's transaction that is theirs to decide."""
    if not connection.in_atomic_block:
        connection.close()


def say_what_went_wrong(what: str, cooperative: Cooperative, problem: Exception) -> None:
    """The kind of mistake and where it is in the code; its words may hold what people wrote."""
    where, trace = "", problem.__traceback__
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    log.error("%s in %s: %s at %s", what, cooperative.code, type(problem).__name__, where)


def beat(at: dt.datetime) -> None:
    """Leave a sign of life where `/healthz` looks."""
    file = Path(settings.CLOCK_BEAT)
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        half.write_text(f"{at.astimezone(dt.UTC).isoformat()}\n")
        half.replace(file)
    except OSError as problem:
        log.error("the clock cannot leave a sign of life: %s", type(problem).__name__)
