"""The curve of an indicator with what the room forecasts of it, beside what was frozen at the loop."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col

from qic_core.days import utc_ms
from qic_core.evaluation.charts import Look, curve
from qic_core.evaluation.forecast_cells import RoomForecast, forecast_of
from qic_core.evaluation.forecast_charts import with_room
from qic_core.evaluation.indicator_reading import indicators_where, loop_days
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.tables import IndicatorRow
from qic_core.words import Words, quantity
from qic_core.workshop.charts import rows_of
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Chart, Row, Summary

COLUMNS = ("part", "day", "value", "end", "label", "group", "colour")
TABLE = "indicator"


def room_curve(
    session: Session, collective_id: int, item: Item, told: Summary, words: Words, *, look: Look
) -> Chart | None:
    """Return the curve of what an item is about with the room's figure on it; None where there is nothing to draw.

    Where it is counted in another unit since, the room's figure has no place on it.
    """
    room = forecast_of(item, told)
    if room is None or item.thing is None or item.thing[0] != TABLE:
        return None
    found = indicators_where(session, collective_id, col(IndicatorRow.id) == item.thing[1])
    if not found:
        return None
    indicator = replace(found[0], annotations=())  # they are numbers, which the wall has no room to name
    if indicator.wording.unit != room.unit:
        return None
    loops = [loop for loop in loop_days(session, collective_id) if loop.concerns(indicator.wording)]
    drawn = curve(indicator, loops, words, look=look)
    if not drawn.rows:
        return None
    rows, caption = _rows(indicator, room, drawn.rows, words), _caption(indicator, room, words)
    return with_room(drawn, rows, font=look.font, caption=caption)


def _rows(indicator: Indicator, room: RoomForecast, shown: Sequence[Row], words: Words) -> list[Row]:
    day, label = utc_ms(room.on), quantity(room.median, room.unit, words)
    days = [float(row["day"]) for row in shown]
    is_late = 2 * day > min(*days, day) + max(*days, day)
    told = [
        ("room_half", day, room.low, room.high, "", "", ""),
        ("room_middle", day, room.median, room.median, "", "", ""),
        ("room_before" if is_late else "room_after", day, room.median, room.median, label, "", ""),
    ]
    return rows_of(COLUMNS, told)


def _caption(indicator: Indicator, room: RoomForecast, words: Words) -> str:
    """Return what the picture says beside the sentence: what the line that was frozen says of that day."""
    if not indicator.frozen:
        return words.gettext("“%(name)s”: too few measures to draw a line ahead.") % {"name": indicator.name}
    frozen = round(indicator.frozen[-1].at(room.on), 1)
    said = {"name": indicator.name, "figure": quantity(frozen, room.unit, words)}
    return words.gettext("“%(name)s”: the line frozen at the loop leads to %(figure)s (dashes).") % said
