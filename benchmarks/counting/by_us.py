"""Our own counting."""

from pathlib import Path

import best

from tussenruimte.methods.ballot_files import read
from tussenruimte.methods.schulze import schulze
from tussenruimte.methods.stv import stv
from tussenruimte.methods.ties import Ties


def ward(file):
    """Who is elected."""
    profile = read(Path(file).read_bytes())
    return sorted(stv(profile, profile.seats, Ties(profile.candidates, "bench")).winners)


def both(file):
    """Who gets four seats, who wins by Schulze, and every margin."""
    profile = read(Path(file).read_bytes())
    elected = stv(profile, 4, Ties(profile.candidates, "bench")).winners
    winner = schulze(profile, 1, Ties(profile.candidates, "bench"))
    return [sorted(elected), winner.winners[0], winner.rounds[0]["margins"]]


best.main({"ward": ward, "both": both})
