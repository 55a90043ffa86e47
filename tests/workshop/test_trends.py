"""What moved from one run of a cell to the next."""

import gettext

import pytest

import qic_core.cells  # noqa: F401  the kinds register themselves
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Content
from qic_core.workshop.trends import series_of

WORDS = gettext.NullTranslations()


def choice(**counts):
    items = tuple(Item(key, key.upper()) for key in counts)
    return Content("choice", "Choix", "?", {"at_most": 1}, items), {"counts": counts, "voices": 10}


@pytest.mark.parametrize(
    ("told", "series"),
    [
        ([], {}),
        ([choice(a=3, b=7)], {}),
        ([choice(a=3, b=7), choice(a=6, b=4)], {"A": [30, 60], "B": [70, 40]}),
        ([choice(a=3, b=7), choice(a=5, c=5), choice(a=6, c=4)], {"A": [30, 50, 60]}),
        ([choice(a=3, b=7), choice(c=5, d=5)], {}),
    ],
)
def test_only_what_every_run_has_makes_a_series(told, series):
    assert series_of(told, WORDS) == series
