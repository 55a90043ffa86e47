"""The pages drawn lately: one drawing a revision, a language and a day, however many look."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import TypeAlias
from zoneinfo import ZoneInfo

from qic_core.dashboard.public_page import public_page_of, shown_at
from qic_core.dashboard.public_rules import PublicPage
from qic_core.db.engine import Database

PAGES_AT_MOST = 64
# While a room writes, revisions follow one another: a page rests this many times as long as its drawing took.
REST = 20.0
Draw: TypeAlias = Callable[[PublicPage, str, date], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was drawn; `tag` tells it from other drawings, `fresh_until` is by the process's clock."""

    page: PublicPage
    html: str
    tag: str
    revision: int
    day: date
    fresh_until: float


class Kept:
    """Gives the page of a slug, drawn anew when the collective's revision or the day has moved."""

    def __init__(self, database: Database, draw: Draw, *, rest: float = REST) -> None:
        self._database = database
        self._draw = draw
        self._rest = rest
        self._drawn: dict[tuple[int, str], Drawn] = {}
        self._turn = threading.Lock()

    def page(self, slug: str, language: str) -> Drawn | None:
        """Return the page; None when no collective shows one under this slug."""
        with self._database.reading() as session:
            found = shown_at(session, slug)
        if found is None:
            return None
        collective_id, revision = found
        kept = self._drawn.get((collective_id, language))
        if kept and kept.page.slug == slug and self._stands(kept, revision):
            return kept
        with self._turn:
            kept = self._drawn.get((collective_id, language))
            if kept and kept.page.slug == slug and self._stands(kept, revision):
                return kept
            return self._keep(slug, language, revision)

    def _stands(self, kept: Drawn, revision: int) -> bool:
        same_day = kept.day == today_of(kept.page)
        return same_day and (kept.revision >= revision or monotonic() < kept.fresh_until)

    def _keep(self, slug: str, language: str, revision: int) -> Drawn | None:
        begun = monotonic()
        with self._database.reading() as session:
            page = public_page_of(session, slug)
        if page is None:
            return None
        day = today_of(page)
        html = self._draw(page, language, day)
        ended = monotonic()
        while len(self._drawn) >= PAGES_AT_MOST:
            self._drawn.pop(next(iter(self._drawn)))
        tag = hashlib.sha256(html.encode()).hexdigest()[:20]
        drawn = Drawn(page, html, tag, revision, day, ended + self._rest * (ended - begun))
        self._drawn[page.collective_id, language] = drawn
        return drawn


def today_of(page: PublicPage) -> date:
    """Return what day it is where the collective lives."""
    return datetime.now(ZoneInfo(page.timezone)).date()
