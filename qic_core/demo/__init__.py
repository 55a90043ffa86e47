"""The demo collectives: written stories (data/demo/*.toml), replayed through the real services."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from qic_core.collective.organisations import list_organisations
from qic_core.collective.service import create_collective, list_collectives
from qic_core.db.engine import Database, Work
from qic_core.demo.evaluation import tell_indicators
from qic_core.demo.journey import tell_journey
from qic_core.demo.learning import tell_learning
from qic_core.demo.loops import tell_loop
from qic_core.demo.people import tell_people
from qic_core.demo.room import tell_notebook, tell_rerun
from qic_core.demo.telling import Telling
from qic_core.settings import ROOT

STORIES = ROOT / "data" / "demo"


def load_demo(database: Database, told: Callable[[int, int], None] | None = None) -> None:
    """Replay the demo stories into a database that has no collective; one story is one transaction, `told` after it."""
    with database.reading() as session:
        if list_collectives(session):
            return
    paths = sorted(STORIES.glob("*.toml"))
    for number, path in enumerate(paths, start=1):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        with database.writing() as work:
            tell(work, story)
        if told:
            told(number, len(paths))


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
    telling.things |= {one.name: one.id for one in list_organisations(work.session, collective_id)}
    reruns = sorted(story.get("rerun", []), key=itemgetter("on"))
    for notebook in story.get("notebook", []):
        while reruns and reruns[0]["on"] < notebook["held_on"] and reruns[0]["notebook"] <= len(telling.notebooks):
            tell_rerun(telling, reruns.pop(0))
        tell_notebook(telling, notebook)
    tell_indicators(telling, story)
    _tell_what_followed(telling, reruns, story.get("loop", []))
    tell_journey(telling, story)
    tell_learning(telling, story)
    return collective_id


def _tell_what_followed(
    telling: Telling, reruns: Iterable[Mapping[str, Any]], loops: Iterable[Mapping[str, Any]]
) -> None:
    """Tell what came after the last notebook, day by day."""
    days = [(told["on"], tell_rerun, told) for told in reruns] + [(told["held_on"], tell_loop, told) for told in loops]
    for _day, tell_one, told in sorted(days, key=itemgetter(0)):
        tell_one(telling, told)
