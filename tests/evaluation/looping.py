"""Short ways to hold loops in the collective of Koungou; what the room says in them."""

from datetime import date, timedelta
from itertools import count

from qic_core.actions.rules import Status
from qic_core.actions.service import set_status
from qic_core.collective.service import create_collective, list_colleges
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import decide
from qic_core.evaluation.loops import close_loop, current_loop, get_loop, open_loop
from qic_core.evaluation.rules import Verdict
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas
from tests.evaluation.story import Watch

HELD_ON, DUE, NEXT = date(2026, 3, 20), date(2026, 6, 15), date(2026, 9, 25)
KEEP = {"verdict": Verdict.CONTINUE}
ADJUST = {"verdict": Verdict.ADJUST, "what": "Le café ouvre le samedi", "who": "Zaïna", "due_on": DUE}
STOP = {"verdict": Verdict.STOP, "what": "Plus personne ne vient"}


class Round(Watch):
    """A collective that holds loops; each gesture is one transaction."""

    numbers = count(1)

    def elsewhere(self):
        with self.database.writing() as work:
            key = create_collective(work, name="Ailleurs", place="Rodez", colleges=["Habitants"], timezone="UTC")
        return Round(self.database, key)

    def scope(self, *titles):
        """Write a change and the actions that serve it; return its id and theirs."""
        change = self.change("Les parents viennent")
        return change, [self.act(title, change_ids=(change,)) for title in titles]

    def open(self, *change_ids, title="Boucle de printemps", held_on=HELD_ON, **more):
        return self.do(open_loop, title=title, held_on=held_on, change_ids=change_ids, **more)

    def get(self, loop_id):
        return self.ask(get_loop, loop_id)

    @property
    def now(self):
        return self.ask(current_loop)

    def decision(self, loop_id, action_id):
        [found] = [one for one in self.get(loop_id).decisions if one.action_id == action_id]
        return found

    def decide(self, loop_id, action_id, **made):
        before = self.decision(loop_id, action_id)
        self.do(decide, **{"decision_id": before.id, "version": before.version, **made})

    def close(self, loop_id):
        self.do(close_loop, loop_id=loop_id, version=self.get(loop_id).version)

    def move(self, action_id, status):
        self.do(set_status, action_id=action_id, status=status, since=date(2026, 1, 5))

    def promised(self, **made):
        """Hold a loop of one action that ends in a promise; return the loop's id and the action's."""
        change, [action] = self.scope("Un café des parents")
        loop_id = self.open(change)
        self.decide(loop_id, action, **{**ADJUST, **made})
        self.close(loop_id)
        return loop_id, action

    def grown(self, change_id, *figures, until=HELD_ON, **more):
        """Write an indicator of a change, measured every 90 days, the last time on a day; return its id."""
        key = self.indicator(change_id=change_id, **more)
        for place, value in enumerate(figures):
            self.measure(key, until - timedelta(days=90 * (len(figures) - 1 - place)), value)
        return key

    def asked(self, loop_id, title="Que s'est-il passé ?"):
        """Open one more question of ideas in a loop's notebook; return the run's id."""

        def ask(work):
            draft = Draft("ideas", title, "Quoi ?")
            return open_run(work, cell_id=add_cell(work, notebook_id=self.get(loop_id).notebook_id, draft=draft))

        return self.do(ask)

    def said(self, run_id, *texts):
        """Let the room write ideas, all shown, and close the run; return the ids of the ideas."""

        def say(work):
            college = list_colleges(work.session, self.id)[0].id
            sent = [
                Submission(run_id, f"key-{next(self.numbers):08}", {"ideas": [text]}, college_id=college)
                for text in texts
            ]
            assert not [outcome for outcome in record(work, sent) if isinstance(outcome, DomainError)]
            ideas = [idea.id for idea in list_ideas(work.session, run_id)]
            show(work, run_id=run_id, idea_ids=ideas)
            close_run(work, run_id=run_id)
            return ideas

        return self.do(say)


RUNNING, DONE, STOPPED = Status.RUNNING, Status.DONE, Status.STOPPED
