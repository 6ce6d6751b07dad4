"""Without a mouse: Tab comes to every button in order, and one sees where one is."""

import pytest

from tests.browser.walk import Device, Walk

FILLED = ".button:not(.button--second):not(.button--quiet)"
# Whether one sees where one is: the outline of what has the focus, and that nothing lies over it.
FOCUS = """() => { const here = document.activeElement, box = here.getBoundingClientRect();
  const outlined = [here, here.parentElement, here.nextElementSibling].filter(Boolean).some((e) => {
    const style = getComputedStyle(e); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; });
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const free = !top || here.contains(top) || top.contains(here) || !!here.closest("label, .choice");
  return { what: here.outerHTML.slice(0, 100), outlined, free, inside: y >= 0 && y <= innerHeight,
    filled: here.matches(".button:not(.button--second):not(.button--quiet)") }; }"""
MOST = 80


def tab_to_the_filled_button(device: Device) -> int:
    """Press Tab until the filled button has the focus; gives how often."""
    for times in range(1, MOST):
        device.page.keyboard.press("Tab")
        seen = device.page.evaluate(FOCUS)
        assert seen["outlined"], seen
        assert seen["free"], seen
        assert seen["inside"], seen
        if seen["filled"]:
            return times
    pytest.fail(f"no filled button within {MOST} times Tab on {device.path}")


@pytest.mark.ways(1, script=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_tab_comes_to_the_one_filled_button(walk: Walk, width: int) -> None:
    visitor = walk.device(width)
    for path in ("/rietkade/vertel/", "/kaart/", "/inloggen/"):
        tab_to_the_filled_button(visitor.go(path))
        assert visitor.page.locator(FILLED).locator("visible=true").count() == 1, path
    amina = walk.device(width).come_in("Amina")
    tab_to_the_filled_button(amina)
    amina.press("Read first")
    tab_to_the_filled_button(amina)


@pytest.mark.ways(1)
def test_the_first_tab_skips_to_the_content(walk: Walk) -> None:
    device = walk.device().go("/rietkade/")
    device.page.keyboard.press("Tab")
    device.page.keyboard.press("Enter")
    assert device.page.evaluate("document.activeElement.id") == "inhoud"
