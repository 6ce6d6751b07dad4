"""What whoever takes part is asked, when they begin a cooperative or join one."""

from django.utils.translation import gettext_lazy as _

from tussenruimte.members.models import Member

AS_WHAT = _("As what do you take part?")
FOR_THEMSELVES = [
    (Member.Sort.RESIDENT, _("I live here")),
    (Member.Sort.PROFESSIONAL, _("I work here, and help people in my profession")),
]
READ_BESIDE = _("Members read this beside your name. One sentence is enough.")
WHY_LONG = 300  # characters
