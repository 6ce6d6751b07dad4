"""The page of a person about their own need, and everything they can do there.

Each view has two doors, a log-in and a card: see `own_need`. Whoever may act for the person does
some of it for them: see `acting`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tussenruimte.conversations import access as conversations_access, actions as conversations
from tussenruimte.kit.clock import day, now
from tussenruimte.kit.pages import View
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters import access as matters_access, actions as matters
from tussenruimte.matters.files import fetch
from tussenruimte.matters.reads import who_has_seen
from tussenruimte.members.clocks import term
from tussenruimte.promises import access as promises_access, actions as promises
from tussenruimte.reflections import access as reflections_access, actions as reflections
from tussenruimte.reflections.weighed import Given
from tussenruimte.relations import access, actions, reads
from tussenruimte.relations.forms import own as forms
from tussenruimte.relations.models import DoneFor, Need, Relation
from tussenruimte.relations.reads import own
from tussenruimte.relations.reads.beside import to_answer
from tussenruimte.relations.reads.law import laws_of
from tussenruimte.relations.reads.standing import undo_until
from tussenruimte.relations.reads.stops import stops_of
from tussenruimte.relations.reads.walk import walk_of
from tussenruimte.relations.views.acting import (
    acts,
    anybody,
    do,
    only_in_own_name,
    only_who_acts,
    themselves,
    whose,
)
from tussenruimte.relations.views.card import own_need

To = dict[str, str]
What = DoneFor.What


@own_need
def page(request: Any, need: Need, to: To) -> HttpResponse:
    """How things stand: who holds on, what is late, what was promised, and what one can do."""
    if need.joined_to is not None:
        return redirect(to["page"].replace(need.code, need.joined_to.code))
    today = day(now())
    it = reads.need_page(need, today)
    late, is_self = own.late_ones(need, it, request.person, today), need.person == request.person
    own.between_parents(it, request.person)
    mine = own.answers_for(need, request.person, acts=acts(request, need))
    to_answer(it, need, request.person, mine)
    context = {
        "need": need,
        "stands": request.stands,
        "scope": request.stands.read("scope") if request.stands else "",
        "acts": acts(request, need),
        "to": to,
        "page": it,
        "mine": mine,
        "closed_for": it.closed_for(need),
        "words": need.read("words"),
        "why_for_them": need.read("why_for_them"),
        "need_remarks": it.remarks.get(need.code, []),
        "is_self": is_self,
        "late": late,
        "turns": own.turns_of(it, need, request.person, late, acts=acts(request, need)),
        "together": own.together(it, request.person, is_self=is_self),
        "talks": own.talks_of(need, it, request.person, acts=acts(request, need)),
        "contact": own.contact_of(it),
        "seen": own.seen_last(need),
        "laws": laws_of(it, today) if is_self else [],
        "stops": stops_of(it, request.person, today),
        "walk": walk_of(need, _("your question") if is_self else _("this question")),
        "phone": _phone(need),
        "undo_until": undo_until(need),
        "reach": need.person.read("reach"),
    }
    return render(request, "relations/own.html", context)


def _phone(need: Need) -> str:
    holder = need.holder.person.actor.phone if need.holder else ""
    return holder or need.cooperative.phone


def _of(need: Need, row: Any) -> Any:
    """A row of this need. Of another one it is opened there, where the look is written down."""
    about = row.need_id if isinstance(row, Relation) else row.matter_id
    if about != need.matter_id:
        raise NotHere
    return row


def _step(
    form_class: type[forms.OwnStep],
    action: Callable[..., Any],
    *,
    on_page: bool = False,
    who: Callable[[Any, Need], None] = themselves,
) -> View:
    """A page with one question and one button. `on_page`: the form chooses from what stands there."""

    def view(request: Any, need: Need, to: To) -> HttpResponse:
        who(request, need)
        at = now()
        more: dict[str, Any] = {"page": reads.need_page(need, day(at))} if on_page else {}
        chosen = request.GET.get("bij", "")
        initial = {"beside": chosen, "conversation": chosen}
        about = {"need": need, "person": request.person}
        form = form_class(request.POST or None, initial=initial, **about, **more)
        if form.is_valid() and form.try_to(action, need, by=request.person, at=at, **form.terms()):
            messages.success(request, form.thanks)
            return redirect(to["page"])
        return render(request, "relations/own_step.html", {"need": need, "to": to, "form": form})

    return own_need(view)


def _put_beside(need: Need, *, words: str, **more: Any) -> Any:
    return matters.remark(need.matter, words, **more)


def _respond(need: Need, *, beside: str, words: str, by: Any, at: Any) -> Any:
    actors = [by.pk, *([need.person_id] if access.stands_for(need, by) else [])]
    row = matters_access.remark_to_answer(need.cooperative, actors, beside, day(at))
    return matters.answer_remark(_of(need, row), words, by=by, at=at)


def _dispute(need: Need, *, conversation: str, words: str, by: Any, at: Any) -> Any:
    row = conversations_access.conversation_of_mine(
        need.cooperative, [by.pk], conversation, day(at)
    )
    return conversations.dispute(_of(need, row), words, by=by, at=at)


def _look_back(need: Need, *, own_word: str, by: Any, at: Any, **given: Any) -> Any:
    """One's own word first joins the list, then it is chosen."""
    if own_word:
        word = reflections.add_ingredient(need.cooperative, own_word, by=by, at=at)
        given["ingredients"] = list(dict.fromkeys([*given["ingredients"], word]))
    return reflections.look_back(need.matter, Given(**given), by=by, at=at)


def _ask(need: Need, **asked: Any) -> Any:
    return conversations.ask(need.matter, **asked)


def _find_me(need: Need, *, reach: str, **who: Any) -> Any:
    return actions.reach_me(need, reach, **who)


words = _step(forms.AddWords, actions.add_words, who=anybody)
wrong = _step(forms.NotRight, _put_beside, on_page=True, who=anybody)
respond = _step(forms.Respond, _respond, on_page=True, who=anybody)
dispute = _step(forms.Otherwise, _dispute, on_page=True, who=anybody)
ask = _step(forms.AskTalk, _ask, on_page=True, who=anybody)
reach = _step(forms.Reach, _find_me)
lookback = _step(forms.LookBack, _look_back, who=only_in_own_name)


SAID: dict[str, tuple[Callable[..., None], DoneFor.What]] = {
    "yes": (promises.confirm, What.PROMISE_KEPT),
    "no": (promises.deny, What.PROMISE_OPEN),
    "done": (promises.say_done, What.PROMISE_DONE),
}


def _asked(request: Any) -> tuple[str, str]:
    """Which row a button was about, and what it said."""
    form = forms.Answer(request.POST)
    if not form.is_valid():
        raise NotHere
    return form.cleaned_data["code"], form.cleaned_data["answer"]


@require_POST
@own_need
def answer(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Ja, dat klopt", "nee, nog niet", or "ik heb het gedaan": about one promise."""
    code, said = _asked(request)
    actors = whose(request, need)
    if said == "done":
        promise = _of(need, promises_access.promise_to_keep(need.cooperative, actors, code))
        of, other_side = promise.maker_id, promise.receiver_id
    else:
        promise = _of(need, promises_access.promise_to_confirm(need.cooperative, actors, code))
        of, other_side = promise.receiver_id, promise.maker_id
    act, what = SAID.get(said, SAID["no"])
    do(request, what, partial(act, promise), about=code, of=of, other_side=other_side)
    return redirect(to["page"] + "#promises")


@require_POST
@own_need
def agree(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Klopt": what was written down about a conversation is right."""
    code, is_for_them = request.POST.get("code", ""), request.stands is not None
    actors = [need.person_id if is_for_them else request.person.pk]
    row = conversations_access.conversation_of_mine(need.cooperative, actors, code, day(now()))
    act = partial(conversations.confirm, _of(need, row), whose=need.person if is_for_them else None)
    do(request, What.TALK_RIGHT, act, about=code)
    return redirect(to["page"] + "#talks")


@require_POST
@own_need
def talk(request: Any, need: Need, to: To) -> HttpResponse:
    """Ask whoever is late for a conversation."""
    only_who_acts(request, need)
    code = request.POST.get("code", "")
    actors = whose(request, need)
    promise = promises_access.promise_to_confirm(need.cooperative, actors, code)
    conversations.ask(
        need.matter,
        host=_of(need, promise).maker,
        about=promise.read("text"),
        by=request.person,
        at=now(),
    )
    messages.success(request, _("You asked for a conversation. They choose a moment and tell you."))
    return redirect(to["page"])


@require_POST
@own_need
def offer(request: Any, need: Need, to: To) -> HttpResponse:
    """Say yes or no to somebody else who would hold on."""
    only_who_acts(request, need)
    _code, said = _asked(request)
    row = access.open_offer_of(need)
    what = What.HOLDER_YES if said == "yes" else What.HOLDER_NO
    act = partial(actions.person_answers, row, says_yes=said == "yes")
    do(request, what, act, about=row.code, other_side=row.taker_id)
    return redirect(to["page"])


@require_POST
@own_need
def relation(request: Any, need: Need, to: To) -> HttpResponse:
    """Say yes or no to somebody beside me, or that it is enough."""
    code, said = _asked(request)
    who: dict[str, Any] = {"by": request.person, "at": now()}
    if said == "end":
        row = access.relation_to_end(need.cooperative, request.person, code)
        actions.end_relation(_of(need, row), **who)
    else:
        row = access.relation_to_answer(need.cooperative, request.person, code)
        actions.answer_relation(_of(need, row), says_yes=said == "yes", **who)
    return redirect(to["page"] + "#with")


def _permit(request: Any, need: Need, *, to: Any, by: Any, at: Any, **terms: Any) -> Any:
    is_for_them = request.stands is not None
    act = partial(matters.give_permission, need.matter, to, on_behalf=is_for_them, **terms)
    return do(request, What.MAY_READ, act, about=to.code, other_side=to.pk)


@own_need
def readers(request: Any, need: Need, to: To) -> HttpResponse:
    """Who may read this and why; and "mag … dit lezen?", after a search by name."""
    only_who_acts(request, need)
    at = now()
    today, name = day(at), request.POST.get("naam") or request.GET.get("naam", "")
    found = own.whom_to_let_read(need.cooperative, name, today, but=request.actors)
    who = {"need": need, "person": request.person}
    form = forms.Permit(request.POST or None, **who, found=found, today=today)
    if form.is_valid() and form.try_to(
        _permit, request, need, by=request.person, at=at, **form.terms()
    ):
        messages.success(request, form.thanks)
        return redirect(to["readers"])
    context = {
        "need": need,
        "to": to,
        "form": form,
        "name": name,
        "found": found,
        "readers": own.who_may_read(need, today),
        "permissions": own.permissions(need, today),
    }
    return render(request, "relations/own_readers.html", context)


@require_POST
@own_need
def withdraw(request: Any, need: Need, to: To) -> HttpResponse:
    """Take a permission back."""
    only_who_acts(request, need)
    row = access.permission_to_withdraw(need, request.POST.get("code", ""))
    do(request, What.READS_NOT, partial(matters.withdraw_permission, row), about=row.to.code)
    messages.success(request, _("Taken back. It changes nothing about the help."))
    return redirect(to["readers"])


@own_need
def seen(request: Any, need: Need, to: To) -> HttpResponse:
    """Who has seen this, by day."""
    themselves(request, need)
    context = {"need": need, "to": to, "rows": who_has_seen([need.matter])}
    return render(request, "relations/own_seen.html", context)


@own_need
def another(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Ik wil liever iemand anders": nobody asks why."""
    themselves(request, need)
    if request.method == "POST":
        actions.wish_for_another(need, by=request.person, at=now())
        messages.success(request, _("We look for somebody else. You hear who, and you decide."))
        return redirect(to["page"])
    return render(request, "relations/own_another.html", {"need": need, "to": to})


@require_POST
@own_need
def unlook(request: Any, need: Need, to: To) -> HttpResponse:
    """Take back what one said when looking back."""
    code = request.POST.get("code", "")
    row = reflections_access.lookback_of_mine(need.cooperative, request.actors, code)
    reflections.withdraw(_of(need, row), by=request.person, at=now())
    return redirect(to["page"] + "#before")


@own_need
def close(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Voor mij is het klaar", or "laat maar"."""
    only_who_acts(request, need)
    form = forms.End(request.POST or None)
    if form.is_valid():
        what = What.WITHDRAWN if form.is_withdrawn else What.CLOSED
        act = partial(actions.close, need, is_withdrawn=form.is_withdrawn)
        do(request, what, act, about=need.code)
        return redirect(to["page"])
    context = {"need": need, "to": to, "days": term(need.cooperative, "card_undo")}
    return render(request, "relations/own_close.html", context)


@require_POST
@own_need
def consent(request: Any, need: Need, to: To) -> HttpResponse:
    """Somebody told it for me: yes, it may stand here."""
    themselves(request, need)
    actions.tell_them(need, by=request.person, at=now())
    return redirect(to["page"])


@require_POST
@own_need
def reopen(request: Any, need: Need, to: To) -> HttpResponse:
    """Open again after all."""
    only_who_acts(request, need)
    do(request, What.OPENED, partial(actions.reopen, need), about=need.code)
    messages.success(request, _("It is open again."))
    return redirect(to["page"])


@own_need
def picture(request: Any, need: Need, to: To) -> HttpResponse:
    """A picture or scan that belongs to it."""
    code = request.GET.get("welke", "")
    row = _of(need, matters_access.file_to_see(need.cooperative, request.actors, code, day(now())))
    response = HttpResponse(fetch(row), content_type=row.kind)
    shown = "inline" if row.kind.startswith("image/") else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{row.code}"'
    return response


@require_POST
@own_need
def unpicture(request: Any, need: Need, to: To) -> HttpResponse:
    """Take a picture away: the person any, whoever reads along what they added."""
    at, code = now(), request.POST.get("code", "")
    row = matters_access.file_to_see(need.cooperative, request.actors, code, day(at))
    matters.remove_file(_of(need, row), by=request.person, at=at)
    messages.success(
        request, _("It was taken away. We keep only that there was one, from whom and when.")
    )
    return redirect(to["page"])
