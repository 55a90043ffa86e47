"""A loop whose questions are run: votes on its actions, forecasts of its curve."""

from dataclasses import replace
from datetime import UTC, datetime

from qic_core.evaluation.loop_board import board_of
from qic_core.workshop.contributions import Receipt, Submission, record
from qic_core.workshop.notebooks import get_notebook
from qic_core.workshop.runs import close_run, get_run, open_run, reveal_run
from tests.evaluation.looping import HELD_ON, Round

HELD_AT = datetime(HELD_ON.year, HELD_ON.month, HELD_ON.day, 9, tzinfo=UTC)


class Room(Round):
    """A loop under way, whose notebook's questions are run."""

    others = ()

    def start(self, **curves):
        """Open a loop of two actions and one curve, and others by their names; return its id."""
        self.about, self.acts = self.scope("Un café", "Un jardin")
        self.curve = self.grown(self.about, 40, 60, 80, name="Familles", unit="familles")
        self.others = [self.grown(self.about, *figures, name=name) for name, figures in curves.items()]
        return self.open(self.about)

    def cell(self, kind, *, title=None):
        cells = self.ask(get_notebook, self.now.notebook_id).cells
        return next(cell for cell in cells if cell.kind == kind and title in (None, cell.title))

    def asking(self, kind, *answers, close=True, shown=False, title=None):
        """Run the notebook's cell of a kind on the loop's day; `answers` are values; return the run's id."""

        def ask(today):
            work = replace(today, now=HELD_AT)
            run_id = open_run(work, cell_id=self.cell(kind, title=title).id)
            sent = [Submission(run_id, f"key-{next(self.numbers):08}", values) for values in answers]
            assert all(isinstance(one, Receipt) for one in record(work, sent))
            reveal_run(work, run_id=run_id, revealed=shown or kind == "text")
            if close:
                close_run(today, run_id=run_id)
            return run_id

        return self.do(ask)

    def vote(self, *levels, **more):
        """Let each voice say what to do with the café."""
        answers = [{"verdicts": {f"a{self.acts[0]}": {"verdict": level}}} for level in levels]
        return self.asking("verdicts", *answers, **more)

    def foresee(self, *figures, **more):
        """Let each voice say where every curve will be; None does not know."""
        keys = [f"n{key}" for key in (self.curve, *self.others)]
        told = [{"unknown": 1} if figure is None else {"figure": figure} for figure in figures]
        return self.asking("forecast", *({"figures": dict.fromkeys(keys, one)} for one in told), **more)

    def board(self, run_id):
        with self.database.reading() as session:
            return board_of(session, get_run(session, self.id, run_id))
