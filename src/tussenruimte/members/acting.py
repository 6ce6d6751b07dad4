"""What holds for whoever acts for somebody, asked about a row that says for whom."""

from django.db.models import Exists, OuterRef, Q

from tussenruimte.members.models import Member, Standing

_PRESENT = Member.objects.filter(until=None)

MAY_HOLD = Q(Exists(Standing.objects.filter(person=OuterRef("person"))))
# That member, or whoever sits in a seat of an organisation that is one.
OF_MEMBER = Q(Exists(_PRESENT.filter(actor=OuterRef("actor")))) | Q(
    Exists(_PRESENT.filter(actor=OuterRef("actor__seat__organisation")))
)
