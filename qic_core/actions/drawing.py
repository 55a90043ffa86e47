"""What the actions do to one another, drawn over the change pathways: changes faint, actions in them, arrows. Pure.

An arrow tells what it says by its sign, its dashes and its thickness; its colour only says it again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from qic_core.actions.effects import EFFECTS, SIGNS, Effects, Pair
from qic_core.actions.layout import INSET, TITLE_LEADING, TITLE_TYPE, Group, Layout, lay_out
from qic_core.actions.rules import Action
from qic_core.pathways.curves import Curve, Rect, curves_of
from qic_core.pathways.drawing import BOLD, EDGE, LEADING, NOTE_TYPE, heads_of
from qic_core.pathways.layout import BOX_WIDTH, FOOT, HEAD, WIDTH, column_left
from qic_core.pathways.lettering import fitted, width_of
from qic_core.pathways.rules import Horizon, Link, Pathways
from qic_core.pathways.svg import GROUND, QUIET, arrow, columns, frame, label, line, sheet
from qic_core.words import Words
from qic_core.workshop.charts import ACCENT, INK, PRIMARY

# More arrows at once are a tangle: then what is indispensable or hinders, if that is not too much itself.
ARROWS_AT_MOST: Final = 14
HELPS: Final = 1
SIGN_OFF: Final = 18
FAINT: Final = "#c9d5d8"
PALE_GROUND: Final = "#e1ecee"
VISION_TYPE, VISION_LEADING, VISION_LINES = 15, 20, 12


@dataclass(frozen=True, slots=True)
class Look:
    """How the arrow of an effect looks."""

    colour: str
    thick: float
    dashes: str


LOOKS: Final[Mapping[int, Look]] = {
    2: Look(PRIMARY, 3.4, ""),
    1: Look(PRIMARY, 1.5, ""),
    -1: Look(ACCENT, 2.2, "7 5"),
}


def draw_svg(
    actions: Sequence[Action],
    pathways: Pathways,
    vision_text: str,
    effects: Effects,
    words: Words,
    *,
    chosen: int | None = None,
) -> str:
    """Return the picture as an SVG document, with the arrows of the chosen action, or all."""
    layout = lay_out(actions, pathways)
    chosen = chosen if chosen in layout.spots else None
    shown = shown_of(effects, chosen)
    near = {chosen, *(action for pair in shown for action in pair)} if chosen else layout.spots.keys()
    curves = curves_between(layout, shown)
    told_vision = vision_text or words.gettext("Not adopted yet")
    return "\n".join(
        [
            sheet(words.gettext("What the actions do to one another"), layout.height, width=WIDTH),
            *columns(heads_of(words), layout.height if layout.apart is None else layout.apart + FOOT - 2 * INSET),
            *_ways(pathways, layout, told_vision),
            *_vision(told_vision),
            *(_drawn_group(group) for group in layout.groups),
            *_apart(layout, words),
            *(_arrow(curves[pair], effect) for pair, effect in shown.items()),
            *(_drawn(action, layout, chosen=action.id == chosen, near=action.id in near) for action in actions),
            *(_sign(curves[pair], pair, effect, chosen) for pair, effect in shown.items()),
            *_legend({} if chosen else effects, shown, layout.height - 14, words),
            "</svg>",
        ]
    )


def shown_of(effects: Effects, chosen: int | None) -> dict[Pair, int]:
    """Return what is drawn as arrows: all that the chosen action gives and receives, else as much as can be read."""
    told = {pair: effect for pair, effect in effects.items() if effect}
    if chosen is not None:
        return {pair: effect for pair, effect in told.items() if chosen in pair}
    strong = {pair: effect for pair, effect in told.items() if effect != HELPS}
    return next((some for some in (told, strong) if len(some) <= ARROWS_AT_MOST), {})


def curves_between(layout: Layout, pairs: Collection[Pair]) -> dict[Pair, Curve]:
    """Return the curve of each pair: from the one that does it to the one that receives it."""
    boxes: dict[int | None, Rect] = {
        key: Rect(spot.x, spot.y, layout.size.height) for key, spot in layout.spots.items()
    }
    numbered = dict(enumerate(pairs))
    curves = curves_of((Link(number, *pair) for number, pair in numbered.items()), boxes, in_lanes=True)
    return {numbered[number]: curve for number, curve in curves.items()}


def _ways(pathways: Pathways, layout: Layout, vision_text: str) -> Iterator[str]:
    """Draw the links of the pathways, faint, behind everything: they are not what this picture tells."""
    boxes: dict[int | None, Rect] = {group.change_id: Rect(group.x, group.y, group.height) for group in layout.groups}
    boxes[None] = Rect(column_left(len(Horizon)), HEAD, _vision_height(_vision_lines(vision_text)))
    for curve in curves_of(pathways.links, boxes).values():
        yield f'<path d="{curve.path}" fill="none" stroke="{FAINT}" stroke-width="1.6"/>'


def _vision(text: str) -> Iterator[str]:
    lines = _vision_lines(text)
    left = column_left(len(Horizon))
    yield frame(left, HEAD, _vision_height(lines), fill=PALE_GROUND, stroke=FAINT)
    for row, told in enumerate(lines):
        yield line(told, left + EDGE, HEAD + 26 + VISION_LEADING * row, size=VISION_TYPE, weight=700, fill=PRIMARY)


def _vision_lines(text: str) -> tuple[str, ...]:
    return fitted(text, wide=(BOX_WIDTH - 2 * EDGE) / VISION_TYPE / BOLD, lines=VISION_LINES)


def _vision_height(lines: Sequence[str]) -> float:
    return VISION_LEADING * len(lines) + 22


def _drawn_group(group: Group) -> str:
    """Draw a change, faint, with its title above the actions that serve it."""
    framed = frame(group.x - INSET, group.y, group.height, fill=PALE_GROUND, stroke=FAINT, wide=BOX_WIDTH + 2 * INSET)
    lines = [
        line(told, group.x + 2, group.y + TITLE_LEADING * (row + 1) + 2, size=TITLE_TYPE, fill=QUIET)
        for row, told in enumerate(group.lines)
    ]
    return f"<g>{framed}{''.join(lines)}</g>"


def _apart(layout: Layout, words: Words) -> Iterator[str]:
    """Draw the ground of the actions that serve no change."""
    if layout.apart is not None:
        yield frame(
            column_left(0) - INSET, layout.apart, layout.height - FOOT - layout.apart, fill=GROUND, stroke=ACCENT,
            wide=WIDTH - 2 * (column_left(0) - INSET), more=' stroke-dasharray="3 4"',
        )  # fmt: skip
        told = words.gettext("They serve no change yet")
        yield line(told, column_left(0) + 2, layout.apart + 20, size=TITLE_TYPE, weight=700, fill=ACCENT)


def _drawn(action: Action, layout: Layout, *, chosen: bool, near: bool) -> str:
    spot, size = layout.spots[action.id], layout.size
    more = f"+{spot.more}" if spot.more > 0 else ""
    wide = BOX_WIDTH - 2 * EDGE - (30 if more else 0)
    lines = fitted(action.title, wide=wide / size.type, lines=size.lines)
    edge, ink = (ACCENT, INK) if chosen else (PRIMARY, INK) if near else (FAINT, QUIET)
    framed = frame(spot.x, spot.y, size.height, fill=GROUND, stroke=edge, thick=3 if chosen else 1.4)
    leading = size.type * LEADING
    first = spot.y + size.height / 2 - leading * len(lines) / 2 + size.type * 0.95
    parts = [
        line(told, spot.x + EDGE, first + row * leading, size=size.type, fill=ink) for row, told in enumerate(lines)
    ]
    parts.append(line(more, spot.x + BOX_WIDTH - 34, first, size=NOTE_TYPE, fill=QUIET))
    return f"<g><title>{escape(action.title)}</title>{framed}{''.join(parts)}</g>"


def _arrow(curve: Curve, effect: int) -> str:
    look = LOOKS[effect]
    return arrow(curve, look.colour, look.thick, look.dashes, opacity=0.9)


def _sign(curve: Curve, pair: Pair, effect: int, chosen: int | None) -> str:
    """Draw the sign of an effect on its arrow; at the other action's box when one is chosen: there they are apart."""
    (x, y), (bend, _) = curve.points[:2]
    at = curve.label
    if pair[1] == chosen:
        at = (x + SIGN_OFF if bend > x else x - SIGN_OFF, y)
    elif pair[0] == chosen:
        x, y = curve.points[3]
        at = (x - SIGN_OFF * curve.heading, y)
    return label(SIGNS[effect], at, LOOKS[effect].colour)


def _legend(effects: Effects, shown: Effects, y: float, words: Words) -> Iterator[str]:
    """Draw one arrow of each kind with what it says; where there are too many, how to see some."""
    left = column_left(0)
    for effect, look in LOOKS.items():
        told = f"{SIGNS[effect]}  {words.gettext(EFFECTS[effect])}"
        dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
        yield (
            f'<path d="M{left:g} {y - 4:g}h34" stroke="{look.colour}" stroke-width="{look.thick:g}"{dashes}/>'
            f'<path d="M{left + 42:g} {y - 4:g}l-10 -4.5v9z" fill="{look.colour}"/>'
        )
        yield line(told, left + 50, y, size=NOTE_TYPE, fill=INK)
        left += 78 + width_of(told) * NOTE_TYPE
    told = left_out_line(effects, shown, words) if effects else ""
    if told:
        yield line(told, left, y, size=NOTE_TYPE, weight=700, fill=ACCENT)


def left_out_line(effects: Effects, shown: Effects, words: Words) -> str:
    """Return what the picture leaves out where nobody has chosen an action; empty where it leaves nothing out."""
    if len(shown) == sum(effect != 0 for effect in effects.values()):
        return ""
    if shown:
        return words.gettext("Drawn: what is indispensable or hinders. Choose an action to see all its arrows.")
    return words.gettext("Too many arrows to draw at once: choose an action to see its own.")
