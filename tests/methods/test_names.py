"""What is looked for when somebody types a name."""

import pytest

from tussenruimte.methods.names import LONGEST, as_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Amina \n Telgenhof", "Amina Telgenhof"),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), ""),
        ("a\0b", ""),
        ("", ""),
    ],
)
def test_nobody_is_called_what_no_name_can_be(typed, name):
    assert as_name(typed) == name
