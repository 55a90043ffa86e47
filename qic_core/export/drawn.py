"""Charts as pictures for paper and documents, drawn on this machine: no browser, no network."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import Any, Final

from qic_core.export.typeset import FONTS
from qic_core.export.typography import drawable
from qic_core.workshop.charts import AS_WIDE, FONT
from qic_core.workshop.kind import Chart

# A picture of this many pixels across fills the text's width; its letters then measure a little over 8 points.
WIDTH: Final = 900
FONT_SIZE: Final = 17
SHARP: Final = 2  # pixels of a bitmap for each of the drawing
LETTERING: Final = "Carnet Sans"
LEGEND_COLUMNS, LEGEND_WIDTH, LETTER, SYMBOL = 3, 600, 0.55 * FONT_SIZE, 40
COUNTED: Final = AS_WIDE.to_dict()
SIZE: Final = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as SVG, with its size in pixels."""

    svg: str
    width: float
    height: float

    def png(self) -> bytes:
        """Return it as a bitmap, for programs that know no other."""
        return bytes(_drawer().svg_to_png(self.svg, scale=SHARP))


def drawn(chart: Chart) -> Drawn | None:
    """Return the chart as a picture; None, and a line in the log, when it cannot be drawn."""
    svg = _svg(json.dumps(_for_paper(_whole(chart), _legend_columns(chart))))
    size = SIZE.match(svg)
    if size is None:
        logger.warning("a chart of %s rows could not be drawn", len(chart.rows))
        return None
    return Drawn(svg, float(size[1]), float(size[2]))


def _whole(chart: Chart) -> dict[str, Any]:
    """Return a chart's picture with its rows in it, as wide as the paper, its names within that width."""
    picture = dict(chart.picture)
    names = list(picture.get("datasets", {})) or ["rows"]
    picture |= {"datasets": dict.fromkeys(names, [dict(row) for row in chart.rows]), "data": {"name": names[0]}}
    if picture.get("width") == "container":
        picture |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    return picture


def _legend_columns(chart: Chart) -> int:
    """Return how many names of the legend stand beside one another: it cannot be counted while drawing here."""
    told = [str(row[field]) for field in set(_coloured_by(chart.picture)) for row in chart.rows if field in row]
    longest = SYMBOL + LETTER * max(map(len, told), default=0)
    return max(1, min(LEGEND_COLUMNS, int(LEGEND_WIDTH // longest)))


def _coloured_by(part: Any) -> Iterator[str]:  # noqa: ANN401  a part of a Vega-Lite picture, which is JSON
    """Yield the fields that give marks their colour."""
    if isinstance(part, list):
        for one in part:
            yield from _coloured_by(one)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "color" and isinstance(inner, dict) and "field" in inner:
                yield inner["field"]
            yield from _coloured_by(inner)


def _for_paper(part: Any, columns: int) -> Any:  # noqa: ANN401  a part of a Vega-Lite picture, which is JSON
    """Return a picture with our letters and a legend of so many columns, without what no font draws."""
    if part == COUNTED:
        return columns
    if isinstance(part, dict):
        return {key: _for_paper(value, columns) for key, value in part.items()}
    if isinstance(part, list):
        return [_for_paper(value, columns) for value in part]
    return drawable(part).replace(FONT, LETTERING) if isinstance(part, str) else part


@lru_cache(maxsize=128)
def _svg(picture: str) -> str:
    """Return a picture in Vega-Lite as SVG, empty when it makes none; those of closed runs stay the same."""
    try:
        return NOT_XML.sub("", _drawer().vegalite_to_svg(picture, allowed_base_urls=[]))
    except ValueError:
        return ""


@cache
def _drawer() -> ModuleType:
    import vl_convert  # here: it wakes up a whole engine

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
