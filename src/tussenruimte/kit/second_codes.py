"""Secrets of the second code, as one text: `master.base64`, wrapped as the keys of people are.

Before they lay under a key made of the secret key of the installation, as Fernet tokens. Those open
too, until `rotate-keys` moves them over.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from tussenruimte.kit.sealing import UnreadableError, unwrap, wrap

SECRETS = {"totp": "secret", "recovery_codes": "seed"}  # of each sort: where its secret stands
PURPOSE = "second factor"
OF_BEFORE = "gAAAA"  # how a Fernet token begins; the name of a master key has no g


def wrap_secret(text: str) -> str:
    """A secret under the master key that counts now."""
    wrapped, master = wrap(text.encode(), PURPOSE)
    return f"{master}.{base64.urlsafe_b64encode(wrapped).decode()}"


def unwrap_secret(kept: str) -> str:
    """The secret again. Raises UnreadableError when it was altered, or its key is gone."""
    if kept.startswith(OF_BEFORE):
        return _of_before(kept)
    master, _dot, wrapped = kept.partition(".")
    try:
        return unwrap(base64.urlsafe_b64decode(wrapped), PURPOSE, master).decode()
    except ValueError as error:  # no base64, or too short
        raise UnreadableError(PURPOSE) from error


def is_under(kept: str, master: str) -> bool:
    """Whether this secret lies under the master key of that name."""
    return kept.startswith(f"{master}.")


def _of_before(kept: str) -> str:
    key = hashlib.sha256(f"{PURPOSE}|{settings.SECRET_KEY}".encode()).digest()
    try:
        return Fernet(base64.urlsafe_b64encode(key)).decrypt(kept.encode()).decode()
    except InvalidToken as error:
        raise UnreadableError(PURPOSE) from error
