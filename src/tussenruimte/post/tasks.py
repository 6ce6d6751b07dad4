"""Work for the worker. The row of a task is written with the change, and carries codes only."""

import datetime as dt

from django_tasks import task

from tussenruimte.kit import clock
from tussenruimte.kit.tenancy import within

BREATH = dt.timedelta(minutes=1)  # before a post office that was shut is asked again


@task()
def send_outbox(cooperative_id: int) -> int:
    """Send what is due in one cooperative, and come back when something is left to try again."""
    from tussenruimte.post.reads import next_moment  # noqa: PLC0415 - actions know this task
    from tussenruimte.post.sending import send_waiting  # noqa: PLC0415

    with within(cooperative_id):
        sent, failed = send_waiting(cooperative_id, at=clock.now())
        moment = next_moment(cooperative_id) if failed else None
    if moment is not None:
        send_outbox.using(run_after=max(moment, clock.now() + BREATH)).enqueue(cooperative_id)
    return sent
