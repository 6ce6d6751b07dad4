"""Asking for a members' meeting, for the tests of it."""

from tussenruimte.decisions import actions


def ask(rietkade, person, at, reason="De inloop gaat dicht. Dat wil ik met elkaar bespreken."):
    return actions.ask_for_meeting(rietkade, reason, member=person.actor, by=person, at=at)
