"""Conversations about needs: held, planned, asked for, or not gone on; and what came of them."""

from typing import Any

from tussenruimte.cli.seed.ground import Ground, Who
from tussenruimte.cli.seed.needs import Sown
from tussenruimte.conversations.models import Attendance, Conversation, Outcome, Stage
from tussenruimte.matters.models import Ground as Reading

ANSWERS = (True,) * 6 + (None,) * 3 + (False,)
STAGE = {
    True: Stage.CONFIRMED.value,
    False: Stage.DISPUTED.value,
    None: Stage.HELD.value,
}
LATER = (Stage.PLANNED, Stage.PLANNED, Stage.ASKED, Stage.NOT_HELD)


def talk_about(
    ground: Ground, need: Sown, promises: list[int], neighbour: Who, number: int
) -> None:
    """So many conversations: the first is held with the person, and promises came out of it."""
    for place in range(number):
        is_held = place == 0 or not need.is_open or ground.one_in(3)
        if is_held:
            conversation = _held(ground, need, neighbour)
        else:
            conversation = _to_come(ground, need, ground.dice.choice(LATER))
        if place == 0:
            for promise in promises[2:4]:
                ground.add(Outcome, conversation_id=conversation, promise_id=promise)


def _held(ground: Ground, need: Sown, neighbour: Who) -> int:
    """Written down by the holder; mostly the person said that it was so, and sometimes that it was not."""
    code, host = ground.codes.new(), need.holder
    days_ago = need.ended + ground.below(need.told - need.ended)
    at, day = ground.moment(days_ago), ground.day(days_ago)
    agreed = ground.dice.choice(ANSWERS)
    said = _seal(ground, need, ground.words.said(), code, "said")
    well = _seal(ground, need, ground.words.well(), code, "goes_well")
    number = _row(
        ground,
        need,
        code,
        stage=STAGE[agreed],
        asked_at=at,
        noted_by_id=host.id,
        noted_at=at,
        held_on=day,
        was_person_there=True,
        said=said,
        goes_well=well,
    )
    ground.note(
        "conversation.held",
        code,
        host.code,
        at,
        said,
        well,
        matter=need.code,
        on=day,
        with_person="true",
    )
    _there(ground, number, host)
    _answer(ground, need, number, code, agreed, at)
    if need.is_open and agreed is not False and ground.one_in(8):
        _neighbour(ground, need, neighbour, number, days_ago)
    return number


def _answer(
    ground: Ground, need: Sown, number: int, code: str, agreed: bool | None, at: str
) -> None:
    own, words = ground.codes.new(), None
    if agreed is False:
        words = ground.seal(need.person, "Zo heb ik het niet gezegd.", Attendance, own, "own_words")
    _there(
        ground,
        number,
        need.person,
        code=own,
        agreed=agreed,
        agreed_at=None if agreed is None else at,
        own_words=words,
    )
    if agreed is not None:
        sealed = [words] if words else []
        ground.note(f"conversation.{STAGE[agreed]}", code, need.person.code, at, *sealed)


def _to_come(ground: Ground, need: Sown, stage: Stage) -> int:
    """Asked for, and perhaps planned; or planned, and it did not take place."""
    code, person, holder = ground.codes.new(), need.person.code, need.holder.code
    asked = ground.moment(min(need.told, 3))
    about = _seal(ground, need, ground.words.need(), code, "about")
    ground.note("conversation.asked", code, person, asked, about, matter=need.code)
    values: dict[str, Any] = {"stage": stage.value, "asked_at": asked, "about": about}
    when = None
    if stage is not Stage.ASKED:
        when = ground.moment(-ground.below(14) if stage is Stage.PLANNED else 1)
        place = _seal(ground, need, ground.words.place(), code, "place")
        values |= {"planned_at": when, "invitation": 1, "place": place}
        ground.note("conversation.planned", code, holder, asked, place, on=when)
    if stage is Stage.NOT_HELD:
        why = _seal(ground, need, "Ziek geworden; we bellen.", code, "why_not_held")
        values["why_not_held"] = why
        ground.note("conversation.not-held", code, holder, ground.moment(0), why)
    number = _row(ground, need, code, **values)
    for who in (need.holder, need.person):
        ground.add(
            Attendance,
            conversation_id=number,
            code=ground.codes.new(),
            actor_id=who.id,
            planned_at=when,
        )
    return number


def _row(ground: Ground, need: Sown, code: str, **values: Any) -> int:
    return ground.add(
        Conversation,
        code=code,
        matter_id=need.matter,
        of_id=need.person.id,
        asked_by_id=need.person.id,
        host_id=need.holder.id,
        **values,
    )


def _seal(ground: Ground, need: Sown, text: str, code: str, name: str) -> bytes:
    return ground.seal(need.person, text, Conversation, code, name)


def _there(ground: Ground, number: int, who: Who, **answer: Any) -> None:
    answer.setdefault("code", ground.codes.new())
    ground.add(Attendance, conversation_id=number, actor_id=who.id, was_there=True, **answer)


def _neighbour(ground: Ground, need: Sown, neighbour: Who, number: int, days_ago: int) -> None:
    """Somebody else was there too, with the person's yes, and reads along as long as it lasts."""
    days = Conversation(cooperative=ground.cooperative).days_to_answer
    until = ground.day(days_ago - days)
    key = (neighbour, Reading.CONVERSATION.value)
    if neighbour in {need.person, need.holder} or key in need.readers:
        return
    _there(ground, number, neighbour, reads_along=True)
    need.readers[key] = until
