"""Tussenruimte: a cooperative in the in-between space, as software."""

__version__ = "0.1.0"
