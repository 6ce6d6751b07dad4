"""A day in a form lies in years that people live in; else one sentence says what to look at."""

import pytest
from django import forms

from tussenruimte.kit.forms import HouseForm

FAR = "Deze dag is te ver weg. Kijk nog eens naar het jaar."


class Asks(HouseForm):
    """A day, and another one that is not needed."""

    day = forms.DateField()
    other = forms.DateField(required=False)

    def clean(self):
        """What comes after never counts with such a day."""
        said = super().clean() or self.cleaned_data
        assert all(1900 <= day.year < 2200 for day in said.values() if day)
        return said


@pytest.mark.parametrize("day", ["0001-01-01", "1026-11-16", "2206-11-16", "9999-12-31"])
def test_a_slip_in_the_year_is_said(day):
    form = Asks({"day": day})
    assert form.errors == {"day": [FAR]}
    assert day in str(form["day"])
    assert Asks({"day": "2026-11-16", "other": day}).errors == {"other": [FAR]}


@pytest.mark.parametrize("day", ["1926-11-16", "2026-11-16", "2126-11-16"])
def test_days_that_somebody_may_live_to_see_are_right(day):
    assert Asks({"day": day}).is_valid()
