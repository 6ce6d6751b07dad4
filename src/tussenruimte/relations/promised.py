"""What whoever holds on promises by holding on: these promises go along when somebody else does."""

from django.utils.translation import gettext as _

from tussenruimte.members.models import Person
from tussenruimte.promises.models import Purpose
from tussenruimte.relations.models import Need

# The promise to find somebody else is not in here: it is kept by the handover itself.
OF_HOLDING = (Purpose.CONTACT, Purpose.TELL, Purpose.SEARCH, Purpose.ANSWER, Purpose.TABLE)


def in_words(purpose: str, need: Need, holder: Person) -> str:
    """The sentence of such a promise, with the name of whoever holds on."""
    names = {"holder": holder.first_name, "person": need.person.first_name}
    if purpose == Purpose.CONTACT:
        return _("%(holder)s gets in touch with %(person)s") % names
    if purpose == Purpose.TELL:
        return _("%(holder)s tells %(person)s that this stands here") % names
    if purpose == Purpose.SEARCH:
        return _("%(holder)s looks for %(person)s, where people know them") % names
    if purpose == Purpose.TABLE:
        return _("%(holder)s brings everybody to one table, with %(person)s") % names
    if purpose == Purpose.ANOTHER:
        return _("%(holder)s looks for somebody else to hold on, and tells who") % names
    return _("Together we look at every promise again, now that something fell away")
