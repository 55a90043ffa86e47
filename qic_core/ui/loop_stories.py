"""The story behind each curve: what was measured, forecast and aimed at, what it says, and why it goes so."""

from collections.abc import Sequence

import streamlit as st

from qic_core.evaluation.charts import SMALL, curve, key_of
from qic_core.evaluation.forecast_cells import RoomForecast
from qic_core.evaluation.forecasts import ids_about, indicators_of
from qic_core.evaluation.indicator_reading import loop_days
from qic_core.evaluation.indicator_rules import Indicator, LoopDay
from qic_core.evaluation.loop_rules import STORY_LENGTH, Loop
from qic_core.evaluation.readings import DAY, reading_sentence
from qic_core.evaluation.room_voices import room_forecasts
from qic_core.evaluation.stories import Story, stories_of, tell_story
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import begun, begun_of, draw_save, saving
from qic_core.ui.html import draw
from qic_core.ui.indicator import badges_of
from qic_core.ui.outputs import draw_chart, draw_key, draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words
from qic_core.words import figure, quantity

SIDE_BY_SIDE = 2
NOTES_AT_MOST = 9


def draw_stories(place: Here, loop: Loop, *, can_write: bool) -> None:
    """Draw the curves of the loop's scope, each with what it says and its story."""
    with asking() as session:
        known = ids_about(session, place.collective.id, change_ids=loop.change_ids, action_ids=loop.action_ids)
        stories = {story.indicator_id: story for story in stories_of(session, loop.id)}
        days = loop_days(session, place.collective.id)
        seen = room_forecasts(session, place.collective.id, loop.notebook_id)
    if not known:
        st.caption(_("No indicator says yet whether these changes come about. Choose one figure, and measure it."))
        draw_door("indicators", _("Indicators"), "show_chart")
        return
    draw("curve_key.html", signs=key_of(words()))
    chosen = first_of(known, key="loop-curves")
    with asking() as session:
        shown = indicators_of(session, place.collective.id, chosen)
    for first in range(0, len(shown), SIDE_BY_SIDE):
        row = shown[first : first + SIDE_BY_SIDE]
        for column, one in zip(st.columns(SIDE_BY_SIDE), row, strict=False):
            with column, st.container(border=True, gap="small", key=f"loop-curve-{one.id}"):
                _draw_curve(one, days, place, seen.get(one.id))
                story = stories.get(one.id) or Story(loop.id, one.id, one.name)
                _draw_story(place, story, can_write=can_write)


def _draw_curve(indicator: Indicator, days: Sequence[LoopDay], place: Here, seen: RoomForecast | None) -> None:
    sentence, about = reading_sentence(indicator, words()), [one for one in days if one.concerns(indicator.wording)]
    draw_line(indicator.name, "qic-sentence")
    draw("indicator_card.html", badges=badges_of(indicator, today=place.today), sentence=sentence)
    chart = curve(indicator, about, words(), look=SMALL)
    if chart.rows:
        draw_chart(chart, alt=f"{indicator.name}. {sentence}", key=f"loop-chart-{indicator.id}")
        draw_key(chart, most=NOTES_AT_MOST)
    if seen is not None and seen.unit == indicator.wording.unit:
        draw_line(_room_line(indicator, seen))


def _room_line(indicator: Indicator, seen: RoomForecast) -> str:
    """Return where the room sees a curve, beside what was forecast of it for the same day."""
    unit, spoken = seen.unit, words()
    told = {
        "day": seen.on.strftime(DAY),
        "median": quantity(seen.median, unit, spoken),
        "low": figure(seen.low, spoken),
        "high": quantity(seen.high, unit, spoken),
    }
    line = counted(
        "The room (%(n)s voice) sees %(median)s on %(day)s, half of it between %(low)s and %(high)s.",
        "The room (%(n)s voices) sees %(median)s on %(day)s, half of it between %(low)s and %(high)s.",
        seen.voices, **told,
    )  # fmt: skip
    if not indicator.frozen:
        return line
    expected = quantity(round(indicator.frozen[-1].at(seen.on), 1), unit, spoken)
    return " ".join((line, _("The frozen forecast says %(figure)s.", figure=expected)))


def _draw_story(place: Here, story: Story, *, can_write: bool) -> None:
    draw("loop_story.html", text=story.text)
    label = _("Rewrite the story") if story.text else _("Tell the story behind this curve")
    key = f"{story.loop_id}-{story.indicator_id}"
    inside = fold(label, key=f"story-{key}") if can_write or begun_of(Story, story.id) else None
    if inside is None:
        return
    first = begun(story)
    with inside, st.form(f"story-form-{key}", border=False):
        text = st.text_area(
            _("Why does it go so? What helped, what held it back, what was not foreseen?"), first.text,
            max_chars=STORY_LENGTH, height=120, key=f"story-text-{key}-{first.version}",
        )  # fmt: skip
        version = draw_save(story, f"story-{key}")
    if version is not None:
        with saving(place.collective.id, story) as work:
            tell_story(
                work, loop_id=story.loop_id, indicator_id=story.indicator_id, version=version, text=text
            )  # fmt: skip
