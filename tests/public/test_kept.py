"""A page that many look at while a room writes: drawn again only once it has rested as long as its drawing is worth."""

import pytest

from qic_core.dashboard.public_rules import PublicPage
from qic_core.public import kept
from qic_core.public.kept import Kept

DRAWING = 2.0


@pytest.fixture
def clock(monkeypatch):
    """The process's clock, which only drawing moves by itself."""
    told = {"now": 1000.0}
    monkeypatch.setattr(kept, "monotonic", lambda: told["now"])
    return told


@pytest.fixture
def drawn(site, clock):
    """Return what the page says to one who looks `seconds` later."""

    def draw(page: PublicPage, _language, _day) -> str:
        clock["now"] += DRAWING
        return page.challenge.text if page.challenge else ""

    pages = Kept(site.database, draw, rest=10)

    def look(seconds: float = 0) -> str | None:
        clock["now"] += seconds
        found = pages.page("koungou", "fr")
        return found and found.html

    return look


def test_a_page_rests_ten_drawings_long_while_the_room_writes(site, drawn):
    assert drawn() == ""
    site.adopt("Un toit sûr")
    assert drawn(10 * DRAWING - 1) == ""
    assert drawn(2) == "Un toit sûr"


def test_a_page_that_nothing_has_moved_stands_however_long(site, drawn, clock):
    site.adopt("Un toit sûr")
    drawn()
    before = clock["now"]
    assert drawn(1_000_000) == "Un toit sûr"
    assert clock["now"] == before + 1_000_000


def test_a_page_that_is_no_longer_shown_does_not_rest(site, drawn):
    drawn()
    site.switch(shown=False)
    assert drawn() is None
