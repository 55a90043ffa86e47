"""The cooperation plan to hang on a wall: where we stand, what we need, what helps, who does what by when."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from qic_core.collective.rules import Collective
from qic_core.collective.service import get_collective
from qic_core.cooperation.cells import Cooperation
from qic_core.cooperation.levels import LEVELS
from qic_core.cooperation.plan import standing_plan
from qic_core.cooperation.plan_rules import OUTCOMES, SECTIONS, Line, Section
from qic_core.cooperation.rules import standing
from qic_core.cooperation.waves import list_waves
from qic_core.errors import DomainError
from qic_core.export.typeset import typeset
from qic_core.export.typography import as_printed, day_in_full
from qic_core.words import Words
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import closed_runs

TEMPLATE: Final = Path(__file__).parent / "cooperation_plan.typ"
# How wide a word may be in the narrow column of who, before it is broken, in parts of the text's size.
NARROW = 9.0
RUNS_AT_MOST = 5


def cooperation_plan_sheet(session: Session, collective_id: int, words: Words, *, today: date) -> bytes:
    """Return the plan that stands (PDF, A4): one page as long as it is not longer than plans are."""
    collective, plan = get_collective(session, collective_id), standing_plan(session, collective_id)
    if plan is None:
        raise DomainError("plan_unknown")
    printed = partial(as_printed, words=words)
    before = [section for section in Section if section != Section.PROMISE]
    return typeset(
        TEMPLATE,
        {
            "language": words.info().get("language", "en"),
            "say": _said(words),
            "collective": printed(collective.name),
            "place": printed(collective.place),
            "day": words.gettext("Plan of %(day)s") % {"day": day_in_full(plan.cover.made_on, words)},
            "printed": words.gettext("Printed on %(day)s") % {"day": day_in_full(today, words)},
            "note": printed(plan.cover.note),
            "stands": printed(_where_we_stand(session, collective, words)),
            "sections": [
                {
                    "title": words.gettext(SECTIONS[section]),
                    "lines": [printed(line.written.text) for line in plan.of(section)],
                }
                for section in before
            ],
            "promises": [_promise(line, words, today) for line in plan.of(Section.PROMISE)],
            "wave": day_in_full(plan.cover.next_wave_on, words) or words.gettext("Day to be set"),
        },
    )


def _said(words: Words) -> dict[str, Any]:
    """Return what people did not write."""
    return {
        "title": words.gettext("Cooperation plan"),
        "stands": words.gettext("Where we stand"),
        "promises": words.gettext(SECTIONS[Section.PROMISE]),
        "heads": [words.gettext(head) for head in ("What", "Who", "By when")],
        "nothing": words.gettext("Nothing written yet."),
        "wave": words.gettext("Next wave"),
        "opens": words.gettext("It opens on these promises: is it done?"),
        "page": words.gettext("Page"),
    }


def _promise(line: Line, words: Words, today: date) -> dict[str, Any]:
    written = line.written
    state = ""
    if written.outcome is not None:
        state = words.gettext(OUTCOMES[written.outcome])
    elif line.is_late(today):
        state = words.gettext("late")
    return {
        "what": as_printed(written.text, words),
        "who": as_printed(written.who, words, room=NARROW),
        "by": day_in_full(written.due_on, words).replace(" ", "\N{NO-BREAK SPACE}"),
        "state": state,
        "late": line.is_late(today),
        "note": as_printed(written.outcome_note, words),
    }


def _where_we_stand(session: Session, collective: Collective, words: Words) -> str:
    """Return in one sentence what the room last said: of the partnership as a whole, else pair by pair."""
    for run in closed_runs(session, collective.id, [Cooperation.name], at_most=RUNS_AT_MOST):
        if run.output and run.output["voices"] and run.closed_at:
            day = day_in_full(run.closed_at.astimezone(ZoneInfo(collective.timezone)).date(), words)
            sentence = kind_of(run.content.kind).sentence(run.content, run.output["summary"], words)
            return words.gettext("%(day)s. %(sentence)s") % {"day": day, "sentence": sentence}
    return _last_wave(session, collective, words)


def _last_wave(session: Session, collective: Collective, words: Words) -> str:
    for wave in reversed(list_waves(session, collective.id)):
        if found := standing(wave.levels):
            told = words.ngettext(
                "%(day)s, pair by pair (%(pairs)s rating): median level %(median)s, %(name)s.",
                "%(day)s, pair by pair (%(pairs)s ratings): median level %(median)s, %(name)s.",
                found.pairs,
            )
            name = words.gettext(LEVELS[found.median - 1].name)
            return told % {
                "day": day_in_full(wave.held_on, words), "pairs": found.pairs, "median": found.median, "name": name,
            }  # fmt: skip
    return words.gettext("The room has not said yet where cooperation stands.")
