"""A page drawn once, from which each phone gets its own."""

import pytest

from qic_core.phone.drawings import CUT, KEPT_AT_MOST, Drawings, assembled, finished

WHOLE = f"head {CUT}a{CUT}A {CUT}b{CUT}B {CUT}c{CUT}C {CUT}{CUT}tail"


@pytest.mark.parametrize(
    ("page", "items", "assembled_page"),
    [
        ("no items here", ["a"], "no items here"),
        (WHOLE, ["a", "b", "c"], "head A B C tail"),
        (WHOLE, ["c", "a"], "head C A tail"),
        (WHOLE, [], "head A B C tail"),
        (f"{CUT}a&gt;b{CUT}pair{CUT}{CUT}.", ["a>b"], "pair."),
        (f"{WHOLE} and {CUT}a{CUT}1{CUT}b{CUT}2{CUT}{CUT}.", ["b", "a"], "head B A tail and 21."),
    ],
)
def test_a_page_holds_the_items_of_this_phone_in_their_order(page, items, assembled_page):
    assert assembled(page.split(CUT), items) == assembled_page


def test_a_page_is_drawn_only_the_first_time():
    drawings, drawn = Drawings(), []
    for _ in range(3):
        drawings.pieces("question 1", lambda: drawn.append(1) or "page")
    assert len(drawn) == 1


def test_only_so_many_pages_are_kept():
    drawings = Drawings()
    for number in range(10 * KEPT_AT_MOST):
        assert drawings.pieces(number, lambda number=number: f"page {number}") == [f"page {number}"]
    assert len(drawings._kept) <= KEPT_AT_MOST


def test_a_key_cannot_bring_html_in():
    assert finished("\ue002 \ue003", key='"><b>', seconds_left=5) == "&#34;&gt;&lt;b&gt; 5"
