"""A line of the log: when, where, what, and no words of people."""

import logging
import sys

import pytest

from tussenruimte.kit.logbook import CodesOnly

SAID = "Ruben slaapt bij vrienden."


def record(text="the clock", *args, **more):
    made = logging.LogRecord("tussenruimte.door", logging.WARNING, "x.py", 1, text, args, None)
    made.created = 1_792_888_200.25  # in the hour that the clock of October has twice
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_the_moment_is_in_utc():
    assert CodesOnly().format(record()).startswith("2026-10-25T00:30:00.250Z WARNING ")


@pytest.mark.parametrize(
    "trick", ["x\n2026 INFO all is well", "x\r\x1b[2Jy", "x\u2028y", "x\u202ey"]
)
def test_what_somebody_sends_makes_no_line_of_its_own(trick):
    line = CodesOnly().format(record("%s is not here", trick))
    assert line.isprintable()
    assert line.endswith("is not here")


def broken():
    try:
        raise ValueError(SAID)
    except ValueError:
        return sys.exc_info()


def test_of_a_mistake_stand_kind_and_place_and_not_its_words():
    line = CodesOnly().format(record(exc_info=broken()))
    assert "ValueError at test_logbook.py:" in line
    assert SAID not in line


def test_whoever_builds_sees_everything():
    assert SAID in CodesOnly(shows_everything=True).format(record(exc_info=broken()))
