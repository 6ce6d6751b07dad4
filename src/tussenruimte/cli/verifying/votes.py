"""Votes: one voice each, nothing left of a secret one, and counted again it comes to the same."""

from collections.abc import Iterator

from tussenruimte.cli.verifying.scope import Scope, rows, told
from tussenruimte.decisions.agreeing import agreed, together_of
from tussenruimte.decisions.counting import asked
from tussenruimte.decisions.models import Result
from tussenruimte.decisions.money import comes_to_the_same, is_about_money
from tussenruimte.decisions.reads.paper import voices_on_paper
from tussenruimte.decisions.reads.votes import options_of
from tussenruimte.kit.tenancy import within
from tussenruimte.methods.ballot_files import Unreadable, read
from tussenruimte.methods.ballots import profile_of
from tussenruimte.methods.deciding import counted_again

VOTE = (
    "SELECT c.slug, v.code FROM decisions_vote v "
    "JOIN members_cooperative c ON c.id = v.cooperative_id "
    "JOIN decisions_round d ON d.id = v.round_id "
    "LEFT JOIN decisions_result r ON r.vote_id = v.id WHERE "
)
ON_ROLL = (
    "EXISTS (SELECT 1 FROM decisions_roll o JOIN {0} x ON x.roll_id = o.id WHERE o.vote_id = v.id)"
)
DECIDED_OTHERWISE = (
    "r.verdict IN ('adopted', 'not-adopted') AND EXISTS (SELECT 1 FROM decisions_proposal p "
    "WHERE p.id = d.proposal_id "
    "AND d.number = (SELECT max(l.number) FROM decisions_round l WHERE l.proposal_id = p.id) "
    "AND (p.is_adopted IS NULL OR p.is_adopted <> (r.verdict = 'adopted')))"
)
LEFT = (
    "(v.closed_at IS NOT NULL OR NOT v.is_secret) AND ("
    "EXISTS (SELECT 1 FROM decisions_secretballot b WHERE b.vote_id = v.id) "
    "OR EXISTS (SELECT 1 FROM decisions_boxcount c WHERE c.vote_id = v.id) "
    "OR EXISTS (SELECT 1 FROM decisions_ballotkey k WHERE k.vote_id = v.id) OR "
)
NOT_AS_MANY = (
    "v.is_secret AND v.closed_at IS NULL AND "
    "(SELECT count(*) FROM decisions_secretballot b WHERE b.vote_id = v.id) <> "
    "(SELECT count(*) FROM decisions_voted x JOIN decisions_roll o ON o.id = x.roll_id "
    "WHERE o.vote_id = v.id AND x.receipt <> '')"
)

PAPER_WITH_A_NAME = "v.is_secret AND " + ON_ROLL.format("decisions_paperreading")
NOT_READ_ALIKE = (
    "EXISTS (SELECT 1 FROM decisions_roll o JOIN decisions_ballot b ON b.roll_id = o.id "
    "WHERE o.vote_id = v.id AND b.on_paper AND 2 <> (SELECT count(*) FROM decisions_paperreading p "
    "WHERE p.roll_id = o.id AND p.chosen = b.chosen AND p.reader_id <> b.person_id))"
)

ABOUT_PEOPLE = (
    "NOT v.is_secret AND EXISTS ("
    "SELECT 1 FROM decisions_election e WHERE e.proposal_id = d.proposal_id)"
)


def votes_close_with_a_result(_scope: Scope) -> Iterator[str]:
    """A vote that closed says what came of it, and its round closed too; before that neither."""
    yield from told(
        "{0}: vote {1} closed without a result, or has one while it is open.",
        rows(VOTE + "(v.closed_at IS NULL) <> (r.id IS NULL)"),
    )
    yield from told(
        "{0}: vote {1} and its round did not close together.",
        rows(VOTE + "(v.closed_at IS NULL) <> (d.closed_at IS NULL)"),
    )


def what_a_vote_decided_stands(_scope: Scope) -> Iterator[str]:
    """When the last round was a vote that decided, the proposal is adopted or not as it says."""
    yield from told(
        "{0}: the proposal of vote {1} does not stand as that vote decided.",
        rows(VOTE + DECIDED_OTHERWISE),
    )


def nothing_is_left_of_secret_ballots(_scope: Scope) -> Iterator[str]:
    """After closing no ballot, no key and no mark of who voted so far; and never one of an open vote."""
    yield from told(
        "{0}: something is left of the secret ballots of vote {1}.",
        rows(VOTE + LEFT + ON_ROLL.format("decisions_voted") + ")"),
    )
    yield from told(
        "{0}: in the secret vote {1} somebody voted with a name.",
        rows(VOTE + "v.is_secret AND " + ON_ROLL.format("decisions_ballot")),
    )
    yield from told(
        "{0}: in vote {1} there are not as many ballots as voices that are in.",
        rows(VOTE + NOT_AS_MANY),
    )


def people_are_elected_in_secret(_scope: Scope) -> Iterator[str]:
    """A vote about people is always secret."""
    yield from told(
        "{0}: vote {1} is about people and is not secret.",
        rows(VOTE + ABOUT_PEOPLE),
    )


def papers_were_read_by_two(_scope: Scope) -> Iterator[str]:
    """A voice on paper counts as two other people read it."""
    yield from told(
        "{0}: in vote {1} a paper counts that no two people read so.",
        rows(VOTE + NOT_READ_ALIKE),
    )
    yield from told(
        "{0}: in the secret vote {1} papers were read with a name.",
        rows(VOTE + PAPER_WITH_A_NAME),
    )


def votes_count_again(scope: Scope) -> Iterator[str]:
    """The file of each closed vote comes to what was written down, and to as many as voted."""
    for home, slug in scope.cooperatives.items():
        with within(home):
            wrong = [row.vote.code for row in _results(home) if not _comes_to_the_same(row)]
        yield from (f"{slug}: vote {code} does not count again to its result." for code in wrong)


def _results(home: int) -> Iterator[Result]:
    return (
        Result.objects.filter(cooperative=home)
        .select_related(
            "vote__round__proposal__election",
            "vote__round__proposal__budget",
            "vote__round__proposal__together",
        )
        .order_by("pk")
        .iterator()
    )


def _comes_to_the_same(row: Result) -> bool:
    vote, said = row.vote, row.outcome
    voted = vote.roll.filter(has_voted=True).count()
    if not vote.is_secret and voices_on_paper(vote) != said.get("on_paper", 0):
        return False
    options = options_of(vote)
    if is_about_money(vote):
        try:
            return comes_to_the_same(row, options) and said["voices"] == voted
        except ValueError:  # the file is no round of money
            return False
    question = asked(vote, options)
    try:
        everybody_passed = said["voices"] == said["passed"]  # then no ballot stands in the file
        profile = profile_of(question.options, []) if everybody_passed else read(row.file.encode())
    except Unreadable:
        return False
    again = counted_again(question, profile, said["passed"])
    verdict, of_kinds = again.verdict, {"winner": again.winner}
    if (together := together_of(vote.round.proposal)) is not None:
        verdict, of_kinds = agreed(vote, together.least, verdict)
    same = verdict == row.verdict and list(again.votes) == said["votes"]
    same = same and all(said.get(name) == now for name, now in of_kinds.items())
    return same and again.voices == said["voices"] == voted
