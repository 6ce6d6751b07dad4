"""Encrypting texts about people: one key per person, wrapped by a master key.

A sealed text is `nonce (12 bytes) | AES-256-GCM ciphertext`. The place where it stands
("table|code|field") is bound to it, so a text that is moved to another row does not open.
Destroying a person's key makes every text under it unreadable, also in the database file.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tussenruimte.kit.keyring import master_keys

NONCE = 12
Draw = Callable[[int], bytes]
"""Gives so many random bytes of the operating system that were never given before."""


class UnreadableError(Exception):
    """A sealed text does not open: wrong key, moved, or altered. Never swallowed."""


@lru_cache(maxsize=8)
def _master(name: str, keys: tuple[str, ...]) -> AESGCM:
    for key in keys:
        if master_name(key) == name:
            return AESGCM(base64.urlsafe_b64decode(key))
    raise UnreadableError(f"master key {name} is not in the key file")


def master_name(key: str) -> str:
    """The short public name of a master key: eight hex digits of its hash."""
    return hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()[:8]


def wrap(key: bytes, owner: str, draw: Draw = secrets.token_bytes) -> tuple[bytes, str]:
    """Wrap a person's key (32 bytes); `owner` is their code. Gives the name of the master key too."""
    keys = master_keys()
    nonce, name = draw(NONCE), master_name(keys[0])
    return nonce + _master(name, keys).encrypt(nonce, key, owner.encode()), name


def unwrap(wrapped: bytes, owner: str, master: str) -> bytes:
    """The person's key again. Raises UnreadableError when it was altered or belongs to another."""
    return _open(_master(master, master_keys()), wrapped, owner)


def seal(key: bytes, text: str, place: str, draw: Draw = secrets.token_bytes) -> bytes:
    """Encrypt a text for one place, "table|code|field"."""
    return seal_bytes(key, text.encode(), place, draw)


def seal_bytes(key: bytes, data: bytes, place: str, draw: Draw = secrets.token_bytes) -> bytes:
    """Encrypt a picture or scan for one place."""
    nonce = draw(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> str:
    """The text again. Raises UnreadableError when it stands in another place than it was sealed for."""
    return unseal_bytes(key, sealed, place).decode()


def unseal_bytes(key: bytes, sealed: bytes, place: str) -> bytes:
    """The picture or scan again."""
    return _open(AESGCM(key), sealed, place)


def _open(cipher: AESGCM, sealed: bytes, place: str) -> bytes:
    sealed = bytes(sealed)
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except InvalidTag as error:
        raise UnreadableError(place) from error


def new_key(draw: Draw = secrets.token_bytes) -> bytes:
    """A fresh key for a person: 32 random bytes."""
    return draw(32)


def keyed_hash(text: str, purpose: str) -> str:
    """A hash nobody can make without the secret key of the installation; for look-ups by code."""
    key = hashlib.sha256(f"{purpose}|{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def digests(ciphertexts: Sequence[bytes]) -> list[str]:
    """The hashes of ciphertexts that a fact carries. Never give it plain words: those can be guessed."""
    return [hashlib.sha256(bytes(text)).hexdigest()[:32] for text in ciphertexts]
