"""pref_voting: the Scottish STV and Schulze, here called beat path."""

import best
from pref_voting.io.readers import preflib_to_profile
from pref_voting.margin_based_methods import beat_path
from pref_voting.proportional_methods import stv_scottish


def both(file):
    """Who gets four seats, who wins by Schulze, and every margin."""
    profile = preflib_to_profile(file)
    profile.use_extended_strict_preference()
    elected = stv_scottish(profile, num_seats=4)
    graph = profile.margin_graph()
    winner = beat_path(graph)[0]
    everybody = sorted(profile.candidates)
    margins = [[int(profile.margin(one, two)) for two in everybody] for one in everybody]
    return [sorted(map(called, elected)), called(winner), margins]


def called(number):
    """The name that the made-up file gives to this number."""
    return f"Candidate {number}"


best.main({"both": both})
