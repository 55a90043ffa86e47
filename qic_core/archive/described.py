"""The documented schema of an archive: docs/archive.md holds what this says of each table, and a test keeps it so."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Table

from qic_core.archive.layout import LISTS, archived_tables, pointers
from qic_core.settings import ROOT

PAGE = ROOT / "docs" / "archive.md"
BEGIN = "<!-- Below: written by `python -m qic_core.archive.described` out of the tables. -->"
KINDS: Mapping[type, str] = {
    bool: "true or false",
    date: "day",
    datetime: "moment",
    float: "number",
    int: "whole number",
    str: "text",
}
ABOUT: Mapping[str, str] = {
    "collective": "The collective itself: always one row.",
    "college": "Its collèges, in their order; one is that of the residents.",
    "organisation": "Who sits at the table, and who has left it.",
    "seat": "The three roles of the trinôme, as this collective names them.",
    "member": "People of the collective, with their role.",
    "meeting": "Meetings of the core group.",
    "attendance": "Who was at which meeting.",
    "room_code": "Codes that open the room; the one that has not expired stands.",
    "notebook": "Notebooks.",
    "cell": "Cells of a notebook, in their order, as they stand today.",
    "run": "Each passage of a cell: what was asked (`content`) and what closing it froze (`output`).",
    "participant": "Phones that entered the room; the token is hashed.",
    "first_name": "First names, apart from what people said; absent once erased.",
    "contribution": "Answers, append-only: `superseded_at` says that the same person corrected theirs.",
    "theme": "Names under which ideas of a run are grouped.",
    "idea": "Each free text of an answer, and where moderation has put it (`waiting`, `shown`, `hidden`).",
    "moderation_step": "Each gesture of the moderator, so that it can be undone.",
    "readiness": (
        "Scores, 0 to 3, of the four start conditions (`challenge`, `leaders`, `ties`, `means`) and of the five of "
        "collective impact (`vision`, `synergy`, `evaluation`, `communication`, `support`)."
    ),
    "evidence": "Figures with their source; without a figure, a question that is still open.",
    "candidate": "Problems that may become the challenge.",
    "challenge": "Challenges that were adopted; the one without `ended_at` stands.",
    "statement": "Drafts of the vision.",
    "amendment": "Other wordings for a draft (`proposed`, `accepted`, `refused`).",
    "vision": "Visions that were adopted; the one without `ended_at` stands.",
    "change": (
        "Changes of the pathways (`horizon`: `short`, `medium`, `long`; "
        "`nature`: `knowledge`, `practice`, `culture`)."
    ),
    "link": "What leads to what; `to_id` null leads to the vision.",
    "snapshot": "The pathways as they stood on a day.",
    "action": (
        "Actions (`status`: `idea`, `ready`, `running`, `done`, `stopped`; `means`: `common_law`, `city_policy`; "
        "`funding`: `operating`, `project`; `sought` and `found` in euros)."
    ),
    "action_change": "Which action serves which change.",
    "action_partner": "Who takes part in an action, beside its lead.",
    "action_status": "The log of an action's statuses.",
    "resource": (
        "What is needed or offered (`side`: `need`, `offer`; `nature`: `room`, `time`, `equipment`, `data`, `skill`)."
    ),
    "reinforcement": (
        "What an action does to another, −1 to 2 (`source`: `room`, `lead`, `table`); the latest row of a pair holds."
    ),
    "cooperation_naming": "Whether the results of pairs may name organisations; the latest row holds.",
    "wanted_level": "The level that two organisations aim for; null takes it back.",
    "cooperation_plan": "Cooperation plans; the one without `ended_at` stands.",
    "cooperation_plan_line": (
        "Lines of a plan (`section`: `need`, `support`, `side_step`, `promise`; "
        "`outcome`: empty, `kept`, `partly`, `dropped`, `carried` into the next plan)."
    ),
    "indicator": (
        "What is counted of a change or an action (`polarity`: `up`, `down`; `kind`: `how_much`, `how_well`, "
        "`better_off`; `frequency`: `month`, `quarter`, `half_year`, `year`); with `cell_id` the room measures it."
    ),
    "former_meaning": "The unit and polarity that an indicator had until a day.",
    "target": "Figures to reach by a day; null takes it back.",
    "measure": (
        "What was measured (`source`: `hand`, `file`); null is not known, `superseded_at` says that it was corrected."
    ),
    "annotation": "What is written on a curve.",
    "loop": "Evaluation loops (`state`: `open`, `paused`, `closed`).",
    "loop_change": "Which loop is about which change.",
    "decision": (
        "What a loop decides of an action (`verdict`: empty, `continue`, `adjust`, `redirect`, `stop`; "
        "`outcome`: empty, `kept`, `partly`, `dropped`)."
    ),
    "forecast": "Straight lines frozen at a loop: `value` on `frozen_on`, `slope` a day.",
    "story": "The story behind a curve, as a loop told it.",
    "learning": (
        "What was learnt: the hypothesis of a link before and after; `rectified_on`: the day it was put right there."
    ),
    "outcome": "Who changed what (`nature`: `behaviour`, `relation`, `practice`, `policy`), evidence, who verified it.",
    "observation": "What a « veilleur » saw in the field (`visibility`: `waiting`, `shown`, `hidden`).",
    "skipped_step": "Which step of the journey is left out, and why; the latest row of a step holds.",
    "feedback": "By when a séminaire owes its feedback to those who spoke there, and when they had it.",
    "public_page": "Whether the public page is shown; one row at most.",
    "former_name": "What an organisation was called until a day.",
    "roadmap": "What the one page says beside the journey; one row at most.",
    "thread": "Where a thing (`kind`, `thing_id`) came from: a run, and an idea of it when there is one.",
}  # fmt: skip


def tables_in_words() -> str:
    """Return, as Markdown, every table of an archive with its columns."""
    return "\n\n".join(_in_words(table) for table in archived_tables())


def write_page() -> None:
    """Bring docs/archive.md up to the tables."""
    told = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(f"{told}{BEGIN}\n\n{tables_in_words()}\n", encoding="utf-8")


def _in_words(table: Table) -> str:
    pointed = dict(pointers(table))
    lines = [f"### `{table.name}.json`", ABOUT[table.name], "", "| Column | Holds |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{column.name}` | {_holds(column, pointed)} |" for column in table.columns)])


def _holds(column: Column[Any], pointed: Mapping[str, str]) -> str:
    return ", ".join(_said(column, pointed))


def _said(column: Column[Any], pointed: Mapping[str, str]) -> Iterator[str]:
    if column.name == "id":
        yield "its number"
        return
    if column.name in pointed:
        yield f"number of a row of `{pointed[column.name]}`"
    elif isinstance(column.type, JSON):
        yield "JSON, a list" if (column.table.name, column.name) in LISTS else "JSON, an object"
    else:
        yield KINDS[getattr(column.type, "impl_instance", column.type).python_type]
    length = getattr(column.type, "length", None)
    if length:
        yield f"{length} characters at most"
    if column.nullable:
        yield "or null"


if __name__ == "__main__":
    write_page()
