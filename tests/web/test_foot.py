"""The foot of a page is made once for everybody who may go to the same places, and never mixed up."""

from django.urls import reverse
from django.utils import translation

from tests.visitor import Visitor
from tussenruimte.kit import rooms
from tussenruimte.members import actions as members

FRONT = "/rietkade/"


def foot(visitor, address=FRONT):
    """What stands at the end of the page."""
    page = visitor.get(address).content.decode()
    return page[page.index("<footer") :]


def test_each_reads_their_own_links(client, idris, sjaan):
    members_page = reverse("belonging:members", args=["rietkade"])
    mine = reverse("mine:page", args=["rietkade"])
    visitor, member, other = (
        foot(client),
        foot(Visitor().sign_in(idris)),
        foot(Visitor().sign_in(sjaan)),
    )
    assert [members_page in one for one in (visitor, member, other)] == [False, True, False]
    assert [mine in one for one in (visitor, member, other)] == [False, True, True]
    assert foot(client).count("<li>") == visitor.count("<li>")


def test_each_cooperative_has_its_own(client, rietkade, at):
    members.found_cooperative(
        slug="elders", name="Elders", phone="000 111 22 33", by="beheer", at=at
    )
    assert "/rietkade/privacy/" in foot(client)
    assert "/elders/privacy/" in foot(client, "/elders/")
    assert "/elders/" not in foot(client)


def test_it_speaks_the_language_of_the_reader(client, idris):
    client.sign_in(idris)
    dutch = foot(client)
    client.post(reverse("set_language"), {"language": "en"})
    with translation.override("en"):
        assert "Sign out" in foot(client)
    assert "Uitloggen" in dutch


def test_a_shut_room_has_no_link(client, rietkade):
    there = reverse("agenda:agenda", args=["rietkade"])
    assert there in foot(client)
    rietkade.settings = rietkade.settings | {rooms.SHUT: ["agenda"]}
    rietkade.save(update_fields=["settings"])
    assert there not in foot(client)
