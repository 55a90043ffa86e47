"""A cell's past runs, side by side: what each says; their pictures and their curve for the cell that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from qic_core.cooperation.naming import as_agreed
from qic_core.ui.cooperation_naming import draw_letters
from qic_core.ui.folds import fold
from qic_core.ui.outputs import (
    PAGE_FONT,
    draw_chart,
    draw_line,
    draw_picture,
    draw_table,
    run_sentence,
    says_more_as_table,
    voices_line,
)
from qic_core.ui.session import Here
from qic_core.ui.thread import draw_fates
from qic_core.ui.words import _, words
from qic_core.words import figure
from qic_core.workshop import trends
from qic_core.workshop.charts import curve
from qic_core.workshop.notebooks import Cell
from qic_core.workshop.runs import Run

SIDE_BY_SIDE = 3


def draw_past_runs(
    place: Here, cell: Cell, runs: Sequence[Run], seen: Mapping[int, Any], *, named: bool, opened: bool
) -> None:
    """Draw the last runs of a cell; `seen` (run id → output) holds those that may be seen.

    `named`: the collective agrees that results name organisations.
    """
    shown = [replace(run, content=as_agreed(run.content, named=named)) for run in runs[-SIDE_BY_SIDE:]]
    draw_letters([run.content for run in shown])
    outputs = {run.id: seen[run.id] for run in shown if run.id in seen}
    for column, run in zip(st.columns(len(shown), gap="medium"), shown, strict=True):
        with column, st.container(border=True, key=f"run-{run.id}"):
            _draw_run(place, run, outputs.get(run.id))
    series = _series(runs)
    if series:
        draw_line(_moves_line(series), "qic-sentence")
    pictures = fold(_("Charts and tables"), key=f"pictures-{cell.id}", opened=opened) if outputs else None
    if pictures is not None:
        with pictures:
            _draw_pictures([run for run in shown if run.id in outputs], outputs)
            if series:
                chart = curve(series, run=_("Run"), font=PAGE_FONT)
                draw_chart(chart, alt=_moves_line(series), key=f"curve-{cell.id}")


def _draw_pictures(runs: Sequence[Run], outputs: Mapping[int, Any]) -> None:
    for column, run in zip(st.columns(len(runs), gap="medium"), runs, strict=True):
        with column:
            summary = outputs[run.id]["summary"]
            draw_picture(run.content, summary, key=f"run-{run.id}")
            if says_more_as_table(run.content, summary):
                draw_table(run.content, summary)
            draw_fates(run.id)


def _draw_run(place: Here, run: Run, output: Mapping[str, Any] | None) -> None:
    day = place.local(run.opened_at).strftime("%d/%m/%Y %H:%M")
    st.subheader(_("Run %(number)s, %(day)s", number=run.number, day=day))
    if output is None:
        st.caption(_("Under way: the results stay hidden until they are revealed."))
        return
    draw_line(voices_line(output))
    draw_line(run_sentence(run.content, output["summary"]), "qic-sentence")


def _series(runs: Sequence[Run]) -> dict[str, list[float]]:
    """Return the figures that every closed run has, from the first to the last; none when there is one run only."""
    return trends.series_of([(run.content, run.output["summary"]) for run in runs if run.output], words())


def _moves_line(series: Mapping[str, Sequence[float]]) -> str:
    ends = {name: [figure(value, words()) for value in (values[0], values[-1])] for name, values in series.items()}
    moves = (_("%(name)s: %(first)s → %(last)s", name=name, first=first, last=last)
             for name, (first, last) in ends.items())  # fmt: skip
    runs = max(len(values) for values in series.values())
    return _("From run 1 to run %(n)s: %(moves)s", n=runs, moves=" · ".join(moves))
