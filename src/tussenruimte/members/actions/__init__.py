"""Everything that changes who is who: one file per noun."""

from tussenruimte.members.actions.cards import (
    count_wrong_try,
    forget_tries,
    make_card,
    replace_card,
)
from tussenruimte.members.actions.circles import (
    empty_circles,
    end_circles,
    leave_circle,
    make_circle,
    renew_circle,
    sit_in_circle,
)
from tussenruimte.members.actions.cooperatives import (
    choose_settings,
    found_cooperative,
    make_set_up_code,
    use_set_up_code,
)
from tussenruimte.members.actions.duty import (
    answer_days,
    answer_stand_in,
    ask_stand_in,
    come_back,
    end_duty,
    offer_days,
    take_back_days,
    take_duty,
    take_weeks,
)
from tussenruimte.members.actions.listed import CameIn, take_in_list
from tussenruimte.members.actions.membership import (
    end_membership,
    go_on_as_member,
    make_member,
)
from tussenruimte.members.actions.people import (
    change_reach,
    correct_person,
    give_login,
    let_hold,
    lose_contact,
    prefer_large_print,
    welcome_person,
)
from tussenruimte.members.actions.seats import (
    abolish_seat,
    leave_seat,
    make_organisation,
    make_seat,
    sit_down,
    speak_for,
    stand_in_for_seat,
    write_mandate,
)
from tussenruimte.members.actions.sent import do_once, forget_sent_forms

__all__ = [
    "CameIn",
    "abolish_seat",
    "answer_days",
    "answer_stand_in",
    "ask_stand_in",
    "change_reach",
    "choose_settings",
    "come_back",
    "correct_person",
    "count_wrong_try",
    "do_once",
    "empty_circles",
    "end_circles",
    "end_duty",
    "end_membership",
    "forget_sent_forms",
    "forget_tries",
    "found_cooperative",
    "give_login",
    "go_on_as_member",
    "leave_circle",
    "leave_seat",
    "let_hold",
    "lose_contact",
    "make_card",
    "make_circle",
    "make_member",
    "make_organisation",
    "make_seat",
    "make_set_up_code",
    "offer_days",
    "prefer_large_print",
    "renew_circle",
    "replace_card",
    "sit_down",
    "sit_in_circle",
    "speak_for",
    "stand_in_for_seat",
    "take_back_days",
    "take_duty",
    "take_in_list",
    "take_weeks",
    "use_set_up_code",
    "welcome_person",
    "write_mandate",
]
