"""What people promise: about a need, or about what they do together."""

from dataclasses import dataclass

from tussenruimte.cli.seed.ground import BEGAN, Ground, Who
from tussenruimte.cli.seed.needs import Sown
from tussenruimte.cli.seed.village import Village
from tussenruimte.matters.models import Ground as Reading
from tussenruimte.promises.models import Basis, Move, Promise, Purpose, State
from tussenruimte.relations.models import Stage

OPEN = (State.OPEN,) * 5 + (State.DONE, State.KEPT, State.KEPT)
ENDED = (State.KEPT,) * 8 + (State.FAILED, State.RELEASED)
MOVED = 2  # days later
FALLEN = (Basis.HOME, Basis.INCOME, Basis.CARE)
BY_HOLDER = 2  # of the open promises about a need, at least
IS_ENDED = {State.KEPT, State.FAILED, State.RELEASED}


@dataclass(frozen=True)
class Given:
    """One promise on its way into the table. Days count back from today: -3 is in three days."""

    matter: int
    of: Who
    maker: Who
    receiver: Who
    state: State
    made: int
    due: int
    ended: int
    purpose: Purpose = Purpose.WORD


def promise_about(ground: Ground, village: Village, need: Sown, number: int) -> list[int]:
    """So many promises about a need; the first is that somebody gets in touch."""
    if need.stage is Stage.MESSAGE:
        number = 1
    given = [_contact(need)]
    given += [_word(ground, village, need, place) for place in range(number - 1)]
    for one in given:
        if one.state in {State.OPEN, State.DONE}:
            for actor in (one.maker, one.receiver):
                need.readers[actor, Reading.PROMISE.value] = None
    return [put(ground, one) for one in given]


def _contact(need: Sown) -> Given:
    is_open = need.stage is Stage.MESSAGE
    return Given(
        need.matter,
        need.person,
        need.holder,
        need.person,
        State.OPEN if is_open else State.KEPT,
        need.told,
        need.told - 2,
        need.told - 1,
        Purpose.CONTACT,
    )


def _word(ground: Ground, village: Village, need: Sown, place: int) -> Given:
    state = OPEN[place % len(OPEN)] if need.is_open else ground.dice.choice(ENDED)
    made, due, ended = _days(ground, need, state)
    maker, receiver = _two(ground, village, need, place)
    return Given(need.matter, need.person, maker, receiver, state, made, due, ended)


def _two(ground: Ground, village: Village, need: Sown, place: int) -> tuple[Who, Who]:
    """The holder promises most; then the person, a seat, and the holder to whom the person does."""
    if place < BY_HOLDER:
        return need.holder, need.person
    if place == BY_HOLDER or ground.one_in(3):
        return need.person, need.holder
    if ground.one_in(2):
        return ground.dice.choice(village.offices), need.person
    return need.holder, need.person


def _days(ground: Ground, need: Sown, state: State) -> tuple[int, int, int]:
    """How many days ago it was made, has to be done, and ended."""
    if state in {State.OPEN, State.DONE}:
        due = ground.below(min(15, need.told)) + 1 if ground.one_in(8) else -ground.below(30)
        made = min(need.told, max(due, 0) + ground.below(10))
        return made, due, 0
    made = need.ended + ground.below(need.told - need.ended + 1)
    ended = need.ended + ground.below(made - need.ended + 1)
    return made, min(made, ended - ground.below(8) + 3), ended


def promise_in_public(ground: Ground, village: Village, people: list[Who], number: int) -> None:
    """So many promises about what people do together: half of them by seats and organisations."""
    for place in range(number):
        writer = people[ground.below(len(people))]
        maker = writer if place % 2 else ground.dice.choice(village.offices)
        state = State.OPEN if ground.one_in(3.3) else ground.dice.choice(ENDED)
        if state is State.OPEN:
            due = ground.below(15) + 1 if ground.one_in(8) else -ground.below(30)
            made, ended = max(due, 0) + ground.below(10), 0
        else:
            ended = ground.below(BEGAN - 60)
            made = ended + ground.below(40)
            due = min(made, ended - ground.below(8) + 3)
        matter = village.work[place % len(village.work)]
        given = Given(matter.pk, writer, maker, village.area, state, made, due, ended)
        put(ground, given)


def put(ground: Ground, given: Given) -> int:
    """The row of a promise, and the facts of what happened to it."""
    code, due = ground.codes.new(), ground.day(given.due)
    made = ground.moment(given.made)
    words = ground.words.promise(given.maker.first)
    text = ground.seal(given.of, words, Promise, code, "text")
    outcome = _outcome(ground, given, code)
    ended = ground.moment(given.ended) if given.state in IS_ENDED else None
    is_moved = _can_move(given) and ground.one_in(10)
    done = ended if given.state is State.KEPT else None
    if given.state is State.DONE:
        done = ground.moment(ground.below(5))
    number = ground.add(
        Promise,
        code=code,
        matter_id=given.matter,
        maker_id=given.maker.id,
        receiver_id=given.receiver.id,
        of_id=given.of.id,
        purpose=given.purpose.value,
        basis=ground.dice.choice(FALLEN).value if ground.one_in(10) else "",
        text=text,
        made_at=made,
        first_due=ground.day(given.due + MOVED) if is_moved else due,
        due=due,
        state=given.state.value,
        times_moved=int(is_moved),
        done_at=done,
        ended_at=ended,
        outcome=outcome,
    )
    _note(ground, given, code, (made, done or ended), (text, outcome))
    if is_moved:
        _move(ground, given, number, code)
    return number


def _outcome(ground: Ground, given: Given, code: str) -> bytes | None:
    is_said = given.state is State.FAILED or (
        given.state in {State.DONE, State.KEPT} and ground.one_in(2)
    )
    if not is_said:
        return None
    return ground.seal(given.of, ground.words.outcome(), Promise, code, "outcome")


def _note(
    ground: Ground,
    given: Given,
    code: str,
    when: tuple[str, str | None],
    sealed: tuple[bytes, bytes | None],
) -> None:
    """The facts that making it, and what came after, would have noted."""
    (made, then), (text, outcome) = when, sealed
    of, maker, due = given.of.code, given.maker.code, ground.day(given.due)
    ground.note("promise.made", code, of, made, text, maker=maker, due=due)
    if then is None:
        return
    last = (outcome,) if outcome else ()
    if given.state is State.DONE or (given.state is State.KEPT and outcome):
        ground.note("promise.done", code, maker, then, *last)
    if given.state is State.KEPT:
        ground.note("promise.kept", code, given.receiver.code, then)
    elif given.state is not State.DONE:
        ground.note(f"promise.{given.state.value}", code, maker, then, *last)


def _can_move(given: Given) -> bool:
    """Made early enough to have had an earlier day."""
    return given.state is State.OPEN and given.made > max(MOVED, given.due + MOVED)


def _move(ground: Ground, given: Given, number: int, code: str) -> None:
    own, new = ground.codes.new(), ground.day(given.due)
    old = ground.day(given.due + MOVED)
    at = ground.moment(given.made - 1)
    reason = ground.seal(given.of, "Het lukt twee dagen later.", Move, own, "reason")
    ground.add(
        Move,
        code=own,
        promise_id=number,
        old_due=old,
        new_due=new,
        reason=reason,
        told="phone",
        by_id=given.of.id,
        at=at,
    )
    ground.note("promise.moved", code, given.of.code, at, reason, old=old, new=new)
