"""The demo collectives: written stories (data/demo/*.toml), replayed through the real services."""

import tomllib
from collections.abc import Mapping
from typing import Any

from qic_core.collective.service import create_collective, list_collectives
from qic_core.db.engine import Database, Work
from qic_core.demo.journey import tell_journey
from qic_core.demo.people import tell_people
from qic_core.demo.room import tell_notebook, tell_rerun
from qic_core.demo.telling import Telling
from qic_core.settings import ROOT

STORIES = ROOT / "data" / "demo"


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
    tell_people(work, collective_id, story)
    telling = Telling(Work(work.session, collective_id, work.now), story["timezone"])
    for notebook in story.get("notebook", []):
        tell_notebook(telling, notebook)
    for rerun in story.get("rerun", []):
        tell_rerun(telling, rerun)
    tell_journey(telling, story)
    return collective_id
