"""The pathways as one picture: four columns that lead to the vision, boxes and links. Pure; sizes are in pixels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from qic_core.pathways.curves import APART, Rect, curves_of
from qic_core.pathways.layout import BOX_WIDTH, FOOT, HEAD, WIDTH, column_left, lay_out, size_of
from qic_core.pathways.lettering import fitted, width_of
from qic_core.pathways.rules import SUREST, Change, Horizon, Link, Pathways
from qic_core.pathways.snapshots import Fate
from qic_core.pathways.svg import BAND, GROUND, QUIET, arrow, columns, frame, label, line, sheet
from qic_core.words import N_, Words
from qic_core.workshop.charts import ACCENT, INK, PRIMARY

EDGE: Final = 12
TYPE: Final = 15
LEADING: Final = 1.25
NOTE_TYPE: Final = 12.5
VISION_TYPE, VISION_LINE, VISION_LINES, VISION_TALLEST = 19, 24, 12, 720
LABELLED_AT_MOST: Final = 24
FAINT_FROM: Final = 150
BOLD: Final = 1.07
GREEN: Final = "#2d6a2d"
TITLES: Final = {
    Horizon.SHORT: (N_("Short term"), N_("knowledge: what people know and understand")),
    Horizon.MEDIUM: (N_("Medium term"), N_("behaviours and practices: what people do")),
    Horizon.LONG: (N_("Long term"), N_("ways of life and culture: how people live")),
}
VISION_TITLE: Final = (N_("Vision"), N_("the future that we wish for"))
FATES: Final = {
    Fate.APPEARED: (N_("new"), GREEN),
    Fate.CHANGED: (N_("changed"), ACCENT),
    Fate.LEFT: (N_("gone"), QUIET),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A change (or, `id` None, the vision) in its place: top left corner, title in lines, a quiet line below."""

    id: int | None
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    note: str
    title: str
    type: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_svg(
    pathways: Pathways,
    vision_text: str,
    words: Words,
    *,
    width: int = WIDTH,
    fates: Mapping[int, Fate] | None = None,
    link_fates: Mapping[int, Fate] | None = None,
) -> str:
    """Return the picture as an SVG document `width` pixels wide; fates (change or link id → fate) mark what moved."""
    boxes, height = boxes_of(pathways, vision_text, words)
    title = words.gettext("Change pathways")
    return "\n".join(
        [
            sheet(title, height, width=width),
            *_columns(pathways, height, words),
            *_links(pathways.links, boxes, None if fates is None else link_fates or {}),
            *(_drawn(box, (fates or {}).get(box.id or 0), words) for box in boxes.values()),
            line(
                _legend(pathways.links, fates is not None, words),
                column_left(0),
                height - 14,
                size=NOTE_TYPE,
                fill=QUIET,
            ),
            "</svg>",
        ]
    )


def boxes_of(pathways: Pathways, vision_text: str, words: Words) -> tuple[dict[int | None, Box], float]:
    """Return each change's box by its id, the vision's by None, and the height of the picture."""
    places, height = lay_out(pathways)
    boxes: dict[int | None, Box] = {}
    for horizon in Horizon:
        column = pathways.at(horizon)
        size = size_of(len(column))
        for one in column:
            lines = fitted(one.title, wide=(BOX_WIDTH - 2 * EDGE) / size.type, lines=size.lines)
            note = note_of(one, words) if size.note else ""
            boxes[one.id] = Box(one.id, *places[one.id], size.height, lines, note, one.title, size.type)
    boxes[None] = _vision_box(vision_text or words.gettext("Not adopted yet"), pathways.links, height)
    return boxes, height


def note_of(change: Change, words: Words) -> str:
    """Return by when and for whom a change is, on one line of its box."""
    wording = change.wording
    by = words.gettext("by %(month)s") % {"month": wording.due_on.strftime("%m/%Y")} if wording.due_on else ""
    told = " · ".join(part for part in (by, wording.for_whom) if part)
    return fitted(told, wide=(BOX_WIDTH - 2 * EDGE) / NOTE_TYPE, lines=1)[0]


def _vision_box(text: str, links: Sequence[Link], height: float) -> Box:
    """Return the vision's box, in the middle of its column; the more leads to it, the taller."""
    lines = fitted(text, wide=(BOX_WIDTH - 2 * EDGE - 4) / VISION_TYPE / BOLD, lines=VISION_LINES)
    room = height - HEAD - FOOT
    leading = sum(link.to_id is None for link in links)
    tall = max(VISION_LINE * len(lines) + 28, min(APART * leading, room, VISION_TALLEST))
    return Box(None, column_left(len(TITLES)), HEAD + (room - tall) / 2, tall, lines, "", text, VISION_TYPE)


def weakest(links: Sequence[Link]) -> int | None:
    """Return the lowest confidence among the links that have one (0–100), the weakest link's."""
    return min((link.confidence for link in links if link.confidence is not None), default=None)


def _columns(pathways: Pathways, height: float, words: Words) -> Iterator[str]:
    yield from columns(heads_of(words), height)
    for number, horizon in enumerate(Horizon):
        if not pathways.at(horizon):
            middle = (HEAD + height - FOOT) / 2
            yield line(words.gettext("No change yet"), column_left(number) + 4, middle, size=TYPE, fill=QUIET)


def heads_of(words: Words) -> list[tuple[str, str]]:
    """Return what each column is called, the vision's last, and what it is about."""
    return [(words.gettext(title), words.gettext(about)) for title, about in (*TITLES.values(), VISION_TITLE)]


def _links(links: Sequence[Link], boxes: Mapping[int | None, Box], fates: Mapping[int, Fate] | None) -> Iterator[str]:
    """Draw what leads to what: the surer the thicker, the weakest dashed; or (`fates`) what moved in its colour."""
    curves = curves_of(links, {key: Rect(box.x, box.y, box.height) for key, box in boxes.items()})
    least, labels = weakest(links), []
    for link in links:
        if link.id not in curves:
            continue
        weak = fates is None and link.confidence is not None and link.confidence == least
        look = _look(link, weak) if fates is None else _fate_look(fates.get(link.id))
        yield arrow(curves[link.id], *look, opacity=0.45 if len(links) > FAINT_FROM else 0.75)
        if fates is None and link.confidence is not None and len(links) <= LABELLED_AT_MOST:
            labels.append(label(str(link.confidence), curves[link.id].label, ACCENT if weak else PRIMARY))
    yield from labels


def _look(link: Link, weak: bool) -> tuple[str, float, str]:
    """Return a link's colour, thickness and dashes."""
    if weak:
        return ACCENT, 2, "7 5"
    return (QUIET, 1.2, "") if link.confidence is None else (PRIMARY, 1 + 2 * link.confidence / SUREST, "")


def _fate_look(fate: Fate | None) -> tuple[str, float, str]:
    if fate is None:
        return QUIET, 1.2, ""
    return FATES[fate][1], 2.4, "3 4" if fate == Fate.LEFT else ""


def _drawn(box: Box, fate: Fate | None, words: Words) -> str:
    told = f"<title>{escape(box.title)}</title>"
    if box.id is None:
        first = box.middle - VISION_LINE * len(box.lines) / 2 + VISION_TYPE * 0.95
        lines = [line(text, box.x + EDGE + 2, first + VISION_LINE * n, size=VISION_TYPE, weight=700, fill="#ffffff")
                 for n, text in enumerate(box.lines)]  # fmt: skip
        return f"<g>{told}{frame(box.x, box.y, box.height, fill=PRIMARY, stroke=PRIMARY)}{''.join(lines)}</g>"
    gone = fate == Fate.LEFT
    framed = frame(
        box.x,
        box.y,
        box.height,
        fill=BAND if gone else GROUND,
        stroke=FATES[fate][1] if fate else PRIMARY,
        thick=3 if fate else 1.4,
        more=' stroke-dasharray="3 4"' if gone else "",
    )
    leading = box.type * LEADING
    first = box.y + 22 if box.note else box.middle - leading * len(box.lines) / 2 + box.type * 0.95
    parts = [line(text, box.x + EDGE, first + n * leading, size=box.type, fill=QUIET if gone else INK)
             for n, text in enumerate(box.lines)]  # fmt: skip
    parts.append(line(box.note, box.x + EDGE, box.y + box.height - 10, size=NOTE_TYPE, fill=QUIET))
    return f"<g>{told}{framed}{''.join(parts)}{_tag(box, fate, words) if fate else ''}</g>"


def _tag(box: Box, fate: Fate, words: Words) -> str:
    said, colour = FATES[fate]
    tag = words.gettext(said)
    wide = width_of(tag) * NOTE_TYPE * BOLD + 16
    left = box.x + BOX_WIDTH - wide - 8
    return f'<rect x="{left:g}" y="{box.y - 9:g}" width="{wide:g}" height="18" rx="9" fill="{colour}"/>' + line(
        tag, left + 8, box.y + 4.5, size=NOTE_TYPE, weight=700, fill="#ffffff"
    )


def _legend(links: Sequence[Link], compared: bool, words: Words) -> str:
    if compared:
        return words.gettext("Green: new. Orange: changed. Dotted, in grey: gone.")
    least = weakest(links)
    if least is None:
        return ""
    said = words.gettext("The thicker a link, the surer the room is of it. Dashed: the weakest (%(least)s of 100).")
    return said % {"least": least}
