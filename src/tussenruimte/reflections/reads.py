"""Questions about judgements and look-backs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from tussenruimte.conversations.reads import Around, still_stands
from tussenruimte.matters.models import Matter
from tussenruimte.members.models import Actor, Cooperative, Kind, Person
from tussenruimte.members.reads.called import called
from tussenruimte.promises.models import Handover, State
from tussenruimte.reflections.models import (
    RESTS_ON_TALK,
    Ingredient,
    Judgement,
    JudgementVersion,
    LookBack,
    Sort,
)
from tussenruimte.reflections.naming import by_name

PINCHES_FROM = 3  # the third like exception: "is dit de regel die knelt?" (domain model, K16)
ANGLES = ("for_person", "for_craft", "for_organisation", "for_system")

HOUSE_WORDS: dict[str, Any] = {
    "attention": _("attention"),
    "patience": _("patience"),
    "compassion": _("compassion"),
    "craft": _("craft"),
    "solidarity": _("solidarity"),
    "involvement": _("involvement"),
    "knowing": _("knowing how things are"),
}
"""Words for what was there between people, which every cooperative begins with (L8)."""

# ---- judgements ------------------------------------------------------------------------------------


def judgements_of(matter: Matter) -> list[Judgement]:
    """All judgements about a matter, the latest first; without their words."""
    return list(Judgement.objects.whole().filter(matter=matter).order_by("-written_at", "-pk"))


def to_look_along(actors: Iterable[int]) -> list[Judgement]:
    """Where somebody asked these actors to look along and has no answer yet, longest first."""
    rows = Judgement.objects.whole().filter(peer__in=list(actors), peer_answered_at=None)
    return list(rows.order_by("written_at", "pk"))


def like_exceptions(judgement: Judgement) -> list[Judgement]:
    """Exceptions to the same rule in the same cooperative, this one among them, oldest first."""
    if judgement.sort != Sort.EXCEPTION or not judgement.likeness:
        return []
    rows = Judgement.objects.filter(
        cooperative=judgement.cooperative_id, sort=Sort.EXCEPTION, likeness=judgement.likeness
    )
    return list(rows.order_by("written_at", "pk"))


def asks_whether_it_pinches(judgement: Judgement) -> bool:
    """Whether its writer has to say if this is the rule that pinches."""
    return judgement.pinches is None and how_many_times(judgement) >= PINCHES_FROM


def how_many_times(judgement: Judgement) -> int:
    """Which time it was that somebody made this exception; zero when it is none."""
    return next((n for n, row in enumerate(like_exceptions(judgement), 1) if row == judgement), 0)


def rules_known(cooperative: Cooperative) -> list[str]:
    """Rules to which somebody made an exception before, in public words."""
    rows = Judgement.objects.filter(cooperative=cooperative, sort=Sort.EXCEPTION)
    return sorted({rule for rule in rows.values_list("rule", flat=True) if rule}, key=str.casefold)


def is_suspended(judgement: Judgement) -> bool:
    """A no rests on one conversation: it waits while that one is disputed and none came after it.

    So does a "we cannot do this alone".
    """
    return judgement.sort in RESTS_ON_TALK and not still_stands(
        judgement.matter, judgement.conversation
    )


def stays_already(matter: Matter) -> Judgement | None:
    """Where it was said before that this cannot be done alone, and somebody stays."""
    rows = Judgement.objects.whole().filter(matter=matter, sort=Sort.NOT_ALONE)
    return rows.filter(staying__state__in=[State.OPEN, State.DONE]).first()


def lacks_company(judgement: Judgement) -> bool:
    """Whoever was to stay does not, and it was not said again since who does."""
    rows = Judgement.objects.filter(matter=judgement.matter_id, sort=Sort.NOT_ALONE)
    return judgement.lost_company and not rows.filter(pk__gt=judgement.pk).exists()


def who_may_stay(matter: Matter, around: Around, by: Person) -> list[Actor]:
    """Whoever writes it first, then the people who belong to it: no seat and no organisation."""
    others = [
        actor
        for actor in around.inside
        if actor.kind == Kind.PERSON and actor.pk not in {by.pk, matter.person_id}
    ]
    return [by.actor, *(actor for actor in others if around.can_answer(actor))]


def asked_to_stay(judgement: Judgement) -> Actor | None:
    """Who was asked to stay with the person, and has not answered yet."""
    if judgement.staying is None:
        return None
    rows = Handover.objects.filter(promise=judgement.staying, answered_at=None)
    row = rows.select_related("taker").first()
    return row.taker if row else None


def versions_of(judgement: Judgement) -> list[JudgementVersion]:
    """Its words as they stood, the latest first."""
    rows = list(JudgementVersion.objects.filter(judgement=judgement).order_by("-number"))
    for row in rows:
        row.judgement = judgement  # so that the words open with the key at hand
    return rows


@dataclass(frozen=True, slots=True)
class Version:
    """One version in plain words, with people by name again."""

    number: int
    at: Any
    words: dict[str, str]

    @property
    def angles(self) -> list[tuple[str, str]]:
        """Which of the four angles were written about."""
        return [(name, self.words[name]) for name in ANGLES if self.words[name]]


def in_words(judgement: Judgement) -> list[Version]:
    """All versions as one reads them, the latest first."""
    names = names_in(judgement)
    return [_version(row, names) for row in versions_of(judgement)]


def to_write_on(judgement: Judgement) -> dict[str, str]:
    """The latest words as they were typed: for whom somebody speaks is not typed."""
    rows = Actor.objects.filter(
        cooperative=judgement.cooperative_id, code__in=judgement.about_others
    )
    return _version(versions_of(judgement)[0], dict(rows.values_list("code", "name"))).words


def _version(row: JudgementVersion, names: dict[str, str]) -> Version:
    fields = ("saw", "did", "interest", *ANGLES)
    words = {field: by_name(row.read(field), names) for field in fields}
    return Version(row.number, row.at, words)


def peer_words_of(judgement: Judgement) -> str:
    """What whoever looked along said."""
    return by_name(judgement.read("peer_words"), names_in(judgement))


def names_in(judgement: Judgement) -> dict[str, str]:
    """How they are called whom the text names, as far as they are still known."""
    return _called_in(judgement.cooperative_id, judgement.about_others)


def _called_in(cooperative: int, codes: Collection[str]) -> dict[str, str]:
    rows = Actor.objects.filter(cooperative=cooperative, code__in=codes)
    return dict(rows.values_list("code", called())) if codes else {}


def waits_elsewhere(judgement: Judgement, peer: Actor) -> bool:
    """Whether the same one looks along at another judgement about the same matter."""
    rows = Judgement.objects.filter(matter=judgement.matter_id, peer=peer, peer_answered_at=None)
    return rows.exclude(pk=judgement.pk).exists()


@dataclass(frozen=True, slots=True)
class Weighing:
    """A judgement with all its words: each version, and what whoever looked along said."""

    judgement: Judgement
    versions: list[Version]  # the latest first
    peer_words: str

    @property
    def latest(self) -> Version:
        """As it stands now."""
        return self.versions[0]

    @property
    def earlier(self) -> list[Version]:
        """As it stood before."""
        return self.versions[1:]


def weighings_of(matter: Matter) -> list[Weighing]:
    """Everything that was weighed about a matter, the latest first, in three questions."""
    rows = Judgement.objects.whole().filter(matter=matter).order_by("-written_at", "-pk")
    judgements = list(rows.prefetch_related(Prefetch("versions", to_attr="told")))
    named = {code for row in judgements for code in row.about_others}
    names = _called_in(matter.cooperative_id, named)
    return [_weighing(row, names) for row in judgements]


def _weighing(judgement: Judgement, names: dict[str, str]) -> Weighing:
    rows: list[JudgementVersion] = judgement.told  # type: ignore[attr-defined]
    for row in rows:
        row.judgement = judgement  # so that the words open with the key at hand
    versions = [_version(row, names) for row in sorted(rows, key=lambda row: -row.number)]
    return Weighing(judgement, versions, by_name(judgement.read("peer_words"), names))


# ---- look-backs ------------------------------------------------------------------------------------


def lookbacks_of(matter: Matter) -> list[LookBack]:
    """Look-backs on a matter that were not taken back, the latest first."""
    rows = LookBack.objects.filter(matter=matter, withdrawn_at=None)
    return list(rows.select_related("giver__actor", "giver__key").order_by("-given_at", "-pk"))


def ingredients_in(lookback: LookBack) -> list[str]:
    """The chosen words, in the language of whoever reads."""
    return shown_words(lookback.read("ingredients"))


def shown_words(chosen: str) -> list[str]:
    """Chosen words as they were kept, one on a line, in the language of whoever reads."""
    return [str(HOUSE_WORDS.get(word, word)) for word in chosen.splitlines()]


def words_to_choose(cooperative: Cooperative) -> list[tuple[str, str]]:
    """Words for what was there: those of the house, then the cooperative's own by alphabet."""
    own = Ingredient.objects.filter(cooperative=cooperative).values_list("word", flat=True)
    house = [(key, str(word)) for key, word in HOUSE_WORDS.items()]
    return [*house, *((word, word) for word in sorted(own, key=str.casefold))]


def known_word(cooperative: Cooperative, word: str) -> str:
    """The word to choose that is the same, capitals aside; nothing when there is none."""
    plain = word.casefold()
    same = [key for key, shown in words_to_choose(cooperative) if shown.casefold() == plain]
    return same[0] if same else ""
