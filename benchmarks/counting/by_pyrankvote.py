"""pyrankvote: it has no reader of files, so it gets the plainest one."""

import csv

import best
from pyrankvote import Ballot, Candidate, single_transferable_vote


def ward(file):
    """Who is elected."""
    with open(file, newline="") as lines:
        rows = [row for row in csv.reader(lines) if row]
    names = [row[1] for row in rows if row[0].startswith("Candidate ")]
    candidates = {str(number): Candidate(name) for number, name in enumerate(names, 1)}
    ballots = []
    for times, *words in rows[1 : -len(names) - 1]:
        ballot = Ballot([candidates[word] for word in words if word])
        ballots += [ballot] * int(times)
    seats = int(rows[0][1])
    result = single_transferable_vote(list(candidates.values()), ballots, number_of_seats=seats)
    return sorted(winner.name for winner in result.get_winners())


best.main({"ward": ward})
