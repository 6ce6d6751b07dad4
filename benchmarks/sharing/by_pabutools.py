"""Pabutools, in its quickest way: equal ballots together."""

import best
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares


def plain(file):
    """What is funded by equal shares."""
    return shared(file)


def add1(file):
    """What is funded when shares are raised by one until a step would overspend."""
    return [None, shared(file, voter_budget_increment=1)]


def shared(file, **how):
    """The names of what is funded."""
    instance, profile = parse_pabulib(file)
    profile = profile.as_multiprofile()
    funded = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, **how)
    return sorted(project.name for project in funded)


best.main({"plain": plain, "add1": add1})
