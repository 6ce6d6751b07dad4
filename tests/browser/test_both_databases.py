"""The same house on both databases."""

from tests.browser.conftest import Stroll
from tests.browser.house import KINDS
from tests.browser.walk import Way

WHO = ("Amina", "Sjaan", "Joris")
PAGES = ("/rietkade/vandaag/", "/rietkade/vragen/", "/rietkade/beloofd-en-gedaan/")


def test_both_tell_the_same_day(stroll: Stroll) -> None:
    told = {}
    for kind in KINDS:
        with stroll(Way(kind, "nl", 1280, script=False)) as walk:
            people = [walk.as_(name) for name in WHO]
            told[kind] = [(who.go(page).path, who.text()) for who in people for page in PAGES]
    assert told["sqlite"] == told["postgres"]
