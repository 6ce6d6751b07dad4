"""What the house says about a list of members, in sentences, with the rows that it is about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _

from tussenruimte.members.listed import COME_IN, Compared, Known
from tussenruimte.members.models import Member
from tussenruimte.methods.list_cells import Found
from tussenruimte.methods.member_list import Listed, Remark, Understood
from tussenruimte.methods.sheets import MOST_ROWS, Why

MOST_SHOWN = 40  # rows under one sentence
FIRST = 5  # people shown as we read them

UNREAD = {
    Why.EMPTY: _("Nothing stands in this file. Choose the file with the list."),
    Why.LARGE: _("This file is too large. Save only the list, without pictures, and try again."),
    Why.OLD: _("This is a spreadsheet of long ago (.xls). Save it as .xlsx and try again."),
    Why.LOCKED: _("This file has a password. Save it without, and try again."),
    Why.MACROS: _("There are macros in this file. Save it as a plain .xlsx and try again."),
    Why.OPEN_DOCUMENT: _("We cannot read this kind yet. Save it as .xlsx or .csv and try again."),
    Why.OTHER: _("This is no list that we can read. Save it as .xlsx or .csv and try again."),
    Why.BROKEN: _("This file is broken off or damaged. Save it anew and try again."),
}

STAYS_OUT = {
    Found.NAMELESS: _("No name stands here."),
    Found.LONG: _("The name is longer than 120 letters. Make it shorter in your list."),
    Found.DOUBLE: _("This person stands in your list twice. We take the first row."),
    Found.LEFT: _("Your list says that this person is no longer a member."),
    Found.TOWN: _("The municipality becomes a member by talking, not by a list."),
    Found.KIND: _("We do not know this kind. Write resident, professional or organisation."),
    Found.BSN: _("A BSN stands here. We may not keep it. Take it out of your list."),
    Found.CALCULATION: _("A calculation stands here. Type what comes out of it."),
    Known.MEMBER: _("These are members already. For them nothing changes."),
    Known.LEFT: _("These people left. Ask them first whether they want to come back."),
    Known.UNSURE: _(
        "Somebody here has the same name. Is it somebody else? Put a number or mail address in your list."
    ),
}
NOTICED = {
    Found.BSN: _("A BSN stands in a column that stays behind. Take it out of your own list too."),
    Found.CALCULATION: _("A calculation stands here. We leave that one box behind."),
    Found.ZERO: _("A spreadsheet ate the zero of this number. We put it back."),
    Found.NUMBER: _("This is no telephone number. We leave it behind."),
    Found.BROKEN_NUMBER: _("The spreadsheet cut this number short. Type it anew in your list."),
    Found.MAIL: _("This is no mail address. We leave it behind."),
    Found.SINCE: _("We do not know this day. They are a member from today."),
    Found.UNREACHABLE: _("No number and no mail address. Nobody can reach them yet."),
    Known.NAMESAKE: _("Somebody here has the same name, but another number or mail address."),
    Known.SAME_HOUSE: _("Somebody else here has the same number or mail address."),
    Known.NO_MEMBER: _("We know these people already. They become a member."),
}


MEANS = {
    "name": _("name"),
    "first": _("first name"),
    "infix": _("“de”, “van der”"),
    "last": _("last name"),
    "initials": _("initials"),
    "phone": _("telephone"),
    "mobile": _("telephone"),
    "mail": _("e-mail"),
    "kind": _("kind of member"),
    "since": _("member since"),
    "left": _("no longer a member"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One sentence, and the rows that it is about."""

    sentence: str
    rows: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody of the list, with their kind as a word."""

    one: Listed
    sort: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands above a column, and what we took it for."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen with a list, before it happens."""

    understood: Understood
    rows: Sequence[Compared]

    @property
    def comes_in(self) -> list[Compared]:
        """Whoever would be a member from now on."""
        return [row for row in self.rows if row.known in COME_IN or row.known == Known.NO_MEMBER]

    @property
    def first(self) -> list[Shown]:
        """The first of those, as we read them."""
        return [Shown(row.one, _sort_of(row.one.kind)) for row in self.comes_in[:FIRST]]

    @property
    def columns(self) -> list[Meaning]:
        """What we took each column for."""
        known = [column for column in self.understood.columns if column.field in MEANS]
        return [Meaning(column.title, str(MEANS[column.field])) for column in known]

    @property
    def left_behind(self) -> list[str]:
        """What stands above the columns of which we take nothing."""
        return [column.title for column in self.understood.left_behind]

    @property
    def stays_out(self) -> list[Group]:
        """Why who does not come in."""
        remarks = [remark for remark in self.understood.remarks if not remark.keeps]
        return _grouped(STAYS_OUT, remarks, self.rows)

    @property
    def noticed(self) -> list[Group]:
        """What was odd, and does not keep them out."""
        remarks = [remark for remark in self.understood.remarks if remark.keeps]
        return _grouped(NOTICED, remarks, self.rows)


def _sort_of(kind: str) -> str:
    return str(Member.Sort(kind or Member.Sort.RESIDENT).label)


def unread(why: Why) -> str:
    """Why this file gives no list, and what to do."""
    if why == Why.ROWS:
        return gettext("There are more than %(n)d rows in this list. Cut it in two.") % {
            "n": MOST_ROWS
        }
    return str(UNREAD[why])


def _grouped(
    sentences: dict[Any, Any], remarks: Iterable[Remark], rows: Iterable[Compared]
) -> list[Group]:
    found: dict[Any, list[tuple[int, str]]] = defaultdict(list)
    for remark in remarks:
        found[remark.what].append((remark.row, _about(remark)))
    for row in rows:
        found[row.known].append((row.one.row, row.one.name))
    return [
        Group(
            str(sentence),
            [_in_row(*one) for one in sorted(found[what])[:MOST_SHOWN]],
            max(len(found[what]) - MOST_SHOWN, 0),
        )
        for what, sentence in sentences.items()
        if what in found
    ]


def _about(remark: Remark) -> str:
    """For a double the row of the first; a BSN is never said again, only in which column it stands."""
    if remark.what is Found.DOUBLE:
        return gettext("as row %(row)s") % {"row": remark.about}
    return remark.about


def _in_row(row: int, about: str) -> str:
    if not about:
        return gettext("row %(row)d") % {"row": row}
    return gettext("row %(row)d: %(about)s") % {"row": row, "about": about}
