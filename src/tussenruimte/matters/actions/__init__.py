"""What can be done with a matter: open it, let people read, remark, stop what goes wrong, end it."""

from tussenruimte.matters.actions.matters import (
    add_file,
    answer_remark,
    end_matter,
    look,
    open_again,
    open_bond,
    open_private,
    open_public,
    open_with_card,
    remark,
    remove_file,
    throw_all_away,
)
from tussenruimte.matters.actions.permitting import (
    answer_asked,
    ask_permission,
    give_permission,
    tell_what_ran_out,
    withdraw_permission,
)
from tussenruimte.matters.actions.reading import end_reading, let_read
from tussenruimte.matters.actions.stop_rules import (
    add_stop_rule,
    change_stop_rule,
    end_stop_rule,
    invoke,
    lift,
    tell_of_stop,
)

__all__ = [
    "add_file",
    "add_stop_rule",
    "answer_asked",
    "answer_remark",
    "ask_permission",
    "change_stop_rule",
    "end_matter",
    "end_reading",
    "end_stop_rule",
    "give_permission",
    "invoke",
    "let_read",
    "lift",
    "look",
    "open_again",
    "open_bond",
    "open_private",
    "open_public",
    "open_with_card",
    "remark",
    "remove_file",
    "tell_of_stop",
    "tell_what_ran_out",
    "throw_all_away",
    "withdraw_permission",
]
