"""Rows that carry words about a person: sealed under that person's key, opened only when asked."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from tussenruimte.kit.bsn import refuse_bsn
from tussenruimte.kit.codes import new_code
from tussenruimte.kit.refusal import Refused
from tussenruimte.kit.sealing import UnreadableError, seal, unseal, unwrap
from tussenruimte.kit.tenancy import here
from tussenruimte.members.models.cooperative import Cooperative

if TYPE_CHECKING:
    from tussenruimte.members.models.people import Person


LEFT_BEHIND = "words_left_behind"  # a setting of a cooperative that came here without its keys


class WithWords(models.Model):
    """A row whose `SealedField`s are sealed under the key of `sealed_for`."""

    code = models.CharField(max_length=12, unique=True, default=new_code)

    class Meta:
        abstract = True

    @property
    def sealed_for(self) -> "Person":
        """Whose key opens these words. Fetch it along: `select_related("…__key")`."""
        raise NotImplementedError

    def put(self, **words: str | None) -> "list[bytes]":
        """Seal words into fields of this row (it still has to be saved). Returns the ciphertexts.

        This is the one way in for words about people, so here a BSN is refused.
        """
        refuse_bsn(*(text for field, text in words.items() if not self._is_of_numbers(field)))
        try:
            key = person_key(self.sealed_for)
        except ObjectDoesNotExist as none:
            raise Refused(
                _("This is about somebody who was forgotten. Nothing is added to it any more.")
            ) from none
        sealed = []
        for field, text in words.items():
            value = seal(key, text, self._place(field)) if text else None
            setattr(self, field, value)
            sealed += [value] if value else []
        return sealed

    def read(self, field: str) -> str:
        """The words in a field; empty when there are none, "(forgotten)" when the person was erased.

        After their term they are no longer kept.
        """
        sealed: Any = getattr(self, field)
        if sealed is None:
            return ""
        try:
            key = person_key(self.sealed_for)
        except ObjectDoesNotExist:
            return _("(forgotten)")
        if not sealed:
            return _("(no longer kept)")
        return opened(key, sealed, self._place(field))

    def _is_of_numbers(self, field: str) -> bool:
        return bool(getattr(self._meta.get_field(field), "of_numbers", False))

    def _place(self, field: str) -> str:
        return f"{self._meta.db_table}|{self.code}|{field}"


def person_key(person: "Person") -> bytes:
    """The key of a person, unwrapped for this once; it is never kept."""
    return bare_key(person.code, bytes(person.key.wrapped), person.key.master)


def bare_key(owner: str, wrapped: bytes, master: str) -> bytes:
    """A key out of its row. When a new master key came since that was read, it is read once more."""
    try:
        return unwrap(wrapped, owner, master)
    except UnreadableError:
        from tussenruimte.members.models.people import PersonKey  # noqa: PLC0415 - they carry words

        newer = PersonKey.objects.filter(person__code=owner).exclude(master=master).first()
        if newer is None:
            raise
        return unwrap(bytes(newer.wrapped), owner, newer.master)


def opened(key: bytes, sealed: bytes, place: str) -> str:
    """The words; or that their key stayed behind, where a cooperative came from another house without."""
    try:
        return unseal(key, sealed, place)
    except UnreadableError:
        if not words_left_behind():
            raise
        return _("(did not come along)")


def words_left_behind() -> bool:
    """Whether the cooperative in which we are came here without the keys of its people."""
    home = here()
    if home is None:
        return False
    return Cooperative.objects.filter(pk=home, settings__has_key=LEFT_BEHIND).exists()
