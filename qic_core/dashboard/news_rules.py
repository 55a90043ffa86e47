"""What changed since a moment: how many things of each kind, the latest by their names. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qic_core.words import Words


class Since(StrEnum):
    """Since when one wants to know what changed."""

    VISIT = "visit"
    WEEK = "week"
    MONTH = "month"
    SEMINAIRE = "seminaire"


class NewsKind(StrEnum):
    """What may have changed, the most important first."""

    CHALLENGE = "challenge"
    VISION = "vision"
    LOOP_CLOSED = "loop_closed"
    LOOP = "loop"
    DECISION = "decision"
    LEARNING = "learning"
    OUTCOME = "outcome"
    CHANGE = "change"
    ACTION = "action"
    STATUS = "status"
    INDICATOR = "indicator"
    MEASURE = "measure"
    PLAN = "plan"
    OBSERVATION = "observation"
    RUN = "run"


SPANS = {Since.WEEK: timedelta(days=7), Since.MONTH: timedelta(days=31)}


@dataclass(frozen=True, slots=True)
class News:
    """How many things of a kind are new, the latest by their names; `id` opens the latest one on its page."""

    kind: NewsKind
    n: int
    latest: tuple[str, ...]
    id: int | None = None


def moments(now: datetime, *, visit: datetime | None, seminaire: datetime | None) -> dict[Since, datetime]:
    """Return the moments since which one may ask, as far as they are known, the visit before this one first."""
    known = {Since.VISIT: visit, **{since: now - span for since, span in SPANS.items()}, Since.SEMINAIRE: seminaire}
    return {since: moment for since, moment in known.items() if moment is not None}


def news_sentence(news: News, words: Words) -> str:
    """Return how many things of a kind are new."""
    n = news.n
    told = {
        NewsKind.CHALLENGE: words.gettext("Another challenge adopted"),
        NewsKind.VISION: words.gettext("Another vision adopted"),
        NewsKind.LOOP_CLOSED: words.ngettext("%(n)s loop closed", "%(n)s loops closed", n),
        NewsKind.LOOP: words.ngettext("%(n)s loop opened", "%(n)s loops opened", n),
        NewsKind.DECISION: words.ngettext("%(n)s decision taken", "%(n)s decisions taken", n),
        NewsKind.LEARNING: words.ngettext("%(n)s thing learnt", "%(n)s things learnt", n),
        NewsKind.OUTCOME: words.ngettext("%(n)s outcome harvested", "%(n)s outcomes harvested", n),
        NewsKind.CHANGE: words.ngettext("%(n)s new change", "%(n)s new changes", n),
        NewsKind.ACTION: words.ngettext("%(n)s new action", "%(n)s new actions", n),
        NewsKind.STATUS: words.ngettext("%(n)s action changed status", "%(n)s actions changed status", n),
        NewsKind.INDICATOR: words.ngettext("%(n)s new indicator", "%(n)s new indicators", n),
        NewsKind.MEASURE: words.ngettext("%(n)s indicator measured", "%(n)s indicators measured", n),
        NewsKind.PLAN: words.gettext("Another cooperation plan"),
        NewsKind.OBSERVATION: words.ngettext("%(n)s field observation", "%(n)s field observations", n),
        NewsKind.RUN: words.ngettext("%(n)s question closed in the room", "%(n)s questions closed in the room", n),
    }
    return told[news.kind] % {"n": n}
