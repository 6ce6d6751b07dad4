"""What is decided together and waits for me, as parts of the statement behind *Vandaag*.

Whoever owes an answer to an adviser has it among the promises already.
"""

from tussenruimte.decisions.models import TALKED_ABOUT
from tussenruimte.web.reads.today_part import part

STAGES = ", ".join(f"'{stage.value}'" for stage in TALKED_ABOUT)

# Whoever has a seat of an organisation has its voice too.
VOICES = """SELECT id FROM me UNION SELECT s.organisation_id FROM me
    JOIN members_seat s ON s.actor_id = me.id WHERE s.organisation_id IS NOT NULL"""
NOT_IN = """NOT EXISTS (SELECT 1 FROM decisions_ballot b WHERE b.roll_id = o.id)
   AND NOT EXISTS (SELECT 1 FROM decisions_voted d WHERE d.roll_id = o.id)"""
# Counted for each vote that is open, of which there are few: a roll may have a hundred thousand, and
# PostgreSQL reads all of one that it does not know yet when it may choose where to begin.
MINE = f"""(SELECT count(*) FROM decisions_roll o
       WHERE o.vote_id = v.id AND o.actor_id IN ({VOICES})
         AND NOT EXISTS (SELECT 1 FROM decisions_proxy x WHERE x.roll_id = o.id) AND {NOT_IN})
   + (SELECT count(*) FROM me JOIN decisions_proxy g ON g.holder_id = me.id
        JOIN decisions_roll o ON o.id = g.roll_id
       WHERE o.vote_id = v.id AND {NOT_IN})"""  # noqa: S608 - our own texts
MY_VOTE = f"""v.cooperative_id = %(coop)s AND v.closed_at IS NULL AND v.closes_at > %(moment)s
  AND {MINE} > 0
  AND (p.circle_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM decisions_conflict c WHERE c.proposal_id = p.id AND c.person_id = %(person)s))"""  # noqa: S608 - our own texts

DECIDING = (
    part(
        "vote",
        "decisions_vote v JOIN decisions_round r ON r.id = v.round_id "
        "JOIN decisions_proposal p ON p.id = r.proposal_id",
        MY_VOTE,
        "v.closes_at, v.id",
        nr="v.id",
        code="p.code",
        matter="p.matter_id",
        other="p.leads_id",
        at="v.closes_at",
    ),
    part(
        "your-turn",
        "decisions_turn t JOIN decisions_round r ON r.id = t.round_id "
        "JOIN decisions_proposal p ON p.id = r.proposal_id",
        "t.cooperative_id = %(coop)s AND t.person_id = %(person)s "
        "AND t.spoken_at IS NULL AND t.since IS NOT NULL AND r.closed_at IS NULL",
        "t.until, t.id",
        nr="t.id",
        code="p.code",
        matter="p.matter_id",
        other="p.leads_id",
        day="t.until",
        at="t.since",
    ),
    part(
        "advise",
        "decisions_adviser a JOIN decisions_proposal p ON p.id = a.proposal_id",
        "a.cooperative_id = %(coop)s AND a.actor_id IN (SELECT id FROM me) "  # noqa: S608 - our own texts
        f"AND a.given_at IS NULL AND p.stage IN ({STAGES})",
        "a.named_at, a.id",
        nr="a.id",
        code="a.code",
        matter="p.matter_id",
        other="a.named_by_id",
        me="a.actor_id",
        at="a.named_at",
    ),
)
