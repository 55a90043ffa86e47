"""The cell kind of forecasts: where the room sees each curve on a day to come. Pure.

« Je ne sais pas » is counted apart. The figures told are always ones that somebody gave: those of the voices a
quarter, half and three quarters of the way up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from qic_core.evaluation.forecast_charts import lines_chart
from qic_core.words import N_, Words, quantity
from qic_core.workshop.fields import Field, Figure, Figures, Item
from qic_core.workshop.kind import ITEMS_AT_MOST, Answer, CellKind, Chart, Content, Harvest, Summary, Table

DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class RoomForecast:
    """Where the room sees a curve on a day: the middle figure, and those between which half of the voices lie.

    `unit` is that in which the room was asked.
    """

    median: float
    low: float
    high: float
    voices: int
    on: date
    unit: str = ""


class Forecast(CellKind):
    name = "forecast"
    title = N_("Where will the curve go?")
    explanation = N_(
        "Each person says where an indicator will be on a day to come; the wall draws it beside what was forecast."
    )
    takes_items = True
    about = "loop_indicators"
    items_at_least = 1
    seconds_per_item = 20

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Figures("figures", content.items),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        told = {item.key: _spread(item.key, harvest.answers) for item in content.items}
        return {"indicators": told, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        answered = [(item, told) for item, told in _told(content, summary) if told["voices"]]
        if not answered:
            asked = any(told["unknown"] for _, told in _told(content, summary))
            return words.gettext("Nobody can say yet.") if asked else words.gettext("No answer yet.")
        item, told = max(answered, key=lambda one: one[1]["voices"])
        return room_sentence(item, told, words)

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (
            N_("Indicator"), N_("Today"), N_("On which day"), N_("Middle figure of the room"),
            N_("A quarter of the voices say less than"), N_("A quarter say more than"), N_("Voices"), N_("Don't know"),
        )  # fmt: skip
        rows = [
            (
                item.text, _today(item, words), f"{item.known.asked_on:{DAY}}" if item.known else "—",
                *(_figure(told[name], item, words) for name in ("median", "low", "high")),
                told["voices"], told["unknown"],
            )
            for item, told in _told(content, summary)
        ]  # fmt: skip
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        answered = [(item, told) for item, told in _told(content, summary) if told["voices"]][:most]
        return lines_chart(answered, words, font=font) if answered else None


def room_sentence(item: Item, told: Summary, words: Words) -> str:
    """Return where the room sees one curve, in words."""
    said = {"name": item.text, "low": quantity(told["low"], "", words)}
    said |= {name: _figure(told[name], item, words) for name in ("median", "high")}
    said["day"] = f"{item.known.asked_on:{DAY}}" if item.known else ""
    if not item.known:
        middle = words.gettext("“%(name)s”: the room says %(median)s.")
    elif told["low"] == told["high"]:
        middle = words.gettext("“%(name)s”: the room sees %(median)s on %(day)s.")
    else:
        middle = words.gettext(
            "“%(name)s”: the room sees %(median)s on %(day)s; half of the voices between %(low)s and %(high)s."
        )
    return middle % said


def forecast_of(item: Item, told: Summary) -> RoomForecast | None:
    """Return what the room says of an item of the journey; None when nobody gave a figure."""
    if not told.get("voices") or item.known is None:
        return None
    known = item.known
    return RoomForecast(told["median"], told["low"], told["high"], told["voices"], known.asked_on, known.unit)


def _spread(key: str, answers: Sequence[Answer]) -> Summary:
    """Return the figures of one item: its quartiles, how many gave one, how many don't know."""
    figures: dict[Figure, int] = {}
    unknown = 0
    for answer in answers:
        given = answer.values["figures"]
        one = given.get(key) if isinstance(given, dict) else None
        figure = one.get("figure") if isinstance(one, dict) else None
        if isinstance(figure, int | float):
            figures[figure] = figures.get(figure, 0) + answer.voices
        elif isinstance(one, dict):
            unknown += answer.voices
    ranked = sorted(figures.items())
    low, median, high = (_at(ranked, quarters) for quarters in (1, 2, 3))
    return {"low": low, "median": median, "high": high, "voices": sum(figures.values()), "unknown": unknown}


def _at(figures: Sequence[tuple[Figure, int]], quarters: int) -> Figure | None:
    """Return the figure of the voice so many quarters of the way up; None without any."""
    total = sum(voices for _, voices in figures)
    reached = zip(figures, accumulate(voices for _, voices in figures), strict=True)
    return next((figure for (figure, _), voices in reached if 4 * voices >= quarters * total), None)


def _told(content: Content, summary: Summary) -> list[tuple[Item, Summary]]:
    return [(item, summary["indicators"][item.key]) for item in content.items]


def _figure(value: Figure | None, item: Item, words: Words) -> str:
    return "—" if value is None else quantity(value, item.known.unit if item.known else "", words)


def _today(item: Item, words: Words) -> str:
    return _figure(item.known.value if item.known else None, item, words)
