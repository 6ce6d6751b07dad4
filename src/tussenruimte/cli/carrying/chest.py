"""One file with everything in it, closed by a list of what is in it: a tar.gz that is never trusted.

The list comes last, so the file is written in one go; it is sealed with the secret key of the house.
Reading never uses what tar can do besides: only plain files, with names that we give ourselves.
"""

import gzip
import hashlib
import hmac
import io
import json
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tussenruimte.cli.carrying import Cannot
from tussenruimte.kit.sealing import keyed_hash
from tussenruimte.methods.chain import canonical

HOUSE, FORMAT = "tussenruimte", 1
LIST = "manifest.json"
DATABASE, FORGOTTEN = "database", "forgotten.list"
NAMES = re.compile(
    rf"{DATABASE}|{re.escape(FORGOTTEN)}"
    r"|heads/[A-Za-z0-9_-]{1,40}/[0-9-]{1,20}\.json|files/[0-9]{1,19}/[0-9A-Z]{1,12}\.sealed"
)
BLOCK, AT_ONCE = 512, 1 << 20
LONGEST_LIST = 1 << 28  # bytes: a million files
QUICKLY = 3  # sealed words do not get smaller, whatever one tries


@dataclass(frozen=True)
class Packed:
    """What is in a chest: each member with its size and hash, and what the house said of itself."""

    about: dict[str, Any]
    members: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes it is when unpacked."""
        return sum(size for size, _hash in self.members.values())


class Packer:
    """A chest that is being filled."""

    def __init__(self, file: IO[bytes]) -> None:
        self._gzip = gzip.GzipFile("", "wb", QUICKLY, file)
        self._tar = tarfile.TarFile(fileobj=self._gzip, mode="w", format=tarfile.GNU_FORMAT)
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, source: Path) -> None:
        """Put a file in. FileNotFoundError when it is not there (any more)."""
        if not NAMES.fullmatch(name):
            raise Cannot(f"{source} has a name that this house does not give.")
        with source.open("rb") as content:
            size = source.stat().st_size
            hashed = _Hashed(content)
            self._put(name, size, hashed)
        self.members[name] = (size, hashed.total.hexdigest())

    def close(self, about: dict[str, Any]) -> None:
        """Add the list of what is in it, and end the file."""
        told = about | {
            "house": HOUSE,
            "format": FORMAT,
            "members": {
                name: {"size": size, "sha256": sha} for name, (size, sha) in self.members.items()
            },
        }
        told["seal"] = _seal(told)
        content = json.dumps(told, indent=1, sort_keys=True).encode()
        self._put(LIST, len(content), io.BytesIO(content))
        self._tar.close()
        self._gzip.close()

    def _put(self, name: str, size: int, content: Any) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, content)


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self.total = content, hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes."""
        piece = self._content.read(size)
        self.total.update(piece)
        return piece


def secret_name() -> str:
    """By what one knows the secret key of a house without knowing it."""
    return keyed_hash("whose secret key this is", "carrying")[:16]


def _seal(told: dict[str, Any]) -> str:
    return keyed_hash(canonical(told), "backup")


def look_through(file: Path) -> Packed:
    """Read a chest from beginning to end and write nothing: all of it must be as the list says."""
    found: dict[str, tuple[int, str]] = {}
    told = b""
    for name, size, pieces in _members(file):
        if told or name in found or (name == LIST and size > LONGEST_LIST):
            raise broken(file)
        if name == LIST:
            told = b"".join(pieces)
            continue
        total = hashlib.sha256()
        for piece in pieces:
            total.update(piece)
        found[name] = (size, total.hexdigest())
    packed = _as_told(file, told)
    if packed.members != found or DATABASE not in found:
        raise broken(file)
    return packed


def _as_told(file: Path, told: bytes) -> Packed:
    try:
        about = json.loads(told)
        is_ours = about.pop("house") == HOUSE
        version, seal = about.pop("format"), str(about.pop("seal"))
        members = {
            name: (int(one["size"]), str(one["sha256"])) for name, one in about["members"].items()
        }
        secret = about["secret"]
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise broken(file) from problem
    if not is_ours or version != FORMAT:
        raise Cannot(f"{file} was not made by a house that this one understands.")
    if secret != secret_name():
        raise Cannot(
            f"{file} was made under another secret.key: put the one of that house in the data folder."
        )
    whole = about | {"house": HOUSE, "format": version}
    if not hmac.compare_digest(seal, _seal(whole)):
        raise broken(file)
    del about["members"]
    return Packed(about, members)


def unpack(file: Path, packed: Packed, into: Path) -> None:
    """Put everything in a folder that is ours, as the list says; it was looked through before."""
    if packed.size > shutil.disk_usage(into).free:
        raise Cannot(
            f"There is no room for {packed.size:,} bytes in {into}: make room and try again."
        )
    for name, size, pieces in _members(file):
        if name == LIST:  # the last
            break
        if packed.members.get(name, (-1, ""))[0] != size:
            raise broken(file)
        there = into / name
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        total = hashlib.sha256()
        with there.open("xb") as content:
            there.chmod(0o600)
            for piece in pieces:
                total.update(piece)
                content.write(piece)
        if total.hexdigest() != packed.members[name][1]:
            raise broken(file)


def broken(file: Path) -> Cannot:
    """It is not what was packed, or never was a chest."""
    return Cannot(
        f"{file} is no backup of this house, or is broken or cut off: nothing was taken from it."
    )


Member = tuple[str, int, Iterator[bytes]]


def _members(file: Path) -> Iterator[Member]:
    """Name, size and content of each member, in order; each content has to be read to its end."""
    with _opened(file) as content:
        source = _Source(file, content)
        while (header := source.read(BLOCK)).strip(b"\0"):
            info = _read_header(file, header)
            yield info.name, info.size, source.pieces(info.size)
        source.read_to_end()


def _opened(file: Path) -> gzip.GzipFile:
    try:
        return gzip.open(file, "rb")
    except FileNotFoundError as problem:
        raise Cannot(f"There is no file {file}.") from problem
    except OSError as problem:
        raise Cannot(f"{file} is no file that can be read here.") from problem


def _read_header(file: Path, header: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
    except (tarfile.TarError, ValueError) as problem:
        raise broken(file) from problem
    is_named = info.name == LIST or NAMES.fullmatch(info.name)
    if not (info.isreg() and info.size >= 0 and is_named):
        raise broken(file)
    return info


@dataclass(frozen=True)
class _Source:
    """What comes out of the file; it is broken when less comes than should."""

    file: Path
    content: gzip.GzipFile

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        piece = self._some(size)
        if len(piece) < size:
            raise broken(self.file)
        return piece

    def pieces(self, size: int) -> Iterator[bytes]:
        """So many bytes, and what fills up the block."""
        left = size
        while left:
            piece = self.read(min(left, AT_ONCE))
            left -= len(piece)
            yield piece
        self.read(-size % BLOCK)

    def read_to_end(self) -> None:
        """Nothing but zeros, up to where the file says what it should have been."""
        while piece := self._some(AT_ONCE):
            if piece.strip(b"\0"):
                raise broken(self.file)

    def _some(self, size: int) -> bytes:
        try:
            return self.content.read(size)
        except (OSError, EOFError, zlib.error) as problem:
            raise broken(self.file) from problem
