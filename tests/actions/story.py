"""Short ways to write actions in the collective of Koungou."""

from dataclasses import replace
from datetime import date

from qic_core.actions.rules import Plan
from qic_core.actions.service import add_action, edit_action, list_actions
from qic_core.collective.organisations import add_organisation
from tests.pathways.story import Koungou

CAFE = Plan(
    title="Un café des parents",
    first_step="Demander la salle",
    for_whom="les familles de Majicavo",
    starts_on=date(2027, 3, 1),
    ends_on=date(2027, 5, 31),
)


class Village(Koungou):
    """A collective with organisations and actions; each gesture is one transaction."""

    def organisation(self, name):
        with self.database.writing(self.id) as work:
            return add_organisation(work, collective_id=self.id, name=name, college="Associations")

    def act(self, title="Un café des parents", **more):
        """Write an action; return its id."""
        return self.do(add_action, plan=replace(CAFE, title=title, **more))

    def rewrite(self, action_id, *, version=1, **more):
        plan = replace(self.action(action_id).plan, **more)
        self.do(edit_action, action_id=action_id, version=version, plan=plan)

    @property
    def actions(self):
        return self.ask(list_actions)

    def action(self, action_id):
        [found] = [action for action in self.actions if action.id == action_id]
        return found
