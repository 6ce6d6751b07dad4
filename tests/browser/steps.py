"""Steps that several walks take."""

import re

from tests.browser.walk import Device

WORDS = "De verwarming doet het niet en de verhuurder belt niet terug."
OWN_WORD = "kraanvogel"
CARD = ("7Q4M-K9TX", "reiger")  # of Ruben, in the demo


def tell(device: Device, *, name: str = "Bram", words: str = WORDS) -> str:
    """Tell what is needed with no more than a first name; gives the code of the card."""
    device.go("/rietkade/vertel/")
    device.fill("What is needed?", words)
    device.fill("What may we call you?", name)
    say_yes_and_send(device)
    return card_of(device)


def say_yes_and_send(device: Device, own_word: str = OWN_WORD) -> None:
    """The last part of telling: an own word, the yes, and the button."""
    device.fill("Choose an own word", own_word)
    device.page.locator("[name=has_consent]").check()
    device.press("Ask it")


def card_of(device: Device) -> str:
    """The code on the card that is shown here."""
    return device.page.locator(".paper .code").first.inner_text().strip()


def open_card(device: Device, code: str, own_word: str = OWN_WORD, status: int = 200) -> Device:
    """At the door of the card, with code and word."""
    device.go("/kaart/")
    device.fill("Your code", code).fill("Your own word", own_word)
    return device.press("Open", status)


def to_question(holder: Device, name: str) -> str:
    """Open somebody's question from the list of what one holds; gives its address."""
    holder.go("/rietkade/vragen/")
    holder.page.get_by_role("link", name=re.compile(rf"\b{name}\b")).first.click()
    return holder.arrive().path


def speak_and_promise(holder: Device, name: str, *, what: str, when: str) -> None:
    """From the page of the need: write down a conversation, with one thing that somebody does now."""
    holder.press("Write down what you discussed")
    holder.fill("What did you discuss?", "Het is er koud, en er is een baby in huis.")
    holder.choose("Yes, we spoke together")
    line = holder.page.locator("[name=who_1]")
    line.select_option(label=line.locator("option").nth(1).inner_text())
    holder.page.locator("[name=what_1]").fill(what)
    holder.page.locator("[name=when_1]").fill(when)
    holder.press("Keep the conversation")
