"""Saying no in plain language."""

from django.db import OperationalError


class Refused(Exception):  # noqa: N818 - it is no error, it is an answer
    """Expected, and a sentence for a person: what is not possible now, and what is.

    Raised by actions when the moment is wrong. It becomes a sentence on the page; any other
    exception is a bug.
    """


class NotHere(Exception):  # noqa: N818 - it is no error, it is an answer
    """It does not exist, or it is not for you: both look the same, so nothing is given away."""


class SignInFirst(Exception):  # noqa: N818 - it is no error, it is an answer
    """Whoever sent this is signed out by now. They hear so, and keep what they typed."""


class Unsure(OperationalError):  # noqa: N818 - it is an answer, and not a certain one
    """The database was asked to keep something, and the line broke before it said yes or no."""
