"""What the tests of counting share: made-up ballots, written as words."""

from collections import Counter

from hypothesis import strategies as st

from tussenruimte.methods.ballots import Profile, profile_of
from tussenruimte.methods.ties import Ties

LETTERS = "ABCDEF"


def of_words(text, letters=LETTERS, seats=None):
    """`9 AB, 4 B, 1 A=CB`: nine ballots for A before B, and so on."""
    ballots = []
    for part in text.split(","):
        times, word = part.split()
        ranks = []
        for letter in word.replace("=", " ="):
            if letter == "=":
                ranks[-1] += "="
            elif letter != " ":
                if ranks and ranks[-1].endswith("="):
                    ranks[-1] += letter
                else:
                    ranks.append(letter)
        order = tuple(tuple(map(letters.index, rank.split("="))) for rank in ranks)
        ballots += [order] * int(times)
    return profile_of(list(letters), ballots, seats=seats)


def ties_of(profile, seed="seed"):
    return Ties(profile.candidates, seed)


@st.composite
def profiles(draw, most_candidates=6, most_voters=60):
    """Ballots without shared ranks, short ones too."""
    names = LETTERS[: draw(st.integers(2, most_candidates))]
    orders = st.permutations(range(len(names)))
    cut = st.tuples(orders, st.integers(1, len(names))).map(lambda pair: tuple(pair[0][: pair[1]]))
    kinds = draw(st.lists(cut, min_size=1, max_size=12))
    counted = Counter()
    for kind in kinds:
        counted[kind] += draw(st.integers(1, most_voters // len(kinds)))
    return Profile(tuple(names), counted)


def renumbered(profile, order):
    """The same vote, with candidates listed in another order."""
    place = {old: new for new, old in enumerate(order)}
    return Profile(
        tuple(profile.candidates[old] for old in order),
        {tuple(place[one] for one in kind): n for kind, n in reversed(profile.strict.items())},
    )
