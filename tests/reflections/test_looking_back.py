"""Looking back in words: something is enough, nothing is required, and it can be taken back."""

import pytest

from tussenruimte.kit.refusal import Refused
from tussenruimte.record.models import Fact
from tussenruimte.reflections import actions, reads
from tussenruimte.reflections.models import Ingredient, LookBack
from tussenruimte.reflections.weighed import Given


def test_looking_back_in_words(matter, ruben, at):
    given = Given("Ze belde terug", ["attention", "patience"], "Het duurde lang.", "Ja, eindelijk")
    row = actions.look_back(matter, given, by=ruben, at=at)
    assert reads.ingredients_in(row) == ["aandacht", "geduld"]
    assert row.texts == ["Ze belde terug", "Het duurde lang.", "Ja, eindelijk"]
    assert row.sealed_for == ruben
    assert "duurde" not in Fact.objects.order_by("-seq").first().body


@pytest.mark.parametrize(
    "given",
    [
        Given(went_well="Alles"),
        Given(ingredients=["craft"]),
        Given(story="Kort"),
        Given(felt_known="Ja"),
    ],
)
def test_one_thing_is_enough(matter, ruben, at, given):
    actions.look_back(matter, given, by=ruben, at=at)
    assert LookBack.objects.count() == 1


def test_nothing_is_too_little(matter, ruben, at):
    with pytest.raises(Refused, match="Eén ding is genoeg"):
        actions.look_back(matter, Given(story="  "), by=ruben, at=at)


def test_a_word_that_is_not_in_the_list_is_refused(matter, ruben, at):
    with pytest.raises(Refused, match="uit de lijst"):
        actions.look_back(matter, Given(ingredients=["tien met een griffel"]), by=ruben, at=at)


def test_taking_it_back_leaves_no_words(matter, ruben, at):
    row = actions.look_back(matter, Given(story="Toch maar niet"), by=ruben, at=at)
    assert reads.lookbacks_of(matter) == [row]
    actions.withdraw(row, by=ruben, at=at)
    assert reads.lookbacks_of(matter) == []
    assert LookBack.objects.get().story is None
    with pytest.raises(Refused, match="al teruggenomen"):
        actions.withdraw(row, by=ruben, at=at)


def test_the_house_has_words_and_everybody_may_add_one(rietkade, ruben, at):
    assert dict(reads.words_to_choose(rietkade))["compassion"] == "mededogen"
    assert actions.add_ingredient(rietkade, " humor ", by=ruben, at=at) == "humor"
    assert reads.words_to_choose(rietkade)[-1] == ("humor", "humor")


def test_a_word_that_is_there_already_is_not_added_again(rietkade, ruben, at):
    assert actions.add_ingredient(rietkade, "Aandacht", by=ruben, at=at) == "attention"
    actions.add_ingredient(rietkade, "humor", by=ruben, at=at)
    assert actions.add_ingredient(rietkade, "HUMOR", by=ruben, at=at) == "humor"
    assert Ingredient.objects.count() == 1


@pytest.mark.parametrize("word", ["", "   ", "a" * 41])
def test_a_word_is_short(rietkade, ruben, at, word):
    with pytest.raises(Refused, match="veertig letters"):
        actions.add_ingredient(rietkade, word, by=ruben, at=at)
