"""Two ask the same seat something at the same moment: one after the other, and nobody is stopped."""

from functools import partial

from tussenruimte.belonging import actions
from tussenruimte.belonging.actions.newcomers import Newcomer
from tussenruimte.belonging.models import Question
from tussenruimte.conversations.models import Conversation

NEW = Newcomer("Wies Hartog", "0123 45 67 99", "molen")


def test_somebody_new_asks_while_a_member_asks(real_commits, seat, idris, crossing, at):
    errors = crossing(
        partial(actions.come_with_question, seat, NEW, "Komt de bus terug?", by=None, at=at),
        "belonging.actions.asking.ask_question",
        partial(actions.ask_question, seat, "Komt de bank terug?", by=idris, at=at),
        "belonging.actions.asking._matter_for",
    )
    assert errors == []
    assert Question.objects.count() == 2


def test_somebody_new_wants_to_speak_while_a_member_does(real_commits, seat, idris, crossing, at):
    actions.ask_for_talk(seat, "Over de brug", by=idris, at=at)
    errors = crossing(
        partial(actions.come_for_talk, seat, NEW, "Over de bus", by=None, at=at),
        "belonging.actions.asking.ask_for_talk",
        partial(actions.ask_for_talk, seat, "Over de bank", by=idris, at=at),
        "belonging.actions.asking._locked",
    )
    assert errors == []
    assert Conversation.objects.count() == 3


def test_nobody_spoke_with_the_seat_before_and_two_want_to(real_commits, seat, idris, crossing, at):
    errors = crossing(
        partial(actions.come_for_talk, seat, NEW, "Over de bus", by=None, at=at),
        "belonging.actions.asking.ask_for_talk",
        partial(actions.ask_for_talk, seat, "Over de bank", by=idris, at=at),
        "belonging.actions.shared.hold",
    )
    assert errors == []
    assert Conversation.objects.count() == 2


def test_two_members_want_to_speak_first(real_commits, seat, idris, sjaan, crossing, at):
    errors = crossing(
        partial(actions.ask_for_talk, seat, "Over de bus", by=sjaan, at=at),
        "belonging.actions.shared.open_public",
        partial(actions.ask_for_talk, seat, "Over de bank", by=idris, at=at),
        "belonging.actions.shared.hold",
    )
    assert errors == []
    assert Conversation.objects.count() == 2


def test_a_question_and_the_first_conversation_at_once(
    real_commits, seat, idris, sjaan, crossing, at
):
    errors = crossing(
        partial(actions.ask_question, seat, "Komt de bank terug?", by=sjaan, at=at),
        "belonging.actions.asking._matter_for",
        partial(actions.ask_for_talk, seat, "Over de bank", by=idris, at=at),
        "belonging.actions.shared.hold",
    )
    assert errors == []
    assert (Question.objects.count(), Conversation.objects.count()) == (1, 1)
