"""Who may put something up, see it and take it away."""

from collections.abc import Collection

from tussenruimte.agenda.models import Posting
from tussenruimte.kit.refusal import NotHere
from tussenruimte.members.models import Cooperative, Member, Person, Standing


def may_post(person: Person, actors: Collection[int]) -> bool:
    """Whether this person may put something up: a member, or somebody who acts for others here."""
    acts_for_others = any(actor != person.pk for actor in actors)
    return acts_for_others or Member.objects.filter(actor=person.pk, until=None).exists()


def may_withdraw(posting: Posting, person: Person | None) -> bool:
    """Whether this person may take it away: whoever put it up, or whoever may hold on to questions."""
    if person is None or posting.withdrawn_at:
        return False
    return posting.placed_by_id == person.pk or Standing.objects.filter(person=person.pk).exists()


def posting_to_see(cooperative: Cooperative, person: Person | None, code: str) -> Posting:
    """Everybody may see what stands there; what was taken away only whoever put it up."""
    posting = Posting.objects.whole().filter(cooperative=cooperative, code=code).first()
    if posting is None or posting.placed_by.forgotten_at:
        raise NotHere
    if posting.withdrawn_at and (person is None or person.pk != posting.placed_by_id):
        raise NotHere
    return posting


def posting_to_withdraw(cooperative: Cooperative, person: Person, code: str) -> Posting:
    """Something that this person may take away."""
    posting = posting_to_see(cooperative, person, code)
    if not posting.withdrawn_at and not may_withdraw(posting, person):
        raise NotHere
    return posting
