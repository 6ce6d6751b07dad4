"""Whether the record still is what was noted: chains, witnessed texts, sealed days of reading.

Everything is streamed: what is kept in memory does not grow with the record.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tussenruimte.kit import clock
from tussenruimte.kit.apart import TERM_YEARS
from tussenruimte.methods.chain import START, Break, first_break
from tussenruimte.record.reads import (
    Seals,
    are_there,
    chain_of,
    first_reading,
    fits_in_the_database,
    head_of,
    last_fact,
    published_heads,
    readings_on,
    seals_of,
)

PILES = 64
SIZE = 16  # bytes of a digest, as facts carry it


class BadHeads(Exception):  # noqa: N818 - it is an answer, not an error
    """A file with published heads cannot be read."""


def break_in_chain(cooperative_id: int, heads: Iterable[tuple[int, bytes]] = ()) -> Break | None:
    """The first place where a chain does not hold, against the published heads too.

    Where the database finds nothing loose, nobody has to walk; the walk says where it is loose.
    """
    known = [*published_heads(cooperative_id), *heads]
    if fits_in_the_database(cooperative_id) and are_there(cooperative_id, known):
        return None
    return first_break(chain_of(cooperative_id), known)


def head_fits(cooperative_id: int) -> bool:
    """Whether the head names the last fact, so that the next one is chained to it."""
    return head_of(cooperative_id) == (last_fact(cooperative_id) or (0, START))


def heads_in(folder: Path) -> Iterator[tuple[int, bytes]]:
    """Published heads in the files of a folder: objects with `seq` and `hash`, or lists of those."""
    for file in sorted(folder.glob("*.json")):
        try:
            told = json.loads(file.read_text())
            for head in told if isinstance(told, list) else [told]:
                yield int(head["seq"]), bytes.fromhex(head["hash"])
        except (ValueError, KeyError, TypeError, OSError) as problem:
            raise BadHeads(f"{file} holds no published heads.") from problem


def unwitnessed(
    witnesses: Iterable[bytes], texts: Callable[[], Iterable[tuple[str, bytes]]]
) -> Iterator[str]:
    """Names of the texts whose digest no fact carries: altered, put back, or put in past the record.

    Both sides go onto piles by the first byte of the digest; then each pile is compared with its
    twin. Only when something is missing the texts are walked through again, for the names.
    """
    with _piles() as known, _piles() as asked:
        for witness in witnesses:
            known[witness[0] % PILES].write(witness)
        for _name, text in texts():
            digest = _digest(text)
            asked[digest[0] % PILES].write(digest)
        missing: set[bytes] = set()
        for these, those in zip(known, asked, strict=True):
            missing |= _in_pile(those) - _in_pile(these)
    if missing:
        yield from (name for name, text in texts() if _digest(text) in missing)


def _digest(text: bytes) -> bytes:
    return sha256(text).digest()[:SIZE]


@contextmanager
def _piles() -> Iterator[list[IO[bytes]]]:
    with ExitStack() as stack:
        yield [stack.enter_context(TemporaryFile()) for _ in range(PILES)]


def _in_pile(pile: IO[bytes]) -> set[bytes]:
    pile.seek(0)
    digests = pile.read()
    return {digests[place : place + SIZE] for place in range(0, len(digests), SIZE)}


def seals(cooperative_id: int) -> Seals:
    """The seals of the reading log, for the two questions below."""
    return seals_of(cooperative_id, years=TERM_YEARS)


def days_that_changed(cooperative_id: int, sealed: Seals) -> Iterator[dt.date]:
    """Days whose readings are no longer those that were sealed; after their term they may be gone."""
    for fact in sealed.days:
        day = dt.date.fromisoformat(str(fact["day"]))
        found = readings_on(cooperative_id, day)
        if found != (fact["n"], fact["rows"]) and not (day < sealed.gone_before and found[0] == 0):
            yield day


def days_never_sealed(cooperative_id: int, sealed: Seals, *, before: dt.date) -> Iterator[dt.date]:
    """Days with readings, before this one, that no fact sealed."""
    known = {str(fact["day"]) for fact in sealed.days}
    moment = first_reading(cooperative_id, since=dt.datetime.min.replace(tzinfo=dt.UTC))
    while moment is not None and (day := clock.day(moment)) < before:
        if day.isoformat() not in known:
            yield day
        moment = first_reading(cooperative_id, since=clock.midnight(day + dt.timedelta(days=1)))
