"""An adopted thing, and what is kept of the decision: why, who disagreed, who took part, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import streamlit as st

from qic_core.challenge.rules import REASONS_LENGTH
from qic_core.collective.rules import College
from qic_core.measures.participation import participation_level, share_of
from qic_core.thread.rules import ThingKind
from qic_core.ui.html import draw
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain

DAY = "%d/%m/%Y"
VOICES_AT_MOST = 10_000


class Adopted(Protocol):
    """What a challenge and a vision share once they are adopted."""

    @property
    def id(self) -> int: ...
    @property
    def reasons(self) -> str: ...
    @property
    def dissent(self) -> str: ...
    @property
    def residents(self) -> int: ...
    @property
    def everyone(self) -> int: ...
    @property
    def adopted_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Decision:
    """How a thing was adopted; `residents` are the voices of their collège."""

    reasons: str
    dissent: str
    voices: Mapping[str, int]
    residents: int
    adopted_on: date


def draw_adopted(kind: ThingKind, adopted: Adopted, sentence: str, *, year: int | None = None, earlier: bool) -> None:
    """Draw an adopted thing: sentence, day, who took part, reasons, dissent, where it comes from."""
    day = adopted.adopted_on.strftime(DAY)
    draw(
        "adopted.html",
        sentence=sentence,
        year=year,
        when=_("Adopted on %(day)s, revised since", day=day) if earlier else _("Adopted on %(day)s", day=day),
        part=part_line(adopted.residents, adopted.everyone),
        reasons=adopted.reasons,
        dissent=adopted.dissent,
    )
    if not earlier and not adopted.residents:
        st.warning(
            _("No resident's voice in this decision. Nothing about us without us: take it back to them."),
            icon=":material/priority_high:",
        )
    draw_origins(kind, adopted.id)


def part_line(residents: int, everyone: int) -> str:
    """Return the share of residents among those who took part, with its level (M16)."""
    share = share_of(residents, everyone)
    if share is None:
        return _("nobody is said to have taken part")
    percent = 100 * share
    said = {"percent": round(percent), "voices": everyone, "level": participation_level(percent)}
    return _("residents: %(percent)s %% of %(voices)s voices (level %(level)s of 5)", **said)


def ask_decision(colleges: Sequence[College], voices: Mapping[str, int], *, today: date, key: str) -> Decision:
    """Draw, in a form, what is asked of a decision; `voices` are those of the run that decided."""
    reasons = st.text_area(_("Why this one"), max_chars=REASONS_LENGTH, key=f"a-reasons-{key}")
    dissent = st.text_area(_("Who disagrees, and why"), max_chars=REASONS_LENGTH, key=f"a-dissent-{key}")
    part = {college.name: _ask_voices(college, voices, key) for college in colleges}
    adopted_on = st.date_input(_("Adopted on the"), today, format="DD/MM/YYYY", key=f"a-day-{key}")
    residents = sum(part[college.name] for college in colleges if college.of_residents)
    return Decision(reasons, dissent, part, residents, adopted_on)


def _ask_voices(college: College, voices: Mapping[str, int], key: str) -> int:
    label = _("Voices: %(college)s", college=plain(college.name))
    said = min(voices.get(college.name, 0), VOICES_AT_MOST)
    return int(st.number_input(label, 0, VOICES_AT_MOST, said, key=f"a-voices-{college.id}-{key}"))
