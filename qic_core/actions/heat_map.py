"""What each action does to each other as a picture: rows do it, columns receive it. Pure."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import altair as alt

from qic_core.actions.effects import EFFECTS, Effects, effect_figure, effect_line
from qic_core.words import N_, Words
from qic_core.workshop.charts import FONT, INK, rows_of, styled
from qic_core.workshop.kind import Chart, Picture
from qic_core.workshop.texts import shortened

# From −1 to 2: told apart without colours by the numbers, and by how dark they are in grey.
COLOURS: Final[Mapping[int, str]] = {-1: "#9a3412", 0: "#e9eef0", 1: "#8fbcc4", 2: "#0b5c6b"}
INKS: Final[Mapping[int, str]] = {-1: "white", 0: INK, 1: INK, 2: "white"}
OWN: Final = "#b9cfd4"
# What is told of the box that is pointed at.
TOLD: Final = {"start": N_("This action…"), "effect": N_("What it does"), "end": N_("To which")}
ROOMY: Final = 15
NAME_LENGTH: Final = 48
HOW_TO_READ: Final = N_(
    "Read along a row: what this action does, when it moves forward, to the action whose number stands above."
)


def heat_map(names: Mapping[int, str], effects: Effects, words: Words, *, font: int, title: str = "") -> Chart:
    """Draw a box a pair, its number in it; empty where nobody said. Columns bear the numbers of the rows."""
    numbers = {action: str(place) for place, action in enumerate(names, start=1)}
    heads = {action: f"{number}. {shortened(names[action], at_most=NAME_LENGTH)}" for action, number in numbers.items()}
    said = {effect: effect_line(effect, words) for effect in EFFECTS}
    # The own boxes come first: they put rows and columns in their order.
    rows = [(heads[action], numbers[action], "", "", INK, names[action], "") for action in names]
    rows += [
        (heads[start], numbers[end], said[effect], effect_figure(effect), INKS[effect], names[start], names[end])
        for (start, end), effect in effects.items()
        if start in heads and end in heads
    ]
    return Chart(
        _heat_map(len(names), tuple(said.values()), tuple(map(words.gettext, TOLD.values())), title, font),
        rows_of(("from", "to", "effect", "number", "ink", "start", "end"), rows),
        caption=words.gettext(HOW_TO_READ),
        shades=[(COLOURS[effect], name) for effect, name in said.items()],
    )


@lru_cache(maxsize=64)
def _heat_map(count: int, said: tuple[str, ...], told: tuple[str, ...], title: str, font: int) -> Picture:
    size = font if count <= ROOMY else round(font * 0.8)
    limit = alt.ExprRef(f"min({font * 22}, 0.4 * (containerSize()[0] || {font * 60}))")
    names = alt.Axis(labelLimit=limit, labelFontSize=size, labelPadding=font // 2, ticks=False, domain=False)
    heads = alt.Axis(orient="top", labelAngle=0, labelOverlap=True, labelFontSize=size, ticks=False, domain=False)
    base = alt.Chart().encode(
        x=alt.X("to:N", sort=None, title=None, axis=heads), y=alt.Y("from:N", sort=None, title=None, axis=names)
    )
    own, asked = (base.transform_filter(f"datum.number {sign} ''") for sign in ("===", "!=="))
    own = own.encode(tooltip=alt.value(None))
    asked = asked.encode(
        tooltip=[alt.Tooltip(f"{field}:N", title=head) for field, head in zip(TOLD, told, strict=True)]
    )
    boxes = asked.mark_rect(stroke="white", strokeWidth=1).encode(
        color=alt.Color("effect:N", scale=alt.Scale(domain=list(said), range=list(COLOURS.values())), legend=None),
    )
    as_wide = alt.ExprRef(f"max(5, min({font}, 0.8 * bandwidth('x')))")
    numbers = asked.mark_text(fontWeight="bold", fontSize=as_wide)
    numbers = numbers.encode(text="number:N", color=alt.Color("ink:N", scale=None))
    picture = own.mark_rect(fill=OWN) + boxes + numbers
    step = size * 1.6
    picture = picture.properties(height=alt.Step(step))
    if title:
        picture = picture.properties(title=alt.Title(title, font=FONT, fontSize=font, color=INK, anchor="start"))
    return styled(picture, font=font)
