"""The column in which a sealed text stands."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Ciphertext of a text about a person (see `sealing`). Cannot be searched, only present or not.

    `of_numbers`: what stands in it is mostly a number, such as a telephone's. One in eleven of those
    looks like a BSN by chance, so such a field is not looked at for one.
    """

    def __init__(self, *args: Any, of_numbers: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        self.of_numbers = of_numbers
        super().__init__(*args, **kwargs)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError("Nobody can search in sealed words: only isnull works.")
        return super().get_lookup(lookup_name)
