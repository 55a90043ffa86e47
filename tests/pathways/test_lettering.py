import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.pathways.lettering import ELLIPSIS, fitted, width_of


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("", 3, ("",)),
        ("Lire", 3, ("Lire",)),
        ("Les parents viennent", 3, ("Les parents", "viennent")),
        ("Les parents viennent", 1, ("Les parent…",)),
        ("Les parents viennent lire avec nous", 2, ("Les parents", "viennent lir…")),
        ("Anticonstitutionnellement", 3, ("Anticonstituti", "onnellement")),
    ],
)
def test_a_text_goes_in_lines_and_ends_with_an_ellipsis_when_there_is_more(text, lines, found):
    assert fitted(text, wide=6.5, lines=lines) == found


@given(st.text(max_size=300), st.floats(3, 30), st.integers(1, 4))
def test_no_line_is_wider_than_the_box_and_there_are_no_more_than_fit(text, wide, lines):
    found = fitted(text, wide=wide, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(width_of(line) <= wide for line in found)


@given(st.text(max_size=80))
def test_nothing_is_cut_that_fits(text):
    assert "".join(fitted(text, wide=200, lines=1)) == " ".join(text.split())


@given(st.text("abc ", min_size=200, max_size=300))
def test_what_is_cut_begins_as_it_was_typed(text):
    first = fitted(text, wide=8, lines=1)[0]
    assert " ".join(text.split()).startswith(first.removesuffix(ELLIPSIS))


@pytest.mark.parametrize(("narrow", "wide"), [("illi", "oooo"), ("oooo", "MMMM"), ("aa", "日本"), ("e\u0301", "ee")])
def test_broad_letters_take_more_room(narrow, wide):
    assert width_of(narrow) < width_of(wide)
