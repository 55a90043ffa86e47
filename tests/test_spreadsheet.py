"""CSV as people have it, and as their spreadsheets open it without doing anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.spreadsheet import neutral, read_csv, without_apostrophe, write_csv


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"), ("+33", "'+33"), ("-2", "'-2"), ("@A1", "'@A1"), ("\t=1", "'\t=1"), ("\rx", "'\rx"),
        ("  =1", "'  =1"), ("＝1", "'＝1"), ("1+1=2", "1+1=2"), ("l'eau", "l'eau"), ("'=1", "''=1"), ("'eau", "'eau"),
        ("", ""), ("—", "—"),
        (-1, -1), (0, 0), (None, None),
    ],
)  # fmt: skip
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(value, safe):
    assert neutral(value) == safe


@given(st.text("=+-@'\t l'eau1", max_size=12))
def test_the_apostrophe_comes_off_again(text):
    assert without_apostrophe(neutral(text)) == text


def test_what_is_written_is_read_back():
    written = write_csv([("Nom", "Note"), ("École ; « eau »", '=1+"2"'), ("", ""), ("Deux\nlignes", None)])
    assert read_csv(written, {"name": ("Nom",), "note": ("Note",)}, at_most=5) == [
        (2, {"name": "École ; « eau »", "note": '\'=1+"2"'}),
        (4, {"name": "Deux\nlignes", "note": ""}),
    ]
