"""What somebody types to look for a name."""

LONGEST = 120


def as_name(words: str) -> str:
    """The words with single spaces; nothing when nobody can be called so."""
    name = " ".join(words.split())
    return name if len(name) <= LONGEST and "\0" not in name else ""
