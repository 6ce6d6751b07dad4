"""The page of a person about their own need, and everything they can do there.

Each view has two doors, a log-in and a card: see `own_need`.
"""

from collections.abc import Callable
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
from tussenruimte.relations.models import Need, Relation
from tussenruimte.relations.reads import own
from tussenruimte.relations.reads.standing import undo_until
from tussenruimte.relations.reads.walk import walk_of
from tussenruimte.relations.views.card import own_need

To = dict[str, str]


@own_need
def page(request: Any, need: Need, to: To) -> HttpResponse:
    """How things stand: who holds on, what is late, what was promised, and what one can do."""
    if need.joined_to is not None:
        return redirect(to["page"].replace(need.code, need.joined_to.code))
    today = day(now())
    it = reads.need_page(need, today)
    is_self, late = need.person_id == request.person.pk, own.late_ones(need, it, today)
    context = {
        "need": need,
        "to": to,
        "page": it,
        "words": need.read("words"),
        "why_for_them": need.read("why_for_them"),
        "need_remarks": it.remarks.get(need.code, []),
        "is_self": is_self,
        "late": late,
        "turns": own.turns_of(it, request.person, late, is_self=is_self),
        "together": own.together(it, is_self=is_self),
        "talks": own.talks_of(need, it, request.person),
        "contact": own.contact_of(it),
        "seen": own.seen_last(need),
        "walk": walk_of(need, _("your question")),
        "phone": _phone(need),
        "undo_until": undo_until(need),
        "reach": need.person.read("reach"),
    }
    return render(request, "relations/own.html", context)


def _phone(need: Need) -> str:
    holder = need.holder.person.actor.phone if need.holder else ""
    return holder or need.cooperative.phone


def _themselves(request: Any, need: Need) -> None:
    """Only the person; who asks it together with them reads along and adds words."""
    if need.person_id != request.person.pk:
        raise NotHere


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
    only_self: bool = True,
) -> View:
    """A page with one question and one button. `on_page`: the form chooses from what stands there."""

    def view(request: Any, need: Need, to: To) -> HttpResponse:
        if only_self:
            _themselves(request, need)
        at = now()
        more: dict[str, Any] = {"page": reads.need_page(need, day(at))} if on_page else {}
        chosen = request.GET.get("bij", "")
        initial = {"beside": chosen, "conversation": chosen}
        who = {"need": need, "person": request.person}
        form = form_class(request.POST or None, initial=initial, **who, **more)
        if form.is_valid() and form.try_to(action, need, by=request.person, at=at, **form.terms()):
            messages.success(request, form.thanks)
            return redirect(to["page"])
        return render(request, "relations/own_step.html", {"need": need, "to": to, "form": form})

    return own_need(view)


def _put_beside(need: Need, *, words: str, **more: Any) -> Any:
    return matters.remark(need.matter, words, **more)


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


words = _step(forms.AddWords, actions.add_words, only_self=False)
wrong = _step(forms.NotRight, _put_beside, on_page=True, only_self=False)
dispute = _step(forms.Otherwise, _dispute, on_page=True, only_self=False)
ask = _step(forms.AskTalk, _ask, on_page=True, only_self=False)
reach = _step(forms.Reach, _find_me)
lookback = _step(forms.LookBack, _look_back, only_self=False)


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
    who: dict[str, Any] = {"by": request.person, "at": now()}
    if said == "done":
        promise = promises_access.promise_to_keep(need.cooperative, request.actors, code)
        promises.say_done(_of(need, promise), **who)
    else:
        promise = promises_access.promise_to_confirm(need.cooperative, request.actors, code)
        (promises.confirm if said == "yes" else promises.deny)(_of(need, promise), **who)
    return redirect(to["page"] + "#promises")


@require_POST
@own_need
def agree(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Klopt": what was written down about a conversation is right."""
    code = request.POST.get("code", "")
    row = conversations_access.conversation_of_mine(
        need.cooperative, [request.person.pk], code, day(now())
    )
    conversations.confirm(_of(need, row), by=request.person, at=now())
    return redirect(to["page"] + "#talks")


@require_POST
@own_need
def talk(request: Any, need: Need, to: To) -> HttpResponse:
    """Ask whoever is late for a conversation."""
    _themselves(request, need)
    code = request.POST.get("code", "")
    promise = promises_access.promise_to_confirm(need.cooperative, request.actors, code)
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
    _themselves(request, need)
    _code, said = _asked(request)
    row = access.open_offer_of(need)
    actions.person_answers(row, says_yes=said == "yes", by=request.person, at=now())
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


@own_need
def readers(request: Any, need: Need, to: To) -> HttpResponse:
    """Who may read this and why; and "mag … dit lezen?", after a search by name."""
    _themselves(request, need)
    at = now()
    today, name = day(at), request.POST.get("naam") or request.GET.get("naam", "")
    found = own.whom_to_let_read(need.cooperative, name, today)
    who = {"need": need, "person": request.person}
    form = forms.Permit(request.POST or None, **who, found=found, today=today)
    if form.is_valid() and form.try_to(
        matters.give_permission, need.matter, by=request.person, at=at, **form.terms()
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
    row = access.permission_to_withdraw(need, request.person, request.POST.get("code", ""))
    matters.withdraw_permission(row, by=request.person, at=now())
    messages.success(request, _("Taken back. It changes nothing about your help."))
    return redirect(to["readers"])


@own_need
def seen(request: Any, need: Need, to: To) -> HttpResponse:
    """Who has seen this, by day."""
    _themselves(request, need)
    context = {"need": need, "to": to, "rows": who_has_seen([need.matter])}
    return render(request, "relations/own_seen.html", context)


@own_need
def another(request: Any, need: Need, to: To) -> HttpResponse:
    """ "Ik wil liever iemand anders": nobody asks why."""
    _themselves(request, need)
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
    _themselves(request, need)
    form = forms.End(request.POST or None)
    if form.is_valid():
        actions.close(need, is_withdrawn=form.is_withdrawn, by=request.person, at=now())
        return redirect(to["page"])
    context = {"need": need, "to": to, "days": term(need.cooperative, "card_undo")}
    return render(request, "relations/own_close.html", context)


@require_POST
@own_need
def consent(request: Any, need: Need, to: To) -> HttpResponse:
    """Somebody told it for me: yes, it may stand here."""
    _themselves(request, need)
    actions.tell_them(need, by=request.person, at=now())
    return redirect(to["page"])


@require_POST
@own_need
def reopen(request: Any, need: Need, to: To) -> HttpResponse:
    """Open again after all."""
    _themselves(request, need)
    actions.reopen(need, by=request.person, at=now())
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
    messages.success(request, _("It was taken away. We keep only that there was one."))
    return redirect(to["page"])
