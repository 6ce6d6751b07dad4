"""Codes by which rows are called in addresses, facts and mail: never a name, never a number in order."""

import secrets

from tussenruimte.methods.codes import ALPHABET

LENGTH = 10


def new_code() -> str:
    """A fresh code of ten symbols that people can read out (about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
