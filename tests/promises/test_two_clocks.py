"""Two clocks at once, with commits that are real."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within
from tussenruimte.members.reads import everywhere
from tussenruimte.methods.chain import first_break
from tussenruimte.post.models import Dispatch
from tussenruimte.promises import actions, ladder
from tussenruimte.promises.actions import keep
from tussenruimte.promises.models import Promise, State, Step
from tussenruimte.record.models import Fact
from tussenruimte.record.reads import chain_of

MOMENT = 0.5  # seconds: the other would have gone as far as it can by then


@pytest.fixture
def many(real_commits, rietkade, promised):
    return [promised(days=n % 5) for n in range(30)]


def at_once(clocks, moment):
    """Each in a thread with a connection of its own; all errors come back."""
    begin, errors = threading.Barrier(clocks), []

    def come_by():
        try:
            begin.wait()
            (cooperative,) = everywhere()
            with within(cooperative.pk):
                ladder.walk(cooperative, clock.day(moment), moment)
        except Exception as problem:
            errors.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=come_by) for _ in range(clocks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_every_step_and_letter_exactly_once(many, rietkade, at, monkeypatch):
    monkeypatch.setattr(ladder, "CHUNK", 4)
    monkeypatch.setattr(ladder.climb, "__kwdefaults__", {**ladder.climb.__kwdefaults__, "chunk": 4})
    assert at_once(3, at + timedelta(days=3)) == []
    steps = list(Step.objects.values_list("promise", "due", "rung"))
    assert len(steps) == len(set(steps)) > 60
    told = list(Dispatch.objects.values_list("to", "about"))
    assert len(told) == len(set(told)) == 2
    noted = Fact.objects.filter(body__contains='"kind":"ladder.climbed"')
    assert sum(
        int(body.split('"n":')[1].split(",")[0]) for body in noted.values_list("body", flat=True)
    ) == len(steps)
    assert first_break(chain_of(rietkade.pk)) is None


def test_whoever_says_done_and_the_clock_do_not_stop_each_other(
    real_commits, rietkade, promised, amina, at, monkeypatch
):
    """Halfway a promise is done; the clock has put its steps down by then, and needs the promise to end."""
    row, moment, errors = promised(days=1), at + timedelta(days=3), []
    note = keep.note

    def come_by():
        try:
            with within(rietkade.pk):
                ladder.climb(rietkade, today=clock.day(moment), by="klok", at=moment)
        except Exception as problem:
            errors.append(problem)
        finally:
            connections.close_all()

    other = threading.Thread(target=come_by)

    def noted_later(*args, **also):
        other.start()
        time.sleep(MOMENT)
        return note(*args, **also)

    monkeypatch.setattr(keep, "note", noted_later)
    actions.say_done(row, by=amina, at=moment)
    other.join()
    assert errors == []
    assert Promise.objects.get().state == State.DONE
