"""The house at another moment, in any database: what the walks start instead of the house itself.

`python -m tests.browser.later COMMAND …` is `manage`; granian serves `application`. The moment and
the database stand in a file, so that the next walk gets a fresh house without waiting for a server.
"""

import json
import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import time_machine

STAGE = Path(os.environ["WALK_STAGE"])
WALL = time_machine.escape_hatch.time
stage = json.loads(STAGE.read_text())
clocks = time_machine.travel(time.time() + stage["ahead"], tick=True).start()

from django.conf import settings  # noqa: E402 - the clocks first
from django.db import connection  # noqa: E402

from tussenruimte import manage, wsgi  # noqa: E402

here = threading.local()
settings.DATABASES["default"]["NAME"] = stage["database"]


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer at the moment, and from the database, that the file names now."""
    changed_at = STAGE.stat().st_mtime_ns
    if changed_at != getattr(here, "changed_at", None):
        here.changed_at = changed_at
        now = json.loads(STAGE.read_text())
        clocks.move_to(WALL.time() + now["ahead"])
        connection.close()
        connection.settings_dict["NAME"] = now["database"]
    return wsgi.application(environ, start_response)


if __name__ == "__main__":
    manage.main()
