"""What moved from one run of a cell to the next. Pure."""

from collections.abc import Sequence

from qic_core.words import Words
from qic_core.workshop.kind import Content, Summary
from qic_core.workshop.registry import kind_of


def series_of(told: Sequence[tuple[Content, Summary]], words: Words) -> dict[str, list[float]]:
    """Return the figures that every closed run has, from the first run to the last; none when there is one run only."""
    trends = [kind_of(content.kind).trend(content, summary, words) for content, summary in told]
    if len(trends) < 2:
        return {}
    shared = [name for name in trends[-1] if all(name in trend for trend in trends)]
    return {name: [trend[name] for trend in trends] for name in shared}
