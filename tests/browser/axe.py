"""What stands in somebody's way on a page, as axe sees it."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Only what is wrong comes back: all that is right, with its place, takes longer than looking does.
# Nor are style sheets fetched once more: no rule of these asks for it.
ASKED = {"resultTypes": ["violations"], "preload": False}
RUN = "asked => axe.run(asked).then(said => said.violations)"


def violations(page: Page, tags: list[str]) -> list[tuple[str, str]]:
    """The name of each rule that is broken, with the first piece that breaks it. It needs a script."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, {**ASKED, "runOnly": {"type": "tag", "values": tags}})
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
