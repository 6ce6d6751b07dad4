"""A question that is worked out once answers what the plain question answers, each time anew."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.web.full_day import Street, a_promise, fill, public_matter
from tussenruimte.kit.questions import Question, one_plan
from tussenruimte.kit.sessions import STILL_GOOD, SessionStore
from tussenruimte.matters import reads as matters
from tussenruimte.members import reads as members
from tussenruimte.members.models import Actor, Person, User
from tussenruimte.promises.reads.one_by_one import LATE
from tussenruimte.promises.reads.public import COUNTED, count_period, quarter_before
from tussenruimte.relations import access
from tussenruimte.relations.models import Need
from tussenruimte.web.backends import LogIn


@pytest.fixture
def street(idris, amina, sjaan, joris, tess, at):
    seats = [joris.tenures.get().seat.actor]
    people = [idris, amina, sjaan, joris, tess]
    street = Street(people, [amina, sjaan], seats, at, Random(7))  # noqa: S311 - the same every time
    fill(street, 30)
    for _n in range(10):
        a_promise(street, public_matter(street))
    return street


def unfolded(found):
    """An object with all its fields and the objects that came along with it."""
    if not isinstance(found, Model):
        return found
    state = found._state.fields_cache  # noqa: SLF001 - what came along
    inside = {name: unfolded(other) for name, other in state.items() if is_forward(found, name)}
    plain = {name: value for name, value in vars(found).items() if name != "_state"}
    return type(found), plain, inside


def is_forward(found, name):
    return any(field.name == name and field.many_to_one for field in found._meta.get_fields())


def check(question: Question, *, at_least: int = 1, **values):
    plain = [unfolded(one) for one in question.queryset(**values)]
    assert len(plain) >= at_least
    with CaptureQueriesContext(connection) as asked:
        assert [unfolded(one) for one in question.all(**values)] == plain
    assert len(asked) == 1


def test_the_questions_of_every_page(street, rietkade, at):
    check(members.AT_ADDRESS, slug="rietkade")
    check(matters.BOND, cooperative=rietkade.pk)
    quarter = quarter_before(at.date())
    count_period(rietkade, *quarter).save()
    check(COUNTED, cooperative=rietkade.pk, first=quarter[0])
    for person in street.people:
        check(members.OF_SESSION, key=person.user_id)
        mine = {"cooperative": rietkade.pk, "user": person.user_id}
        check(members.OF_LOGIN, **mine, on=at.date())
        check(members.OF_LOGIN, at_least=0, **mine, on=at.date() - timedelta(days=400))


def test_the_question_for_a_need(street, rietkade, at):
    needs = Need.objects.filter(cooperative=rietkade)
    assert needs
    for need in needs:
        for person in street.people:
            mine = {"cooperative": rietkade.pk, "person": person.pk, "on": at.date()}
            check(access.NEED_TO_READ, **mine, code=need.code)


def test_the_question_for_what_is_late(street, rietkade, at):
    for days in (0, 60):
        check(LATE, cooperative=rietkade.pk, today=at.date() + timedelta(days=days))


def test_the_question_for_a_session(db, at):
    """A session that is over, or that somebody ended, is found no more."""
    session = SessionStore()
    session["seen"] = "2026-11-27"
    session.save()
    key, end = session.session_key, session.get_expiry_date()
    check(STILL_GOOD, key=key, now=end - timedelta(seconds=1))
    check(STILL_GOOD, at_least=0, key=key, now=end)
    assert SessionStore(key)["seen"] == "2026-11-27"
    session.delete()
    other = SessionStore(key)
    assert "seen" not in other
    assert other.session_key is None


def test_the_log_in_of_a_session_may_be_shut(amina):
    assert LogIn().get_user(amina.user_id) == amina.user
    User.objects.filter(pk=amina.user_id).update(is_active=False)
    assert LogIn().get_user(amina.user_id) is None
    assert LogIn().get_user(0) is None


def test_nothing_and_lists_are_no_values(rietkade):
    by_name = Question(lambda given: Actor.objects.filter(name=given.text("name")))
    for value in (None, ["Amina"]):
        with pytest.raises(TypeError, match="name cannot be"):
            by_name.all(name=value)


def test_first_gives_nothing_when_nobody_answers(rietkade):
    by_name = Question(lambda given: Person.objects.filter(actor__name=given.text("name")))
    assert by_name.first(name="nobody") is None


def test_hostile_text_is_a_value(rietkade, amina):
    by_name = Question(lambda given: Actor.objects.filter(name=given.text("name")))
    assert by_name.all(name="' OR 1=1 --") == []
    assert [actor.name for actor in by_name.all(name=amina.actor.name)] == [amina.actor.name]


def test_one_plan_is_kept_for_as_long_as_it_is_asked(db):
    def mode():
        with connection.cursor() as cursor:
            cursor.execute("SHOW plan_cache_mode")
            return cursor.fetchone()[0]

    if connection.vendor != "postgresql":
        with one_plan(), CaptureQueriesContext(connection) as asked:
            pass
        assert not len(asked)
        return
    with one_plan():
        assert mode() == "force_generic_plan"
    assert mode() == "auto"
    with suppress(DatabaseError), transaction.atomic(), one_plan(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing")
    assert mode() == "auto"
    with suppress(ValueError), one_plan():
        raise ValueError
    assert mode() == "auto"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="psycopg")
def test_how_a_long_statement_is_written_is_remembered(db):
    from psycopg import _queries  # noqa: PLC0415 - only where there is a server

    long = f"SELECT %s::text /* {'x' * 40_000} */"
    before = _queries._query2pg.cache_info().hits  # noqa: SLF001 - it tells nowhere else
    for _ in range(3):
        with connection.cursor() as cursor:
            cursor.execute(long, ["a"])
    assert _queries._query2pg.cache_info().hits >= before + 2  # noqa: SLF001
