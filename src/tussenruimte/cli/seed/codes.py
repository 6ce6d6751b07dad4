"""Codes for very many rows: never the same twice in one run, and drawn as at random."""

from itertools import product
from random import Random

from tussenruimte.kit.codes import LENGTH
from tussenruimte.methods.codes import ALPHABET

PAIRS = ["".join(pair) for pair in product(ALPHABET, repeat=2)]
ALL = len(ALPHABET) ** LENGTH
STEP = 38_541_234_567_893  # shares no factor with ALL, so that every number comes once


class Codes:
    """Walks through all codes with large steps, from a place that the dice choose."""

    def __init__(self, dice: Random) -> None:
        self._at = dice.randrange(ALL)

    def new(self) -> str:
        """A code that was not given out before."""
        self._at = number = (self._at + STEP) % ALL
        code = ""
        for _ in range(LENGTH // 2):
            number, place = divmod(number, len(PAIRS))
            code = PAIRS[place] + code
        return code
