"""Questions about proposals, rounds and advice."""
