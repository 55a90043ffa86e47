"""The cell kind of cooperation: the partnership as a whole on the seven levels (measures M1 and M3)."""

from collections.abc import Sequence

from qic_core.cooperation.levels import LEVELS, level_names
from qic_core.measures.ordinal import agreement, lower_median
from qic_core.words import N_, Words, decimal
from qic_core.workshop.charts import Bar, bars, columns
from qic_core.workshop.fields import Field, Scale
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table

# The higher the level, the darker: told apart without colours too, and by a bad projector.
RIVALRY_TO_TRUST = ("#ffd69b", "#e8bd73", "#c0aa54", "#7c9d5a", "#248077", "#045f68", "#003f4f")
ROOM_FOR_WORDS = 1.4  # on the right of the longest bar, in its length
SHARED_VIEW, SPLIT_VIEW = 0.5, 0.0


class Cooperation(CellKind):
    name = "cooperation"
    title = N_("Level of cooperation")
    explanation = N_(
        "The partnership as a whole, on seven levels from rivalry to trust. Run it again to see the curve."
    )

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Scale("level", LEVELS),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counts = [
            sum(answer.voices for answer in harvest.answers if answer.values["level"] == level.value)
            for level in LEVELS
        ]
        return {"counts": counts, "median": lower_median(counts), "agreement": agreement(counts)}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        if summary["median"] is None:
            return words.gettext("No answer yet.")
        said = {"level": words.gettext(LEVELS[summary["median"] - 1].name), "median": summary["median"]}
        said |= {"voices": sum(summary["counts"])}
        median = words.gettext("Median of %(voices)s voices: level %(median)s, %(level)s.") % said
        return f"{median} {_view(summary, words)}"

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("Level"), N_("Name"), N_("Definition"), N_("Voices"))
        rows = [
            (level.value, words.gettext(level.name), words.gettext(level.definition), count)
            for level, count in zip(LEVELS, summary["counts"], strict=True)
        ]
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        return levels_columns(summary["counts"], words, font=font, height=font * 16)

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {words.gettext("Median level"): summary["median"]} if summary["median"] else {}


def levels_columns(counts: Sequence[int], words: Words, *, font: int, height: int) -> Chart:
    """Draw how many stand on each level, from rivalry to trust; the median has a frame."""
    drawn = [
        Bar(f"{level.value}|{words.gettext(level.name)}", count, str(count or ""))
        for level, count in zip(LEVELS, counts, strict=True)
    ]
    median = lower_median(counts)
    marked = drawn[median - 1].label if median else None
    return columns(drawn, font=font, height=height, marked=marked, colours=RIVALRY_TO_TRUST)


def levels_bars(counts: Sequence[int], words: Words, *, font: int) -> Chart:
    """Draw the same lying down, where there is little width: each level keeps its name; the median is written."""
    median, most = lower_median(counts), max(counts, default=0)
    told = words.gettext("%(n)s (the median)")
    drawn = [
        Bar(name, count, told % {"n": count} if number == median else str(count), colour)
        for number, (name, count, colour) in enumerate(
            zip(level_names(words), counts, RIVALRY_TO_TRUST, strict=True), start=1
        )
    ]
    return bars(drawn, font=font, top=ROOM_FOR_WORDS * most)


def _view(summary: Summary, words: Words) -> str:
    index = summary["agreement"]
    if index > SHARED_VIEW:
        view = words.gettext("The room largely sees it the same way (agreement %(index)s).")
    elif index > SPLIT_VIEW:
        view = words.gettext("Views differ (agreement %(index)s): worth talking about.")
    else:
        view = words.gettext("The room is divided (agreement %(index)s): worth exploring together.")
    return view % {"index": decimal(index, words)}
