"""Randomness for very many keys and texts: asked of the operating system in large pieces."""

import secrets

PIECE = 65_536  # bytes; asking for twelve takes nearly as long as asking for all of these


class Chance:
    """Gives each byte once. For one process and one thread: a copy would give the same bytes again."""

    def __init__(self) -> None:
        self._piece, self._at = b"", 0

    def draw(self, number: int) -> bytes:
        """So many bytes, at most a piece."""
        start, self._at = self._at, self._at + number
        if self._at > len(self._piece):
            self._piece, start, self._at = secrets.token_bytes(PIECE), 0, number
        return self._piece[start : self._at]
