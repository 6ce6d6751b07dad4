"""Somebody with a card sees what is kept, changes it, takes it along, and is forgotten when they ask."""

import io
import json
import re
import zipfile

import pytest

from tests.browser.house import days_on
from tests.browser.steps import WORDS, open_card, tell
from tests.browser.walk import Device, Walk

PLACE = "achter de kapper, op de trap"


@pytest.mark.ways(2)
def test_my_data(walk: Walk) -> None:
    phone = walk.device(360)
    code = tell(phone)
    question = open_card(phone, code).path
    look_and_change(phone)
    there = ask_and_find(walk, phone)
    phone.go(f"{question}klaar/").press("For me it is done")
    amina = walk.as_("Amina").go(there)
    amina.misses(walk.words("This comes first")).shot("6-step")
    amina.choose("I know that this cannot be undone").press("Forget %(name)s", name="Bram")
    amina.sees("This person was forgotten. What they told opens for nobody.")
    open_card(phone, code)
    assert phone.path == "/kaart/"
    phone.misses(WORDS)
    walk.tick(days_on(1, hour=2))
    assert "everything hangs together" in walk.house.manage("verify")


def look_and_change(phone: Device) -> None:
    """What is known, another place to be found, and everything in one file."""
    phone.press("My data").sees("This is what we know of you").reads("Bram").shot("1-known")
    phone.press("Change this").fill("How do we find you?", PLACE).shot("2-change")
    phone.press("It is like this").reads(PLACE)
    with phone.page.expect_download() as taken:
        phone.find("Take everything along").click()
    with zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())) as file:
        (plain,) = [json.loads(file.read(n)) for n in file.namelist() if n.endswith("json")]
    assert plain["kept"]["asked"][0]["words"]["words"] == WORDS


def ask_and_find(walk: Walk, phone: Device) -> str:
    """It is asked; whoever promised it finds the step, and what comes first."""
    phone.press("Ask to be forgotten").sees("This comes first").shot("3-ask")
    phone.choose("I want to be forgotten here").press("Ask to be forgotten")
    phone.sees("You asked to be forgotten").shot("4-asked")
    amina = walk.as_("Amina").go("/rietkade/afspraken/")
    amina.page.get_by_role("link", name=re.compile("Bram .*verge|Bram is forgotten")).first.click()
    amina.arrive().page.locator("a[href*='/vergeten/']").first.click()
    amina.arrive().sees("This comes first").shot("5-first")
    return amina.path
