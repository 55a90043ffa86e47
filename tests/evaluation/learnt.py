"""Short ways to write learnings, outcomes and observations in the collective of Koungou."""

from dataclasses import replace
from datetime import date

from qic_core.evaluation.learning import add_learning, list_learnings
from qic_core.evaluation.observations import add_observation, get_observations, observation_ids
from qic_core.evaluation.outcome_rules import Account
from qic_core.evaluation.outcomes import add_outcome, list_outcomes
from qic_core.evaluation.rules import OutcomeNature
from qic_core.evaluation.tables import LoopRow
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.kind import Visibility
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from tests.evaluation.story import Watch

MARCH, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
SCHOOL = Account("L'école Pasteur", "reçoit les parents chaque vendredi", OutcomeNature.PRACTICE, JUNE)


class Field(Watch):
    """A collective that learns; each gesture is one transaction."""

    def pair(self, hypothesis="Parce que l'on se croise", **more):
        """Write two changes and the link from one to the other; return the link's id."""
        start, end = self.change("On se connaît"), self.change("On s'entraide")
        return self.link(start, end, hypothesis=hypothesis, **more)

    def learn(self, text="Se croiser ne suffit pas", **more):
        return self.do(add_learning, **{"text": text, "learnt_on": MARCH, **more})

    def harvest(self, **more):
        own = {name: more.pop(name) for name in ("idea_ids", "run_ids") if name in more}
        return self.do(add_outcome, account=replace(SCHOOL, **more), **own)

    def see(self, text="Des voitures devant l'école", **more):
        told = {"seen_on": MARCH, "place": "Place du marché", "theme": "Logement", "text": text, **more}
        return self.do(add_observation, **told)

    @property
    def learnings(self):
        return self.ask(list_learnings)

    @property
    def outcomes(self):
        return self.ask(list_outcomes)

    def learning(self, learning_id):
        [found] = [one for one in self.learnings if one.id == learning_id]
        return found

    def outcome(self, outcome_id):
        [found] = [one for one in self.outcomes if one.id == outcome_id]
        return found

    def hypothesis(self, link_id):
        [link] = [one for one in self.pathways.links if one.id == link_id]
        return link.hypothesis

    def words_seen(self, visibility=Visibility.SHOWN, **which):
        """Return the words of observations, the latest first."""
        with self.database.reading() as session:
            ids = observation_ids(session, self.id, visibility, **which)
            return [one.seen.text for one in get_observations(session, self.id, ids)]

    def notebook(self, *, held_on=JUNE):
        with self.database.writing(self.id) as work:
            return create_notebook(work, Cover("Boucle", held_on=held_on))

    def hold_loop(self, *, title="Boucle de juin", held_on=JUNE, notebook_id=None, state="closed"):
        """Hold a loop, with the notebook in which its questions are run; return its id."""

        def hold(work):
            row = LoopRow(collective_id=self.id, title=title, held_on=held_on, state=state, created_at=work.now,
                          notebook_id=notebook_id)  # fmt: skip
            work.session.add(row)
            work.session.flush()
            return row.id

        return self.do(hold)

    def gather(self, *texts, notebook_id=None, title="Qu'avons-nous appris ?", shown=True):
        """Let the room write texts in a run that is closed; return the run's id and its ideas'."""
        with self.database.writing(self.id) as work:
            draft = Draft("ideas", title, "Quoi ?")
            cell_id = add_cell(work, notebook_id=notebook_id or create_notebook(work, Cover("Ici")), draft=draft)
            run_id = open_run(work, cell_id=cell_id)
        ideas = self.say(run_id, *({"ideas": [text]} for text in texts))
        if shown:
            self.do(show, run_id=run_id, idea_ids=ideas)
        self.do(close_run, run_id=run_id)
        return run_id, ideas
