"""While somebody holds on."""

from datetime import timedelta

import pytest

from tussenruimte.conversations.models import Conversation, Sort
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Ground, Reader
from tussenruimte.promises.actions import make_promise
from tussenruimte.promises.models import Basis, Promise, Purpose, State
from tussenruimte.relations import actions
from tussenruimte.relations.models import Need, Relation, Stage

pytestmark = pytest.mark.usefixtures("english")


def fresh(need: Need) -> Need:
    return Need.objects.whole().get(pk=need.pk)


def reads(need, person):
    return set(
        Reader.objects.filter(matter=need.matter, actor=person.actor).values_list(
            "ground", flat=True
        )
    )


def test_a_first_chat_makes_a_need_of_a_message_and_keeps_the_promise(need):
    assert need.stage == Stage.HELD
    assert Promise.objects.get(purpose=Purpose.CONTACT).state == State.DONE


def test_the_person_says_yes_to_the_holder_only_once(need, amina, at):
    actions.agree_to_holder(need, by=amina, at=at)
    assert fresh(need).stage == Stage.TOGETHER
    with pytest.raises(Refused, match="already"):
        actions.agree_to_holder(need, by=amina, at=at)


def test_later_words_stand_beside_the_first(need, amina, telling, at):
    actions.add_words(need, "Op zondag wil ik koken.", by=amina, at=at)
    assert fresh(need).read("words") == telling.words
    assert need.added.get().read("words") == "Op zondag wil ik koken."


def test_handing_over_waits_for_both_yeses(need, amina, sjaan, at):
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem", by=amina, at=at)
    actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)
    assert fresh(need).holder_id == amina.pk
    actions.person_answers(offer, says_yes=True, by=need.person, at=at)
    assert fresh(need).holder_id == sjaan.pk
    assert Ground.HOLDER in reads(need, sjaan)
    assert Ground.HOLDER not in reads(need, amina)


def test_a_no_of_the_other_changes_nothing(need, amina, sjaan, at):
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem", by=amina, at=at)
    actions.taker_answers(offer, says_yes=False, by=sjaan, at=at)
    with pytest.raises(Refused, match="answered or taken back"):
        actions.person_answers(offer, says_yes=True, by=need.person, at=at)
    assert fresh(need).holder_id == amina.pk


def test_only_a_person_who_may_hold_can_be_asked(need, amina, idris, at):
    with pytest.raises(Refused, match="may not yet"):
        actions.offer_need(need, to=idris, why="…", by=amina, at=at)


def test_telling_instead_of_asking_is_for_who_cannot_be_reached(need, amina, sjaan, at):
    offer = actions.offer_need(need, to=sjaan, why="Zij kent hem", by=amina, at=at)
    with pytest.raises(Refused, match="can be reached"):
        actions.tell_person(offer, how="briefje", by=amina, at=at)
    actions.lose(need, by=amina, at=at)
    actions.tell_person(offer, how="briefje bij de inloop", by=amina, at=at)
    actions.taker_answers(offer, says_yes=True, by=sjaan, at=at)
    assert fresh(need).holder_id == sjaan.pk


def test_losing_somebody_closes_nothing_and_promises_to_search(need, amina, at):
    promise = actions.lose(need, by=amina, at=at)
    assert fresh(need).is_open
    assert promise.purpose == Purpose.SEARCH
    actions.find_again(fresh(need), reach="06 …, of via Sjaan", by=amina, at=at)
    assert Promise.objects.get(pk=promise.pk).state == State.KEPT
    assert fresh(need).person.read("reach") == "06 …, of via Sjaan"


def test_quiet_has_a_day_that_is_still_to_come(need, amina, at):
    with pytest.raises(Refused, match="still to come"):
        actions.begin_quiet(need, until=at.date(), by=amina, at=at)
    actions.begin_quiet(need, until=at.date() + timedelta(days=20), by=amina, at=at)
    assert fresh(need).stage == Stage.QUIET
    actions.end_quiet(fresh(need), by=amina, at=at)
    assert fresh(need).quiet_until is None


def test_the_second_bounce_brings_all_to_one_table(need, amina, at):
    day = at.date()
    assert (
        actions.note_bounce(need, sender="loket", sent_to="hulp", on=day, by=amina, at=at) is None
    )
    table = actions.note_bounce(need, sender="hulp", sent_to="loket", on=day, by=amina, at=at)
    assert Conversation.objects.get(pk=table.pk).sort == Sort.TABLE
    assert Promise.objects.get(purpose=Purpose.TABLE).due == day + timedelta(days=7)


def test_when_a_ground_falls_away_what_hangs_on_it_is_looked_at_again(need, amina, at):
    def promise(basis):
        return make_promise(
            need.matter, maker=amina.actor, receiver=need.person.actor, text="iets",
            due=at.date(), basis=basis, by=amina, at=at,
        )  # fmt: skip

    home, care = promise(Basis.HOME), promise(Basis.CARE)
    actions.lose_ground(need, basis=Basis.HOME, on=at.date(), by=amina, at=at)
    home.refresh_from_db()
    care.refresh_from_db()
    assert (home.look_again_since, care.look_again_since) == (at.date(), None)


def test_what_has_not_fallen_away_yet_is_not_written_down(need, amina, at):
    tomorrow = at.date() + timedelta(days=1)
    with pytest.raises(Refused, match="still to come"):
        actions.lose_ground(need, basis=Basis.HOME, on=tomorrow, by=amina, at=at)


def test_somebody_beside_reads_along_after_both_yeses(need, amina, tess, at):
    row = actions.ask_relation(need, tess, part=Relation.Part.BESIDE, by=amina, at=at)
    assert reads(need, tess) == set()
    actions.answer_relation(row, says_yes=True, by=tess, at=at)
    assert reads(need, tess) == set()
    actions.answer_relation(row, says_yes=True, by=need.person, at=at)
    assert reads(need, tess) == {Ground.RELATION}
    actions.end_relation(row, by=need.person, at=at)
    assert reads(need, tess) == set()


def test_a_representative_shows_for_what_and_which_paper(need, amina, tess, at):
    with pytest.raises(Refused, match="paper"):
        actions.ask_relation(need, tess, part=Relation.Part.REPRESENTATIVE, by=amina, at=at)


def test_who_wishes_another_keeps_the_holder_until_then(need, amina, at):
    actions.wish_for_another(need, by=need.person, at=at)
    assert fresh(need).holder_id == amina.pk
    assert Promise.objects.filter(purpose=Purpose.ANOTHER).exists()


def test_only_what_the_house_writes_is_a_sign_of_life(need, amina, at):
    later, last = at + timedelta(days=5), fresh(need).last_sign_on
    actions.add_words(need, "Hoort iemand dit?", by=need.person, at=later)
    assert fresh(need).last_sign_on == last
    actions.add_words(need, "Hij zei nog iets.", by=amina, at=later)
    assert fresh(need).last_sign_on == later.date()
