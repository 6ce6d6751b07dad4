"""What waits for somebody, in sentences: who, what, by when, and what they can do about it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from tussenruimte.kit import clock
from tussenruimte.kit.templatetags.days import (
    day_in_words,
    hour_in_words,
    late_in_words,
    number_in_words,
    on_day_in_words,
)
from tussenruimte.kit.templatetags.frame import address_of
from tussenruimte.matters.reads import Said as Beside
from tussenruimte.methods.initials import first_name, short_name
from tussenruimte.promises.models import Purpose
from tussenruimte.promises.reads import waiting_in_words
from tussenruimte.relations.models import Relation, SetAside
from tussenruimte.web.reads.today import Line
from tussenruimte.web.said import Said, Sentence, Step

SOME_CODE = "SOMECODEXX"
# What is answered with a button has a page too: which, and whether it is about one code.
ANSWERED_ON = {
    "said-done": ("promises:promise", True),
    "stand-in": ("members:away", False),
    "duty-offered": ("members:duty", False),
}


class Teller:
    """Makes a sentence of a line, for somebody in a cooperative on a day."""

    def __init__(
        self, coop: str, today: dt.date, beside: Mapping[str, Sequence[Beside]] | None = None
    ) -> None:
        self.coop, self.today, self.beside = coop, today, beside or {}
        self.places: dict[tuple[str, bool], str] = {}

    def to(self, name: str, code: str = "") -> str:
        """The address of a page; nothing when that room is off. Each is worked out once."""
        key = (name, bool(code))
        if key not in self.places:
            self.places[key] = address_of(name, self.coop, *([SOME_CODE] if code else []))
        return self.places[key].replace(SOME_CODE, code)

    def tell(self, line: Line) -> Sentence:
        """The sentence of this sort of line."""
        text, soft, steps = SENTENCES[line.kind](self, line)
        ways = tuple(step for step in steps if step.url)
        page = next((step.url for step in ways if not step.answer), "")
        if line.kind in ANSWERED_ON:
            name, has_code = ANSWERED_ON[line.kind]
            page = self.to(name, line.code if has_code else "")
        return Sentence(
            capfirst(text), line.other, page, soft, ways, self.beside.get(line.code, ())
        )

    def go(self, words: str, name: str, code: str = "") -> Step:
        """A way to a page."""
        return Step(words, self.to(name, code))

    def yes_or_no(self, yes: str, no: str, name: str, code: str) -> tuple[Step, Step]:
        """Two answers that can be given here."""
        url = self.to(name, code)
        return Step(yes, url, "yes"), Step(no, url, "no")

    def by(self, line: Line) -> str:
        """By when, in words."""
        day = day_in_words(line.day, self.today) if line.day else ""
        if line.time and day:
            return _("%(day)s before %(time)s") % {"day": day, "time": hour_in_words(line.time)}
        return day

    def late(self, line: Line) -> str:
        """How late, as a sentence; nothing when it is not."""
        late = late_in_words(line.day, self.today) if line.day else ""
        return f"{capfirst(late)}." if late else ""

    def days(self, line: Line) -> dict[str, str]:
        """From one day up to and including another."""
        assert line.day  # noqa: S101 - the part gives both
        assert line.till  # noqa: S101
        return {
            "who": line.other.first_name,
            "since": day_in_words(line.day, self.today),
            "until": day_in_words(line.till, self.today),
        }


def _what(line: Line) -> str:
    return str(line.words).strip().rstrip(".")


def _me(line: Line) -> str:
    """The name of a seat inside a sentence."""
    return line.me[:1].lower() + line.me[1:]


def _promised(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "day": t.by(line), "what": _what(line)}
    names["me"] = _me(line)
    if line.purpose == Purpose.LAW:
        text = _("%(what)s, by %(day)s.") % names  # what stands there begins with "the law says"
    elif line.me:
        text = _("As %(me)s you promised %(who)s for %(day)s: %(what)s.") % names
    else:
        text = _("You promised %(who)s for %(day)s: %(what)s.") % names
    soft = t.late(line)
    if line.till:
        soft = _("Something fell away on which this hangs. Look whether it still stands.")
    return (
        text,
        soft,
        (
            t.go(_("It is done"), "promises:keep", line.code),
            t.go(_("I will not make it"), "promises:move", line.code),
            t.go(_("Read first"), "promises:promise", line.code),
        ),
    )


def _message(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "by": t.by(line)}
    if t.late(line):
        text = _("%(who)s told what is needed, and still waits for your first call.") % names
    elif line.more == "urgent":
        text = _("%(who)s needs you today. Call, or go there.") % names
    elif line.day:
        text = _("%(who)s told what is needed. Speak with them by %(by)s.") % names
    else:
        text = _("%(who)s told what is needed, and you have not spoken yet.") % names
    told = on_day_in_words(line.at, t.today) if line.at else ""
    soft = _("Told %(day)s. Until you have spoken it is with you alone.") % {"day": told}
    words = _("Read what %(who)s told") % names
    return text, f"{t.late(line)} {soft}".strip(), (t.go(words, "relations:need", line.matter),)


def _offered(t: Teller, line: Line) -> Said:
    text = _("%(who)s asks you to take over a promise, for %(day)s.") % {
        "who": line.other.first_name,
        "day": t.by(line),
    }
    soft = _("Until you say yes it stays with %(who)s.") % {"who": line.other.first_name}
    return text, soft, (t.go(_("See which promise"), "promises:answer-offer", line.code),)


def _take_over(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "me": _me(line), "day": t.by(line)}
    go = (t.go(_("Read it and answer"), "promises:answer-taker", line.code),)
    if line.more == "empty":
        text = _("%(who)s offers to take over what %(me)s promised, for %(day)s.") % names
        return text, _("Nobody sits there now, so you are asked."), go
    if line.me:
        text = _("%(who)s offers to take over what you promised as %(me)s, for %(day)s.") % names
    else:
        text = _("%(who)s offers to take over what you promised, for %(day)s.") % names
    return text, _("Until you say yes it stays with you."), go


def _passing(t: Teller, line: Line) -> Said:
    assert line.day  # noqa: S101 - the part gives both
    assert line.till  # noqa: S101
    who = {"to": line.other.first_name, "me": _me(line)}
    text = waiting_in_words(line.more, line.day, t.today, **who)
    soft = _("Promised for %(day)s.") % {"day": day_in_words(line.till, t.today)}
    return text, soft, (t.go(_("Say what the answer is"), "promises:promise", line.code),)


def _need_offered(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "about": first_name(line.about) or _("somebody")}
    text = _("%(who)s asks you to hold on to the question of %(about)s.") % names
    soft = _("Until you say yes it stays with %(who)s.") % names
    return text, soft, (t.go(_("Read why"), "relations:needs"),)


def _need_moves(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "giver": short_name(line.more)}
    text = _("%(who)s will hold on to your question instead of %(giver)s. Is that all right?")
    soft = _("Nothing changes until you say yes.")
    return text % names, soft, (t.go(_("To your question"), "relations:own", line.matter),)


def _answering(t: Teller, line: Line) -> Said:
    """Of somebody for whom one may act it is said for whom; of oneself only who wants to read it."""
    names = {"who": line.other.first_name, "about": first_name(line.about)}
    if not line.about:
        text = _("May %(who)s read your question?") % names
        soft = _("Until you say yes nothing changes. A no changes nothing about the help.")
        return text, soft, (t.go(_("To your question"), "relations:own", line.matter),)
    if line.more == "done":
        text = _("For %(about)s: %(who)s says that something is done. Is that right?")
    elif line.more == "talk":
        text = _("For %(about)s: %(who)s wrote down the conversation. Is it right?")
    elif line.more == "moves":
        text = _("For %(about)s: may %(who)s hold on to the question from now on?")
    else:
        text = _("For %(about)s: may %(who)s read the question?")
    step = t.go(_("To the question of %(about)s") % names, "relations:own", line.matter)
    return text % names, _("You may arrange this for %(about)s.") % names, (step,)


def _said_done(t: Teller, line: Line) -> Said:
    text = _("%(who)s says that this is done: %(what)s. Is that right?") % {
        "who": line.other.first_name,
        "what": _what(line),
    }
    soft = _("Promised for %(day)s.") % {"day": t.by(line)}
    return (
        text,
        soft,
        (
            Step(_("Yes, that is right"), t.to("promises:confirm", line.code), "yes"),
            Step(_("No, not yet"), t.to("promises:deny", line.code), "no"),
        ),
    )


def _stand_in(t: Teller, line: Line) -> Said:
    text = _("%(who)s is away from %(since)s to %(until)s. Will you stand in?") % t.days(line)
    soft = _("Then what comes in on their days of duty comes to you.")
    return (
        text,
        soft,
        t.yes_or_no(_("Yes, I stand in"), _("No, I cannot"), "members:stand-in", line.code),
    )


def _duty_offered(t: Teller, line: Line) -> Said:
    text = _("%(who)s asks you to take the duty from %(since)s to %(until)s.") % t.days(line)
    soft = _("Until you say yes it stays with %(who)s.") % t.days(line)
    return (
        text,
        soft,
        t.yes_or_no(_("Yes, I take it"), _("No, I cannot"), "members:answer-duty", line.code),
    )


def _look_along(t: Teller, line: Line) -> Said:
    text = _("%(who)s weighed something and asks you to look along.") % {
        "who": line.other.first_name
    }
    soft = t.late(line) or (_("By %(day)s.") % {"day": t.by(line)} if line.day else "")
    return text, soft, (t.go(_("Look along"), "reflections:judgement", line.code),)


def _talk_asked(t: Teller, line: Line) -> Said:
    text = _("%(who)s asks you for a conversation.") % {"who": line.other.first_name}
    step = t.go(_("Choose a moment"), "conversations:conversation", line.code)
    return text, _topic(line), (step,)


def _talk_holds(t: Teller, line: Line) -> Said:
    text = _("%(who)s wrote down what you discussed %(day)s. Is it right?") % {
        "who": line.other.first_name,
        "day": on_day_in_words(line.day, t.today) if line.day else "",
    }
    step = t.go(_("Read it"), "conversations:conversation", line.code)
    return text, _topic(line), (step,)


def _talk_was(t: Teller, line: Line) -> Said:
    text = _("You planned to speak with %(who)s %(day)s. Did it take place?") % {
        "who": line.other.first_name,
        "day": on_day_in_words(line.at, t.today) if line.at else "",
    }
    step = t.go(_("Write down how it went"), "conversations:conversation", line.code)
    return text, _topic(line), (step,)


def _topic(line: Line) -> str:
    if line.about:
        return _("About the question of %(who)s.") % {"who": first_name(line.about)}
    return _("About: %(title)s.") % {"title": line.title} if line.title else ""


def _your_turn(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "title": line.title}
    text = _("%(who)s asks: can you live with “%(title)s”?") % names
    soft = _("By %(day)s. Nobody reads why before everybody has spoken.") % {"day": t.by(line)}
    first = t.go(_("Read first"), "decisions:proposal", line.matter)
    return text, soft, (t.go(_("Say it"), "decisions:speak", line.code), first)


def _advise(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "title": line.title, "me": _me(line)}
    if line.me:
        text = _("%(who)s asks what you advise on “%(title)s”, as %(me)s.") % names
    else:
        text = _("%(who)s asks what you advise on “%(title)s”.") % names
    soft = _("When it goes otherwise, you get a written answer.")
    first = t.go(_("Read first"), "decisions:proposal", line.matter)
    return text, soft, (t.go(_("Give your advice"), "decisions:advise", line.code), first)


def _vote(t: Teller, line: Line) -> Said:
    text = _("%(who)s asks you to vote about “%(title)s”.") % {
        "who": line.other.first_name,
        "title": line.title,
    }
    last = clock.day(line.at - dt.timedelta(seconds=1)) if line.at else t.today
    soft = _("Until the end of %(day)s.") % {"day": day_in_words(last, t.today)}
    return text, soft, (t.go(_("Read it, and vote"), "decisions:proposal", line.matter),)


def _silent(t: Teller, line: Line) -> Said:
    days = (t.today - line.day).days if line.day else 0
    text = ngettext(
        "It has been quiet with %(who)s for %(n)s day.",
        "It has been quiet with %(who)s for %(n)s days.",
        days,
    ) % {"who": line.other.first_name, "n": number_in_words(days)}
    soft = _("Call, for no reason at all.")
    step = t.go(_("To %(who)s") % {"who": line.other.first_name}, "relations:need", line.matter)
    return text, soft, (step,)


def _added(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name, "about": first_name(line.about)}
    if names["who"] == names["about"]:
        text = _("%(who)s told something more.") % names
    else:
        text = _("%(who)s told something more about the question of %(about)s.") % names
    step = t.go(_("Read what %(who)s told") % names, "relations:need", line.matter)
    return (
        text,
        (_("Told %(day)s.") % {"day": on_day_in_words(line.at, t.today)} if line.at else ""),
        (step,),
    )


def _remark(t: Teller, line: Line) -> Said:
    names = {"who": line.other.first_name}
    if line.more == "wrong":
        text = _("%(who)s says that something is not right.") % names
    else:
        text = _("%(who)s asks what you mean exactly.") % names
    step = t.go(_("Read it and answer"), "relations:need", line.matter)
    return text, _topic(line), (step,)


def _set_aside(t: Teller, line: Line) -> Said:
    reason = dict(SetAside.Reason.choices).get(line.more, line.more)
    text = _("%(who)s wants to put a message aside: %(reason)s. What do you think?") % {
        "who": line.other.first_name,
        "reason": reason,
    }
    soft = _("Two people decide this. Without your yes it stays.")
    return text, soft, (t.go(_("Look along"), "relations:look-at-aside", line.matter),)


def _beside(t: Teller, line: Line) -> Said:
    text = _("%(who)s asks you to be there: %(part)s. Will you?") % _as_part(line)
    step = t.go(_("See what for"), "relations:needs")
    return text, "", (step,)


def _beside_me(t: Teller, line: Line) -> Said:
    text = _("%(who)s wants to be there for you: %(part)s. Is that all right?") % _as_part(line)
    step = t.go(_("To your question"), "relations:own", line.matter)
    return text, _("Without your yes it does not begin."), (step,)


def _as_part(line: Line) -> dict[str, str]:
    part = dict(Relation.Part.choices).get(line.more, line.more)
    return {"who": line.other.first_name, "part": str(part)}


# Each sort of line that can wait, from most pressing to least.
SENTENCES: dict[str, Callable[[Teller, Line], Said]] = {
    "promised": _promised,
    "message": _message,
    "added": _added,
    "remark": _remark,
    "need-offered": _need_offered,
    "offered": _offered,
    "take-over": _take_over,
    "need-moves": _need_moves,
    "answering": _answering,
    "your-turn": _your_turn,
    "said-done": _said_done,
    "talk-was": _talk_was,
    "talk-holds": _talk_holds,
    "stand-in": _stand_in,
    "duty-offered": _duty_offered,
    "advise": _advise,
    "vote": _vote,
    "beside-me": _beside_me,
    "beside": _beside,
    "look-along": _look_along,
    "talk-asked": _talk_asked,
    "passing": _passing,
    "silent": _silent,
    "set-aside": _set_aside,
}
