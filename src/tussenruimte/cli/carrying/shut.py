"""The keys of people, locked to two holders: it takes the keys of both to open it, and neither alone.

An X25519 pair is made once for what is locked. What it has in common with the one holder and with the
other goes together through HKDF, and so becomes the key of AES-256-GCM.
"""

import base64
import binascii
import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from tussenruimte.cli.carrying import Cannot
from tussenruimte.cli.carrying.drafts import refuse_taken
from tussenruimte.methods.chain import canonical

HOLDERS, NONCE, LENGTH = 2, 12, 32
PURPOSE = b"tussenruimte: keys of people, for two holders together"
TWO = "Give two different keys, of two people who each keep their own: neither opens it alone."


def make_pair(file: Path) -> Path:
    """A key that its holder keeps, and beside it the half that they may give to anybody."""
    shown = file.with_name(f"{file.name}.pub")
    refuse_taken(file)
    refuse_taken(shown)
    key = X25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for place, content in ((file, private), (shown, public)):
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    return shown


def loaded(files: Sequence[Path]) -> list[X25519PublicKey]:
    """The halves that holders gave, as they were given."""
    return [_loaded(file, load_pem_public_key, X25519PublicKey, "public") for file in files]


def public_keys(files: Sequence[Path]) -> list[X25519PublicKey]:
    """The halves that two holders gave."""
    keys = loaded(files)
    if len({_raw(key) for key in keys}) != HOLDERS or len(keys) != HOLDERS:
        raise Cannot(TWO)
    return sorted(keys, key=_raw)


def private_keys(files: Sequence[Path]) -> list[X25519PrivateKey]:
    """The keys that two holders keep."""

    def load(content: bytes) -> Any:
        return load_pem_private_key(content, password=None)

    keys = [_loaded(file, load, X25519PrivateKey, "private") for file in files]
    if len({_raw(key.public_key()) for key in keys}) != HOLDERS or len(keys) != HOLDERS:
        raise Cannot(TWO)
    return sorted(keys, key=lambda key: _raw(key.public_key()))


def _loaded(file: Path, load: Any, kind: type[Any], half: str) -> Any:
    try:
        key = load(file.read_bytes())
    except OSError as problem:
        raise Cannot(f"{file} cannot be read.") from problem
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise Cannot(f"{file} is no {half} key of X25519.") from problem
    if not isinstance(key, kind):
        raise Cannot(f"{file} is no {half} key of X25519.")
    return key


def name_of(key: X25519PublicKey) -> str:
    """By what one knows a key: sixteen digits of its hash."""
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


def lock(keys: Mapping[str, bytes], holders: list[X25519PublicKey], about: dict[str, Any]) -> str:
    """The keys of people, as a text that only both holders together open. `about` is bound to it."""
    once = X25519PrivateKey.generate()
    shared = b"".join(once.exchange(holder) for holder in holders)
    cipher = _cipher(shared, once.public_key(), holders)
    nonce = secrets.token_bytes(NONCE)
    told = {"about": about, "for": [name_of(holder) for holder in holders]}
    plain = json.dumps({code: _text(key) for code, key in sorted(keys.items())}).encode()
    sealed = cipher.encrypt(nonce, plain, canonical(told).encode())
    parts = {"once": _text(_raw(once.public_key())), "nonce": _text(nonce), "sealed": _text(sealed)}
    return json.dumps(told | parts, indent=1) + "\n"


def unlock(locked: str, holders: list[X25519PrivateKey], about: dict[str, Any]) -> dict[str, bytes]:
    """The keys of people by their code."""
    public = [holder.public_key() for holder in holders]
    told = {"about": about, "for": [name_of(key) for key in public]}
    try:
        parts = json.loads(locked)
        if parts["for"] != told["for"]:
            raise Cannot(f"It opens with the keys {' and '.join(map(str, parts['for']))} together.")
        once = X25519PublicKey.from_public_bytes(_bytes(parts["once"]))
        shared = b"".join(holder.exchange(once) for holder in holders)
        cipher = _cipher(shared, once, public)
        nonce, sealed = _bytes(parts["nonce"]), _bytes(parts["sealed"])
        plain = cipher.decrypt(nonce, sealed, canonical(told).encode())
        keys = {str(code): _bytes(key) for code, key in json.loads(plain).items()}
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, InvalidTag) as problem:
        raise Cannot(
            "The keys of people that came along were altered, or are of another export."
        ) from problem
    if any(len(key) != LENGTH for key in keys.values()):
        raise Cannot("The keys of people that came along are no keys.")
    return keys


def _cipher(shared: bytes, once: X25519PublicKey, holders: list[X25519PublicKey]) -> AESGCM:
    info = PURPOSE + b"".join(_raw(key) for key in (once, *holders))
    return AESGCM(HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=info).derive(shared))


def _raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
