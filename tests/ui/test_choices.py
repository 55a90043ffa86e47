import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.ui.choices import told_apart


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        ({}, {}),
        ({1: "Fatima", 2: "Ali"}, {1: "Fatima", 2: "Ali"}),
        ({1: "Fatima", 2: "Fatima", 3: "Fatima"}, {1: "Fatima", 2: "Fatima (2)", 3: "Fatima (3)"}),
        ({1: "Fatima (2)", 2: "Fatima", 3: "Fatima"}, {1: "Fatima (2)", 2: "Fatima", 3: "Fatima (3)"}),
    ],
)
def test_names_that_read_the_same_bear_a_number(names, apart):
    assert told_apart(names) == apart


@given(st.dictionaries(st.integers(), st.sampled_from(["Fatima", "Fatima (2)", "Ali", ""])))
def test_no_two_options_read_the_same_and_their_order_stays(names):
    apart = told_apart(names)
    assert len(set(apart.values())) == len(names)
    assert list(apart) == list(names)
