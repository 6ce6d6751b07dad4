"""Whether everything that is written down still hangs together: `verify`.

Each check looks at one thing and yields a plain sentence for each place where it does not hold,
with codes and numbers, never words of people. They run as the owner: the web sees one cooperative.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from tussenruimte.cli.verifying import (
    belonging,
    complaints,
    database,
    decisions,
    forgotten,
    ladder,
    laws,
    meetings,
    readers,
    record,
    rules,
    seats,
    stops,
    votes,
    weighing,
)
from tussenruimte.cli.verifying.scope import Check, Scope

CHECKS: tuple[Check, ...] = (
    database.the_database_is_whole,
    database.the_locks_stand,
    database.nothing_points_elsewhere,
    record.every_cooperative_has_a_record,
    record.the_chains_hold,
    record.the_heads_fit,
    record.sealed_texts_are_as_noted,
    record.texts_go_after_their_term,
    record.readings_are_as_sealed,
    rules.codes_agree,
    rules.open_needs_are_held,
    rules.ended_is_ended,
    rules.everybody_has_a_key_until_forgotten,
    forgotten.the_list_and_the_database_agree,
    forgotten.nothing_is_left_of_whoever_was_forgotten,
    forgotten.forgetting_was_finished,
    rules.words_stand_under_the_right_key,
    rules.seats_are_acted_for,
    seats.a_seat_that_owes_something_is_there,
    seats.an_empty_seat_says_since_when,
    seats.whoever_succeeded_answered_for_all,
    seats.mandates_are_only_added,
    seats.what_goes_past_somebody_is_above_a_mandate,
    seats.what_goes_past_somebody_says_what_was_said_last,
    belonging.nobody_is_decided_about_unheard,
    belonging.whoever_disputes_is_a_member,
    belonging.circles_end_after_their_day,
    belonging.what_an_ended_circle_owes_is_with_somebody,
    belonging.backings_are_only_added,
    complaints.complaints_are_heard_by_others,
    decisions.overruled_advice_waits_for_its_answer,
    decisions.advice_counts_as_the_decision_went,
    decisions.voices_are_as_their_round_asks,
    decisions.everybody_who_was_asked_spoke,
    decisions.whoever_keeps_out_is_silent,
    decisions.proposals_are_written_anew_and_never_over,
    decisions.proposals_know_their_latest_round,
    decisions.proposals_say_what_they_stand_on,
    weighing.stances_came_before_the_decision,
    weighing.what_was_chosen_stands_beside_it,
    laws.laws_are_said_with_a_yes,
    stops.what_was_invoked_ends_in_time,
    stops.stop_rules_are_only_added,
    votes.votes_close_with_a_result,
    votes.what_a_vote_decided_stands,
    votes.nothing_is_left_of_secret_ballots,
    votes.people_are_elected_in_secret,
    votes.papers_were_read_by_two,
    votes.votes_count_again,
    meetings.what_members_asked_for_is_owed,
    meetings.who_was_there_is_counted,
    meetings.minutes_leave_nothing_out,
    ladder.late_promises_climbed,
    readers.readers_have_their_grounds,
)


AT_ONCE = 2


def faults(scope: Scope) -> Iterator[str]:
    """What is broken, one sentence each, in the order of the checks.

    Two things are looked at at a time; not at what only this connection can see.
    """
    if connection.in_atomic_block or _lives_in_memory():
        for check in CHECKS:
            yield from check(scope)
        return
    with ThreadPoolExecutor(AT_ONCE) as hands:
        for found in hands.map(lambda check: _found(check, scope), CHECKS):
            yield from found


def _lives_in_memory() -> bool:
    return connection.vendor == "sqlite" and bool(connection.is_in_memory_db())  # type: ignore[attr-defined]


def _found(check: Check, scope: Scope) -> list[str]:
    """What one check finds, over a connection of its own."""
    try:
        return list(check(scope))
    finally:
        connection.close()


__all__ = ["CHECKS", "Check", "Scope", "faults"]
