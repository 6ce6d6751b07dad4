"""Taking everything along: a whole installation in one file, or one cooperative in open formats."""


class Cannot(Exception):  # noqa: N818 - it is an answer, not an error
    """It cannot be done; the text says why, and what can be done, in one plain sentence."""
