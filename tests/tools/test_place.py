"""Which programs of the machine are used."""

import pytest

from tools.place import chromium

SHELL, WHOLE = "chromium-headless-shell", "chromium"


@pytest.mark.parametrize(
    ("there", "used"), [((SHELL, WHOLE), SHELL), ((WHOLE,), WHOLE), ((), None)], ids=str
)
def test_the_browser_without_windows_is_used_where_there_is_one(tmp_path, monkeypatch, there, used):
    for name in there:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium() == (used and str(tmp_path / used))
