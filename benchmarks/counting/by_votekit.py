"""votekit: its STV with a record of each round, and its quick one without."""

import best
from votekit.cvr_loaders import load_scottish
from votekit.elections import STV, FastSTV


def ward(file, method=STV):
    """Who is elected."""
    profile, seats, *_rest = load_scottish(file)
    return sorted(name for names in method(profile, n_seats=seats).get_elected() for name in names)


def quick(file):
    """The same by its quick way."""
    return ward(file, FastSTV)


best.main({"ward": ward, "quick": quick})
