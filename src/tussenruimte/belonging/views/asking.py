"""A question to a seat, its answer, and asking for a conversation."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tussenruimte.belonging import access, actions, forms
from tussenruimte.decisions.reads.serving import what_serves
from tussenruimte.kit import clock
from tussenruimte.kit.pages import CooperativeRequest, person_page
from tussenruimte.kit.refusal import NotHere
from tussenruimte.matters.access import ground_of
from tussenruimte.matters.actions import look
from tussenruimte.members.clocks import term
from tussenruimte.promises.reads import view


@person_page
def ask(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask a seat something; also while nobody sits there."""
    seat = access.seat_to_see(request.cooperative, code)
    form = forms.Ask(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.ask_question,
        seat,
        form.cleaned_data["words"],
        is_private=form.is_private,
        by=request.person,
        at=clock.now(),
    ):
        return redirect("belonging:question", coop, form.result.code)
    said = {"seat": seat, "form": form, "days": term(request.cooperative, "answer_working_days")}
    return render(request, "belonging/ask.html", {**said, "today": clock.today()})


@person_page
def question(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """One question with its answer; whoever acts for the seat answers here."""
    me, at = request.person, clock.now()
    today = clock.day(at)
    row = access.question_to_see(request.cooperative, request.actors, code, today)
    may_answer = access.answers(row, me, request.actors)
    if request.method == "POST" and not may_answer:
        raise NotHere
    form = forms.Answer(request.POST or None, asks=not row.matter.is_private)
    if form.is_valid() and form.try_to(
        actions.answer_question, row, form.cleaned_data["words"], by=me, at=at
    ):
        return redirect("belonging:question", coop, code)
    if row.matter.is_private:
        ground = ground_of(row.matter, request.actors, today)
        look(row.matter, ground=ground, page="belonging:question", by=me, at=at)
    said = {
        "question": row,
        "form": form,
        "may_answer": may_answer and row.is_waiting,
        "is_mine": row.asker_id == me.pk,
        "promise": view(row.promise, today, request.cooperative),
        "serving": [] if row.matter.is_private else what_serves(request.cooperative, code),
        "today": today,
    }
    return render(request, "belonging/question.html", said)


@person_page
def talk(request: CooperativeRequest, coop: str, code: str) -> HttpResponse:
    """Ask whoever sits there for a conversation."""
    seat = access.seat_to_see(request.cooperative, code)
    form = forms.Talk(request.POST or None)
    if form.is_valid() and form.try_to(
        actions.ask_for_talk,
        seat,
        form.cleaned_data["about"],
        by=request.person,
        at=clock.now(),
    ):
        return redirect("conversations:conversation", coop, form.result.code)
    said = {"seat": seat, "form": form, "days": term(request.cooperative, "answer_working_days")}
    return render(request, "belonging/talk.html", said)
