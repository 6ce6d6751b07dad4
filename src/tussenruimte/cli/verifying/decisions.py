"""Deciding together: everybody was heard, advice got its answer, and nothing was written over."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told

OF_PROPOSAL = "JOIN members_cooperative c ON c.id = p.cooperative_id "
# What goes against an advice when it is decided, as far as one can see afterwards: whether a condition
# was met is said by name.
AGAINST = "(p.is_adopted AND a.advice = 'against' OR NOT p.is_adopted AND a.advice = 'for')"
ALONG = "(p.is_adopted AND a.advice = 'for' OR NOT p.is_adopted AND a.advice <> 'for')"


def overruled_advice_waits_for_its_answer(_scope: Scope) -> Iterator[str]:
    """A decision with an advice that was overruled and not answered is to be answered, and nothing else."""
    owed = (
        "EXISTS (SELECT 1 FROM decisions_adviser a "
        "LEFT JOIN decisions_answer w ON w.adviser_id = a.id "
        "WHERE a.proposal_id = p.id AND a.is_overruled AND w.id IS NULL)"
    )
    yield from told(
        "{0}: proposal {1} is {2}, and whether an adviser waits for an answer says something else.",
        rows(
            "SELECT c.slug, p.code, p.stage FROM decisions_proposal p "  # noqa: S608 - our own words
            + OF_PROPOSAL
            + f"WHERE (p.stage = 'to-answer') <> {owed}"
        ),
    )


def advice_counts_as_the_decision_went(_scope: Scope) -> Iterator[str]:
    """What went against an advice counts as overruled, and its answer is promised to whoever gave it."""
    yield from told(
        "{0}: advice {1} was overruled, and nobody said so.",
        rows(
            "SELECT c.slug, a.code FROM decisions_adviser a "  # noqa: S608
            "JOIN decisions_proposal p ON p.id = a.proposal_id "
            + OF_PROPOSAL
            + f"WHERE a.given_at <= p.decided_at AND {AGAINST} AND NOT a.is_overruled"
        ),
    )
    yield from told(
        "{0}: advice {1} counts as overruled, and the decision goes along with it.",
        rows(
            "SELECT c.slug, a.code FROM decisions_adviser a "  # noqa: S608
            "JOIN decisions_proposal p ON p.id = a.proposal_id "
            + OF_PROPOSAL
            + f"WHERE a.is_overruled AND (p.decided_at IS NULL OR {ALONG})"
        ),
    )
    yield from told(
        "{0}: the answer to advice {1} is promised to somebody else, or about something else.",
        rows(
            "SELECT c.slug, a.code FROM decisions_adviser a "  # noqa: S608
            "JOIN decisions_proposal p ON p.id = a.proposal_id "
            + OF_PROPOSAL
            + "JOIN promises_promise o ON o.id = a.promise_id "
            "WHERE o.receiver_id <> a.actor_id OR o.matter_id <> p.matter_id"
        ),
    )


OF_ROUND = (
    "JOIN decisions_round r ON r.id = v.round_id "
    "JOIN decisions_proposal p ON p.id = r.proposal_id " + OF_PROPOSAL
)


def voices_are_as_their_round_asks(_scope: Scope) -> Iterator[str]:
    """Consent is asked one by one, an opinion is everybody's; an objection has its reason."""
    yield from told(
        "{0}: voice {1} says what its round does not ask.",
        rows(
            "SELECT c.slug, v.code FROM decisions_position v "  # noqa: S608 - our own words
            + OF_ROUND
            + "WHERE (v.leaning IN ('consent', 'objection')) <> (r.sort = 'consent') "
            "OR r.sort = 'picture'"
        ),
    )
    yield from told(
        "{0}: objection {1} has no reason.",
        rows(
            "SELECT c.slug, v.code FROM decisions_position v "  # noqa: S608
            + OF_ROUND
            + "WHERE v.leaning = 'objection' AND v.said IS NULL"
        ),
    )
    yield from told(
        "{0}: voice {1} came after its round was closed, or before it was open.",
        rows(
            "SELECT c.slug, v.code FROM decisions_position v "  # noqa: S608
            + OF_ROUND
            + "WHERE v.at < r.opened_at OR v.at > r.closed_at OR v.changed_at > r.closed_at"
        ),
    )


def everybody_who_was_asked_spoke(_scope: Scope) -> Iterator[str]:
    """A round of consent that was closed and not stopped has a voice of each who was asked, and no other."""
    yield from told(
        "{0}: in round {2} of proposal {1} somebody was asked, and it was closed without them.",
        rows(
            "SELECT DISTINCT c.slug, p.code, r.number FROM decisions_turn v "  # noqa: S608
            + OF_ROUND
            + "LEFT JOIN decisions_position s ON s.round_id = r.id AND s.person_id = v.person_id "
            "WHERE r.closed_at IS NOT NULL AND NOT r.was_stopped "
            "AND (v.spoken_at IS NULL OR s.id IS NULL)"
        ),
    )
    yield from told(
        "{0}: in round {2} of proposal {1} somebody spoke who was not asked, or did not speak yet.",
        rows(
            "SELECT DISTINCT c.slug, p.code, r.number FROM decisions_position v "  # noqa: S608
            + OF_ROUND
            + "LEFT JOIN decisions_turn t ON t.round_id = r.id AND t.person_id = v.person_id "
            "WHERE r.sort = 'consent' AND (t.id IS NULL OR t.spoken_at IS NULL)"
        ),
    )
    yield from told(
        "{0}: proposal {1} was adopted, and its last round of consent does not carry it.",
        rows(
            "SELECT c.slug, p.code FROM decisions_proposal p "  # noqa: S608
            + OF_PROPOSAL
            + "LEFT JOIN decisions_round r ON r.proposal_id = p.id AND r.number = "
            "(SELECT max(l.number) FROM decisions_round l WHERE l.proposal_id = p.id) "
            "WHERE p.is_adopted AND (r.id IS NULL OR r.sort <> 'consent' OR r.was_stopped "
            "OR r.closed_at IS NULL OR r.version_id <> p.version_id OR EXISTS "
            "(SELECT 1 FROM decisions_position v "
            "WHERE v.round_id = r.id AND v.leaning = 'objection')) AND NOT EXISTS "
            "(SELECT 1 FROM decisions_vote o JOIN decisions_result e ON e.vote_id = o.id "
            "WHERE o.round_id = r.id AND e.verdict IN ('adopted', 'elected'))"
        ),
    )


def whoever_keeps_out_is_silent(_scope: Scope) -> Iterator[str]:
    """After somebody said that they keep out they neither speak nor are asked."""
    yield from told(
        "{0}: about proposal {1} somebody spoke who keeps out of it.",
        rows(
            "SELECT DISTINCT c.slug, p.code FROM decisions_position v "  # noqa: S608 - our own words
            + OF_ROUND
            + "JOIN decisions_conflict k ON k.proposal_id = p.id AND k.person_id = v.person_id "
            "WHERE v.at > k.at OR v.changed_at > k.at"
        ),
    )
    yield from told(
        "{0}: about proposal {1} somebody is asked who keeps out of it.",
        rows(
            "SELECT DISTINCT c.slug, p.code FROM decisions_turn v "  # noqa: S608
            + OF_ROUND
            + "JOIN decisions_conflict k ON k.proposal_id = p.id AND k.person_id = v.person_id "
            "WHERE r.closed_at IS NULL AND v.spoken_at IS NULL"
        ),
    )


def proposals_are_written_anew_and_never_over(_scope: Scope) -> Iterator[str]:
    """Versions and rounds are numbered without a gap; what a proposal says is its latest version."""
    for table, what in (("decisions_version", "version"), ("decisions_round", "round")):
        yield from told(
            f"{{0}}: a {what} of proposal {{1}} is gone.",
            rows(
                f"SELECT c.slug, p.code FROM decisions_proposal p {OF_PROPOSAL}"  # noqa: S608
                f"JOIN {table} v ON v.proposal_id = p.id "
                "GROUP BY c.slug, p.code HAVING max(v.number) <> count(*)"
            ),
        )
    yield from told(
        "{0}: what proposal {1} says is not its latest version.",
        rows(
            "SELECT c.slug, p.code FROM decisions_proposal p "  # noqa: S608
            + OF_PROPOSAL
            + "LEFT JOIN decisions_version v ON v.id = p.version_id AND v.proposal_id = p.id "
            "JOIN matters_matter m ON m.id = p.matter_id WHERE v.id IS NULL OR v.number <> "
            "(SELECT max(l.number) FROM decisions_version l WHERE l.proposal_id = p.id) "
            "OR m.title <> v.title OR m.code <> p.code"
        ),
    )
    yield from told(
        "{0}: proposal {1} and its matter did not end together.",
        rows(
            "SELECT c.slug, p.code FROM decisions_proposal p "  # noqa: S608
            + OF_PROPOSAL
            + "JOIN matters_matter m ON m.id = p.matter_id "
            "WHERE (p.stage = 'withdrawn') <> (m.ended_at IS NOT NULL)"
        ),
    )


def proposals_know_their_latest_round(_scope: Scope) -> Iterator[str]:
    """The round of a proposal is the one with the highest number, and there is none before the first."""
    yield from told(
        "{0}: the round of proposal {1} is not its latest round.",
        rows(
            "SELECT c.slug, p.code FROM decisions_proposal p "  # noqa: S608
            + OF_PROPOSAL
            + "LEFT JOIN decisions_round l ON l.proposal_id = p.id AND l.number = "
            "(SELECT max(r.number) FROM decisions_round r WHERE r.proposal_id = p.id) "
            "WHERE coalesce(p.round_id, 0) <> coalesce(l.id, 0)"
        ),
    )


def proposals_say_what_they_stand_on(_scope: Scope) -> Iterator[str]:
    """Each says what it serves, what it saves and who bears it; a rule and an experiment end."""
    yield from told(
        "{0}: version {2} of proposal {1} leaves out what it serves, builds on, saves or can go wrong.",
        rows(
            "SELECT c.slug, p.code, v.number FROM decisions_version v "  # noqa: S608 - our own words
            "JOIN decisions_proposal p ON p.id = v.proposal_id "
            + OF_PROPOSAL
            + "JOIN matters_matter m ON m.id = p.matter_id "
            "WHERE v.why = '' OR v.builds_on = '' OR v.risk = '' OR v.borne_by = '' "
            "OR v.saves <> (v.saves_euros IS NOT NULL) OR (m.serves_id IS NULL AND EXISTS "
            "(SELECT 1 FROM matters_matter b WHERE b.cooperative_id = p.cooperative_id "
            "AND b.subject = 'bond' AND b.created_at <= p.started_at))"
        ),
    )
    yield from told(
        "{0}: version {2} of proposal {1} is for a while, and has no end or no looking back.",
        rows(
            "SELECT c.slug, p.code, v.number FROM decisions_version v "  # noqa: S608
            "JOIN decisions_proposal p ON p.id = v.proposal_id "
            + OF_PROPOSAL
            + "WHERE p.kind IN ('rule', 'experiment') "
            "AND (v.ends_on IS NULL OR v.look_back_on IS NULL)"
        ),
    )
