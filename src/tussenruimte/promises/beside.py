"""What is put beside a promise."""

from tussenruimte.matters.hooks import Keys
from tussenruimte.matters.models import Matter
from tussenruimte.promises.models import Promise


def who_wrote(matter: Matter, code: str) -> list[Keys]:
    """Whose promise this is."""
    return [Promise.objects.filter(matter=matter, code=code).values_list("maker", flat=True)]
