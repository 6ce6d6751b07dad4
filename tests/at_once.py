"""Two people at the same moment."""

import threading
from collections.abc import Callable

from django.db import connections

from tussenruimte.kit.tenancy import within


def at_once(cooperative_id: int, *changes: Callable[[], object]) -> list[Exception]:
    """Each in a thread with a connection of its own; all errors come back."""
    begin, errors = threading.Barrier(len(changes)), list[Exception]()

    def go(change: Callable[[], object]) -> None:
        try:
            begin.wait()
            with within(cooperative_id):
                change()
        except Exception as problem:
            errors.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[change]) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
