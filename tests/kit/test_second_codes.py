"""A secret of a second code opens under its master key, and under the key of before, and else not."""

import base64
import hashlib
import secrets

import pytest
from cryptography.fernet import Fernet

from tussenruimte.kit.sealing import UnreadableError, master_name, unwrap
from tussenruimte.kit.second_codes import is_under, unwrap_secret, wrap_secret

WORDS = "JBSWY3DPEHPK3PXP"


def of_before(text, secret_key):
    """As the house kept it before: a Fernet token under a key made of `secret.key`."""
    key = hashlib.sha256(f"second factor|{secret_key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key)).encrypt(text.encode()).decode()


def test_it_opens_again_and_names_its_master(settings):
    kept = wrap_secret(WORDS)
    assert WORDS not in kept
    assert kept != wrap_secret(WORDS)
    assert unwrap_secret(kept) == WORDS
    assert is_under(kept, master_name(settings.MASTER_KEYS[0]))


def test_the_secret_key_of_the_installation_opens_nothing(settings):
    kept = wrap_secret(WORDS)
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    assert unwrap_secret(kept) == WORDS
    settings.MASTER_KEYS = [base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()]
    with pytest.raises(UnreadableError):
        unwrap_secret(kept)


def test_what_was_kept_before_opens_too(settings):
    kept = of_before(WORDS, settings.SECRET_KEY)
    assert unwrap_secret(kept) == WORDS
    assert not is_under(kept, master_name(settings.MASTER_KEYS[0]))
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]
    with pytest.raises(UnreadableError):
        unwrap_secret(kept)


def test_it_is_no_key_of_a_person():
    master, _dot, wrapped = wrap_secret(WORDS).partition(".")
    with pytest.raises(UnreadableError):
        unwrap(base64.urlsafe_b64decode(wrapped), "AAAA", master)


@pytest.mark.parametrize("change", ["", "x", "00000000.AAAA", "{}.", "{}.AAAA", "{}.A", "gAAAA"])
def test_what_was_altered_does_not_open(settings, change):
    with pytest.raises(UnreadableError):
        unwrap_secret(change.format(master_name(settings.MASTER_KEYS[0])))
