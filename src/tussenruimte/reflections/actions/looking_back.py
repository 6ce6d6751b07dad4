"""Looking back on what was between people: in words, by whoever was there, taken back at will."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.refusal import Refused
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Cooperative, Person
from tussenruimte.record.actions import note
from tussenruimte.reflections.models import Ingredient, LookBack
from tussenruimte.reflections.reads import known_word, words_to_choose
from tussenruimte.reflections.weighed import Given


@transaction.atomic
def look_back(matter: Matter, given: Given, *, by: Person, at: dt.datetime) -> LookBack:
    """Nothing has to be filled in but one thing: what went well, a word, a story, or being known."""
    if not any(text.strip() for text in given.texts):
        raise Refused(_("Choose a word or write something. One of these is enough."))
    refuse_bsn(*given.texts)
    unknown = set(given.ingredients) - {key for key, _shown in words_to_choose(by.cooperative)}
    if unknown:
        raise Refused(_("Choose words from the list, or add your own word first."))
    row = LookBack(cooperative_id=matter.cooperative_id, matter=matter, giver=by, given_at=at)
    sealed = row.put(
        went_well=given.went_well.strip(),
        ingredients="\n".join(given.ingredients),
        story=given.story.strip(),
        felt_known=given.felt_known.strip(),
    )
    row.save()
    note("lookback.given", row, by=by, at=at, sealed=sealed, matter=matter.code)
    return row


@transaction.atomic
def withdraw(row: LookBack, *, by: Person, at: dt.datetime) -> None:
    """Whoever gave it takes it back: the words are gone, that it was given is not."""
    row = (
        LookBack.objects.select_for_update(of=("self",), no_key=True)
        .select_related("giver")
        .get(pk=row.pk)
    )
    if row.withdrawn_at is not None:
        raise Refused(_("You have taken this back already."))
    row.withdrawn_at = at
    row.went_well = row.ingredients = row.story = row.felt_known = None
    row.save(update_fields=["withdrawn_at", "went_well", "ingredients", "story", "felt_known"])
    note("lookback.withdrawn", row, by=by, at=at)


@transaction.atomic
def add_ingredient(cooperative: Cooperative, word: str, *, by: Person, at: dt.datetime) -> str:
    """A word of one's own for what was there. Returns how it is called in the list."""
    word = " ".join(word.split())
    longest = Ingredient._meta.get_field("word").max_length or 0
    if not word or len(word) > longest:
        raise Refused(_("Write one word, or a few: at most forty letters."))
    refuse_bsn(word)
    known = known_word(cooperative, word)
    if known:
        return known
    Ingredient.objects.get_or_create(cooperative=cooperative, word=word, defaults={"added_at": at})
    note("ingredient.added", cooperative, by=by, at=at)
    return word
