"""What a person reads about how others weighed their need: all of it, through both doors."""

from datetime import timedelta

import pytest

from tussenruimte.conversations import actions as conversations
from tussenruimte.conversations.spoken import Noted
from tussenruimte.reflections import actions as reflections, reads as weighed_reads
from tussenruimte.reflections.models import Judgement, Sort
from tussenruimte.reflections.weighed import Weighed, Words
from tussenruimte.relations.reads import need_page

SUSPENDED = "Dit ‘nee’ geldt nu niet"


@pytest.fixture
def talk(need, amina, at):
    """An intake, and three days later the conversation in which Amina said no."""
    conversations.note_conversation(need.matter, Noted(said="Kennismaken"), by=amina, at=at)
    at = at + timedelta(minutes=1)
    return conversations.note_conversation(need.matter, Noted(said="Geen kamer"), by=amina, at=at)


@pytest.fixture
def no(need, talk, amina, sjaan, at):
    """Amina said no to Ruben; Sjaan looks along."""
    words = Words(saw="De kamers zijn vol.", did="Ik zei nee tegen Ruben.", interest="geen")
    weighed = Weighed(words, sjaan.actor, sort=Sort.REFUSAL)
    return reflections.weigh(need.matter, weighed, by=amina, at=at + timedelta(minutes=2))


def test_a_no_stands_on_ones_own_page_and_a_dispute_makes_it_wait(card, no, talk, need, at):
    page = card.text()
    assert "Amina zei nee, vandaag" in page
    assert SUSPENDED not in page
    card.post("gesprek-klopt-niet/", conversation=talk.code, words="Er was geen gesprek")
    assert SUSPENDED in card.text()


def test_whoever_holds_on_sees_the_same(client, no, talk, need, amina, at):
    there = f"/rietkade/vragen/{need.code}/"
    assert SUSPENDED not in client.sign_in(amina).get(there).content.decode()
    conversations.dispute(talk, "Er was geen gesprek", by=need.person, at=at)
    assert SUSPENDED in client.get(there).content.decode()


def test_the_page_and_the_judgement_say_the_same_of_a_no(no, talk, need, amina, at):
    def same():
        (line,) = need_page(need, at.date()).judgements
        row = Judgement.objects.whole().get(pk=no.pk)
        assert line.is_suspended == weighed_reads.is_suspended(row)
        return line.is_suspended

    assert not same()
    conversations.dispute(talk, "Er was geen gesprek", by=need.person, at=at)
    assert same()
    later = at + timedelta(hours=1)
    conversations.note_conversation(need.matter, Noted(said="Samen"), by=amina, at=later)
    assert not same()
