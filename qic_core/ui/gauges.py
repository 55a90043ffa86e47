"""Who is here and how many have answered, never who said what; redrawn every second."""

from datetime import UTC, datetime

import streamlit as st

from qic_core.collective.service import list_colleges
from qic_core.ui.html import draw
from qic_core.ui.session import Here, database
from qic_core.ui.words import _
from qic_core.workshop.kind import SOURCES, Source
from qic_core.workshop.participants import present_by_college
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run
from qic_core.workshop.tally import count_voices, count_waiting


@st.fragment(run_every=1.0)
def draw_gauges(place: Here, run: Run) -> None:
    """Draw the room's gauges for a run; a small part of the page that follows the room by itself."""
    with database().reading() as session:
        colleges = list_colleges(session, place.collective.id)
        present = present_by_college(session, place.collective.id, now=datetime.now(UTC))
        counted = count_voices(session, run.id)
        waiting = count_waiting(session, run.id) if kind_of(run.content.kind).free_text else 0
    answered = counted["by_college"]
    draw(
        "gauges.html",
        here=sum(present.values()),
        answered=counted["voices"],
        asks=kind_of(run.content.kind).asks,
        waiting=waiting,
        countdown=countdown(run, datetime.now(UTC)),
        rows=[(college.name, present.get(college.id, 0), answered.get(college.name, 0)) for college in colleges],
        ways=[(_(SOURCES[Source(source)]), count) for source, count in counted["by_source"].items()],
    )


def countdown(run: Run, now: datetime) -> str:
    """Return the time left as 4:05; 0:00 once it is over, empty when the run has none."""
    if run.ends_at is None:
        return ""
    left = max(0, round((run.ends_at - now).total_seconds()))
    return f"{left // 60}:{left % 60:02}"
