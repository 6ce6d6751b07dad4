"""Examples may take as long as a busy machine needs; only their answers count."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("answers-count", deadline=None)
settings.load_profile("answers-count")


@pytest.fixture(scope="session")
def published():
    """The folder with published files and what other programs made of them.

    Most have no licence to be handed on, so this repository does not carry them.
    """
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("TUSSENRUIMTE_SHARED_DATA") or beside)
    if not (folder / "peer-results").is_dir():
        pytest.skip(
            f"no published files in {folder}: name their folder in TUSSENRUIMTE_SHARED_DATA"
        )
    return folder
