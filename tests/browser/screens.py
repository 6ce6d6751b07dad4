"""The pictures of the README; `python3 -m tools.screens` makes them anew.

They show the demo as it stands on the Wednesday of the walks, so a new picture means a new look.
"""

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.browser.conftest import QUIET  # noqa: E402 - the settings first
from tests.browser.house import opened, prepared  # noqa: E402
from tests.browser.steps import CARD, open_card  # noqa: E402
from tests.browser.test_who_may import need_of  # noqa: E402
from tests.browser.walk import Device, Walk, Way  # noqa: E402
from tools.place import ROOT, chromium, say  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
LARGEST = 200_000  # bytes
PHONE, DESK = (360, 740), (1280, 960)
Picture = Callable[[Walk, Device], Device]


def tell(_walk: Walk, device: Device) -> Device:
    """Half told, with the keyboard away."""
    device.go("/rietkade/vertel/")
    return device.fill("What is needed?", "De lift is stuk. Ik kom niet naar buiten.")


def need(_walk: Walk, device: Device) -> Device:
    """The question of Ruben, for who holds on to it."""
    device.come_in("Amina")
    return device.go(need_of(device, "Ruben"))


PICTURES: dict[str, tuple[tuple[int, int], Picture]] = {
    "voorkant": (DESK, lambda _walk, device: device.go("/rietkade/")),
    "vertel": (PHONE, tell),
    "kaartje": (PHONE, lambda _walk, device: open_card(device, *CARD)),
    "vandaag": (DESK, lambda _walk, device: device.come_in("Amina")),
    "vraag": (DESK, need),
    "beloofd-en-gedaan": (DESK, lambda _walk, device: device.go("/rietkade/beloofd-en-gedaan/")),
}


def main() -> None:
    """One picture after another."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared("sqlite", Path(folder)) as base,
        opened(base) as house,
        house.fresh() as database,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        walk = Walk("screens", Way(), house, database, browser)
        for name, ((width, height), take) in PICTURES.items():
            device = walk.device(width, device_scale_factor=2 if width < 500 else 1)
            device.page.set_viewport_size({"width": width, "height": height})
            taken = take(walk, device).page.screenshot(scale="device")
            say(f"{name}: {keep(taken, SCREENS / f'{name}.webp') // 1000} kB")
        walk.close()
        browser.close()


def keep(taken: bytes, file: Path) -> int:
    """As small as it may be without looking worse; gives its size."""
    picture = Image.open(io.BytesIO(taken))
    picture.save(file, "WEBP", quality=88, method=6)
    size = file.stat().st_size
    assert size <= LARGEST, f"{file} is {size} bytes"
    return size


if __name__ == "__main__":
    main()
