"""What this room does once, when the house opens."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Members meet, and ask for a meeting: that is a right, and no board can shut it.
ALWAYS = frozenset(
    (
        "meetings", "ask-meeting", "plan-meeting", "demand", "join-demand", "leave-demand",
        "withdraw-demand", "plan-demanded", "meeting", "put-on-agenda", "take-off-agenda", "move-up",
        "convene", "move-meeting", "cancel-meeting", "packet", "packet-file", "hold-meeting",
        "write-minutes", "minutes", "approve-minutes",
    )
)  # fmt: skip


class DecisionsConfig(AppConfig):
    """Tells `post` how letters read, `matters` whose words a version holds, and what the clock does."""

    name = "tussenruimte.decisions"

    def ready(self) -> None:
        """Models can be imported from here on, not earlier."""
        from tussenruimte.decisions import letters, meeting_letters  # noqa: PLC0415
        from tussenruimte.decisions.nightly import (  # noqa: PLC0415
            count_votes,
            empty_old_decisions,
            look_at_demands,
            pass_turns_by,
            scrub_ballots,
        )
        from tussenruimte.decisions.reads.proposals import (  # noqa: PLC0415
            who_wrote_version,
            why_it_stays_open,
        )
        from tussenruimte.kit.clockwork import every_day  # noqa: PLC0415
        from tussenruimte.kit.rooms import Room, can_be_shut  # noqa: PLC0415
        from tussenruimte.matters.hooks import knows_who_wrote  # noqa: PLC0415

        what = _("Proposals, advice, votes and elections. The members' meeting is always there.")
        can_be_shut(
            Room(
                "decisions",
                _("Deciding together"),
                what,
                app="decisions",
                stays=ALWAYS,
                busy=why_it_stays_open,
            )
        )
        letters.tell_post()
        meeting_letters.tell_post()
        knows_who_wrote(who_wrote_version)
        every_day(pass_turns_by)
        every_day(empty_old_decisions)
        every_day(count_votes)
        every_day(scrub_ballots)
        every_day(look_at_demands)
