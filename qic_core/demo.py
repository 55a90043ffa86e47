"""The demo collective: one written story (data/demo/*.toml), replayed through the real services."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from qic_core.challenge.evidence import add_evidence
from qic_core.challenge.service import adopt_challenge, score_condition
from qic_core.collective.meetings import add_meeting
from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.collective.organisations import add_organisation
from qic_core.collective.service import create_collective, list_collectives, list_colleges
from qic_core.db.engine import Database, Work
from qic_core.errors import DomainError
from qic_core.settings import ROOT
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.fields import Json, Values
from qic_core.workshop.kind import Content, Source
from qic_core.workshop.moderation import group, show
from qic_core.workshop.notebooks import Cover, get_notebook
from qic_core.workshop.runs import close_run, get_run, open_run, reveal_run
from qic_core.workshop.tally import list_ideas
from qic_core.workshop.templates import SHIPPED, create_from_template, read_template

STORIES = ROOT / "data" / "demo"
MORNING = time(9, 30)


def load_demo(database: Database) -> None:
    """Replay the demo stories into a database that has no collective; one story is one transaction."""
    with database.reading() as session:
        if list_collectives(session):
            return
    for path in sorted(STORIES.glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        with database.writing() as work:
            tell(work, story)


def tell(work: Work, story: Mapping[str, Any]) -> int:
    """Replay one story; return the collective's id."""
    collective_id = create_collective(
        work,
        name=story["name"],
        place=story["place"],
        colleges=story["colleges"],
        timezone=story["timezone"],
        note=story.get("note", ""),
        code=story.get("code"),
        slug=story.get("slug"),
    )
    for organisation in story.get("organisation", []):
        add_organisation(work, collective_id=collective_id, **organisation)
    _tell_people(work, collective_id, story)
    zone = ZoneInfo(story["timezone"])
    for notebook in story.get("notebook", []):
        then = datetime.combine(notebook["held_on"], MORNING, zone)
        _tell_notebook(Work(work.session, collective_id, min(then, work.now)), notebook)
    _tell_challenge(Work(work.session, collective_id, work.now), story)
    return collective_id


def _tell_people(work: Work, collective_id: int, story: Mapping[str, Any]) -> None:
    if "seats" in story:
        name_seats(work, collective_id=collective_id, names=story["seats"])
    seats = [seat.id for seat in list_seats(work.session, collective_id)]
    ids = {}
    for told in story.get("member", []):
        seat_id = seats[told["seat"] - 1] if "seat" in told else None
        told = {key: value for key, value in told.items() if key != "seat"}
        ids[told["name"]] = add_member(work, collective_id=collective_id, seat_id=seat_id, **told)
    for told in story.get("meeting", []):
        present = [ids[name] for name in told["present"]]
        add_meeting(work, collective_id=collective_id, **{**told, "present": present})


def _tell_challenge(work: Work, story: Mapping[str, Any]) -> None:
    for told in story.get("evidence", []):
        add_evidence(work, **told)
    for told in story.get("readiness", []):
        score_condition(work, **told)
    if "challenge" in story:
        adopt_challenge(work, candidate_id=None, **story["challenge"])


def _tell_notebook(work: Work, told: Mapping[str, Any]) -> None:
    template = read_template(SHIPPED / f"{told['template']}.toml")
    cover = Cover(told.get("title", template.cover.title), template.cover.aim, told["audience"], told["held_on"])
    notebook_id = create_from_template(work, template, cover=cover)
    cells = get_notebook(work.session, work.collective_id or 0, notebook_id).cells
    for run in told.get("run", []):
        _tell_run(work, cells[run["cell"] - 1].id, run)


def _tell_run(work: Work, cell_id: int, told: Mapping[str, Any]) -> None:
    run_id = open_run(work, cell_id=cell_id)
    content = get_run(work.session, work.collective_id or 0, run_id).content
    colleges = {college.name: college.id for college in list_colleges(work.session, work.collective_id or 0)}
    submissions = [
        Submission(
            run_id,
            f"demo-{run_id}-{number:04}",
            _values(content, answer),
            college_id=colleges[answer["college"]],
            source=Source(answer.get("source", "phone")),
            voices=answer.get("voices", 1),
        )
        for number, answer in enumerate(told.get("answer", []))
    ]
    refused = [outcome for outcome in record(work, submissions) if isinstance(outcome, DomainError)]
    if refused:
        raise refused[0]
    _sort(work, run_id, told.get("theme", []))
    reveal_run(work, run_id=run_id, revealed=told.get("revealed", False))
    close_run(work, run_id=run_id)


def _sort(work: Work, run_id: int, themes: Sequence[Mapping[str, Any]]) -> None:
    ids: dict[str, list[int]] = defaultdict(list)
    for idea in list_ideas(work.session, run_id):
        ids[idea.text].append(idea.id)
    if ids:
        show(work, run_id=run_id, idea_ids=[key for keys in ids.values() for key in keys])
    for theme in themes:
        group(work, run_id=run_id, idea_ids=[key for text in theme["ideas"] for key in ids[text]], label=theme["label"])


def _values(content: Content, told: Mapping[str, Any]) -> Values:
    """Return an answer told in words (item texts, verdict names) as the fields' values."""
    keys = {item.text: item.key for item in content.items}
    values: dict[str, Json] = {}
    for name in ("ideas", "words", "level"):
        if name in told:
            values[name] = told[name]
    if "choices" in told:
        values["choices"] = [keys[text] for text in told["choices"]]
    if "dots" in told:
        values["dots"] = {keys[text]: points for text, points in told["dots"].items()}
    if "verdicts" in told:
        verdicts = {"agree": 1, "pass": 0, "disagree": -1}
        values["verdicts"] = {keys[text]: {"verdict": verdicts[said]} for text, said in told["verdicts"].items()}
    return values
