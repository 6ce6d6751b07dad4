"""What the faults ask of the worker: it takes this from the queue as it takes everything."""

from django_tasks import task

from tussenruimte.kit.tenancy import within


@task()
def read_promises(cooperative_id: int) -> list[int]:
    """Open each promise in the process of the worker."""
    from faults.inside import promised  # noqa: PLC0415 - which gives us work

    with within(cooperative_id):
        return promised()
