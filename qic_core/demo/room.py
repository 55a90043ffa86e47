"""Tell what the room did: notebooks made from templates, cells run, answers, themes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qic_core.collective.service import list_colleges
from qic_core.db.engine import Work
from qic_core.demo.answers import order_of, values_of
from qic_core.demo.journey import tell_what_became
from qic_core.demo.telling import Telling
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.kind import Source
from qic_core.workshop.moderation import group, show
from qic_core.workshop.notebooks import Cover, get_notebook
from qic_core.workshop.runs import close_run, get_run, open_run, reveal_run
from qic_core.workshop.tally import list_ideas
from qic_core.workshop.templates import SHIPPED, create_from_template, read_template


def tell_notebook(telling: Telling, told: Mapping[str, Any]) -> None:
    """Make a notebook from its template, run its cells on its day, and do what was done after each."""
    work = telling.on(told["held_on"])
    template = read_template(SHIPPED / f"{told['template']}.toml")
    cover = Cover(told.get("title", template.cover.title), template.cover.aim, told["audience"], told["held_on"])
    notebook_id = create_from_template(work, template, cover=cover)
    telling.notebooks.append(get_notebook(work.session, work.collective_id or 0, notebook_id).cells)
    for run in told.get("run", []):
        tell_run(telling, work, len(telling.notebooks), run)


def tell_rerun(telling: Telling, told: Mapping[str, Any]) -> None:
    """Run a cell of an earlier notebook again, on another day."""
    tell_run(telling, telling.on(told["on"]), told["notebook"], told)


def tell_run(telling: Telling, work: Work, notebook: int, told: Mapping[str, Any]) -> None:
    """Run a cell of a notebook (from 1), sort what the room wrote, close it, and do what was done after."""
    run_id = open_run(work, cell_id=telling.notebooks[notebook - 1][told["cell"] - 1].id)
    for outcome in record(work, list(_sent(telling, work, run_id, told))):
        if isinstance(outcome, DomainError):
            raise outcome
    _sort(telling, work, run_id, told.get("theme", []))
    reveal_run(work, run_id=run_id, revealed=told.get("revealed", False))
    close_run(work, run_id=run_id)
    tell_what_became(telling, work, run_id, told)


def _sent(telling: Telling, work: Work, run_id: int, told: Mapping[str, Any]) -> Iterator[Submission]:
    content = get_run(work.session, work.collective_id or 0, run_id).content
    colleges = {college.name: college.id for college in list_colleges(work.session, work.collective_id or 0)}
    order = order_of(content, told, telling)
    answers = [answer for answer in told.get("answer", []) for _ in range(answer.get("times", 1))]
    for number, answer in enumerate(answers):
        yield Submission(
            run_id,
            f"demo-{run_id}-{number:04}",
            values_of(content, answer, telling, order),
            college_id=colleges[answer["college"]],
            source=Source(answer.get("source", "phone")),
            voices=answer.get("voices", 1),
        )


def _sort(telling: Telling, work: Work, run_id: int, themes: Sequence[Mapping[str, Any]]) -> None:
    """Show every idea, and group those of each theme; an idea is told by its text."""
    ideas = list_ideas(work.session, run_id)
    for idea in ideas:
        telling.ideas[idea.text].append(idea.id)
    if ideas:
        show(work, run_id=run_id, idea_ids=[idea.id for idea in ideas])
    for theme in themes:
        unsaid = set(theme["ideas"]) - {idea.text for idea in ideas}
        if unsaid:
            raise KeyError(*unsaid)
        chosen = [idea.id for idea in ideas if idea.text in theme["ideas"]]
        group(work, run_id=run_id, idea_ids=chosen, label=theme["label"])
