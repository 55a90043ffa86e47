"""The hand-over sheet « Où en étions-nous ? »: one page for whoever takes over, made from what is kept."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge
from qic_core.collective.history import list_moves
from qic_core.collective.meetings import list_meetings
from qic_core.collective.members import default_seats, list_members, list_seats
from qic_core.collective.organisations import list_organisations, missing_sectors
from qic_core.collective.rules import Collective, Member, what_happened
from qic_core.collective.service import get_collective, list_colleges
from qic_core.cooperation.naming import as_agreed, names_shown
from qic_core.export.typeset import typeset
from qic_core.export.typography import as_printed
from qic_core.roadmap.rules import FirstAction
from qic_core.roadmap.service import roadmap_of
from qic_core.vision.service import current_vision
from qic_core.words import Words
from qic_core.workshop.notebooks import list_notebooks
from qic_core.workshop.registry import all_kinds, kind_of
from qic_core.workshop.runs import closed_runs

TEMPLATE = Path(__file__).parent / "handover.typ"
RUNS, MOVES, COMING, QUESTIONS = 4, 6, 3, 4
RUNS_OF_A_CELL = 3
DAY = "%d/%m/%Y"

Line: TypeAlias = tuple[str, str]


def handover_sheet(session: Session, collective_id: int, words: Words, *, today: date) -> bytes:
    """Return one A4 page (PDF): who we are, what was decided, is not known and was said last, what comes next."""
    collective = get_collective(session, collective_id)
    sections = [
        (words.gettext("Around the table"), _table(session, collective_id, words)),
        (words.gettext("What we decided"), _decisions(session, collective_id, words)),
        (words.gettext("What we do not know yet"), _unknown(session, collective_id, words)),
        (words.gettext("What the room said last"), _last_runs(session, collective, words)),
        (words.gettext("What comes next"), _next(session, collective_id, words, today)),
        (words.gettext("Who came, who left"), _moves(session, collective_id, words)),
    ]
    return typeset(
        TEMPLATE,
        {
            "language": words.info().get("language", "en"),
            "title": words.gettext("Where were we?"),
            "collective": as_printed(collective.name, words),
            "place": as_printed(collective.place, words),
            "day": words.gettext("Hand-over sheet of %(day)s") % {"day": today.strftime(DAY)},
            "trinome": {"title": words.gettext("The trinôme"), "seats": _seats(session, collective_id, words)},
            "sections": [
                {
                    "title": as_printed(title, words),
                    "lines": [[_printed(part, words) for part in line] for line in lines],
                }
                for title, lines in sections
                if lines
            ],
        },
    )


def _seats(session: Session, collective_id: int, words: Words) -> list[dict[str, str]]:
    """Return the trinôme's roles and who holds them; `names` is empty for a gap, which `gap` tells."""
    members = list_members(session, collective_id)
    held = [(seat.name, _names([one for one in members if one.seat_id == seat.id]))
            for seat in list_seats(session, collective_id)]  # fmt: skip
    gap = words.gettext("Nobody yet: to be found")
    return [
        {"role": as_printed(role, words), "names": as_printed(names, words), "gap": gap}
        for role, names in held or [(name, "") for name in default_seats(words)]
    ]


def _table(session: Session, collective_id: int, words: Words) -> list[Line]:
    organisations = list_organisations(session, collective_id)
    members = list_members(session, collective_id)
    missing = missing_sectors(organisations, words)
    lines = []
    for college in list_colleges(session, collective_id):
        names = [one.name for one in organisations if one.college == college.name]
        lines.append((f"{college.name} ({len(names)})", ", ".join(names)))
    core = _names([member for member in members if member.core])
    if core:
        lines.append((words.gettext("Core group"), core))
    if missing:
        nobody = words.gettext("Nobody at the table yet for: %(sectors)s.") % {"sectors": ", ".join(missing)}
        lines.append(("", nobody))
    return lines


def _decisions(session: Session, collective_id: int, words: Words) -> list[Line]:
    challenge, vision = current_challenge(session, collective_id), current_vision(session, collective_id)
    lines = []
    if challenge:
        lines += _decided(
            words.gettext("Challenge"), challenge.adopted_on, challenge.sentence, challenge.dissent, words
        )
    if vision:
        head = words.gettext("Vision for %(year)s") % {"year": vision.year}
        lines += _decided(head, vision.adopted_on, vision.text, vision.dissent, words)
    return lines or [("", words.gettext("Nothing is adopted yet."))]


def _decided(head: str, on: date, said: str, dissent: str, words: Words) -> list[Line]:
    lines = [(f"{head} · {on.strftime(DAY)}", said)]
    return [*lines, (words.gettext("Disagreements that are kept"), dissent)] if dissent else lines


def _unknown(session: Session, collective_id: int, words: Words) -> list[Line]:
    """Return the questions that are open, the last asked first, and how many more there are."""
    asked = [card.statement for card in list_evidence(session, collective_id) if card.figure is None][::-1]
    more = len(asked) - QUESTIONS
    lines = [("", question) for question in asked[:QUESTIONS]]
    told = words.ngettext("and %(n)s more question", "and %(n)s more questions", more) % {"n": more}
    return [*lines, ("", told)] if more > 0 else lines


def _last_runs(session: Session, collective: Collective, words: Words) -> list[Line]:
    asking = [kind.name for kind in all_kinds() if kind.asks]
    zone = ZoneInfo(collective.timezone)
    lines = []
    named = names_shown(session, collective.id)
    closed = closed_runs(session, collective.id, asking, at_most=RUNS * RUNS_OF_A_CELL)
    latest = {run.cell_id: run for run in reversed(closed)}
    for run in [run for run in closed if latest[run.cell_id] == run][:RUNS]:
        if run.output and run.closed_at:
            asked = as_agreed(run.content, named=named)
            sentence = kind_of(asked.kind).sentence(asked, run.output["summary"], words)
            lines.append((f"{run.closed_at.astimezone(zone).strftime(DAY)} · {run.content.title}", sentence))
    return lines or [("", words.gettext("The room has not been asked anything yet."))]


def _moves(session: Session, collective_id: int, words: Words) -> list[Line]:
    moves = list_moves(session, collective_id)[:MOVES]
    lines = [(move.on.strftime(DAY), f"{move.name} ({what_happened(move, words)})") for move in moves]
    return lines or [("", words.gettext("No date is kept yet."))]


def _next(session: Session, collective_id: int, words: Words, today: date) -> list[Line]:
    """Return the first actions and the next loop of the roadmap, then the séminaires that have a date."""
    roadmap = roadmap_of(session, collective_id, address="")
    lines = [(_first(action, words), action.what) for action in roadmap.first_actions]
    if roadmap.next_loop_on or roadmap.next_loop_note:
        day = roadmap.next_loop_on.strftime(DAY) if roadmap.next_loop_on else words.gettext("no date")
        lines.append((words.gettext("Next loop"), " · ".join(filter(None, (day, roadmap.next_loop_note)))))
    return [*lines, *_coming(session, collective_id, words, today)]


def _first(action: FirstAction, words: Words) -> str:
    told = (action.by.strftime(DAY) if action.by else "", action.who)
    return " · ".join(filter(None, told)) or words.gettext("First action")


def _coming(session: Session, collective_id: int, words: Words, today: date) -> list[Line]:
    covers = [notebook.cover for notebook in list_notebooks(session, collective_id)]
    ahead = sorted((cover.held_on, cover.title) for cover in covers if cover.held_on and cover.held_on >= today)
    lines = [(on.strftime(DAY), title) for on, title in ahead[:COMING]]
    if not lines:
        lines = [("", words.gettext("No séminaire has a date yet: choose one on the page “Notebooks”."))]
    for meeting in list_meetings(session, collective_id)[:1]:
        told = [meeting.held_on.strftime(DAY), meeting.title, meeting.note]
        lines.append((words.gettext("Last meeting of the core group"), " · ".join(filter(None, told))))
    return lines


def _printed(text: str, words: Words) -> str:
    return as_printed(" ".join(text.split()), words)


def _names(members: Sequence[Member]) -> str:
    return ", ".join(f"{one.name} ({one.organisation})" if one.organisation else one.name for one in members)
