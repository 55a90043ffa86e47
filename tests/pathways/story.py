"""Short ways to write pathways, in the air or in the collective of Koungou."""

from datetime import date

from qic_core.collective.service import list_colleges
from qic_core.pathways.links import add_link
from qic_core.pathways.rules import NATURE_OF, Change, Horizon, Link, Pathways, Wording
from qic_core.pathways.service import add_change, pathways_of
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas

PLACES = {"s": Horizon.SHORT, "m": Horizon.MEDIUM, "l": Horizon.LONG}


def wording(title, horizon=Horizon.SHORT, **more):
    """Return a change's wording, of the nature that goes with its horizon."""
    return Wording(title, horizon, more.pop("nature", NATURE_OF[horizon]), **more)


def drawn(told):
    """Return pathways: « s1 s2 m3 l4 » are changes, called so, « 1-3 3-4 4-v » the links between them."""
    names = [name for name in told.split() if name[0] in PLACES]
    changes = [Change(int(name[1:]), wording(name, PLACES[name[0]]), place) for place, name in enumerate(names)]
    ends = [name.split("-") for name in told.split() if "-" in name]
    links = [Link(100 + place, int(start), None if end == "v" else int(end)) for place, (start, end) in enumerate(ends)]
    return Pathways(tuple(changes), tuple(links))


class Koungou:
    """A collective; each gesture is one transaction."""

    def __init__(self, database, collective_id):
        self.database, self.id = database, collective_id

    def do(self, verb, **told):
        with self.database.writing(self.id) as work:
            return verb(work, **told)

    def ask(self, question, *more):
        with self.database.reading() as session:
            return question(session, self.id, *more)

    def change(self, title, horizon=Horizon.SHORT, **more):
        return self.do(add_change, wording=wording(title, horizon, **more))

    def link(self, start, end=None, **more):
        return self.do(add_link, from_id=start, to_id=end, **more)

    @property
    def pathways(self):
        return self.ask(pathways_of)

    @property
    def titles(self):
        return [change.title for change in self.pathways.changes]

    def run(self, kind, title="Cellule", **more):
        """Open a run of a new cell; return its id."""
        with self.database.writing(self.id) as work:
            notebook_id = create_notebook(work, Cover("Chemins de changement", held_on=date(2026, 9, 24)))
            cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft(kind, title, "Quoi ?", **more))
            return open_run(work, cell_id=cell_id)

    def say(self, run_id, *answers):
        """Send one answer after the other; return the ids of the run's ideas."""
        with self.database.writing(self.id) as work:
            college = list_colleges(work.session, self.id)[0]
            sent = [Submission(run_id, f"key-{run_id:04}-{n:04}", values, college_id=college.id)
                    for n, values in enumerate(answers)]  # fmt: skip
            assert all(isinstance(outcome, Receipt) for outcome in record(work, sent))
            return [idea.id for idea in list_ideas(work.session, run_id)]

    def propose(self, *texts, horizon=1, shown=True, closed=True):
        """Let each text come from a phone in a run of `change`; return the run's id and the ideas'."""
        run_id = self.run("change", settings={"horizon": horizon})
        ideas = self.say(run_id, *({"changes": [text]} for text in texts))
        if shown:
            self.do(show, run_id=run_id, idea_ids=ideas)
        if closed:
            self.do(close_run, run_id=run_id)
        return run_id, ideas
