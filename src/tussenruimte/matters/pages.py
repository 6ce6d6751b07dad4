"""Where rooms above show a matter."""

from tussenruimte.kit.templatetags.frame import address_of
from tussenruimte.matters.models import Matter, Subject

PAGES = {
    Subject.NEED: "relations:need",
    Subject.SEAT: "belonging:seat",
    Subject.QUESTION: "belonging:question",
    Subject.MEMBER: "belonging:joining",
    Subject.CIRCLE: "belonging:circle",
    Subject.FORGET: "belonging:forget",
    Subject.STOP: "relations:stop",
    Subject.PROPOSAL: "decisions:proposal",
    Subject.DEMAND: "decisions:demand",
    Subject.MEETING: "decisions:meeting",
    Subject.COMPLAINT: "learning:complaint",
}


def page_of(matter: Matter, slug: str) -> str:
    """The page of a matter in a room above, when there is one."""
    name = PAGES.get(Subject(matter.subject))
    return address_of(name, slug, matter.code) if name else ""
